//! A server on a socket: what a client gets where no middleware is asked, and of a handler that panics.

use std::net::{Ipv4Addr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::ErrorInternalServerError;
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpServer, web};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::POLICY;

async fn panics() -> &'static str {
    panic!("the handler's own panic")
}

/// As a crate would do it that catches panics.
async fn catch(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut answer = pin!(next.call(request));
    let caught = std::future::poll_fn(|context| {
        match catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(answer)) => Poll::Ready(Some(answer)),
            Err(_) => Poll::Ready(None),
        }
    });
    caught.await.unwrap_or_else(|| Err(ErrorInternalServerError("caught")))
}

/// The whole of what comes back for these bytes, until the server ends the connection.
async fn received(request: &str) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut stream = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let app = || {
        App::new()
            .route("/panics", web::get().to(panics))
            .service(web::scope("/caught").route("", web::get().to(panics)).wrap(from_fn(catch)))
            .wrap(POLICY.middleware())
    };
    let server = HttpServer::new(app).workers(1).disable_signals().listen(listener).unwrap();
    let exchange = async {
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut text = String::new();
        // A connection that is reset has nothing more to say either.
        let _ = stream.read_to_string(&mut text).await;
        text
    };
    tokio::select! {
        text = exchange => text.to_ascii_lowercase(),
        ended = server.run() => panic!("{ended:?}"),
    }
}

#[actix_web::test]
async fn what_comes_by_the_middleware_has_the_headers_and_nothing_else_has() {
    const FROM_APP: &str =
        "Host: api.example.com\r\nOrigin: https://app.example.com\r\nConnection: close\r\n\r\n";
    for (what, head, status, is_shared) in [
        ("a path that has no route", "GET /no/such/route HTTP/1.1\r\n", Some("404"), true),
        ("a panic that somebody further in catches", "GET /caught HTTP/1.1\r\n", Some("500"), true),
        ("a panic that nobody catches", "GET /panics HTTP/1.1\r\n", None, false),
        ("a head that is malformed", "GET / HTTP/1.1\r\nno header\r\n", Some("400"), false),
    ] {
        let text = received(&format!("{head}{FROM_APP}")).await;
        assert_eq!(text.split(' ').nth(1), status, "{what}: {text}");
        let permission = "\r\naccess-control-allow-origin: https://app.example.com\r\n";
        assert_eq!(text.contains(permission), is_shared, "{what}: {text}");
    }
}
