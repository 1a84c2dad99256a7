//! What a script asks for, and what is sent for it.

use std::fmt;

use crate::mime;
use crate::safelist::{
    is_forbidden_method, is_forbidden_request_header, is_safelisted_method, normalize_method,
    unsafe_request_header_names,
};

/// A request of a page's script, in mode `cors`.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The page's serialized origin; `null` for an opaque one.
    pub page: &'a str,
    /// The serialized origin of the URL that is asked for.
    pub server: &'a str,
    /// The method as the script writes it.
    pub method: &'a str,
    /// The headers that the script sets.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: Body<'a>,
    /// The credentials mode.
    pub credentials: Credentials,
    /// Whether the script uses `XMLHttpRequest` and not `fetch()`.
    pub by_xhr: bool,
    /// Whether the script listens to the progress of an upload (`xhr.upload`).
    pub upload_listener: bool,
}

impl Default for Request<'_> {
    fn default() -> Self {
        Request {
            page: "null",
            server: "",
            method: "GET",
            headers: &[],
            body: Body::None,
            credentials: Credentials::SameOrigin,
            by_xhr: false,
            upload_listener: false,
        }
    }
}

/// A request's body, as far as it matters: each kind has a content type of its own.
/// <https://fetch.spec.whatwg.org/#concept-bodyinit-extract>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body<'a> {
    /// No body.
    None,
    /// A string.
    Text,
    /// `URLSearchParams`.
    UrlSearchParams,
    /// `FormData`.
    FormData,
    /// A `Blob` with this type, which may be empty.
    Blob(&'a str),
    /// Bytes.
    Buffer,
    /// A `ReadableStream`, which always needs a preflight.
    Stream,
}

/// <https://fetch.spec.whatwg.org/#concept-request-credentials-mode>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Credentials {
    /// Never.
    Omit,
    /// To the page's own origin only.
    SameOrigin,
    /// Always.
    Include,
}

/// A request on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The page's serialized origin.
    pub page: String,
    /// The method as it is sent.
    pub method: String,
    /// The headers of the script and of the body, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The credentials mode.
    pub credentials: Credentials,
    /// Whether the URL is of another origin than the page.
    pub is_cross_origin: bool,
    /// The CORS-preflight request that goes ahead, unless an earlier answer is kept.
    pub preflight: Option<Preflight>,
}

impl Sent {
    /// The request that a CORS-preflight request goes ahead of, as far as that tells: what a server knows
    /// of it. The headers it names have values that need permission.
    #[must_use]
    pub fn announced(page: &str, preflight: Preflight, credentials: Credentials) -> Sent {
        // In none of the safelisted headers can this stand.
        const UNSAFE: &str = "\"";
        let names = preflight.headers.as_deref().unwrap_or_default().split(',');
        let names =
            names.map(|name| name.trim_matches([' ', '\t'])).filter(|name| !name.is_empty());
        Sent {
            page: page.to_owned(),
            method: preflight.method.clone(),
            headers: names.map(|name| (name.to_ascii_lowercase(), UNSAFE.to_owned())).collect(),
            credentials,
            is_cross_origin: true,
            preflight: Some(preflight),
        }
    }
}

/// A CORS-preflight request. <https://fetch.spec.whatwg.org/#cors-preflight-fetch>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preflight {
    /// `Access-Control-Request-Method`.
    pub method: String,
    /// `Access-Control-Request-Headers`, if there is one.
    pub headers: Option<String>,
}

/// Why nothing is sent: the script gets an exception.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Thrown {
    /// The method cannot be sent by a script.
    ForbiddenMethod(String),
    /// A GET or a HEAD has no body.
    BodyWithoutMethod(String),
}

impl Request<'_> {
    /// What the browser sends for it.
    ///
    /// # Errors
    /// If the script gets an exception instead. <https://fetch.spec.whatwg.org/#dom-request>
    pub fn send(&self) -> Result<Sent, Thrown> {
        if is_forbidden_method(self.method) {
            return Err(Thrown::ForbiddenMethod(self.method.to_owned()));
        }
        let method = normalize_method(self.method);
        if self.body != Body::None && matches!(&*method, "GET" | "HEAD") {
            return Err(Thrown::BodyWithoutMethod(method));
        }
        let mut headers: Vec<_> = self
            .headers
            .iter()
            .filter(|(name, value)| !is_forbidden_request_header(name, value))
            .map(|(name, value)| {
                (name.to_ascii_lowercase(), value.trim_matches([' ', '\t', '\r', '\n']).to_owned())
            })
            .collect();
        if self.by_xhr {
            headers = combine(headers);
            // `fetch()` sends a content type as the script has set it.
            if self.body == Body::Text
                && let Some((_, value)) =
                    headers.iter_mut().find(|(name, _)| name == "content-type")
                && let Some(corrected) = mime::with_utf_8(value)
            {
                *value = corrected;
            }
        }
        if let Some(content_type) = self.body.content_type()
            && !headers.iter().any(|(name, _)| name == "content-type")
        {
            headers.push(("content-type".to_owned(), content_type));
        }
        // An opaque origin is the same as no other, not even as itself.
        let is_cross_origin = self.page != self.server || self.page == "null";
        let names = unsafe_request_header_names(&headers);
        let needs_preflight = is_cross_origin
            && (self.upload_listener
                || self.body == Body::Stream
                || !is_safelisted_method(&method)
                || !names.is_empty());
        let preflight = needs_preflight.then(|| Preflight {
            method: method.clone(),
            headers: (!names.is_empty()).then(|| names.join(",")),
        });
        Ok(Sent {
            page: self.page.to_owned(),
            method,
            headers,
            credentials: self.credentials,
            is_cross_origin,
            preflight,
        })
    }
}

/// As `setRequestHeader` does: a second value of a header joins the first one.
/// <https://fetch.spec.whatwg.org/#concept-header-list-combine>
fn combine(headers: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut combined: Vec<(String, String)> = Vec::new();
    for (name, value) in headers {
        match combined.iter_mut().find(|(other, _)| *other == name) {
            Some((_, first)) => *first = format!("{first}, {value}"),
            None => combined.push((name, value)),
        }
    }
    combined
}

impl Body<'_> {
    fn content_type(&self) -> Option<String> {
        match self {
            Body::None | Body::Buffer | Body::Stream | Body::Blob("") => None,
            Body::Text => Some("text/plain;charset=UTF-8".to_owned()),
            Body::UrlSearchParams => {
                Some("application/x-www-form-urlencoded;charset=UTF-8".to_owned())
            }
            Body::FormData => Some("multipart/form-data; boundary=x".to_owned()),
            Body::Blob(kind) => Some((*kind).to_owned()),
        }
    }
}

impl fmt::Display for Thrown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Thrown::ForbiddenMethod(method) => {
                write!(f, "{method} is a forbidden method: nothing is sent")
            }
            Thrown::BodyWithoutMethod(method) => {
                write!(f, "a {method} request has no body: nothing is sent")
            }
        }
    }
}

impl std::error::Error for Thrown {}
