//! What a person chooses in the lab: one request of a script, the page it runs on, and who answers.

use cors_browser as browser;
use serde::{Deserialize, Serialize};

/// One case. Its JSON is what the page has in its form and in its address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The page's serialized origin, or `null`.
    pub origin: String,
    /// The policy's name.
    pub policy: String,
    /// The wiring's name.
    pub wiring: String,
    /// The method as the script writes it.
    pub method: String,
    /// The headers that the script sets.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// The credentials mode.
    pub credentials: Credentials,
    /// How the script asks.
    pub by: By,
}

impl Default for Case {
    fn default() -> Case {
        Case {
            origin: "http://localhost:4101".to_owned(),
            policy: "list-with-credentials".to_owned(),
            wiring: "right".to_owned(),
            method: "GET".to_owned(),
            headers: Vec::new(),
            body: Body::None,
            credentials: Credentials::SameOrigin,
            by: By::Fetch,
        }
    }
}

/// A body, written as one word: `none`, `text`, `blob:` with its type, …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Body {
    /// No body.
    None,
    /// A string.
    Text,
    /// `URLSearchParams`.
    Params,
    /// `FormData`.
    Form,
    /// An `ArrayBuffer`.
    Buffer,
    /// A `Blob` with this type, which may be empty.
    Blob(String),
}

/// <https://fetch.spec.whatwg.org/#concept-request-credentials-mode>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Credentials {
    /// Never.
    Omit,
    /// To the page's own origin only.
    SameOrigin,
    /// Always.
    Include,
}

/// How the script asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// `fetch()`.
    Fetch,
    /// `XMLHttpRequest`.
    Xhr,
    /// `XMLHttpRequest` with a listener for the upload's progress.
    XhrUpload,
    /// `fetch()` in mode `same-origin`. What not to do.
    FetchSameOrigin,
    /// `XMLHttpRequest` to a URL that lacks its `http://`. What not to do.
    XhrNoScheme,
}

/// Whose reading of the standard is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// The standard's own.
    Standard,
    /// Chrome, Edge and others.
    Chromium,
    /// Firefox.
    Gecko,
    /// Safari.
    Webkit,
}

impl By {
    /// Whether it is an `XMLHttpRequest`.
    #[must_use]
    pub fn is_xhr(self) -> bool {
        matches!(self, By::Xhr | By::XhrUpload | By::XhrNoScheme)
    }
}

impl Body {
    /// A `Blob` that is made with this type. <https://w3c.github.io/FileAPI/#constructorBlob>
    #[must_use]
    pub fn blob(kind: &str) -> Body {
        let is_kept = kind.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        Body::Blob(if is_kept { kind.to_ascii_lowercase() } else { String::new() })
    }
}

impl TryFrom<String> for Body {
    type Error = String;

    fn try_from(word: String) -> Result<Body, String> {
        Ok(match &*word {
            "none" => Body::None,
            "text" => Body::Text,
            "params" => Body::Params,
            "form" => Body::Form,
            "buffer" => Body::Buffer,
            _ => match word.strip_prefix("blob:") {
                Some(kind) => Body::blob(kind),
                None => return Err(format!("`{word}` is no body")),
            },
        })
    }
}

impl From<Body> for String {
    fn from(body: Body) -> String {
        match body {
            Body::None => "none".to_owned(),
            Body::Text => "text".to_owned(),
            Body::Params => "params".to_owned(),
            Body::Form => "form".to_owned(),
            Body::Buffer => "buffer".to_owned(),
            Body::Blob(kind) => format!("blob:{kind}"),
        }
    }
}

impl<'a> From<&'a Body> for browser::Body<'a> {
    fn from(body: &'a Body) -> browser::Body<'a> {
        match body {
            Body::None => browser::Body::None,
            Body::Text => browser::Body::Text,
            Body::Params => browser::Body::UrlSearchParams,
            Body::Form => browser::Body::FormData,
            Body::Buffer => browser::Body::Buffer,
            Body::Blob(kind) => browser::Body::Blob(kind),
        }
    }
}

impl From<Credentials> for browser::Credentials {
    fn from(credentials: Credentials) -> browser::Credentials {
        match credentials {
            Credentials::Omit => browser::Credentials::Omit,
            Credentials::SameOrigin => browser::Credentials::SameOrigin,
            Credentials::Include => browser::Credentials::Include,
        }
    }
}

impl From<Engine> for browser::Engine {
    fn from(engine: Engine) -> browser::Engine {
        match engine {
            Engine::Standard => browser::Engine::Standard,
            Engine::Chromium => browser::Engine::Chromium,
            Engine::Gecko => browser::Engine::Gecko,
            Engine::Webkit => browser::Engine::WebKit,
        }
    }
}
