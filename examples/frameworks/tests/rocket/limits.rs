//! What Rocket keeps from fairings, as the documentation says it does: seen from a socket.

use std::net::SocketAddr;

use rocket::{delete, get, options, routes};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::POLICY;
use crate::server::{asked, quiet};

#[get("/")]
fn index() -> &'static str {
    "index"
}

#[options("/")]
fn own_options() -> &'static str {
    "the application's own"
}

#[delete("/")]
fn remove() -> &'static str {
    "removed"
}

/// The whole response to a request, in lower case.
async fn exchange(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await.unwrap();
    String::from_utf8(response).unwrap().to_lowercase()
}

fn answer(request: &[u8]) -> String {
    let rocket = quiet().mount("/", routes![index, own_options, remove]).attach(POLICY.fairing());
    asked(rocket, async |address| exchange(address, request).await)
}

#[test]
fn a_method_that_rocket_does_not_know_is_answered_without_the_fairing() {
    let known = answer(
        b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\norigin: https://app.example.com\r\n\r\n",
    );
    assert!(known.contains("access-control-allow-origin: https://app.example.com\r\n"), "{known}");
    let unknown = answer(
        b"PURGE / HTTP/1.1\r\nhost: a\r\nconnection: close\r\norigin: https://app.example.com\r\n\r\n",
    );
    assert!(unknown.starts_with("http/1.1 400 "), "{unknown}");
    assert!(!unknown.contains("access-control-"), "{unknown}");
}

#[test]
fn a_line_that_is_not_utf_8_is_not_there() {
    let response = answer(
        b"OPTIONS / HTTP/1.1\r\nhost: a\r\nconnection: close\r\norigin: https://app.example.com\xff\r\n\
          access-control-request-method: PUT\r\n\r\n",
    );
    assert!(response.starts_with("http/1.1 200 "), "{response}");
    assert!(response.ends_with("the application's own"), "{response}");
    assert!(!response.contains("access-control-"), "{response}");
    assert!(response.contains("vary: origin\r\n"), "{response}");
}

#[test]
fn a_line_that_is_utf_8_and_not_ascii_is_refused() {
    let response = answer(
        "OPTIONS / HTTP/1.1\r\nhost: a\r\nconnection: close\r\norigin: https://\u{e4}pp.example.com\r\n\
         access-control-request-method: PUT\r\n\r\n"
            .as_bytes(),
    );
    assert!(response.starts_with("http/1.1 403 "), "{response}");
    assert!(!response.contains("access-control-allow"), "{response}");
}

#[test]
fn a_form_can_say_its_method_without_a_preflight() {
    let response = answer(
        b"POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\norigin: https://evil.example\r\n\
          content-type: application/x-www-form-urlencoded\r\ncontent-length: 14\r\n\r\n_method=delete",
    );
    assert!(response.ends_with("removed"), "{response}");
    assert!(!response.contains("access-control-"), "{response}");
}
