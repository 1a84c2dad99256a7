//! axum on a loopback socket: routes, a nested router and a fallback below one layer.

use axum::Router;
use axum::body::Body;
use axum::routing::any;
use bytes::Bytes;
use cors_decisions::{Outcome, wire};
use cors_runtime::CorsPolicy;
use http::{Request, Response};

use super::{Handler, client};

pub(super) fn run(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    let handler = Handler::new(handler);
    let answer = {
        let handler = handler.clone();
        move || std::future::ready(handler.answer().map(Body::from))
    };
    let app = Router::new()
        .route("/orders", any(answer.clone()))
        .nest("/orders", Router::new().route("/{id}", any(answer.clone())))
        .fallback(answer)
        .layer(policy.layer().explain_refusals(false));
    let response = wire::response(client::ask, request, async move |listener| {
        axum::serve(listener, app).await.expect("a served connection");
    });
    handler.outcome(response)
}
