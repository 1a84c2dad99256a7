//! Applications that are wired right, in each way that there is: nothing is found.

use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{any, get};
use cors_runtime::testing::{Routes, assert_conforms, check_conforms};
use cors_runtime::{CorsPolicy, Origin, cors_policy};
use http::{HeaderMap, Method, StatusCode};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::{API, PUBLIC, app, authenticate, names, routes};

async fn foreign_headers() -> HeaderMap {
    [("access-control-allow-origin", "*"), ("vary", "accept-encoding")]
        .into_iter()
        .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
        .collect()
}

#[tokio::test]
async fn nothing_is_found_where_the_layer_is_outermost() {
    let nested = Router::new().nest("/api", app());
    let nested_routes =
        Routes::of(&API).get("/api/orders").get("/api/members").get("/api/no/such/route");
    let timeout =
        TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_millis(10));
    for (app, routes) in [
        (app(), routes()),
        (app(), Routes::from(&API)),
        (nested, nested_routes),
        (app().fallback(|| async { "whatever it is" }), routes()),
        (Router::new().fallback(|| async { StatusCode::IM_A_TEAPOT }), routes()),
        (app().layer(from_fn(authenticate)), routes()),
        (app().layer(RequestBodyLimitLayer::new(0)).layer(timeout), routes()),
        (
            app().route("/never", get(std::future::pending::<()>)).layer(timeout),
            Routes::of(&API).get("/never"),
        ),
        (
            app().route("/fails", get(|| async { StatusCode::INTERNAL_SERVER_ERROR })),
            Routes::of(&API).get("/fails"),
        ),
        (app().route("/own", get(foreign_headers)), Routes::of(&API).get("/own")),
    ] {
        assert_conforms(routes, app.layer(API.layer())).await;
    }
}

static EVERY_METHOD: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: [OPTIONS, DELETE, PATCH],
    allow_headers: ["content-type"],
};

#[tokio::test]
async fn nothing_is_found_where_a_handler_takes_every_method() {
    let app = app().route("/options", any(|| async { "also of OPTIONS" }));
    let routes = Routes::of(&EVERY_METHOD)
        .get("/options")
        .route(Method::OPTIONS, "/options")
        .delete("/options?a=b")
        .patch("/options");
    assert_conforms(routes, app.layer(EVERY_METHOD.layer())).await;
}

#[tokio::test]
async fn nothing_is_found_where_routes_have_a_policy_each() {
    let by_method_router = Router::new()
        .route("/orders", get(|| async { "orders" }).layer(API.layer()))
        .route("/menu", get(|| async { "the menu" }).layer(PUBLIC.layer()));
    let by_nested_router = Router::new()
        .nest("/orders", Router::new().route("/", get(|| async { "orders" })).layer(API.layer()))
        .nest(
            "/menu",
            Router::new().route("/", get(|| async { "the menu" })).layer(PUBLIC.layer()),
        );
    for app in [by_method_router, by_nested_router] {
        assert_conforms(Routes::of(&API).get("/orders").only(), app.clone()).await;
        assert_conforms(Routes::of(&PUBLIC).get("/menu").only(), app).await;
    }
}

static MIRROR: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: mirror,
    allow_headers: mirror,
    allow_credentials: true,
};

static PATTERNS: CorsPolicy = cors_policy! {
    allow_origins: ["http://localhost:*"],
    preflight_status: 200,
};

static PREVIEWS: CorsPolicy =
    cors_policy! { allow_origins: ["https://pr-*.preview.example.com:8443"] };

static EXTENSIONS: CorsPolicy = cors_policy! {
    allow_origins: ["moz-extension://*", "app://localhost"],
    timing_allow_origins: same,
};

#[tokio::test]
async fn every_kind_of_policy_has_origins_to_ask_from() {
    for policy in [&API, &PUBLIC, &MIRROR, &PATTERNS, &PREVIEWS, &EXTENSIONS] {
        let routes = || Routes::of(policy).post("/orders").header("accept", "application/json");
        assert_conforms(routes(), app().layer(policy.layer())).await;
        let bare = check_conforms(routes(), app()).await;
        assert!(!bare.is_empty(), "without the layer {policy:?} is not asked");
    }
}

const TENANT: &str = "https://tenant.example";

static TENANTS: CorsPolicy = cors_policy! { allow_origins: [if is_tenant] };

fn is_tenant(origin: Origin<'_>) -> bool {
    origin.as_str() == TENANT
}

static EVERYBODY: CorsPolicy = cors_policy! { allow_origins: [if is_anybody] };

fn is_anybody(_: Origin<'_>) -> bool {
    true
}

/// Without an allowed origin there would be nothing to find, whatever is wrong.
#[tokio::test]
async fn where_only_predicates_know_an_origin_one_has_to_be_named() {
    for (routes, policy, expected) in [
        (Routes::of(&TENANTS), &TENANTS, &["no_origin"][..]),
        (
            Routes::of(&TENANTS).origin("https://else.example"),
            &TENANTS,
            &["no_origin", "origin_not_listed"],
        ),
        (Routes::of(&TENANTS).origin(TENANT), &TENANTS, &[]),
        (Routes::of(&TENANTS).origin(TENANT), &API, &["answered_elsewhere"]),
        (Routes::of(&EVERYBODY), &EVERYBODY, &[]),
    ] {
        let app = app().layer(policy.layer());
        let report = check_conforms(routes.get("/orders"), app).await;
        assert_eq!(names(&report), expected, "{report}");
    }
    let bare = check_conforms(&EVERYBODY, app()).await;
    assert!(!bare.is_empty(), "a predicate that allows everybody is asked about somebody");
}
