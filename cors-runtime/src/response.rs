//! From a decision to the headers of a response.
//!
//! What a decision keeps of the request is moved from there to the response: a clone would count one more owner, for
//! which processors have to agree. Who answers more than once by a decision clones it.
//!
//! On an application's response `Vary` comes first, so that an answer which depends on the origin is never sent
//! without saying so, should there be no room for all headers.

use http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
use http::{HeaderMap, HeaderValue};

use crate::data::{Allowed, HeaderValues, PreflightStatus};
use crate::decision::{Actual, Preflight, Verdict};
use crate::headers::{Name, NotAdded, Response, Value, Word};
use crate::vary;

type Added = Result<(), NotAdded>;

pub(crate) fn actual<R: Response>(decision: &mut Actual<R::Value>, headers: &mut R) {
    if !decision.is_shared {
        return;
    }
    let there = There::of(headers);
    if there.foreign {
        // The CORS headers that something further in has set.
        headers.remove_all(is_foreign);
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
    fn of(headers: &impl Response) -> There {
        let mut there = There { vary: false, foreign: false };
        for name in headers.names() {
            let name = name.as_ref();
            // Most names are told by their first letter.
            match name.as_bytes().first() {
                Some(b'v') if name == "vary" => there.vary = true,
                Some(b'a') if is_foreign(name) => there.foreign = true,
                _ => {}
            }
        }
        there
    }
}

fn add_actual<R: Response>(
    decision: &mut Actual<R::Value>,
    there: There,
    headers: &mut R,
) -> Added {
    if !matches!(decision.verdict, Verdict::Any) {
        if there.vary {
            vary::add_origin(headers)?;
        } else {
            headers.add(Name::Vary, Value::Word(Word::VaryActual))?;
        }
    }
    let policy = decision.policy.0;
    add_timing(policy.values, &decision.verdict, headers)?;
    let Some(origin) = allow_origin(&mut decision.verdict) else {
        return Ok(());
    };
    headers.add(Name::AllowOrigin, origin)?;
    if policy.credentials {
        headers.add(Name::AllowCredentials, Value::Word(Word::True))?;
    }
    if let Some(names) = &policy.values.expose_headers {
        headers.add(Name::ExposeHeaders, Value::Policy(names))?;
    }
    Ok(())
}

/// The list is the same in every answer; an origin that only a pattern stands for is not on it.
fn add_timing<R: Response>(
    values: &'static HeaderValues,
    verdict: &Verdict<R::Value>,
    headers: &mut R,
) -> Added {
    let value = match verdict {
        Verdict::Request(origin) if values.timing_for_patterns => {
            Some(Value::Request(origin.clone()))
        }
        _ => values.timing_allow_origin.as_ref().map(Value::Policy),
    };
    match value {
        Some(value) => headers.set(Name::TimingAllowOrigin, value)?,
        None if values.timing_for_patterns => headers.remove(Name::TimingAllowOrigin),
        None => {}
    }
    Ok(())
}

/// The whole answer to a preflight.
pub(crate) fn preflight(decision: &mut Preflight) -> HeaderMap {
    let Some(origin) = allow_origin(&mut decision.verdict) else {
        let mut headers = HeaderMap::with_capacity(1);
        // An empty map has room for every header there is here, and in `full`.
        let _ = add_refusal(&mut headers);
        return headers;
    };
    let Preflight { mirrored, private_network, .. } = &*decision;
    if mirrored.is_some() || *private_network {
        return full(decision, origin);
    }
    let prepared = &decision.policy.0.values.preflight;
    let any = Value::Word(Word::Any);
    let mut headers = prepared.get_or_init(|| full(decision, any)).clone();
    // It is the first one, so nothing has to be hashed to find it.
    match headers.iter_mut().next() {
        Some((name, value)) if *name == ACCESS_CONTROL_ALLOW_ORIGIN => *value = origin.into(),
        _ => drop(headers.set(Name::AllowOrigin, origin)),
    }
    headers
}

/// The answer to an allowed preflight, header by header.
fn full(decision: &mut Preflight, origin: Value<HeaderValue>) -> HeaderMap {
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

/// The headers of the answer to a preflight, for a response that has none of a policy's.
#[cfg(any(feature = "actix-web", feature = "rocket"))]
pub(crate) fn add_answer<R: Response>(decision: &mut Preflight<R::Value>, headers: &mut R) {
    let _ = match allow_origin(&mut decision.verdict) {
        Some(origin) => add_preflight(decision, origin, headers),
        None => add_refusal(headers),
    };
}

fn add_refusal(headers: &mut impl Response) -> Added {
    headers.add(Name::Vary, Value::Word(Word::VaryPreflight))
}

fn add_preflight<R: Response>(
    decision: &mut Preflight<R::Value>,
    origin: Value<R::Value>,
    headers: &mut R,
) -> Added {
    let Preflight { policy, verdict, mirrored, private_network } = decision;
    let policy = policy.0;
    let values = policy.values;
    headers.add(Name::AllowOrigin, origin)?;
    if !matches!(verdict, Verdict::Any) {
        headers.add(Name::Vary, Value::Word(Word::VaryPreflight))?;
    } else if mirrored.is_some() {
        headers.add(Name::Vary, Value::Word(Word::VaryRequested))?;
    }
    if policy.credentials {
        headers.add(Name::AllowCredentials, Value::Word(Word::True))?;
    }
    if let Allowed::Constant(methods) = &values.allow_methods {
        headers.add(Name::AllowMethods, Value::Policy(methods))?;
    }
    if let Allowed::Constant(names) = &values.allow_headers {
        headers.add(Name::AllowHeaders, Value::Policy(names))?;
    }
    if let Some(mirrored) = mirrored {
        if let Some(method) = mirrored.method.take() {
            headers.add(Name::AllowMethods, Value::Request(method))?;
        }
        for line in mirrored.headers.iter_mut().filter_map(Option::take) {
            headers.add(Name::AllowHeaders, Value::Request(line))?;
        }
    }
    if let Some(seconds) = &values.max_age {
        headers.add(Name::MaxAge, Value::Policy(seconds))?;
    }
    if *private_network {
        headers.add(Name::AllowPrivateNetwork, Value::Word(Word::True))?;
    }
    if policy.preflight_status == PreflightStatus::Ok {
        // A 204 has no length to state (RFC 9110 8.6); a 200 without one would wait for a body.
        headers.add(Name::ContentLength, Value::Word(Word::Zero))?;
    }
    Ok(())
}

/// The value of `Access-Control-Allow-Origin`: never more than one origin, and never an origin that
/// is not allowed.
fn allow_origin<V>(verdict: &mut Verdict<V>) -> Option<Value<V>> {
    match verdict {
        Verdict::Any => Some(Value::Word(Word::Any)),
        Verdict::Listed(value) => Some(Value::Policy(value)),
        Verdict::Entry(text) => Some(Value::Entry(text)),
        Verdict::Request(_) => verdict.take().map(Value::Request),
        Verdict::Refused | Verdict::NoOrigin => None,
    }
}

/// Whether the header is the policy's, whoever has set it.
pub(crate) fn is_foreign(name: &str) -> bool {
    name.starts_with("access-control-")
}
