//! From an answer that is not the policy's to the place where the application is wired wrongly.

use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderName, Response, StatusCode};

use super::probe::{Kind, Probe};
use super::problem::Problem;
use crate::protocol;

const TIMING_ALLOW_ORIGIN: HeaderName = HeaderName::from_static(protocol::TIMING_ALLOW_ORIGIN);

/// The first thing that is wrong: what follows from it would be noise.
pub(super) fn judge(probe: &Probe, got: &Response<()>) -> Option<Problem> {
    if members(got.headers(), &ACCESS_CONTROL_ALLOW_ORIGIN).len() > 1 {
        return Some(Problem::SeveralAllowOrigin);
    }
    let expected = &probe.expected;
    let is_same = cors(got.headers()) == cors(expected.headers()) && is_timing_same(expected, got);
    match probe.kind {
        Kind::Options if is_swallowed(got, is_same) => Some(Problem::OptionsSwallowed),
        _ if is_elsewhere(expected, got, is_same) => Some(Problem::AnsweredElsewhere),
        Kind::Preflight => preflight(expected, got, is_same),
        Kind::Actual | Kind::Bare | Kind::WithoutOrigin | Kind::Options => {
            actual(expected, got, is_same)
        }
    }
}

/// Whether something else gave a CORS answer: another one, or a refusal, which by its nature has `Vary` alone.
fn is_elsewhere(expected: &Response<()>, got: &Response<()>, is_same: bool) -> bool {
    if is_same {
        return false;
    }
    !cors(got.headers()).is_empty()
        || (expected.headers().contains_key(ACCESS_CONTROL_ALLOW_ORIGIN)
            && has(got, &VARY, &ORIGIN))
}

fn preflight(expected: &Response<()>, got: &Response<()>, is_same: bool) -> Option<Problem> {
    // A browser takes any successful status. A refusal has no headers that could show that it is the policy's.
    let is_answered = if expected.status().is_success() {
        got.status().is_success()
    } else {
        got.status() == expected.status()
    };
    if is_same && is_answered {
        return None;
    }
    Some(match got.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Problem::RouterOutside,
        _ => of_status(got).unwrap_or(if is_error(got) {
            Problem::ErrorWithoutHeaders
        } else {
            Problem::PreflightUnanswered
        }),
    })
}

fn actual(expected: &Response<()>, got: &Response<()>, is_same: bool) -> Option<Problem> {
    if is_same && !is_vary_lost(expected, got) {
        return None;
    }
    // An error without any header is that of a guard, not one whose `Vary` was replaced.
    let is_from_inside = is_same && !(is_error(got) && cors(got.headers()).is_empty());
    Some(if is_from_inside {
        Problem::VaryLost
    } else {
        of_status(got).unwrap_or(if is_error(got) {
            Problem::ErrorWithoutHeaders
        } else {
            Problem::HeadersMissing
        })
    })
}

fn is_error(got: &Response<()>) -> bool {
    got.status().is_client_error() || got.status().is_server_error()
}

/// Who answers with such a status, whatever it is asked.
fn of_status(got: &Response<()>) -> Option<Problem> {
    match got.status() {
        StatusCode::UNAUTHORIZED
        | StatusCode::FORBIDDEN
        | StatusCode::PROXY_AUTHENTICATION_REQUIRED => Some(Problem::AuthenticationOutside),
        // <https://fetch.spec.whatwg.org/#redirect-status>
        StatusCode::MOVED_PERMANENTLY
        | StatusCode::FOUND
        | StatusCode::SEE_OTHER
        | StatusCode::TEMPORARY_REDIRECT
        | StatusCode::PERMANENT_REDIRECT => Some(Problem::Redirected),
        _ => None,
    }
}

/// What belongs to preflights is no application's answer, and a success without the policy's headers did not
/// come from inside of its layer; `Vary` alone is another policy's refusal.
fn is_swallowed(got: &Response<()>, is_same: bool) -> bool {
    [ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_MAX_AGE]
        .iter()
        .any(|name| got.headers().contains_key(name))
        || has(got, &VARY, &ACCESS_CONTROL_REQUEST_METHOD)
        || (!is_same
            && cors(got.headers()).is_empty()
            && !has(got, &VARY, &ORIGIN)
            && got.status().is_success())
}

/// Where the policy says nothing of timings, the application may.
fn is_timing_same(expected: &Response<()>, got: &Response<()>) -> bool {
    let timing = |response: &Response<()>| members(response.headers(), &TIMING_ALLOW_ORIGIN);
    timing(expected).is_empty() || timing(expected) == timing(got)
}

/// <https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>
fn is_vary_lost(expected: &Response<()>, got: &Response<()>) -> bool {
    has(expected, &VARY, &ORIGIN)
        && !has(got, &VARY, &ORIGIN)
        && !members(got.headers(), &VARY).iter().any(|member| member == "*")
}

fn has(response: &Response<()>, list: &HeaderName, name: &HeaderName) -> bool {
    members(response.headers(), list).iter().any(|member| member == name.as_str())
}

/// The CORS headers by name, each as its members: what lies between may write a list in one line or in several.
fn cors(headers: &HeaderMap) -> Vec<(&str, Vec<String>)> {
    let mut all: Vec<_> = headers
        .keys()
        .filter(|name| name.as_str().starts_with("access-control-"))
        .map(|name| (name.as_str(), members(headers, name)))
        .collect();
    all.sort_unstable();
    all
}

/// Of `Vary`, in lower case: header names are equal in any.
fn members(headers: &HeaderMap, name: &HeaderName) -> Vec<String> {
    let lines = headers.get_all(name).into_iter();
    lines
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b','))
        .map(|member| member.trim_ascii().escape_ascii().to_string())
        .map(|member| if name == VARY { member.to_ascii_lowercase() } else { member })
        .collect()
}
