//! tonic: its routes and gRPC-Web below the policy, in the order in which `Server::layer` puts them.

use bytes::Bytes;
use cors_decisions::{Lack, Outcome};
use cors_runtime::CorsPolicy;
use http::{Method, Request, Response, Version};
use http_body_util::Full;
use tonic::service::Routes;
use tonic_web::GrpcWebLayer;
use tower::{ServiceBuilder, ServiceExt};

use super::{Handler, collected, now};

pub(super) static LACKS: &[Lack] = &[Lack {
    of: |case| case.request.method() == Method::CONNECT,
    why: "the router of tonic, which is axum's, answers CONNECT without a body",
}];

pub(super) fn run(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    let handler = Handler::new(handler);
    let answers = {
        let handler = handler.clone();
        move || std::future::ready(handler.answer().map(axum::body::Body::from))
    };
    let app = ServiceBuilder::new()
        .layer(policy.layer().explain_refusals(false))
        .layer(GrpcWebLayer::new())
        .service(Routes::from(axum::Router::new().fallback(answers)));
    let mut request = request.clone().map(Full::new);
    // gRPC-Web answers requests of HTTP/1 itself if they are none of its own.
    *request.version_mut() = Version::HTTP_2;
    let response = now(async {
        let Ok(response) = app.oneshot(request).await;
        collected(response).await
    });
    handler.outcome(response)
}
