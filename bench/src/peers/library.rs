//! What the library answers, whatever the framework.

use cors_runtime::{CorsPolicy, Decision};
use http::header::{CONTENT_TYPE, ETAG};
use http::{HeaderValue, Request, Response};

/// The whole answer, an actual request's being that of all applications here: 200 with two headers.
pub(super) fn answer(policy: &CorsPolicy, request: &Request<()>) -> Response<()> {
    match policy.decide(request.method(), request.headers()) {
        Decision::Preflight(preflight) => preflight.into_response(),
        Decision::Actual(actual) => {
            let mut answer = Response::new(());
            let headers = answer.headers_mut();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            headers.insert(ETAG, HeaderValue::from_static("\"1\""));
            actual.apply(headers);
            answer
        }
    }
}
