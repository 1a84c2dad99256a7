//! From a request to a decision.

use cors_table::OriginTable;

use crate::data::{Allowed, HeaderValues, Origins};
use crate::decision::{Actual, Decision, MIRRORED_LINES, Mirrored, Preflight, Verdict};
use crate::headers::{Line, Name, Request};
use crate::policy::CorsPolicy;
use crate::predicate;
use crate::snapshot::Snapshot;

/// How many bytes of requested header names are mirrored, all lines together.
const MIRRORED_BYTES: usize = 8 * 1024;

pub(crate) fn decide<R: Request>(policy: Snapshot, request: R) -> Decision<R::Value> {
    let verdict = judge(&policy, request);
    decision(policy, verdict, request)
}

/// What follows from what the policy says of the request's origin.
pub(crate) fn decision<R: Request>(
    policy: Snapshot,
    verdict: Verdict<R::Value>,
    request: R,
) -> Decision<R::Value> {
    let has_origin = || match verdict {
        Verdict::Any => request.has(Name::Origin),
        Verdict::NoOrigin => false,
        Verdict::Listed(_) | Verdict::Entry(_) | Verdict::Request(_) | Verdict::Refused => true,
    };
    if is_preflight(request, has_origin) {
        let private_network = policy.0.private_network
            && single(request, Name::RequestPrivateNetwork)
                .is_some_and(|value| value.as_ref() == b"true");
        let mirrors = verdict.is_allowed() && policy.0.values.has_mirror();
        // Apart, for there is room for many lines in what is mirrored, which need not be moved if nothing is.
        if !mirrors {
            let mirrored = None;
            return Decision::Preflight(Preflight { policy, verdict, mirrored, private_network });
        }
        let mirrored = Some(mirror(*policy, request));
        return Decision::Preflight(Preflight { policy, verdict, mirrored, private_network });
    }
    // Tunnels, and WebSockets over HTTP/2, begin with a CONNECT that leaves no response to share.
    Decision::Actual(Actual { policy, verdict, is_shared: !request.is_connect() })
}

/// A CORS-preflight request is known by three things together; an `OPTIONS` without them is for the
/// application. <https://fetch.spec.whatwg.org/#http-requests>
pub(crate) fn is_preflight(request: impl Request, has_origin: impl FnOnce() -> bool) -> bool {
    // The rarer header first.
    request.is_options() && request.has(Name::RequestMethod) && has_origin()
}

pub(crate) fn judge<R: Request>(policy: &Snapshot, request: R) -> Verdict<R::Value> {
    let table = match &policy.0.origins {
        Origins::Any => return Verdict::Any,
        Origins::Listed(table) => table,
    };
    let origin = match request.line(Name::Origin) {
        Line::One(origin) => origin,
        Line::None => return Verdict::NoOrigin,
        Line::Several => return Verdict::Refused,
    };
    let values = policy.0.values;
    if let Some(slot) = table.find_exact(origin.as_ref()) {
        return listed(values, table, slot);
    }
    if table.find_pattern(origin.as_ref()).is_some()
        || policy.adds(origin.as_ref())
        || predicate::any_allows(policy.0.predicates, origin.as_ref())
    {
        return Verdict::Request(origin.into());
    }
    Verdict::Refused
}

/// What is said of the origin in a slot of the table.
fn listed<V>(
    values: &'static HeaderValues,
    table: &OriginTable<'static>,
    slot: usize,
) -> Verdict<V> {
    if let Some(value) = values.origins.get(slot) {
        return Verdict::Listed(value);
    }
    let Some(text) = table.exact.member(slot) else { return Verdict::Refused };
    let value = values.kept.and_then(|kept| kept.get(slot, text));
    value.map_or(Verdict::Entry(text), Verdict::Listed)
}

/// What a policy with `mirror` answers: the request's own lines, shared and not copied. A request
/// that asks for more than any browser does gets no such line, and the browser refuses it.
fn mirror<R: Request>(policy: CorsPolicy, request: R) -> Mirrored<R::Value> {
    let mut mirrored = Mirrored { method: None, headers: [const { None }; MIRRORED_LINES] };
    if matches!(policy.0.values.allow_methods, Allowed::Mirror) {
        mirrored.method = single(request, Name::RequestMethod).map(R::Value::from);
    }
    if matches!(policy.0.values.allow_headers, Allowed::Mirror) {
        let lines = || request.lines(Name::RequestHeaders);
        let bytes = lines().take(MIRRORED_LINES).map(|line| line.as_ref().len());
        if lines().nth(MIRRORED_LINES).is_none() && bytes.sum::<usize>() <= MIRRORED_BYTES {
            for (to, from) in mirrored.headers.iter_mut().zip(lines()) {
                *to = Some(from.into());
            }
        }
    }
    mirrored
}

/// The value of a header that has exactly one line.
fn single<R: Request>(request: R, name: Name) -> Option<R::Line> {
    match request.line(name) {
        Line::One(line) => Some(line),
        Line::None | Line::Several => None,
    }
}
