//! As much of the `DevTools` protocol as reading a page takes, over a pipe: no port and no WebSocket.
//! <https://chromedevtools.github.io/devtools-protocol/>

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;
use uuid::Uuid;

/// For one step of the browser. It takes seconds at most; a busy machine may need far more.
const LIMIT: Duration = Duration::from_secs(120);

/// Chromium reads messages at file descriptor 3 and writes them at 4. The shell puts our two pipes
/// there, which takes no unsafe code.
const AT_3_AND_4: &str = r#"exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>&2"#;

const FLAGS: [&str; 12] = [
    "--remote-debugging-pipe",
    "--headless",
    // The sandbox refuses to run as root. The pages are our own.
    "--no-sandbox",
    "--disable-gpu",
    // Containers give /dev/shm too little.
    "--disable-dev-shm-usage",
    // Nothing but the pages.
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
];

const ENDED: &str = "the browser has ended; is chromium on the path, or in CHROMIUM?";

/// A headless Chromium with a profile of its own.
pub(crate) struct Browser {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    profile: Profile,
    messages: u64,
    /// What happened since it was last asked for.
    events: Vec<Value>,
    /// Whether frames in other processes are listened to as well.
    listening: bool,
}

/// One tab.
pub(crate) struct Tab<'a> {
    browser: &'a mut Browser,
    session: String,
}

/// A directory that is gone with the browser.
struct Profile(PathBuf);

impl Browser {
    /// Starts `$CHROMIUM`, or the `chromium` of the search path. It finds `servers` where they say that
    /// they are, and nothing else.
    pub(crate) fn start(servers: &[(String, u16)]) -> Browser {
        let program = env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
        let profile = Profile::new();
        let map = |(host, port): &(String, u16)| format!("MAP {host} 127.0.0.1:{port}, ");
        let map: String = servers.iter().map(map).collect();
        let mut process = Command::new("sh")
            .args(["-c", AT_3_AND_4])
            .arg(&program)
            .args(FLAGS)
            .arg(format!("--host-resolver-rules={map}MAP * ~NOTFOUND"))
            .arg(format!("--user-data-dir={}", profile.0.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Its complaints about missing graphics and buses; failures reach us as messages.
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("a shell is there");
        let input = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        Browser {
            process,
            input,
            output,
            profile,
            messages: 0,
            events: Vec::new(),
            listening: false,
        }
    }

    /// Opens a page in a new tab and waits until it is loaded.
    pub(crate) async fn open(&mut self, url: &str) -> Tab<'_> {
        let mut tab = self.tab().await;
        tab.go(url).await;
        tab
    }

    /// Opens an empty tab.
    pub(crate) async fn tab(&mut self) -> Tab<'_> {
        let blank = json!({ "url": "about:blank" });
        let target = self.call(None, "Target.createTarget", blank).await;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = self.call(None, "Target.attachToTarget", attach).await;
        let session = attached["sessionId"].as_str().unwrap().to_owned();
        let mut tab = Tab { browser: self, session };
        tab.call("Page.enable", json!({})).await;
        tab
    }

    /// Ends the browser and waits until it is gone.
    pub(crate) async fn close(mut self) {
        self.call(None, "Browser.close", json!({})).await;
        timeout(LIMIT, self.process.wait()).await.expect("the browser ends").unwrap();
        drop(self.profile);
    }

    async fn call(&mut self, session: Option<&str>, method: &str, parameters: Value) -> Value {
        let id = self.send(session, method, parameters).await;
        let mut reply = self.wait_for(|message| message["id"] == id).await;
        assert_eq!(reply["error"], Value::Null, "{method}");
        reply["result"].take()
    }

    async fn send(&mut self, session: Option<&str>, method: &str, parameters: Value) -> u64 {
        self.messages += 1;
        let mut message = json!({ "id": self.messages, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.input.write_all(&bytes).await.expect(ENDED);
        self.messages
    }

    /// The next message that is looked for. Events before it are kept.
    async fn wait_for(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut bytes = Vec::new();
            let read = timeout(LIMIT, self.output.read_until(0, &mut bytes)).await;
            read.expect("the browser answers in time").unwrap();
            assert_eq!(bytes.pop(), Some(0), "{ENDED}");
            let message: Value = serde_json::from_slice(&bytes).unwrap();
            if is_it(&message) {
                return message;
            }
            if self.listening && message["method"] == "Target.attachedToTarget" {
                let session = message["params"]["sessionId"].as_str().unwrap();
                for method in ["Log.enable", "Network.enable", "Runtime.runIfWaitingForDebugger"] {
                    // Not `call`, which would wait inside of waiting.
                    self.send(Some(session), method, json!({})).await;
                }
            }
            if message["method"].is_string() {
                self.events.push(message);
            }
        }
    }
}

impl Tab<'_> {
    /// Goes to a page and waits until it is loaded.
    pub(crate) async fn go(&mut self, url: &str) {
        // Not `call`, because the event may come before the reply.
        self.browser.send(Some(&self.session), "Page.navigate", json!({ "url": url })).await;
        self.wait_for("Page.loadEventFired").await;
    }

    /// Says yes for the user: the page may ask servers on this machine.
    /// <https://wicg.github.io/local-network-access/>
    pub(crate) async fn let_reach_this_machine(&mut self, origin: &str) {
        let permission = json!({ "permissions": ["loopbackNetwork"], "origin": origin });
        self.browser.call(None, "Browser.grantPermissions", permission).await;
    }

    /// Goes to a URL where nobody answers, and is given this page instead.
    pub(crate) async fn go_with(&mut self, url: &str, page: &str) {
        let patterns = json!({ "patterns": [{ "urlPattern": url }] });
        self.call("Fetch.enable", patterns).await;
        self.browser.send(Some(&self.session), "Page.navigate", json!({ "url": url })).await;
        let paused = self.wait_for("Fetch.requestPaused").await;
        let fulfilled = json!({
            "requestId": paused["params"]["requestId"],
            "responseCode": 200,
            "responseHeaders": [{ "name": "content-type", "value": "text/html; charset=utf-8" }],
            "body": base64(page.as_bytes()),
        });
        self.browser.send(Some(&self.session), "Fetch.fulfillRequest", fulfilled).await;
        self.wait_for("Page.loadEventFired").await;
        self.call("Fetch.disable", json!({})).await;
    }

    /// Has all frames' console and network tell as events what they say.
    pub(crate) async fn listen(&mut self) {
        self.browser.listening = true;
        self.call("Log.enable", json!({})).await;
        self.call("Network.enable", json!({})).await;
        let attach = json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true });
        self.call("Target.setAutoAttach", attach).await;
    }

    async fn wait_for(&mut self, event: &str) -> Value {
        self.browser.wait_for(|message| message["method"] == event).await
    }

    /// What happened since this was last asked.
    pub(crate) fn events(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.browser.events)
    }

    /// The value that a JavaScript expression, or the promise it is, comes to.
    pub(crate) async fn evaluate(&mut self, expression: &str) -> Value {
        let parameters = json!({
            "expression": expression,
            "awaitPromise": true,
            "returnByValue": true,
        });
        let mut result = self.call("Runtime.evaluate", parameters).await;
        assert_eq!(result["exceptionDetails"], Value::Null);
        result["result"]["value"].take()
    }

    pub(crate) async fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.browser.call(Some(&self.session), method, parameters).await
    }
}

impl Profile {
    fn new() -> Profile {
        let name = format!("chromium-{}", Uuid::new_v4());
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Profile(path)
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // What a browser that was killed still writes may stay behind, below the target directory.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// <https://www.rfc-editor.org/rfc/rfc4648#section-4>
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let quads = bytes.chunks(3).map(|chunk| {
        let byte = |number: usize| usize::from(chunk.get(number).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        let digit = |number: usize| match number {
            _ if number > chunk.len() => '=',
            _ => char::from(DIGITS[bits >> (18 - 6 * number) & 63]),
        };
        [digit(0), digit(1), digit(2), digit(3)]
    });
    quads.flatten().collect()
}

/// The other way, for pictures.
pub(crate) fn from_base64(text: &str) -> Vec<u8> {
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
