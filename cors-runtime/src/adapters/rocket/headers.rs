//! Between Rocket's headers, which are strings, and those of the `http` crate.

use ::rocket::{Request, Response};
use http::header::ORIGIN;
use http::{HeaderMap, HeaderName, HeaderValue, Method};

pub(super) fn method(request: &Request<'_>) -> Method {
    use ::rocket::http::Method as Known;
    match request.method() {
        Known::Get => Method::GET,
        Known::Put => Method::PUT,
        Known::Post => Method::POST,
        Known::Delete => Method::DELETE,
        Known::Options => Method::OPTIONS,
        Known::Head => Method::HEAD,
        Known::Trace => Method::TRACE,
        Known::Connect => Method::CONNECT,
        Known::Patch => Method::PATCH,
    }
}

/// The request's headers, as far as a decision looks at them; explanations look at others too.
pub(super) fn of(request: &Request<'_>) -> HeaderMap {
    let is_asked = |name: &HeaderName| {
        cfg!(feature = "explain")
            || *name == ORIGIN
            || name.as_str().starts_with("access-control-request-")
    };
    let mut headers = HeaderMap::new();
    for header in request.headers().iter() {
        let Some(name) = name(header.name.as_str()).filter(is_asked) else { continue };
        // What no server reads from a connection is there all the same, and no policy allows it.
        let value = value(&header.value).unwrap_or(HeaderValue::from_static(""));
        // A map that is full stays as it is: no server reads that many headers.
        let _ = headers.try_append(name, value);
    }
    headers
}

/// Changes a response's headers as one would those of the `http` crate. Lines that are not changed stay as they
/// are.
pub(super) fn change(response: &mut Response<'_>, change: impl FnOnce(&mut HeaderMap)) {
    let mut before = HeaderMap::new();
    for header in response.headers().iter() {
        if let (Some(name), Some(value)) = (name(header.name.as_str()), value(&header.value)) {
            let _ = before.try_append(name, value);
        }
    }
    let mut after = before.clone();
    change(&mut after);

    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        response.remove_header(name.as_str());
    }
    for name in after.keys() {
        let [had, has] = [&before, &after].map(|headers| lines(headers, name));
        let added = has.strip_prefix(had.as_slice()).unwrap_or_else(|| {
            response.remove_header(name.as_str());
            &has
        });
        for line in added {
            // Never lossy: a policy's values are ASCII, and all others were strings.
            let line = String::from_utf8_lossy(line.as_bytes()).into_owned();
            response.adjoin_raw_header(name.as_str().to_owned(), line);
        }
    }
}

/// Adds headers to others, in place of those that have the same names.
pub(super) fn put(headers: &mut HeaderMap, added: &HeaderMap) {
    for name in added.keys() {
        headers.remove(name);
    }
    for (name, value) in added {
        let _ = headers.try_append(name, value.clone());
    }
}

fn name(name: &str) -> Option<HeaderName> {
    HeaderName::from_bytes(name.as_bytes()).ok()
}

fn value(value: &str) -> Option<HeaderValue> {
    HeaderValue::from_bytes(value.as_bytes()).ok()
}

fn lines<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Vec<&'h HeaderValue> {
    headers.get_all(name).into_iter().collect()
}
