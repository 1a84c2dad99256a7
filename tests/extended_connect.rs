//! Row 56 of the conformance table over a socket: a WebSocket over HTTP/2 (RFC 8441) reaches its
//! handler from any origin, and its answer stays as the handler gave it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::convert::Infallible;
use std::net::Ipv4Addr;

use bytes::Bytes;
use cors_runtime::{CorsPolicy, cors_policy};
use http::{Method, Request, Response, StatusCode};
use http_body_util::Empty;
use hyper::body::Incoming;
use hyper::ext::Protocol;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tower::{Layer, service_fn};

static POLICY: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_credentials: true,
};

/// Accepts a WebSocket, and nothing else.
async fn handler(request: Request<Incoming>) -> Result<Response<Empty<Bytes>>, Infallible> {
    let is_websocket = request.method() == Method::CONNECT
        && request
            .extensions()
            .get::<Protocol>()
            .is_some_and(|protocol| protocol.as_str() == "websocket");
    let mut response = Response::new(Empty::new());
    if is_websocket {
        response.headers_mut().insert("sec-websocket-protocol", "chat".parse().unwrap());
    } else {
        *response.status_mut() = StatusCode::BAD_REQUEST;
    }
    Ok(response)
}

async fn serve(listener: TcpListener) {
    let (stream, _) = listener.accept().await.unwrap();
    let service = POLICY.layer().layer(service_fn(handler));
    hyper::server::conn::http2::Builder::new(TokioExecutor::new())
        .enable_connect_protocol()
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
        .await
        .unwrap();
}

fn request(method: Method, origin: &str) -> Request<Empty<Bytes>> {
    Request::builder()
        .method(method)
        .uri("https://api.example.com/events")
        .header("origin", origin)
        .body(Empty::new())
        .unwrap()
}

#[tokio::test]
async fn a_websocket_over_http_2_is_left_alone() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let stream = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    tokio::spawn(serve(listener));
    let (mut client, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
            .await
            .unwrap();
    tokio::spawn(connection);

    // A client may ask for a protocol only once the server has said that it knows of such requests.
    let actual =
        client.send_request(request(Method::GET, "https://app.example.com")).await.unwrap();
    assert_eq!(actual.headers()["access-control-allow-origin"], "https://app.example.com");

    for origin in ["https://app.example.com", "https://evil.example"] {
        let mut request = request(Method::CONNECT, origin);
        request.extensions_mut().insert(Protocol::from_static("websocket"));
        let response = client.send_request(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{origin}");
        let names: Vec<_> = response.headers().keys().filter(|name| *name != "date").collect();
        assert_eq!(names, ["sec-websocket-protocol"], "{origin}");
    }
}
