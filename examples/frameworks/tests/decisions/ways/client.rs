//! hyper's client, which asks every framework that listens on a socket.

use bytes::Bytes;
use http::header::{DATE, HOST};
use http::{HeaderValue, Request, Response};
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::collected;

pub(super) async fn ask(stream: &mut TcpStream, request: &Request<Bytes>) -> Response<Bytes> {
    let mut request = request.clone().map(Full::new);
    // RFC 9112 3.2. A connection of this client adds nothing to what it is told.
    request.headers_mut().entry(HOST).or_insert(HeaderValue::from_static("api.example.com"));
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.expect("a connection");
    let connection = async {
        connection.await.expect("a connection that is not broken");
        // It also ends when a protocol is upgraded, and the response is there then.
        std::future::pending::<()>().await;
    };
    let response =
        async { collected(sender.send_request(request).await.expect("a response")).await };
    let mut response = tokio::select! {
        response = response => response,
        () = connection => unreachable!("it is pending"),
    };
    // The server's own line.
    response.headers_mut().remove(DATE);
    response
}
