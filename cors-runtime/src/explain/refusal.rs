//! A request that the policy makes a browser block, found while it is served.

use cors_browser::Credentials;
use http::header::ORIGIN;
use http::{HeaderMap, Method};

use super::asked::Asked;
use super::browser::Inquiry;
use super::cause::Cause;
use super::explanation::Explanation;
use super::shown::shown;
use crate::decision::Decision;
use crate::headers::{Name, Request};
use crate::policy::CorsPolicy;

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

/// Whether a request may be refused, at a glance: what is allowed costs nothing further, most of the time.
pub(crate) fn is_possible<V>(decision: &Decision<V>, request: impl Request) -> bool {
    let is_allowed = match decision {
        Decision::Actual(actual) => {
            actual.is_allowed() && (actual.policy.0.credentials || !request.has(Name::Cookie))
        }
        Decision::Preflight(_) => false,
    };
    !is_allowed && Asked::of(request).is_checked()
}

impl<'r> Refusal<'r> {
    pub(crate) fn find<V>(
        decision: &Decision<V>,
        method: &'r Method,
        headers: &'r HeaderMap,
    ) -> Option<Refusal<'r>> {
        if !is_possible(decision, (method, headers)) {
            return None;
        }
        let (policy, verdict) = match decision {
            Decision::Preflight(preflight) => (&preflight.policy, &preflight.verdict),
            Decision::Actual(actual) => (&actual.policy, &actual.verdict),
        };
        let inquiry = Inquiry::after(policy.clone(), verdict.of(headers), method, headers);
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
        *self.inquiry.policy
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
