//! This library: by hand, and as a layer.

use cors_runtime::{CorsPolicy, Decision};
use http::{Request, Response};
use tower::Layer;

use super::application::application;
use super::{Body, Tower, service};
use crate::case::Case;
use crate::peers::Peer;

pub(super) fn decide(case: &Case) -> Box<dyn Peer> {
    let policy = case.listed.policy.clone();
    Tower::peer(case.requests(), service(move |request| by_hand(&policy, request)))
}

pub(super) fn layer(case: &Case) -> Box<dyn Peer> {
    Tower::peer(case.requests(), case.listed.policy.layer().layer(service(application)))
}

fn by_hand(policy: &CorsPolicy, request: Request<Body>) -> Response<Body> {
    match policy.decide(request.method(), request.headers()) {
        Decision::Preflight(preflight) => preflight.into_response(),
        Decision::Actual(actual) => {
            let mut response = application(request);
            actual.apply(response.headers_mut());
            response
        }
    }
}
