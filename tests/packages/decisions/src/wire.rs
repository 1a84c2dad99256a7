//! Servers on a loopback socket, and a client that writes and reads bytes.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, DATE, HOST};
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::way::Outcome;

/// A server on the same machine that has not answered by then does not answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// What comes out of a server that listens where it is told, and notes when the handler runs.
///
/// # Panics
///
/// If there is no answer, as everything here does: a test fails so.
pub fn outcome(
    request: &Request<Bytes>,
    serve: impl AsyncFnOnce(TcpListener, Arc<AtomicBool>),
) -> Outcome {
    let ran = Arc::new(AtomicBool::new(false));
    let serve = async |listener| serve(listener, Arc::clone(&ran)).await;
    let response = response(exchange, request, serve);
    Outcome { handler_ran: ran.load(Ordering::Relaxed), response }
}

/// What a server answers to a client that has a connection.
///
/// # Panics
///
/// As [`outcome`].
pub fn response(
    ask: impl AsyncFnOnce(&mut TcpStream, &Request<Bytes>) -> Response<Bytes>,
    request: &Request<Bytes>,
    serve: impl AsyncFnOnce(TcpListener),
) -> Response<Bytes> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a socket");
        let mut stream = TcpStream::connect(listener.local_addr().expect("its address"))
            .await
            .expect("a connection");
        let serve = async {
            serve(listener).await;
            // Only the client knows when it has read everything.
            std::future::pending::<()>().await;
        };
        tokio::select! {
            response = ask(&mut stream, request) => response,
            () = serve => unreachable!("it is pending"),
            () = tokio::time::sleep(PATIENCE) => panic!("no answer after {PATIENCE:?}"),
        }
    })
}

/// Writes a request, and reads what is answered.
async fn exchange(stream: &mut TcpStream, request: &Request<Bytes>) -> Response<Bytes> {
    stream.write_all(&written(request)).await.expect("a written request");
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break bytes.drain(..end + 4).collect::<Vec<u8>>();
        }
        assert_ne!(
            stream.read_buf(&mut bytes).await.expect("a response"),
            0,
            "the response breaks off"
        );
    };
    let head = parsed(&head);
    let length = match head.headers().get(CONTENT_LENGTH) {
        Some(length) if request.method() != Method::HEAD => {
            length.to_str().ok().and_then(|length| length.parse().ok())
        }
        _ => None,
    };
    while bytes.len() < length.unwrap_or(0) {
        assert_ne!(stream.read_buf(&mut bytes).await.expect("a body"), 0, "the body breaks off");
    }
    head.map(|()| Bytes::from(bytes))
}

fn written(request: &Request<Bytes>) -> Vec<u8> {
    let mut bytes = format!("{} {} HTTP/1.1\r\n", request.method(), request.uri()).into_bytes();
    let mut line = |name: &HeaderName, value: &[u8]| {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value);
        bytes.extend_from_slice(b"\r\n");
    };
    // Some servers insist on it, as RFC 9112 3.2 asks of them.
    if !request.headers().contains_key(HOST) {
        line(&HOST, b"api.example.com");
    }
    for (name, value) in request.headers() {
        line(name, value.as_bytes());
    }
    if !request.body().is_empty() {
        line(&CONTENT_LENGTH, request.body().len().to_string().as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(request.body());
    bytes
}

fn parsed(head: &[u8]) -> Response<()> {
    let mut lines =
        head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let status = lines
        .next()
        .and_then(|line| line.split(|byte| *byte == b' ').nth(1))
        .expect("a status line");
    let mut response = Response::new(());
    *response.status_mut() = StatusCode::from_bytes(status).expect("a status");
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':').expect("a colon");
        let (name, value) = line.split_at(colon);
        let name = HeaderName::from_bytes(name).expect("a header name");
        let value = value.strip_prefix(b":").expect("a colon").trim_ascii();
        response
            .headers_mut()
            .append(name, HeaderValue::from_bytes(value).expect("a header value"));
    }
    // The server's own line.
    response.headers_mut().remove(DATE);
    response
}
