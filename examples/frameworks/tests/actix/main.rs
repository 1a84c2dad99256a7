//! The middleware for actix-web: around applications, scopes and resources, and what can go wrong further in.
//! What it answers to which request is the conformance table's matter.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod alloc;
mod body;
mod errors;
mod events;
mod places;
mod refusals;
mod runtime_origins;
mod server;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use actix_web::test::TestRequest;
use actix_web::{Error, HttpResponse};
use cors_runtime::{CorsPolicy, cors_policy};

const APP: &str = "https://app.example.com";
const EVIL: &str = "https://evil.example";

static POLICY: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: [GET, HEAD, POST, PUT, DELETE],
    allow_headers: ["authorization", "content-type"],
    allow_credentials: true,
};

static PUBLIC: CorsPolicy = cors_policy! { allow_origins: * };

fn from(origin: &str, method: Method, path: &str) -> TestRequest {
    TestRequest::with_uri(path).method(method).insert_header(("origin", origin))
}

fn preflight(origin: &str, path: &str) -> TestRequest {
    from(origin, Method::OPTIONS, path).insert_header(("access-control-request-method", "PUT"))
}

/// What a client gets of an application: of an error, the response that the server makes of it.
async fn answer<R, B: MessageBody + 'static>(
    app: &impl Service<R, Response = ServiceResponse<B>, Error = Error>,
    request: R,
) -> HttpResponse<BoxBody> {
    match app.call(request).await {
        Ok(response) => response.into_parts().1.map_into_boxed_body(),
        Err(error) => error.error_response(),
    }
}

/// That the response may be read by the script of `APP`, and by nobody else's.
#[track_caller]
fn assert_shared(headers: &HeaderMap) {
    let lines = |name: &str| headers.get_all(name).cloned().collect::<Vec<_>>();
    assert_eq!(lines("access-control-allow-origin"), [APP]);
    assert_eq!(lines("access-control-allow-credentials"), ["true"]);
    assert!(
        lines("vary").iter().any(|line| line.to_str().unwrap().contains("Origin")),
        "no Vary: Origin"
    );
}

#[track_caller]
fn assert_kept(headers: &HeaderMap) {
    assert!(
        !headers.keys().any(|name| name.as_str().starts_with("access-control-")),
        "{headers:?}"
    );
}
