//! A policy as a salvo handler, for [`Service::hoop`](salvo::Service::hoop).
//!
//! salvo's `TowerLayerCompat` takes the layer as it is, but what comes out of it has a body always: the service's
//! catcher, which writes the pages of errors without one, does not run any more. This handler leaves the response
//! where it is.

use cors_runtime::{CorsPolicy, Decision};
use salvo::{Depot, FlowCtrl, Handler, Request, Response, async_trait};

/// The policy's answers around all that is further in.
#[derive(Clone, Debug)]
pub struct Cors(pub CorsPolicy);

#[async_trait]
impl Handler for Cors {
    async fn handle(
        &self,
        request: &mut Request,
        depot: &mut Depot,
        response: &mut Response,
        flow: &mut FlowCtrl,
    ) {
        match self.0.decide(request.method(), request.headers()) {
            Decision::Preflight(preflight) => {
                let (head, ()) = preflight.into_response().into_parts();
                response.status_code(head.status);
                response.set_headers(head.headers);
                // Empty and there, so that the catcher does not write the page of a 403.
                response.body("");
                flow.skip_rest();
            }
            Decision::Actual(actual) => {
                flow.call_next(request, depot, response).await;
                actual.apply(response.headers_mut());
            }
        }
    }
}
