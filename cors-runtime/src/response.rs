//! From a decision to the headers of a response.
//!
//! Headers are added with the fallible methods of `HeaderMap`: a map that is full to its limit of
//! 32,768 entries stays as it is, and nothing here panics. `Vary` comes first, so that an answer
//! which depends on the origin is never sent without saying so.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    CONTENT_LENGTH, MaxSizeReached, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::data::{Allowed, HeaderValues, PreflightStatus};
use crate::decision::{Actual, Preflight, Verdict};
use crate::vary;

type Added = Result<(), MaxSizeReached>;

/// The most headers a preflight's answer has when nothing is mirrored.
const PREFLIGHT_HEADERS: usize = 8;
/// The most headers an actual response gains.
const ACTUAL_HEADERS: usize = 6;

pub(crate) fn actual(decision: &Actual, headers: &mut HeaderMap) {
    if !decision.is_shared {
        return;
    }
    remove_foreign(headers);
    // What cannot be added any more is an answer without permission: the safe way to fail.
    let _ = add_actual(decision, headers);
}

fn add_actual(decision: &Actual, headers: &mut HeaderMap) -> Added {
    headers.try_reserve(ACTUAL_HEADERS)?;
    if !matches!(decision.verdict, Verdict::Any) {
        vary::add_origin(headers)?;
    }
    let policy = decision.policy.0;
    add_timing(policy.values, &decision.verdict, headers)?;
    let Some(origin) = allow_origin(&decision.verdict) else {
        return Ok(());
    };
    headers.try_insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin)?;
    if policy.credentials {
        headers.try_insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE)?;
    }
    if let Some(names) = &policy.values.expose_headers {
        headers.try_insert(ACCESS_CONTROL_EXPOSE_HEADERS, names.clone())?;
    }
    Ok(())
}

/// The list is the same in every answer; an origin that only a pattern stands for is not on it.
fn add_timing(values: &HeaderValues, verdict: &Verdict, headers: &mut HeaderMap) -> Added {
    let value = match verdict {
        Verdict::Pattern(origin) if values.timing_for_patterns => Some(origin),
        _ => values.timing_allow_origin.as_ref(),
    };
    match value {
        Some(value) => drop(headers.try_insert(TIMING_ALLOW_ORIGIN, value.clone())?),
        None if values.timing_for_patterns => drop(headers.remove(TIMING_ALLOW_ORIGIN)),
        None => {}
    }
    Ok(())
}

pub(crate) fn preflight(decision: Preflight) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(PREFLIGHT_HEADERS);
    // An empty map has room for every header there is here.
    let _ = add_preflight(decision, &mut headers);
    headers
}

fn add_preflight(decision: Preflight, headers: &mut HeaderMap) -> Added {
    let Preflight { policy, verdict, mirrored, private_network } = decision;
    let policy = policy.0;
    let values = policy.values;
    let mirrors = matches!(values.allow_methods, Allowed::Mirror)
        || matches!(values.allow_headers, Allowed::Mirror);
    if !matches!(verdict, Verdict::Any) {
        headers.try_insert(VARY, vary::PREFLIGHT)?;
    } else if mirrors {
        headers.try_insert(VARY, vary::REQUESTED)?;
    }
    let Some(origin) = allow_origin(&verdict) else {
        return Ok(());
    };
    headers.try_insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin)?;
    if policy.credentials {
        headers.try_insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE)?;
    }
    match &values.allow_methods {
        Allowed::Safelisted => {}
        Allowed::Constant(methods) => {
            headers.try_insert(ACCESS_CONTROL_ALLOW_METHODS, methods.clone())?;
        }
        Allowed::Mirror => {
            if let Some(method) = mirrored.method {
                headers.try_insert(ACCESS_CONTROL_ALLOW_METHODS, method)?;
            }
        }
    }
    match &values.allow_headers {
        Allowed::Safelisted => {}
        Allowed::Constant(names) => {
            headers.try_insert(ACCESS_CONTROL_ALLOW_HEADERS, names.clone())?;
        }
        Allowed::Mirror => {
            for line in mirrored.headers.into_iter().flatten() {
                headers.try_append(ACCESS_CONTROL_ALLOW_HEADERS, line)?;
            }
        }
    }
    if let Some(seconds) = &values.max_age {
        headers.try_insert(ACCESS_CONTROL_MAX_AGE, seconds.clone())?;
    }
    if private_network {
        headers.try_insert(ALLOW_PRIVATE_NETWORK, TRUE)?;
    }
    if policy.preflight_status == PreflightStatus::Ok {
        // A 204 has no length to state (RFC 9110 8.6); a 200 without one would wait for a body.
        headers.try_insert(CONTENT_LENGTH, ZERO)?;
    }
    Ok(())
}

/// Every name is a `const`, to be moved into the map: cloning a stored one costs five times as much.
const TRUE: HeaderValue = HeaderValue::from_static("true");
const ZERO: HeaderValue = HeaderValue::from_static("0");
const ANY: HeaderValue = HeaderValue::from_static("*");
const TIMING_ALLOW_ORIGIN: HeaderName = HeaderName::from_static("timing-allow-origin");
const ALLOW_PRIVATE_NETWORK: HeaderName =
    HeaderName::from_static("access-control-allow-private-network");

/// The value of `Access-Control-Allow-Origin`: never more than one origin, and never an origin that
/// is not allowed.
fn allow_origin(verdict: &Verdict) -> Option<HeaderValue> {
    match verdict {
        Verdict::Any => Some(ANY),
        Verdict::Exact(member) => Some(HeaderValue::from_static(member)),
        Verdict::Pattern(origin) => Some(origin.clone()),
        Verdict::Refused | Verdict::NoOrigin => None,
    }
}

/// Takes away the CORS headers that something further in has set. They are rare, so one look at the names
/// comes before any search.
fn remove_foreign(headers: &mut HeaderMap) {
    let is_foreign = |name: &&HeaderName| name.as_str().starts_with("access-control-");
    if !headers.keys().any(|name| is_foreign(&name)) {
        return;
    }
    let foreign: Vec<HeaderName> = headers.keys().filter(is_foreign).cloned().collect();
    for name in foreign {
        headers.remove(name);
    }
}
