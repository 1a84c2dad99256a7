//! The policy itself, without a framework; as it is, and with an empty list at run time.

use bytes::Bytes;
use cors_decisions::Outcome;
use cors_runtime::{CorsPolicy, Decision};
use http::{Request, Response};

pub(super) fn run(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    outcome(policy.decide(request.method(), request.headers()), handler)
}

pub(super) fn run_with_list(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    let policy = policy.with_runtime_origins(None::<&str>).unwrap();
    outcome(policy.decide(request.method(), request.headers()), handler)
}

fn outcome(decision: Decision<'_>, handler: Response<Bytes>) -> Outcome {
    match decision {
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
