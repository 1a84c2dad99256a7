//! hyper and axum, as their users start them.

use std::convert::Infallible;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use cors_decisions::Outcome;
use cors_decisions::wire::outcome;
use cors_runtime::CorsPolicy;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tower::{Layer, service_fn};

/// hyper 1 without a framework.
pub(super) fn hyper(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    outcome(request, async move |listener, ran| {
        let service = policy.layer().explain_refusals(false).layer(service_fn(
            move |_: Request<Incoming>| {
                ran.store(true, Ordering::Relaxed);
                let response = handler.clone().map(Full::new);
                async { Ok::<_, Infallible>(response) }
            },
        ));
        let (stream, _) = listener.accept().await.expect("a connection");
        hyper::server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
            .with_upgrades()
            .await
            .expect("a served connection");
    })
}

/// axum, as its users start it.
pub(super) fn axum(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    outcome(request, async move |listener, ran| {
        let handler = async move || {
            ran.store(true, Ordering::Relaxed);
            handler.map(Body::from)
        };
        let app = Router::new().fallback(handler).layer(policy.layer().explain_refusals(false));
        axum::serve(listener, app).await.expect("a served connection");
    })
}
