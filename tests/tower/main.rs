//! The tower adapter: as a service among others, and under axum with the layers that axum's users
//! put below it. What it answers to which request is the conformance table's matter.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod app;
mod body;
mod refusals;
mod service;

use cors_runtime::{CorsPolicy, cors_policy};
use http::request::Builder;
use http::{HeaderMap, Method, Request};

const APP: &str = "https://app.example.com";
const EVIL: &str = "https://evil.example";

static POLICY: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: [GET, HEAD, POST, PUT, DELETE],
    allow_headers: ["authorization", "content-type"],
    allow_credentials: true,
};

fn from(origin: &str, method: Method, path: &str) -> Builder {
    Request::builder().method(method).uri(path).header("origin", origin)
}

fn preflight(origin: &str, path: &str) -> Builder {
    from(origin, Method::OPTIONS, path).header("access-control-request-method", "PUT")
}

/// That the response may be read by the script of `APP`, and by nobody else's.
#[track_caller]
fn assert_shared(headers: &HeaderMap) {
    let lines = |name: &str| headers.get_all(name).into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(lines("access-control-allow-origin"), [APP]);
    assert_eq!(lines("access-control-allow-credentials"), ["true"]);
    assert!(
        lines("vary").iter().any(|line| line.to_str().unwrap().starts_with("Origin")),
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
