//! axum on a loopback socket: routes, a nested router and a fallback below one layer, asked by hyper's client.

use axum::Router;
use axum::body::Body;
use axum::routing::any;
use bytes::Bytes;
use cors_decisions::Outcome;
use cors_decisions::wire;
use cors_runtime::CorsPolicy;
use http::header::DATE;
use http::{Request, Response};
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::{Handler, collected};

pub(super) fn run(
    policy: CorsPolicy,
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
    let response = wire::response(ask, request, async move |listener| {
        axum::serve(listener, app).await.expect("a served connection");
    });
    handler.outcome(response)
}

async fn ask(stream: &mut TcpStream, request: &Request<Bytes>) -> Response<Bytes> {
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.expect("a connection");
    let connection = async {
        connection.await.expect("a connection that is not broken");
        // It also ends when a protocol is upgraded, and the response is there then.
        std::future::pending::<()>().await;
    };
    let response = async {
        let request = request.clone().map(Full::new);
        collected(sender.send_request(request).await.expect("a response")).await
    };
    let mut response = tokio::select! {
        response = response => response,
        () = connection => unreachable!("it is pending"),
    };
    // The server's own line.
    response.headers_mut().remove(DATE);
    response
}
