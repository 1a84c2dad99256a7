//! From a request to a decision.

use cors_table::Found;
use http::header::{ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::data::{Allowed, Origins};
use crate::decision::{Actual, Decision, MIRRORED_LINES, Mirrored, Preflight, Verdict};
use crate::policy::CorsPolicy;
use crate::predicate;
use crate::snapshot::Snapshot;

/// Of Private Network Access, a draft that Local Network Access replaced.
static REQUEST_PRIVATE_NETWORK: HeaderName =
    HeaderName::from_static("access-control-request-private-network");

/// How many bytes of requested header names are mirrored, all lines together.
const MIRRORED_BYTES: usize = 8 * 1024;

pub(crate) fn decide(policy: Snapshot, method: &Method, headers: &HeaderMap) -> Decision {
    let verdict = judge(&policy, headers);
    decision(policy, verdict, method, headers)
}

/// What follows from what the policy says of the request's origin.
pub(crate) fn decision(
    policy: Snapshot,
    verdict: Verdict,
    method: &Method,
    headers: &HeaderMap,
) -> Decision {
    let has_origin = || match verdict {
        Verdict::Any => headers.contains_key(ORIGIN),
        Verdict::Exact(_) | Verdict::Pattern(_) | Verdict::Refused => true,
        Verdict::NoOrigin => false,
    };
    if is_preflight(method, headers, has_origin) {
        let mirrored = match verdict {
            Verdict::NoOrigin | Verdict::Refused => None,
            Verdict::Any | Verdict::Exact(_) | Verdict::Pattern(_) => mirror(*policy, headers),
        };
        let private_network = policy.0.private_network
            && single(headers, &REQUEST_PRIVATE_NETWORK).is_some_and(|value| value == "true");
        return Decision::Preflight(Preflight { policy, verdict, mirrored, private_network });
    }
    // Tunnels, and WebSockets over HTTP/2, begin with a CONNECT that leaves no response to share.
    Decision::Actual(Actual { policy, verdict, is_shared: method != Method::CONNECT })
}

/// A CORS-preflight request is known by three things together; an `OPTIONS` without them is for the
/// application. <https://fetch.spec.whatwg.org/#http-requests>
pub(crate) fn is_preflight(
    method: &Method,
    headers: &HeaderMap,
    has_origin: impl FnOnce() -> bool,
) -> bool {
    // The rarer header first.
    method == Method::OPTIONS && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD) && has_origin()
}

pub(crate) fn judge(policy: &Snapshot, headers: &HeaderMap) -> Verdict {
    let table = match &policy.0.origins {
        Origins::Any => return Verdict::Any,
        Origins::Listed(table) => table,
    };
    let Some(origin) = headers.get(ORIGIN) else {
        return Verdict::NoOrigin;
    };
    // `Origin` is not a list: of two lines neither is the request's origin. Where no header has two, which
    // is known without looking for one, there is nothing to look for.
    if headers.len() > headers.keys_len() && headers.get_all(ORIGIN).iter().nth(1).is_some() {
        return Verdict::Refused;
    }
    match table.find(origin.as_bytes()) {
        Some(Found::Exact(slot)) => Verdict::Exact(slot),
        Some(Found::Pattern) => Verdict::Pattern(origin.clone()),
        None if policy.adds(origin.as_bytes()) => Verdict::Pattern(origin.clone()),
        None if predicate::any_allows(policy.0.predicates, origin.as_bytes()) => {
            Verdict::Pattern(origin.clone())
        }
        None => Verdict::Refused,
    }
}

/// What a policy with `mirror` answers: the request's own lines, shared and not copied. A request
/// that asks for more than any browser does gets no such line, and the browser refuses it.
fn mirror(policy: CorsPolicy, headers: &HeaderMap) -> Option<Mirrored> {
    let mirrors_methods = matches!(policy.0.values.allow_methods, Allowed::Mirror);
    let mirrors_headers = matches!(policy.0.values.allow_headers, Allowed::Mirror);
    if !mirrors_methods && !mirrors_headers {
        return None;
    }
    let mut mirrored = Mirrored::default();
    if mirrors_methods {
        mirrored.method = single(headers, &ACCESS_CONTROL_REQUEST_METHOD).cloned();
    }
    if mirrors_headers {
        let lines = || headers.get_all(ACCESS_CONTROL_REQUEST_HEADERS).iter();
        let bytes = lines().take(MIRRORED_LINES).map(HeaderValue::len);
        if lines().nth(MIRRORED_LINES).is_none() && bytes.sum::<usize>() <= MIRRORED_BYTES {
            for (to, from) in mirrored.headers.iter_mut().zip(lines()) {
                *to = Some(from.clone());
            }
        }
    }
    Some(mirrored)
}

/// The value of a header that has exactly one line.
fn single<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h HeaderValue> {
    let mut lines = headers.get_all(name).iter();
    lines.next().filter(|_| lines.next().is_none())
}
