//! From a decision to the headers of a response.
//!
//! Headers are added with the fallible methods of `HeaderMap`: a map that is full to its limit of
//! 32,768 entries stays as it is, and nothing here panics. On an application's response `Vary` comes first, so
//! that an answer which depends on the origin is never sent without saying so.

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

pub(crate) fn actual(decision: &Actual, headers: &mut HeaderMap) {
    if !decision.is_shared {
        return;
    }
    let there = There::of(headers);
    if there.foreign {
        remove_foreign(headers);
    }
    // What cannot be added any more is an answer without permission: the safe way to fail.
    let _ = add_actual(decision, there, headers);
}

/// What an application's response has already, seen in one look at its names.
#[derive(Clone, Copy)]
struct There {
    vary: bool,
    /// A header that the policy owns.
    foreign: bool,
}

impl There {
    fn of(headers: &HeaderMap) -> There {
        headers.keys().fold(There { vary: false, foreign: false }, |there, name| There {
            vary: there.vary || *name == VARY,
            foreign: there.foreign || is_foreign(name),
        })
    }
}

fn add_actual(decision: &Actual, there: There, headers: &mut HeaderMap) -> Added {
    if !matches!(decision.verdict, Verdict::Any) {
        if there.vary {
            vary::add_origin(headers)?;
        } else {
            headers.try_insert(VARY, vary::ACTUAL)?;
        }
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

pub(crate) fn preflight(decision: &Preflight) -> HeaderMap {
    let Some(origin) = allow_origin(&decision.verdict) else {
        let mut headers = HeaderMap::with_capacity(1);
        // An empty map has room for every header there is here, and in `full`.
        let _ = headers.try_insert(VARY, vary::PREFLIGHT);
        return headers;
    };
    let Preflight { policy, mirrored, private_network, .. } = decision;
    if mirrored.is_some() || *private_network {
        return full(decision, origin);
    }
    let prepared = &policy.0.values.preflight;
    let mut headers = prepared.get_or_init(|| full(decision, ANY)).clone();
    // It is the first one, so nothing has to be hashed to find it.
    match headers.iter_mut().next() {
        Some((name, value)) if *name == ACCESS_CONTROL_ALLOW_ORIGIN => *value = origin,
        _ => drop(headers.try_insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin)),
    }
    headers
}

/// The answer to an allowed preflight, header by header.
fn full(decision: &Preflight, origin: HeaderValue) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(preflight_headers(decision));
    let _ = add_preflight(decision, origin, &mut headers);
    headers
}

/// How many headers that answer has, so that its map is made once and is no larger than it needs to be.
fn preflight_headers(decision: &Preflight) -> usize {
    const ORIGIN_AND_VARY: usize = 2;
    let policy = decision.policy.0;
    let values = policy.values;
    let is_there = [
        policy.credentials,
        !matches!(values.allow_methods, Allowed::Safelisted),
        !matches!(values.allow_headers, Allowed::Safelisted),
        values.max_age.is_some(),
        decision.private_network,
        policy.preflight_status == PreflightStatus::Ok,
    ];
    is_there.into_iter().map(usize::from).sum::<usize>().saturating_add(ORIGIN_AND_VARY)
}

fn add_preflight(decision: &Preflight, origin: HeaderValue, headers: &mut HeaderMap) -> Added {
    let Preflight { policy, verdict, mirrored, private_network } = decision;
    let policy = policy.0;
    let values = policy.values;
    headers.try_insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin)?;
    if !matches!(verdict, Verdict::Any) {
        headers.try_insert(VARY, vary::PREFLIGHT)?;
    } else if mirrored.is_some() {
        headers.try_insert(VARY, vary::REQUESTED)?;
    }
    if policy.credentials {
        headers.try_insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE)?;
    }
    if let Allowed::Constant(methods) = &values.allow_methods {
        headers.try_insert(ACCESS_CONTROL_ALLOW_METHODS, methods.clone())?;
    }
    if let Allowed::Constant(names) = &values.allow_headers {
        headers.try_insert(ACCESS_CONTROL_ALLOW_HEADERS, names.clone())?;
    }
    if let Some(mirrored) = mirrored {
        if let Some(method) = &mirrored.method {
            headers.try_insert(ACCESS_CONTROL_ALLOW_METHODS, method.clone())?;
        }
        for line in mirrored.headers.iter().flatten() {
            headers.try_append(ACCESS_CONTROL_ALLOW_HEADERS, line.clone())?;
        }
    }
    if let Some(seconds) = &values.max_age {
        headers.try_insert(ACCESS_CONTROL_MAX_AGE, seconds.clone())?;
    }
    if *private_network {
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

fn is_foreign(name: &HeaderName) -> bool {
    name.as_str().starts_with("access-control-")
}

/// Takes away the CORS headers that something further in has set.
pub(crate) fn remove_foreign(headers: &mut HeaderMap) {
    let foreign: Vec<HeaderName> =
        headers.keys().filter(|name| is_foreign(name)).cloned().collect();
    for name in foreign {
        headers.remove(name);
    }
}
