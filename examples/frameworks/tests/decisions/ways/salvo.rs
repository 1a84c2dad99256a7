//! salvo: routes below the service's hoops, of which the policy is one.

use bytes::Bytes;
use cors_decisions::Outcome;
use cors_frameworks::salvo::Cors;
use cors_runtime::CorsPolicy;
use http::uri::Scheme;
use http::{Request, Response};
use salvo::http::ReqBody;
use salvo::prelude::TowerLayerCompat;
use salvo::routing::Router;
use salvo::{Depot, FlowCtrl, Service, async_trait};

use super::{Handler, collected, now};

pub(super) fn as_handler(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    now(run(Cors(policy.clone()), request, handler))
}

pub(super) fn by_compat(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    // On the runtime, which the compatibility's queue starts a task on.
    now(async {
        let layer = policy.layer().explain_refusals(false).compat::<ReqBody>();
        run(layer, request, handler).await
    })
}

async fn run(
    hoop: impl salvo::Handler,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    let handler = Handler::new(handler);
    let routes = Router::new()
        .push(Router::with_path("orders").goal(Answers(handler.clone())))
        .push(Router::with_path("{**rest}").goal(Answers(handler.clone())));
    let app = Service::new(routes).hoop(hoop);
    let request = salvo::Request::from_hyper(request.clone(), Scheme::HTTP);
    let response = app.handle(request).await.strip_to_hyper();
    handler.outcome(collected(response).await)
}

struct Answers(Handler);

#[async_trait]
impl salvo::Handler for Answers {
    async fn handle(
        &self,
        _: &mut salvo::Request,
        _: &mut Depot,
        response: &mut salvo::Response,
        _: &mut FlowCtrl,
    ) {
        let (head, body) = self.0.answer().into_parts();
        response.status_code(head.status);
        response.set_headers(head.headers);
        response.body(body);
    }
}
