//! Rocket over HTTP/2, where what is said twice arrives twice.

use std::net::SocketAddr;

use bytes::Bytes;
use cors_runtime::{CorsPolicy, cors_policy};
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::Empty;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

use crate::server::{asked, quiet};
use crate::{APP, EVIL};

static WITH_STATUS_200: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: [PUT],
    allow_headers: ["content-type"],
    preflight_status: 200,
};

async fn answer(address: SocketAddr, request: Request<Empty<Bytes>>) -> Response<Incoming> {
    let stream = TokioIo::new(TcpStream::connect(address).await.unwrap());
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), stream).await.unwrap();
    tokio::spawn(connection);
    sender.send_request(request).await.unwrap()
}

fn lines<'h>(headers: &'h HeaderMap, name: &str) -> Vec<&'h str> {
    headers.get_all(name).iter().map(|line| line.to_str().unwrap()).collect()
}

#[test]
fn a_preflight_has_each_header_once() {
    for (origin, status, allowed) in
        [(APP, StatusCode::OK, &[APP][..]), (EVIL, StatusCode::FORBIDDEN, &[])]
    {
        let preflight = |address| {
            let request = Request::options(format!("http://{address}/orders"))
                .header("origin", origin)
                .header("access-control-request-method", "PUT");
            request.body(Empty::new()).unwrap()
        };
        let rocket = quiet().attach(WITH_STATUS_200.fairing());
        let answer = asked(rocket, async |address| answer(address, preflight(address)).await);
        assert_eq!(answer.status(), status);
        assert_eq!(lines(answer.headers(), "access-control-allow-origin"), allowed);
        assert_eq!(lines(answer.headers(), "content-length"), ["0"], "from {origin}");
        assert_eq!(lines(answer.headers(), "vary").len(), 1, "from {origin}");
    }
}
