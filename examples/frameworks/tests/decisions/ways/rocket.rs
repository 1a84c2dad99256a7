//! Rocket on a loopback socket, as its users launch it.

#[path = "../../rocket/server.rs"]
mod server;

use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ::rocket::http::{Method, Status};
use ::rocket::route::{Handler, Outcome as Handled};
use ::rocket::shield::Shield;
use ::rocket::{Data, Request, Route};
use bytes::Bytes;
use cors_decisions::{Lack, Outcome};
use cors_runtime::CorsPolicy;
use http::header::CONTENT_LENGTH;
use http::{Response, StatusCode};
use tokio::net::TcpStream;

use super::client;

pub(super) const LACKS: &[Lack] = &[Lack {
    of: |case| !case.is_of_strings(),
    why: "Rocket drops headers that are not strings, and cannot answer with them",
}];

pub(super) fn run(
    policy: &'static CorsPolicy,
    request: &http::Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    let ran = Arc::new(AtomicBool::new(false));
    let answers = Answers { ran: Arc::clone(&ran), response: handler };
    let rocket = server::quiet()
        .mount("/", routes(&answers))
        // Without headers of its own.
        .attach(Shield::new())
        .attach(policy.fairing().explain_refusals(false));
    let mut response = server::asked(rocket, async |address| {
        client::ask(&mut TcpStream::connect(address).await.expect("a connection"), request).await
    });
    if response.status() == StatusCode::NO_CONTENT {
        // Rocket 0.5.1 states the length of every answer; 0.5.2 no longer does that of a 204.
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    Outcome { handler_ran: ran.load(Ordering::Relaxed), response }
}

/// Every method that Rocket knows, at every path.
fn routes(answers: &Answers) -> Vec<Route> {
    use Method::{Connect, Delete, Get, Head, Options, Patch, Post, Put, Trace};
    [Connect, Delete, Get, Head, Options, Patch, Post, Put, Trace]
        .map(|method| Route::new(method, "/<_..>", answers.clone()))
        .into()
}

#[derive(Clone)]
struct Answers {
    ran: Arc<AtomicBool>,
    response: Response<Bytes>,
}

#[::rocket::async_trait]
impl Handler for Answers {
    async fn handle<'r>(&self, _: &'r Request<'_>, _: Data<'r>) -> Handled<'r> {
        self.ran.store(true, Ordering::Relaxed);
        let mut answer = ::rocket::Response::build();
        answer.status(Status::new(self.response.status().as_u16()));
        for (name, value) in self.response.headers() {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            answer.raw_header_adjoin(name.as_str().to_owned(), value);
        }
        let body = self.response.body();
        if !body.is_empty() {
            answer.sized_body(body.len(), Cursor::new(body.clone()));
        }
        Handled::Success(answer.finalize())
    }
}
