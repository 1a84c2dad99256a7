//! tower-http's `CorsLayer` beside this library, on the same requests: what the README says of both.

#![expect(clippy::expect_used, reason = "a test")]

use std::panic::catch_unwind;

use cors_runtime::{CorsPolicy, cors_policy};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use tower::{Layer, Service, ServiceExt};
use tower_http::cors::{Any, CorsLayer};

static OURS: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://admin.example.com"],
    allow_methods: [PUT],
    allow_headers: ["content-type"],
    allow_credentials: true,
};

fn theirs() -> CorsLayer {
    let origins =
        ["https://app.example.com", "https://admin.example.com"].map(HeaderValue::from_static);
    CorsLayer::new().allow_origin(origins).allow_methods([Method::PUT]).allow_credentials(true)
}

const EVIL: &str = "https://evil.example";

/// The response of a service that the layer is around, which answers 418 where it is reached.
async fn ask<L>(layer: L, method: Method, headers: &[(&str, &str)]) -> Response<String>
where
    L: Layer<Handler>,
    L::Service:
        Service<Request<String>, Response = Response<String>, Error = std::convert::Infallible>,
{
    let mut request = Request::builder().method(method);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(String::new()).expect("a request");
    layer.layer(tower::service_fn(handler)).oneshot(request).await.expect("infallible")
}

type Handler = tower::util::ServiceFn<
    fn(Request<String>) -> std::future::Ready<Result<Response<String>, std::convert::Infallible>>,
>;

fn handler(
    _: Request<String>,
) -> std::future::Ready<Result<Response<String>, std::convert::Infallible>> {
    let mut response = Response::new(String::new());
    *response.status_mut() = StatusCode::IM_A_TEAPOT;
    std::future::ready(Ok(response))
}

#[tokio::test]
async fn an_options_request_without_an_origin() {
    assert_eq!(ask(theirs(), Method::OPTIONS, &[]).await.status(), StatusCode::OK);
    assert_eq!(ask(OURS.layer(), Method::OPTIONS, &[]).await.status(), StatusCode::IM_A_TEAPOT);
}

#[tokio::test]
async fn a_preflight_from_another_origin() {
    let preflight = [("origin", EVIL), ("access-control-request-method", "PUT")];
    let answer = ask(theirs(), Method::OPTIONS, &preflight).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["access-control-allow-methods"], "PUT");
    assert_eq!(answer.headers()["access-control-allow-credentials"], "true");

    let answer = ask(OURS.layer(), Method::OPTIONS, &preflight).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert!(!answer.headers().keys().any(|name| name.as_str().starts_with("access-control-")));
}

#[tokio::test]
async fn credentials_and_an_origin_that_is_not_allowed() {
    let response = ask(theirs(), Method::GET, &[("origin", EVIL)]).await;
    assert_eq!(response.headers()["access-control-allow-credentials"], "true");
    let response = ask(OURS.layer(), Method::GET, &[("origin", EVIL)]).await;
    assert!(!response.headers().contains_key("access-control-allow-credentials"));
}

#[tokio::test]
async fn an_origin_with_a_trailing_slash() {
    // Ours does not compile: ui/fail/origin_path.rs.
    let theirs =
        CorsLayer::new().allow_origin([HeaderValue::from_static("https://app.example.com/")]);
    let response = ask(theirs, Method::GET, &[("origin", "https://app.example.com")]).await;
    assert!(!response.headers().contains_key("access-control-allow-origin"));
}

#[test]
fn the_wildcard_with_credentials() {
    // Ours does not compile: ui/fail/credentials_any_origin.rs.
    let made = catch_unwind(|| {
        let layer = CorsLayer::new().allow_origin(Any).allow_credentials(true);
        let _ = layer.layer(tower::service_fn(handler));
    });
    assert!(made.is_err());
}
