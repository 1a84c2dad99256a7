//! axum: the policy outermost, and everything that can go wrong further in.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use cors_runtime::{CorsPolicy, cors_policy};
use http::{Method, StatusCode};
use http_body_util::BodyExt;
use serde::Deserialize;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::{APP, EVIL, POLICY, assert_kept, assert_shared, from, preflight};

#[derive(Deserialize)]
struct Order {
    drink: String,
}

async fn take(Json(order): Json<Order>) -> String {
    order.drink
}

async fn panics() {
    panic!("the handler's own panic")
}

async fn authenticate(request: Request, next: Next) -> Response {
    if request.headers().contains_key("authorization") {
        next.run(request).await
    } else {
        (StatusCode::UNAUTHORIZED, [("www-authenticate", "Basic")]).into_response()
    }
}

async fn varies() -> impl IntoResponse {
    AppendHeaders([("vary", "accept-encoding"), ("vary", "accept-language")])
}

fn answer_of_a_panic(_: Box<dyn Any + Send>) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, "caught").into_response()
}

/// The application, and how often one of its routes ran.
fn app() -> (Router, Arc<AtomicU32>) {
    let runs = Arc::new(AtomicU32::new(0));
    let count = {
        let runs = Arc::clone(&runs);
        from_fn(move |request: Request, next: Next| {
            runs.fetch_add(1, Ordering::Relaxed);
            next.run(request)
        })
    };
    let members = Router::new()
        .route("/members", get(|| async { "member" }))
        .route_layer(from_fn(authenticate));
    let app = Router::new()
        .route("/orders", get(|| async { "orders" }).post(take))
        .route("/panics", get(panics))
        .route("/fails", get(|| async { StatusCode::INTERNAL_SERVER_ERROR }))
        .route("/never", get(std::future::pending::<()>))
        .route("/varies", get(varies))
        .merge(members)
        .layer(count)
        .layer(CatchPanicLayer::custom(answer_of_a_panic))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            Duration::from_millis(50),
        ))
        .layer(RequestBodyLimitLayer::new(64))
        .layer(POLICY.layer());
    (app, runs)
}

async fn answer(request: http::Request<Body>) -> Response {
    app().0.oneshot(request).await.unwrap()
}

#[tokio::test]
async fn a_script_may_read_every_error_whoever_answers_it() {
    let json = |body: &'static str| {
        from(APP, Method::POST, "/orders")
            .header("content-type", "application/json")
            .body(Body::from(body))
            .unwrap()
    };
    let plain = |method, path| from(APP, method, path).body(Body::empty()).unwrap();
    let too_large = from(APP, Method::POST, "/orders")
        .header("content-length", "65")
        .body(Body::empty())
        .unwrap();
    for (who, request, status) in [
        ("the handler", plain(Method::GET, "/orders"), 200),
        ("the handler's extractor, of its syntax", json("{"), 400),
        ("the middleware of a route", plain(Method::GET, "/members"), 401),
        ("the router, of the path", plain(Method::GET, "/no/such/route"), 404),
        ("the router, of the method", plain(Method::DELETE, "/orders"), 405),
        ("the layer that limits time", plain(Method::GET, "/never"), 408),
        ("the layer that limits bodies", too_large, 413),
        ("the handler's extractor, of its type", plain(Method::POST, "/orders"), 415),
        ("the handler's extractor, of its content", json("{}"), 422),
        ("the handler, of itself", plain(Method::GET, "/fails"), 500),
        ("the layer that catches panics", plain(Method::GET, "/panics"), 500),
    ] {
        let response = answer(request).await;
        assert_eq!(response.status(), status, "{who}");
        assert_shared(response.headers());
    }
}

#[tokio::test]
async fn a_foreign_origin_may_read_no_error() {
    for path in ["/orders", "/members", "/no/such/route", "/fails", "/panics"] {
        let response = answer(from(EVIL, Method::GET, path).body(Body::empty()).unwrap()).await;
        assert_kept(response.headers());
        assert_eq!(response.headers()["vary"], "Origin");
    }
}

#[tokio::test]
async fn a_preflight_is_answered_before_everything_further_in() {
    for path in ["/orders", "/members", "/no/such/route", "/fails", "/panics", "/never"] {
        let (app, runs) = app();
        let response =
            app.oneshot(preflight(APP, path).body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::NO_CONTENT, "{path}");
        assert_shared(response.headers());
        assert_eq!(
            response.headers()["access-control-allow-methods"],
            "GET, HEAD, POST, PUT, DELETE"
        );
        assert_eq!(runs.load(Ordering::Relaxed), 0, "{path}");
        assert!(response.into_body().collect().await.unwrap().to_bytes().is_empty());
    }
}

/// A preflight that reached a handler would run it for whoever asks (CVE-2020-5397).
#[tokio::test]
async fn a_refused_preflight_reaches_no_handler_either() {
    for path in ["/orders", "/members", "/no/such/route"] {
        let (app, runs) = app();
        let response =
            app.oneshot(preflight(EVIL, path).body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path}");
        assert_kept(response.headers());
        assert_eq!(runs.load(Ordering::Relaxed), 0, "{path}");
    }
}

#[tokio::test]
async fn an_options_request_that_is_no_preflight_reaches_the_router() {
    let (app, runs) = app();
    let response = app
        .oneshot(from(APP, Method::OPTIONS, "/orders").body(Body::empty()).unwrap())
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(runs.load(Ordering::Relaxed), 1);
    assert_shared(response.headers());
}

#[tokio::test]
async fn the_handlers_own_vary_is_kept() {
    let response = answer(from(APP, Method::GET, "/varies").body(Body::empty()).unwrap()).await;
    let lines: Vec<_> = response.headers().get_all("vary").into_iter().collect();
    assert_eq!(lines, ["accept-encoding, accept-language, Origin"]);
}

/// The request's own `Vary` is no part of the answer (GHSA-q7jf-gf43-6x6p).
#[tokio::test]
async fn the_requests_vary_is_not_copied() {
    for request in [from(APP, Method::GET, "/orders"), preflight(APP, "/orders")] {
        let response = answer(request.header("vary", "x-evil").body(Body::empty()).unwrap()).await;
        assert_eq!(response.headers().get_all("vary").iter().count(), 1);
        assert!(response.headers()["vary"].to_str().unwrap().starts_with("Origin"));
    }
}

#[tokio::test]
async fn each_router_may_have_a_policy_of_its_own() {
    static PUBLIC: CorsPolicy = cors_policy! { allow_origins: * };
    let route = || Router::new().route("/", get(|| async {}));
    let app = Router::new()
        .nest("/orders", route().layer(POLICY.layer()))
        .nest("/public", route().layer(PUBLIC.layer()));

    let get = |path| from(EVIL, Method::GET, path).body(Body::empty()).unwrap();
    assert_kept(app.clone().oneshot(get("/orders")).await.unwrap().headers());
    let response = app.oneshot(get("/public")).await.unwrap();
    assert_eq!(response.headers()["access-control-allow-origin"], "*");
}
