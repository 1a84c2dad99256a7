//! One application for each mistake: what is found is that mistake, and what follows from it.

use std::future::ready;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get};
use cors_runtime::testing::{Finding, Routes, check_conforms, check_conforms_with};
use cors_runtime::{CorsPolicy, cors_policy};
use http::header::{ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_ORIGIN, VARY};
use http::{HeaderValue, Method, StatusCode};
use tower::{BoxError, service_fn};
use tower_http::cors;

use crate::{API, PUBLIC, app, authenticate, is_preflight, names, routes};

const FOREIGN: HeaderValue = HeaderValue::from_static("https://other.example");

async fn forbid(request: Request, next: Next) -> Response {
    if request.headers().contains_key("authorization") {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

async fn with_a_slash(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.ends_with('/') {
        next.run(request).await
    } else {
        Redirect::permanent(&format!("{path}/")).into_response()
    }
}

/// A limit that knows better than to count preflights.
async fn limit(request: Request, next: Next) -> Response {
    if request.method() == Method::OPTIONS {
        next.run(request).await
    } else {
        StatusCode::TOO_MANY_REQUESTS.into_response()
    }
}

async fn every_options(request: Request, next: Next) -> Response {
    if request.method() == Method::OPTIONS {
        "a good day".into_response()
    } else {
        next.run(request).await
    }
}

async fn every_other_options(request: Request, next: Next) -> Response {
    if request.method() == Method::OPTIONS && !is_preflight(&request) {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    }
}

async fn a_second_origin(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().append(ACCESS_CONTROL_ALLOW_ORIGIN, FOREIGN);
    response
}

async fn another_origin(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

async fn no_credentials(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().remove(ACCESS_CONTROL_ALLOW_CREDENTIALS);
    response
}

async fn compress(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
    response
}

async fn no_headers(request: Request, next: Next) -> Response {
    let preflight = is_preflight(&request);
    let mut response = next.run(request).await;
    if !preflight {
        response.headers_mut().clear();
    }
    response
}

static ELSE: CorsPolicy = cors_policy! { allow_origins: ["https://else.example"] };

#[tokio::test]
async fn each_mistake_has_its_name() {
    let inside = || app().layer(API.layer());
    for (mistake, app, expected) in [
        (
            "routes after the layer",
            Router::new().layer(API.layer()).merge(app()),
            &[
                "authentication_outside",
                "error_without_headers",
                "headers_missing",
                "router_outside",
            ][..],
        ),
        (
            "a layer for what the router finds",
            app().route_layer(API.layer()),
            &["error_without_headers", "router_outside"],
        ),
        (
            "no layer at all",
            app(),
            &[
                "authentication_outside",
                "error_without_headers",
                "headers_missing",
                "router_outside",
            ],
        ),
        (
            "authentication outside",
            inside().layer(from_fn(authenticate)),
            &["authentication_outside"],
        ),
        ("authorization outside", inside().layer(from_fn(forbid)), &["authentication_outside"]),
        ("a redirect outside", inside().layer(from_fn(with_a_slash)), &["redirected"]),
        ("a limit outside", inside().layer(from_fn(limit)), &["error_without_headers"]),
        (
            "a handler of every OPTIONS outside",
            inside().layer(from_fn(every_options)),
            &["options_swallowed", "preflight_unanswered"],
        ),
        (
            "a handler of every OPTIONS that is no preflight",
            inside().layer(from_fn(every_other_options)),
            &["options_swallowed"],
        ),
        ("a second origin", inside().layer(from_fn(a_second_origin)), &["several_allow_origin"]),
        ("another origin", inside().layer(from_fn(another_origin)), &["answered_elsewhere"]),
        ("credentials lost", inside().layer(from_fn(no_credentials)), &["answered_elsewhere"]),
        ("another Vary", inside().layer(from_fn(compress)), &["vary_lost"]),
        (
            "headers lost",
            inside().layer(from_fn(no_headers)),
            &["authentication_outside", "error_without_headers", "headers_missing"],
        ),
        (
            "tower-http's layer as well, outside",
            inside().layer(cors::CorsLayer::permissive()),
            &["answered_elsewhere", "options_swallowed"],
        ),
        (
            "tower-http's layer as well, inside, which shows in `Vary`",
            app().layer(cors::CorsLayer::very_permissive()).layer(API.layer()),
            &["options_swallowed"],
        ),
        (
            "tower-http's layer in its place",
            app().layer(cors::CorsLayer::very_permissive()),
            &["answered_elsewhere", "options_swallowed"],
        ),
        ("another policy outside", inside().layer(ELSE.layer()), &["answered_elsewhere"]),
    ] {
        let report = check_conforms(routes(), app).await;
        assert_eq!(names(&report), expected, "{mistake}: {report}");
    }
}

#[tokio::test]
async fn a_service_that_fails_has_no_answer() {
    let fails = service_fn(async |_: http::Request<()>| {
        Err::<http::Response<()>, BoxError>("it broke".into())
    });
    let report = check_conforms_with(&API, fails, || ()).await;
    assert_eq!(names(&report), ["no_answer"]);
    assert!(report.to_string().contains("it broke"), "{report}");
}

#[tokio::test]
async fn a_panic_is_no_answer_and_what_else_is_found_is_kept() {
    let app = app()
        .route("/orders/1", get(async || -> &str { panic!("order {} is broken", 1) }))
        .layer(API.layer())
        .layer(from_fn(compress));
    let report = check_conforms(routes().get("/orders/1").post("/orders/2"), app).await;
    assert_eq!(names(&report), ["no_answer", "vary_lost"]);
    assert!(report.to_string().contains("it panicked: order 1 is broken"), "{report}");
    let after = |finding: &Finding| finding.request() == "`POST /orders/2`";
    assert!(report.findings().iter().any(after), "{report}");
}

#[tokio::test]
async fn a_service_that_panics_before_its_future_has_no_answer() {
    let panics = service_fn(|request: http::Request<()>| {
        assert!(request.uri().path().is_empty(), "it takes no path");
        async { Ok::<_, BoxError>(http::Response::new(())) }
    });
    let report = check_conforms_with(&API, panics, || ()).await;
    assert_eq!(names(&report), ["no_answer"]);
    assert!(report.to_string().contains("it panicked: it takes no path"), "{report}");
}

#[tokio::test]
async fn what_cannot_be_sent_is_found_all_at_once() {
    let routes = Routes::of(&API)
        .get("orders")
        .get("/ord ers")
        .get("/orders#1")
        .origin("https://app\n.example.com")
        .header("x y", "1")
        .header("authorization", "a\nb");
    let report = check_conforms(routes, app().layer(API.layer())).await;
    assert_eq!(names(&report), ["not_a_request"]);
    assert_eq!(report.findings().len(), 6, "{report}");
    assert!(!report.to_string().contains("a\\nb"), "a secret is not shown");
}

static LONG: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://a.example.com",
        "https://b.example.com",
        "https://c.example.com",
        "https://*.d.example.com",
        "https://*.e.example.com",
    ],
};

/// As a layer with a shorter list refuses.
async fn refuse(request: Request, next: Next, refused: &str) -> Response {
    let is_refused = request
        .headers()
        .get("origin")
        .is_some_and(|origin| origin.as_bytes().ends_with(refused.as_bytes()));
    if is_preflight(&request) && is_refused {
        (StatusCode::FORBIDDEN, [(VARY, "Origin")]).into_response()
    } else {
        next.run(request).await
    }
}

#[tokio::test]
async fn every_entry_that_a_layer_further_out_lacks_is_found() {
    for refused in [
        "//a.example.com",
        "//b.example.com",
        "//c.example.com",
        ".d.example.com",
        ".e.example.com",
    ] {
        let outside =
            from_fn(async move |request: Request, next: Next| refuse(request, next, refused).await);
        let app = app().layer(LONG.layer()).layer(outside);
        for routes in [
            Routes::of(&LONG),
            Routes::of(&LONG).get("/orders").post("/orders"),
            Routes::of(&LONG).get("/orders").only(),
        ] {
            let report = check_conforms(routes, app.clone()).await;
            assert_eq!(names(&report), ["answered_elsewhere"], "{refused}: {report}");
        }
    }
}

/// The handler takes every method, `OPTIONS` as well.
#[tokio::test]
async fn a_layer_with_a_shorter_list_swallows_nothing() {
    static SHORT: CorsPolicy = cors_policy! { allow_origins: ["https://a.example.com"] };
    let app = Router::new().route("/orders", any(async || "orders")).layer(SHORT.layer());
    let report = check_conforms(Routes::of(&LONG).get("/orders"), app).await;
    assert_eq!(names(&report), ["answered_elsewhere"], "{report}");
}

#[tokio::test]
async fn nothing_is_asked_of_no_route() {
    let report = check_conforms(Routes::of(&API).only(), app().layer(API.layer())).await;
    assert_eq!(names(&report), ["not_a_request"], "{report}");
}

/// As a proxy does whose configuration compares a part of the origin.
async fn reflect(request: Request, next: Next, is_like: fn(&str) -> bool) -> Response {
    let origin = request.headers().get("origin").cloned();
    let mut response = next.run(request).await;
    if let Some(origin) = origin.filter(|origin| origin.to_str().is_ok_and(is_like)) {
        *response.status_mut() = StatusCode::NO_CONTENT;
        response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response
}

#[tokio::test]
async fn a_loose_comparison_further_out_is_found() {
    static ONE: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    for is_like in [
        |origin: &str| origin == "null",
        |origin: &str| origin.starts_with("https://app.example.com"),
        |origin: &str| origin.ends_with("app.example.com"),
        |origin: &str| origin.ends_with("example.com") && origin.starts_with("https://"),
        |origin: &str| origin == "http://app.example.com",
    ] {
        let outside = from_fn(move |request, next| reflect(request, next, is_like));
        let app = app().layer(ONE.layer()).layer(outside);
        for routes in [Routes::of(&ONE), Routes::of(&ONE).get("/orders").only()] {
            let report = check_conforms(routes, app.clone()).await;
            assert_eq!(names(&report), ["answered_elsewhere"], "{report}");
        }
    }
}

#[tokio::test]
async fn timings_that_the_policy_allows_are_part_of_its_answers() {
    static TIMED: CorsPolicy = cors_policy! {
        allow_origins: ["https://app.example.com"],
        timing_allow_origins: same,
    };
    async fn everybody(request: Request, next: Next) -> Response {
        let mut response = next.run(request).await;
        response.headers_mut().insert("timing-allow-origin", HeaderValue::from_static("*"));
        response
    }
    for (policy, expected) in [(&TIMED, &["answered_elsewhere"][..]), (&PUBLIC, &[])] {
        let app = app().layer(policy.layer()).layer(from_fn(everybody));
        let report = check_conforms(Routes::of(policy).get("/orders"), app).await;
        assert_eq!(names(&report), expected, "{report}");
    }
}

#[tokio::test]
async fn what_no_script_can_send_is_not_sent() {
    let app = Router::new()
        .route("/orders", any(async |method: Method| assert_ne!(method, Method::TRACE)))
        .layer(API.layer());
    let routes = Routes::of(&API).route(Method::TRACE, "/orders").route(Method::CONNECT, "/orders");
    let report = check_conforms(routes, app).await;
    assert_eq!(names(&report), ["not_a_request"], "{report}");
}

/// A guard that knows the origins itself, and refuses others in its own way.
async fn refuse_strangers(request: Request, next: Next, status: StatusCode) -> Response {
    match request.headers().get("origin") {
        Some(origin) if !API.allows_origin(origin) => status.into_response(),
        _ => next.run(request).await,
    }
}

/// What it refuses has no `Vary`, which nothing has replaced.
#[tokio::test]
async fn a_guard_that_refuses_strangers_is_no_lost_vary() {
    for (status, expected) in [
        (StatusCode::FORBIDDEN, "authentication_outside"),
        (StatusCode::NOT_FOUND, "error_without_headers"),
        (StatusCode::OK, "vary_lost"),
    ] {
        let guard = from_fn(move |request, next| refuse_strangers(request, next, status));
        let app = app().layer(API.layer()).layer(guard);
        let report = check_conforms(routes(), app).await;
        assert!(names(&report).contains(&expected), "{status}: {report}");
        let is_vary_lost = names(&report).contains(&"vary_lost");
        assert_eq!(is_vary_lost, expected == "vary_lost", "{status}: {report}");
    }
}

#[tokio::test]
async fn the_status_tells_who_answers() {
    for (status, expected) in [
        (StatusCode::BAD_REQUEST, &["error_without_headers"][..]),
        (StatusCode::TOO_MANY_REQUESTS, &["error_without_headers"]),
        (StatusCode::SERVICE_UNAVAILABLE, &["error_without_headers"]),
        (StatusCode::NOT_FOUND, &["error_without_headers", "router_outside"]),
        (StatusCode::PROXY_AUTHENTICATION_REQUIRED, &["authentication_outside"]),
        (StatusCode::SEE_OTHER, &["redirected"]),
        (StatusCode::PERMANENT_REDIRECT, &["redirected"]),
        (StatusCode::NOT_MODIFIED, &["headers_missing", "preflight_unanswered"]),
    ] {
        let app = app().layer(API.layer()).layer(from_fn(move |_: Request, _: Next| ready(status)));
        let report = check_conforms(routes(), app).await;
        assert_eq!(names(&report), expected, "{status}: {report}");
    }
}

/// As a proxy that adds its own CORS headers, `Vary` among them, if there is an `Origin`.
async fn only_with_an_origin(request: Request, next: Next) -> Response {
    let has_origin = request.headers().contains_key("origin");
    let mut response = next.run(request).await;
    if !has_origin {
        response.headers_mut().clear();
    }
    response
}

#[tokio::test]
async fn what_is_lost_without_an_origin_is_found() {
    for (policy, expected) in [(&API, "vary_lost"), (&PUBLIC, "headers_missing")] {
        let app = app().layer(policy.layer()).layer(from_fn(only_with_an_origin));
        let report = check_conforms(Routes::of(policy).get("/orders").post("/orders"), app).await;
        assert_eq!(names(&report), [expected], "{report}");
        let [finding] = report.findings() else { panic!("{report}") };
        assert_eq!(finding.request(), "`GET /orders` without `Origin`");
        assert!(report.to_string().contains("without `Origin`\n    got 200 OK\n"), "{report}");
    }
}
