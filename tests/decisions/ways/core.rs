//! The policy itself, without a framework.

use bytes::Bytes;
use cors_runtime::{CorsPolicy, Decision};
use http::{Request, Response};

use super::Outcome;

pub(super) fn run(
    policy: CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    match policy.decide(request.method(), request.headers()) {
        Decision::Preflight(preflight) => {
            Outcome { handler_ran: false, response: preflight.into_response() }
        }
        Decision::Actual(actual) => {
            let mut response = handler;
            actual.apply(response.headers_mut());
            Outcome { handler_ran: true, response }
        }
    }
}
