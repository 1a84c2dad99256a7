//! Rocket's types, whose names and values are strings, and those of `http`.

use http::header::{CONTENT_LENGTH, VARY};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use rocket::{Request, Response};

use crate::protocol::{Actual, TIMING_ALLOW_ORIGIN, is_owned};

/// The request's method, and those of its headers that CORS is about.
pub(super) fn copied(request: &Request<'_>) -> (Method, HeaderMap) {
    let method = Method::from_bytes(request.method().as_str().as_bytes()).unwrap_or_default();
    let mut headers = HeaderMap::new();
    for header in request.headers().iter() {
        let name = header.name().as_str();
        if !READ.iter().any(|read| name.eq_ignore_ascii_case(read)) {
            continue;
        }
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else { continue };
        // A value that no server reads from a connection is there all the same, and no policy allows it.
        let value = HeaderValue::from_bytes(header.value().as_bytes())
            .unwrap_or(HeaderValue::from_static(""));
        // A map that is full stays as it is.
        let _ = headers.try_append(name, value);
    }
    (method, headers)
}

/// The headers that a decision reads, or the explanation of one.
const READ: &[&str] = &[
    "origin",
    "access-control-request-method",
    "access-control-request-headers",
    #[cfg(feature = "explain")]
    "authorization",
    #[cfg(feature = "explain")]
    "content-type",
    #[cfg(feature = "explain")]
    "cookie",
    #[cfg(feature = "explain")]
    "host",
    #[cfg(feature = "explain")]
    "sec-fetch-mode",
    #[cfg(feature = "explain")]
    "sec-fetch-site",
    #[cfg(feature = "explain")]
    "upgrade",
];

/// Puts the answer to a preflight on a response. What it has as `'r` is not copied.
pub(super) fn answer<'r>(response: &mut Response<'r>, headers: &'r HeaderMap) {
    remove_owned(response);
    // Rocket says how long the body is. Said twice, HTTP/2 clients take it for an error.
    let headers = headers.iter().filter(|(name, _)| *name != CONTENT_LENGTH);
    add(response, headers);
}

/// Puts the policy's headers on any other response.
pub(super) fn apply(response: &mut Response<'_>, actual: &Actual) {
    if !actual.is_shared() {
        return;
    }
    // What the policy merges with or leaves in place.
    let mut headers = HeaderMap::new();
    let is_kept = |name: &HeaderName| name == VARY || name == TIMING_ALLOW_ORIGIN;
    for name in [VARY.as_str(), TIMING_ALLOW_ORIGIN] {
        for value in response.headers().get(name) {
            if let Ok(value) = HeaderValue::from_str(value) {
                let _ = headers.try_append(name, value);
            }
        }
    }
    let before = headers.clone();
    actual.apply(&mut headers);
    remove_owned(response);
    for name in [VARY.as_str(), TIMING_ALLOW_ORIGIN] {
        if before.get_all(name) != headers.get_all(name) {
            response.remove_header(name);
            let lines = headers.get_all(name).iter().map(|value| (name, value));
            for (name, value) in lines {
                response.adjoin_raw_header(name, text(value).to_owned());
            }
        }
    }
    for (name, value) in headers.iter().filter(|(name, _)| !is_kept(name)) {
        response.adjoin_raw_header(name.as_str().to_owned(), text(value).to_owned());
    }
}

fn add<'r>(
    response: &mut Response<'r>,
    headers: impl Iterator<Item = (&'r HeaderName, &'r HeaderValue)>,
) {
    for (name, value) in headers {
        response.adjoin_raw_header(name.as_str(), text(value));
    }
}

/// What a policy says is visible ASCII, and Rocket's own headers are strings.
fn text(value: &HeaderValue) -> &str {
    std::str::from_utf8(value.as_bytes()).unwrap_or_default()
}

fn remove_owned(response: &mut Response<'_>) {
    let names = response.headers().iter().map(|header| header.name().as_str().to_ascii_lowercase());
    let owned: Vec<_> = names.filter(|name| is_owned(name)).collect();
    for name in owned {
        response.remove_header(&name);
    }
}
