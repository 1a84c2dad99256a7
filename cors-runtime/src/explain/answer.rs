//! The policy's answer to a request.

use http::{HeaderMap, StatusCode};

/// What a policy answers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answer {
    /// The status of a preflight's answer; `None` where the application answers.
    pub status: Option<StatusCode>,
    /// The headers, of a preflight's whole answer or of what the policy puts on the application's.
    pub headers: HeaderMap,
}
