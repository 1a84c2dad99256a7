//! One request and its answer as lines, for people to read.

use axum::http::header::{ACCESS_CONTROL_REQUEST_METHOD, COOKIE, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use serde::Serialize;

/// A request, and what it was answered with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exchange {
    method: String,
    preflight: bool,
    status: u16,
    /// The request line, and a line for each header.
    request: Vec<String>,
    /// The status line, and a line for each header.
    answer: Vec<String>,
}

/// A request that is not answered yet.
#[derive(Clone, Debug)]
pub struct Asked {
    method: String,
    preflight: bool,
    lines: Vec<String>,
}

impl Asked {
    /// Reads a request's head.
    #[must_use]
    pub fn new(method: &Method, uri: &Uri, headers: &HeaderMap) -> Asked {
        // <https://fetch.spec.whatwg.org/#http-requests>
        let preflight = method == Method::OPTIONS
            && headers.contains_key(ORIGIN)
            && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
        let first = format!("{method} {}", uri.path());
        Asked { method: method.to_string(), preflight, lines: lines(first, headers) }
    }

    /// Adds the answer.
    #[must_use]
    pub fn answered(self, status: StatusCode, headers: &HeaderMap) -> Exchange {
        Exchange {
            method: self.method,
            preflight: self.preflight,
            status: status.as_u16(),
            request: self.lines,
            answer: lines(status.to_string(), headers),
        }
    }
}

fn lines(first: String, headers: &HeaderMap) -> Vec<String> {
    let headers = headers.iter().map(|(name, value)| line(name, value));
    std::iter::once(first).chain(headers).collect()
}

/// `name: value`. A cookie is for the server alone: the page that shows these lines is a script's.
fn line(name: &HeaderName, value: &HeaderValue) -> String {
    let value = value.as_bytes().escape_ascii().to_string().replace("\\\"", "\"");
    if *name != COOKIE && *name != SET_COOKIE {
        return format!("{name}: {value}");
    }
    let pairs = value.split("; ").map(|pair| match pair.split_once('=') {
        Some((pair_name, _)) if *name == COOKIE => format!("{pair_name}=…"),
        _ => pair.to_owned(),
    });
    let mut pairs: Vec<_> = pairs.collect();
    if let (true, Some(pair)) = (*name == SET_COOKIE, pairs.first_mut()) {
        let end = pair.find('=').unwrap_or(pair.len());
        pair.truncate(end);
        pair.push_str("=…");
    }
    format!("{name}: {}", pairs.join("; "))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn exchange(request: &Request<()>, answer: &HeaderMap) -> Exchange {
        Asked::new(request.method(), request.uri(), request.headers())
            .answered(StatusCode::OK, answer)
    }

    #[test]
    fn an_exchange_is_shown_line_by_line() {
        let request = Request::get("/lab?attempt=1").header("x-a", "\"1\"").header("x-a", "2");
        let answer = HeaderMap::from_iter([(ORIGIN, HeaderValue::from_static("null"))]);
        let shown = exchange(&request.body(()).unwrap(), &answer);
        assert_eq!(shown.request, ["GET /lab", "x-a: \"1\"", "x-a: 2"]);
        assert_eq!(shown.answer, ["200 OK", "origin: null"]);
    }

    #[test]
    fn the_values_of_cookies_are_not_shown() {
        let request = Request::get("/").header("cookie", "session=secret; theme=dark");
        let cookie = HeaderValue::from_static("session=secret; Path=/; HttpOnly");
        let shown =
            exchange(&request.body(()).unwrap(), &HeaderMap::from_iter([(SET_COOKIE, cookie)]));
        assert_eq!(shown.request, ["GET /", "cookie: session=…; theme=…"]);
        assert_eq!(shown.answer, ["200 OK", "set-cookie: session=…; Path=/; HttpOnly"]);
    }

    #[test]
    fn a_preflight_has_an_origin_and_asks_for_a_method() {
        for (method, names, preflight) in [
            ("OPTIONS", &["origin", "access-control-request-method"][..], true),
            ("OPTIONS", &["origin"], false),
            ("OPTIONS", &["access-control-request-method"], false),
            ("GET", &["origin", "access-control-request-method"], false),
        ] {
            let mut request = Request::builder().method(method);
            for name in names {
                request = request.header(*name, "PUT");
            }
            let shown = exchange(&request.body(()).unwrap(), &HeaderMap::new());
            assert_eq!(shown.preflight, preflight, "{method} {names:?}");
        }
    }
}
