//! The ways that a request can take to a policy.

use bytes::Bytes;
use cors_runtime::CorsPolicy;
use http::{Request, Response};

use crate::check;
use crate::table::Case;

/// One way: a function from a policy, a request and what the handler would answer.
///
/// What a server or a framework adds to every response, such as `Date`, is for the way to remove.
pub struct Way {
    /// The name that its tests have.
    pub name: &'static str,
    /// Whether the request goes through a socket and an HTTP parser.
    pub wire: bool,
    /// What of the table gets lost on this way.
    pub lacks: &'static [Lack],
    /// What comes out.
    pub run: fn(&'static CorsPolicy, &Request<Bytes>, Response<Bytes>) -> Outcome,
}

/// Cases that a way does not serve as the table has them.
pub struct Lack {
    /// Whether a case is one of them.
    pub of: fn(&Case) -> bool,
    /// Why it is not.
    pub why: &'static str,
}

/// What came out.
pub struct Outcome {
    /// Whether the request got as far as the handler.
    pub handler_ran: bool,
    /// The answer.
    pub response: Response<Bytes>,
}

impl Way {
    /// Whether a case, taken this way, comes out as the table says.
    pub(crate) fn check(&self, case: &Case) -> Result<(), String> {
        let outcome = (self.run)(case.policy, &case.request, case.handler.clone());
        check::check(&outcome, &case.expected)
    }
}
