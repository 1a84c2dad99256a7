//! A small axum program to be put under load: `server none|cors-runtime|tower-http`. It prints its port.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a program that cannot start has nothing to measure"
)]

use std::time::Duration;

use axum::Router;
use axum::routing::any;
use cors_runtime::{CorsPolicy, cors_policy};
use http::header::{CONTENT_TYPE, ETAG};
use http::{HeaderName, HeaderValue, Method};
use tower_http::cors::{AllowOrigin, CorsLayer};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://admin.example.com", "https://*.preview.example.com", "https://app.example.com"],
    allow_methods: [GET, POST, PUT],
    allow_headers: ["authorization", "content-type"],
    expose_headers: ["etag"],
    allow_credentials: true,
    max_age: 10m,
};

/// The same with tower-http.
fn tower_http() -> CorsLayer {
    let allow_origin = AllowOrigin::predicate(|origin, _| {
        let origin = origin.as_bytes();
        origin == b"https://admin.example.com"
            || origin == b"https://app.example.com"
            || origin.starts_with(b"https://") && origin.ends_with(b".preview.example.com")
    });
    CorsLayer::new()
        .allow_origin(allow_origin)
        .allow_methods([Method::GET, Method::POST, Method::PUT])
        .allow_headers(["authorization", "content-type"].map(HeaderName::from_static))
        .expose_headers([ETAG])
        .allow_credentials(true)
        .max_age(Duration::from_secs(600))
}

/// One thread, so that the load generator has a processor of its own on a machine with two.
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let layer = std::env::args().nth(1).unwrap_or_default();
    let headers = [
        (CONTENT_TYPE, const { HeaderValue::from_static("application/json") }),
        (ETAG, const { HeaderValue::from_static("\"1\"") }),
    ];
    let app = Router::new().route("/orders", any(async move || (headers, "[]")));
    let app = match layer.as_str() {
        "none" => app,
        "cors-runtime" => app.layer(API.layer()),
        "tower-http" => app.layer(tower_http()),
        _ => panic!("no such layer: {layer}"),
    };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    println!("{}", listener.local_addr().unwrap().port());
    axum::serve(listener, app).await.unwrap();
}
