//! The limit: what an author writes by hand who knows the one origin of the policy, and its headers.
//!
//! It answers these requests as the library does, looking less closely at labels, and does nothing that `HeaderMap`
//! does not make it do: no value is made or copied that could be a constant, and a preflight's answer is one
//! prepared map.

use std::sync::LazyLock;

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};

use super::application::application;
use super::{Body, Tower, service};
use crate::case::Case;
use crate::peers::Peer;
use crate::peers::by_hand::{VARY_OF_PREFLIGHT, is_below_example};
use crate::policies::KNOWN;

pub(super) fn limit(case: &Case) -> Box<dyn Peer> {
    let requests = case.requests_from_known();
    if case.listed.origins.is_empty() {
        Tower::peer(requests, service(one_pattern))
    } else {
        Tower::peer(requests, service(one_origin))
    }
}

fn one_origin(request: Request<Body>) -> Response<Body> {
    let origin = request.headers().get(ORIGIN);
    let is_allowed = origin.is_some_and(|origin| origin.as_bytes() == KNOWN.as_bytes());
    let permission = is_allowed.then_some(const { HeaderValue::from_static(KNOWN) });
    if is_preflight(&request, origin) {
        return preflight(permission);
    }
    actual(application(request), permission)
}

/// Anything below `https://example.com`, which it echoes.
fn one_pattern(request: Request<Body>) -> Response<Body> {
    let origin = request.headers().get(ORIGIN);
    let permission = origin.filter(|origin| is_below_example(origin.as_bytes())).cloned();
    if is_preflight(&request, origin) {
        return preflight(permission);
    }
    actual(application(request), permission)
}

fn is_preflight(request: &Request<Body>, origin: Option<&HeaderValue>) -> bool {
    request.method() == Method::OPTIONS
        && origin.is_some()
        && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

fn actual(mut response: Response<Body>, permission: Option<HeaderValue>) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(VARY, const { HeaderValue::from_static("Origin") });
    if let Some(origin) = permission {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers
            .insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, const { HeaderValue::from_static("true") });
        headers.insert(
            ACCESS_CONTROL_EXPOSE_HEADERS,
            const { HeaderValue::from_static("x-request-id") },
        );
    }
    response
}

/// The answers to preflights, to be cloned. The origin is the first entry, which is found without hashing.
static ALLOWED: LazyLock<HeaderMap> = LazyLock::new(|| {
    map(&[
        (ACCESS_CONTROL_ALLOW_ORIGIN, KNOWN),
        (VARY, VARY_OF_PREFLIGHT),
        (ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, x-request-id"),
        (ACCESS_CONTROL_MAX_AGE, "600"),
    ])
});
static DENIED: LazyLock<HeaderMap> = LazyLock::new(|| map(&[(VARY, VARY_OF_PREFLIGHT)]));

fn map(lines: &[(HeaderName, &'static str)]) -> HeaderMap {
    lines.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
}

fn preflight(permission: Option<HeaderValue>) -> Response<Body> {
    let mut answer = Response::new(());
    let Some(origin) = permission else {
        *answer.status_mut() = StatusCode::FORBIDDEN;
        *answer.headers_mut() = DENIED.clone();
        return answer;
    };
    *answer.status_mut() = StatusCode::NO_CONTENT;
    *answer.headers_mut() = ALLOWED.clone();
    if let Some(first) = answer.headers_mut().values_mut().next() {
        *first = origin;
    }
    answer
}
