//! The three engines, each driven by its own protocol, behind one interface: [`Browser`].

pub(crate) mod chromium;
mod firefox;
mod process;
mod proxy;
pub(crate) mod tls;
pub(crate) mod webkit;

use std::time::Duration;

use cors_examples::lab::case::Engine;
use serde_json::{Value, json};

use chromium::Chromium;
use firefox::Firefox;
use webkit::WebKit;

/// For one step of a browser. It takes seconds at most; a busy machine may need far more.
const LIMIT: Duration = Duration::from_secs(120);

/// A port that pages use, and the port at which a server of this process really listens.
pub(crate) type Mapped = (u16, u16);

/// A browser with one page, without a window that anyone sees. Its processes end when it is dropped.
pub(crate) enum Browser {
    Chromium(Chromium),
    Firefox(Firefox),
    WebKit(WebKit),
}

/// Writes a test once and runs it in each engine: a module with this name has the tests `chromium`, `firefox` and
/// `webkit`, which call the function of the same name.
macro_rules! in_each_engine {
    ($($name:ident)+) => {$(
        mod $name {
            #[tokio::test]
            #[ignore = "needs chromium; .ci/run installs it"]
            async fn chromium() {
                super::$name(cors_examples::lab::case::Engine::Chromium).await;
            }

            #[tokio::test]
            #[ignore = "needs firefox-esr; .ci/run installs it"]
            async fn firefox() {
                super::$name(cors_examples::lab::case::Engine::Gecko).await;
            }

            #[tokio::test]
            #[ignore = "needs webkit2gtk-driver and xvfb; .ci/run installs them"]
            async fn webkit() {
                super::$name(cors_examples::lab::case::Engine::Webkit).await;
            }
        }
    )+};
}
pub(crate) use in_each_engine;

/// Calls the engine's own implementation.
macro_rules! forward {
    ($self:ident.$method:ident($($argument:expr),*)) => {
        match $self {
            Browser::Chromium(browser) => browser.$method($($argument),*).await,
            Browser::Firefox(browser) => browser.$method($($argument),*).await,
            Browser::WebKit(browser) => browser.$method($($argument),*).await,
        }
    };
}

impl Browser {
    /// Starts the engine. Its pages find the servers of this process at the ports that they use.
    pub(crate) async fn start(engine: Engine, ports: &[Mapped]) -> Browser {
        match engine {
            Engine::Chromium => Browser::Chromium(Chromium::start(ports).await),
            Engine::Gecko => Browser::Firefox(Firefox::start(ports).await),
            Engine::Webkit => Browser::WebKit(WebKit::start(ports).await),
            Engine::Standard => unreachable!("the standard is no browser"),
        }
    }

    /// Goes to a page and waits until it is loaded.
    pub(crate) async fn go(&mut self, url: &str) {
        forward!(self.go(url));
    }

    /// Goes to a page of a server that does not exist, and shows this document as its answer.
    pub(crate) async fn go_with(&mut self, url: &str, page: &str) {
        forward!(self.go_with(url, page));
    }

    /// The value of a JavaScript expression, or of the promise that it is.
    pub(crate) async fn evaluate(&mut self, expression: &str) -> Value {
        forward!(self.evaluate(expression))
    }

    /// Presses keys, one after the other. [`ENTER`] and [`TAB`] are keys, all others are letters.
    pub(crate) async fn press(&mut self, keys: &str) {
        forward!(self.press(keys));
    }

    /// Makes the page that wide, if the engine's window has room for it, and about that high.
    pub(crate) async fn resize(&mut self, width: u32, height: u32) {
        forward!(self.resize(width, height));
    }

    /// The page as a PNG.
    pub(crate) async fn picture(&mut self) -> Vec<u8> {
        from_base64(&forward!(self.picture()))
    }
}

/// The keys' code points: <https://www.w3.org/TR/webdriver2/#keyboard-actions>.
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const TAB: &str = "\u{e004}";

/// Keys as both WebDriver protocols have them.
fn key_actions(keys: &str) -> Value {
    let presses = keys.chars().flat_map(|key| {
        ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.to_string() }))
    });
    json!([{ "type": "key", "id": "keyboard", "actions": presses.collect::<Vec<_>>() }])
}

/// A script whose value is a promise of JSON: the protocols' own values have types that each protocol writes in its
/// own way. In a list, `undefined` is `null`.
fn as_json(expression: &str) -> String {
    format!("(async () => JSON.stringify([await ({expression})]))()")
}

/// The value of a script that [`as_json`] made.
fn from_json(text: &Value) -> Value {
    let text = text.as_str().expect("the script ends without an exception");
    serde_json::from_str::<Value>(text).unwrap()[0].take()
}

/// <https://www.rfc-editor.org/rfc/rfc4648#section-4>
fn from_base64(text: &str) -> Vec<u8> {
    let value = |digit: u8| match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<_> = text.bytes().filter(|digit| *digit != b'=').map(value).collect();
    let triples = digits.chunks(4).flat_map(|chunk| {
        let bits = chunk.iter().fold(0, |bits, digit| bits << 6 | u32::from(*digit));
        let bits = bits << (6 * (4 - chunk.len()));
        let [_, bytes @ ..] = bits.to_be_bytes();
        bytes.into_iter().take(chunk.len() - 1)
    });
    triples.collect()
}
