//! What a request is to CORS.

use crate::protocol::{MethodKind, Name, RequestHeaders, is_preflight};

/// What a request is, and so what a browser checks of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Asked {
    /// A [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request): an `OPTIONS`
    /// with `Origin` and `Access-Control-Request-Method`.
    Preflight,
    /// A request of another origin's page, whose response the browser shares or keeps.
    Actual,
    /// An `OPTIONS` request without `Access-Control-Request-Method`: it is no preflight, and the application
    /// answers it like any other request.
    Options,
    /// A request of the server's own pages, as far as it tells. Browsers send `Origin` with their `POST`s too.
    SameOrigin,
    /// A navigation, or a WebSocket: browsers send `Origin` with some of them and check no answer.
    Unchecked,
    /// An embedded resource, or a script's `fetch` in mode `no-cors`: browsers check no answer, and let no
    /// script read it.
    NoCors,
    /// A request that a script made, or a preflight, that has lost its `Origin` on the way.
    OriginLost,
    /// A request without `Origin`: not a CORS request.
    NoOrigin,
}

impl Asked {
    pub(crate) fn of(method: MethodKind, headers: &impl RequestHeaders) -> Asked {
        if !headers.has(Name::Origin) {
            let is_lost = method != MethodKind::Connect && is_cors_without_origin(method, headers);
            if is_lost { Asked::OriginLost } else { Asked::NoOrigin }
        } else if is_preflight(method, headers, || true) {
            Asked::Preflight
        } else if is_same_origin(headers) {
            Asked::SameOrigin
        } else if is(headers, Name::SecFetchMode, b"no-cors") {
            Asked::NoCors
        } else if method == MethodKind::Connect || is_unchecked(headers) {
            Asked::Unchecked
        } else if method == MethodKind::Options {
            Asked::Options
        } else {
            Asked::Actual
        }
    }

    /// The name in logs, such as `preflight`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Asked::Preflight => "preflight",
            Asked::Actual => "actual",
            Asked::Options => "options",
            Asked::SameOrigin => "same_origin",
            Asked::Unchecked => "unchecked",
            Asked::NoCors => "no_cors",
            Asked::OriginLost => "origin_lost",
            Asked::NoOrigin => "no_origin",
        }
    }

    /// Whether a browser looks for CORS headers in the answer.
    #[must_use]
    pub const fn is_checked(self) -> bool {
        match self {
            Asked::Preflight | Asked::Actual | Asked::Options | Asked::OriginLost => true,
            Asked::SameOrigin | Asked::Unchecked | Asked::NoCors | Asked::NoOrigin => false,
        }
    }
}

/// Every cross-origin request in mode `cors` has an `Origin` when it leaves the browser.
/// <https://fetch.spec.whatwg.org/#append-a-request-origin-header>
fn is_cors_without_origin(method: MethodKind, headers: &impl RequestHeaders) -> bool {
    let is_preflight = method == MethodKind::Options && headers.has(Name::RequestMethod);
    let is_cross_origin = is(headers, Name::SecFetchSite, b"cross-site")
        || is(headers, Name::SecFetchSite, b"same-site");
    is_preflight || (is_cross_origin && is(headers, Name::SecFetchMode, b"cors"))
}

/// Browsers say so (<https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header>); where they
/// do not, on plain http, the authority that was asked tells. This is for explanations alone.
fn is_same_origin(headers: &impl RequestHeaders) -> bool {
    if headers.has(Name::SecFetchSite) {
        return is(headers, Name::SecFetchSite, b"same-origin");
    }
    let (Some(host), Some(origin)) = (first(headers, Name::Host), first(headers, Name::Origin))
    else {
        return false;
    };
    let authority = |scheme: &[u8]| origin.as_ref().strip_prefix(scheme);
    authority(b"http://").or_else(|| authority(b"https://")) == Some(host.as_ref())
}

/// <https://fetch.spec.whatwg.org/#concept-request-mode>: in no other mode than `cors` is there a check.
fn is_unchecked(headers: &impl RequestHeaders) -> bool {
    let is_other_mode =
        headers.has(Name::SecFetchMode) && !is(headers, Name::SecFetchMode, b"cors");
    let is_upgrade = first(headers, Name::Upgrade)
        .is_some_and(|value| value.as_ref().eq_ignore_ascii_case(b"websocket"));
    is_other_mode || is_upgrade
}

/// Whether this is the value of a header's first line.
fn is(headers: &impl RequestHeaders, name: Name, value: &[u8]) -> bool {
    first(headers, name).is_some_and(|found| found.as_ref() == value)
}

fn first<H: RequestHeaders>(headers: &H, name: Name) -> Option<&H::Value> {
    headers.lines(name).next()
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, Method};

    use super::*;

    #[test]
    fn a_request_is_known_by_its_headers() {
        const APP: (&str, &str) = ("origin", "https://app.example.com");
        for (because, method, headers, asked) in [
            ("nothing says who asks", "GET", &[][..], Asked::NoOrigin),
            ("it has an origin", "GET", &[APP], Asked::Actual),
            ("it is no preflight", "OPTIONS", &[APP], Asked::Options),
            (
                "the three things together",
                "OPTIONS",
                &[APP, ("access-control-request-method", "PUT")],
                Asked::Preflight,
            ),
            (
                "a preflight has an origin",
                "OPTIONS",
                &[("access-control-request-method", "PUT")],
                Asked::OriginLost,
            ),
            (
                "a script asked another site",
                "GET",
                &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "cors")],
                Asked::OriginLost,
            ),
            (
                "a script asked its own",
                "GET",
                &[("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "cors")],
                Asked::NoOrigin,
            ),
            (
                "a script asked for nothing to read",
                "POST",
                &[APP, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")],
                Asked::NoCors,
            ),
            (
                "on plain http the host says so",
                "POST",
                &[("origin", "http://app.example.com"), ("host", "app.example.com")],
                Asked::SameOrigin,
            ),
            (
                "the origin has a port",
                "POST",
                &[("origin", "https://app.example.com:8443"), ("host", "app.example.com")],
                Asked::Actual,
            ),
            (
                "the browser says so",
                "POST",
                &[APP, ("sec-fetch-site", "same-origin")],
                Asked::SameOrigin,
            ),
            ("the host says so", "POST", &[APP, ("host", "app.example.com")], Asked::SameOrigin),
            ("the port differs", "POST", &[APP, ("host", "app.example.com:8443")], Asked::Actual),
            (
                "the browser knows better than the host",
                "POST",
                &[APP, ("host", "app.example.com"), ("sec-fetch-site", "cross-site")],
                Asked::Actual,
            ),
            (
                "a form is a navigation",
                "POST",
                &[APP, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")],
                Asked::Unchecked,
            ),
            (
                "a script asks in mode cors",
                "POST",
                &[APP, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "cors")],
                Asked::Actual,
            ),
            ("a WebSocket", "GET", &[APP, ("upgrade", "WebSocket")], Asked::Unchecked),
            ("a WebSocket over HTTP/2", "CONNECT", &[APP], Asked::Unchecked),
        ] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let headers: HeaderMap = headers
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
                .collect();
            assert_eq!(Asked::of((&method).into(), &headers), asked, "{because}");
        }
    }
}
