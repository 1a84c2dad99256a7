//! `assert_conforms` finds each way of wiring an application wrongly, and nothing in those that are wired right.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod permission;
mod right;
mod runtime_origins;
mod sent;
mod url;
mod words;
mod wrong;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use cors_runtime::testing::{Report, Routes};
use cors_runtime::{CorsPolicy, cors_policy};
use http::{Method, StatusCode};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
    allow_methods: [GET, POST, PUT],
    allow_headers: ["authorization", "content-type"],
    expose_headers: ["etag"],
    allow_credentials: true,
    max_age: 10m,
};

static PUBLIC: CorsPolicy = cors_policy! { allow_origins: * };

fn routes() -> Routes {
    Routes::of(&API)
        .get("/orders")
        .post("/orders")
        .get("/members")
        .header("authorization", "Bearer test")
}

/// The routes, and an error of authentication inside; no policy yet.
fn app() -> Router {
    let members = Router::new()
        .route("/members", get(|| async { "member" }))
        .route_layer(axum::middleware::from_fn(authenticate));
    Router::new()
        .route("/orders", get(|| async { "orders" }).post(|| async { "created" }))
        .merge(members)
}

/// Whatever it asks for, it has to have credentials.
async fn authenticate(request: Request, next: Next) -> Response {
    if request.headers().contains_key("authorization") {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

fn is_preflight(request: &Request<Body>) -> bool {
    request.method() == Method::OPTIONS
        && request.headers().contains_key("access-control-request-method")
}

/// The names of what was found, each once.
fn names(report: &Report) -> Vec<&'static str> {
    let mut names: Vec<_> =
        report.findings().iter().map(|finding| finding.problem().name()).collect();
    names.sort_unstable();
    names.dedup();
    names
}
