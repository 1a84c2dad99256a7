//! A request that the policy makes a browser block, found while it is served.

use cors_browser::Credentials;
use http::header::{COOKIE, ORIGIN};
use http::{HeaderMap, HeaderValue, Method};

use super::asked::Asked;
use super::browser::Inquiry;
use super::cause::Cause;
use super::explanation::Explanation;
use super::shown::shown;
use crate::policy::CorsPolicy;
use crate::protocol::{Actual, Decision, Preflight, RequestHeaders, Verdict};
#[cfg(feature = "actix-web")]
use crate::protocol::{MethodKind, Name};

/// A request that a browser blocks because of the policy.
///
/// A preflight counts if the browser will not send the request that it asks for, whatever the credentials
/// mode, and another request if the browser will keep the response. What comes from the server's own pages,
/// navigations and requests without `Origin`, unless it was lost, do not count, as far as the request tells: browsers say what a
/// request is in `Sec-Fetch-Site` and `Sec-Fetch-Mode`, but not to servers on plain http.
#[derive(Clone, Debug)]
pub struct Refusal<'r> {
    inquiry: Inquiry<'r>,
    cause: Cause,
}

/// Whether a request may be refused. Allowed requests cost nothing further, most of the time.
#[cfg(feature = "actix-web")]
pub(crate) fn is_possible<H: RequestHeaders>(
    decision: &Decision<'_, H>,
    method: MethodKind,
    headers: &H,
) -> bool {
    may_be_refused(decision, || headers.has(Name::Cookie), || Asked::of(method, headers))
}

fn may_be_refused<H: RequestHeaders>(
    decision: &Decision<'_, H>,
    has_cookie: impl FnOnce() -> bool,
    asked: impl FnOnce() -> Asked,
) -> bool {
    let is_allowed = match decision {
        Decision::Actual(actual) => {
            actual.is_allowed() && (actual.policy.data.credentials || !has_cookie())
        }
        Decision::Preflight(_) => false,
    };
    !is_allowed && asked().is_checked()
}

impl<'r> Refusal<'r> {
    /// The refusal in a decision. The headers may be a copy of those that it was made of, in another type.
    pub(crate) fn find<H: RequestHeaders>(
        decision: &Decision<'_, H>,
        method: &'r Method,
        headers: &'r HeaderMap,
    ) -> Option<Refusal<'r>> {
        let has_cookie = || headers.contains_key(COOKIE);
        if !may_be_refused(decision, has_cookie, || Asked::of(method.into(), headers)) {
            return None;
        }
        let origin = || headers.get(ORIGIN).cloned();
        let (policy, verdict) = match decision {
            Decision::Preflight(Preflight { policy, verdict, .. }) => {
                (policy, in_copy(verdict, origin))
            }
            Decision::Actual(Actual { policy, verdict, .. }) => (policy, in_copy(verdict, origin)),
        };
        let inquiry = Inquiry::after(policy.clone(), verdict, method, headers);
        if decision.is_allowed() && inquiry.asks_for_nothing() {
            return None;
        }
        let credentials =
            if inquiry.has_credentials() { Credentials::Include } else { Credentials::Omit };
        let cause = inquiry.causes(&inquiry.answer(), credentials, 1).into_iter().next()?;
        Some(Refusal { inquiry, cause })
    }

    /// The policy.
    pub fn policy(&self) -> CorsPolicy {
        self.inquiry.policy.unpinned()
    }

    /// What the request is: a preflight, or another one.
    #[must_use]
    pub fn asked(&self) -> Asked {
        self.inquiry.asked
    }

    /// The first thing that the browser finds.
    #[must_use]
    pub fn cause(&self) -> &Cause {
        &self.cause
    }

    /// The request's `Origin`, escaped and cut at 128 bytes; empty if it was lost on the way.
    #[must_use]
    pub fn origin(&self) -> String {
        self.inquiry.headers.get(ORIGIN).map(|origin| shown(origin.as_bytes())).unwrap_or_default()
    }

    /// The method, or the one that a preflight asks for, escaped and cut at 128 bytes.
    #[must_use]
    pub fn method(&self) -> String {
        shown(self.inquiry.requested_method())
    }

    /// The first request header that is not allowed, if that is the cause; escaped and cut at 128 bytes.
    #[must_use]
    pub fn header(&self) -> Option<&str> {
        match &self.cause {
            Cause::HeaderNotListed { names, .. } => names.first().map(String::as_str),
            _ => None,
        }
    }

    /// The whole explanation, at its own cost: it compares the origin with each entry of the policy.
    #[must_use]
    pub fn explain(&self) -> Explanation {
        Explanation::new(&self.inquiry)
    }
}

/// A verdict about a request, with the origin as a copy of the request has it.
fn in_copy<V>(
    verdict: &Verdict<V>,
    origin: impl FnOnce() -> Option<HeaderValue>,
) -> Verdict<HeaderValue> {
    match verdict {
        Verdict::Request(_) => origin().map_or(Verdict::NoOrigin, Verdict::Request),
        Verdict::Any => Verdict::Any,
        Verdict::Constant(value) => Verdict::Constant(value),
        Verdict::Refused => Verdict::Refused,
        Verdict::NoOrigin => Verdict::NoOrigin,
    }
}
