//! What the page of all frameworks says of them: what gets lost where, and the code to copy.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use bytes::Bytes;
use cors_frameworks::API;
use cors_frameworks::salvo::Cors;
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, VARY};
use http::uri::Scheme;
use http::{HeaderMap, Method, Request, Response};
use http_body_util::{BodyExt, Full};
use lambda_http::lambda_runtime::LambdaEvent;
use lambda_http::{Adapter, Context, service_fn};
use salvo::Service;
use salvo::http::ReqBody;
use salvo::prelude::TowerLayerCompat;
use serde_json::{Value, json};
use tower::{Layer, ServiceExt};
use warp::Filter;

const APP: &str = "https://app.example.com";

fn request(method: Method, path: &str) -> Request<Bytes> {
    Request::builder()
        .method(method)
        .uri(path)
        .header("origin", APP)
        .header("access-control-request-method", "POST")
        .body(Bytes::new())
        .unwrap()
}

/// The status, and whether the page may read the answer.
fn seen<B>(response: &Response<B>) -> (u16, bool) {
    (response.status().as_u16(), is_readable(response.headers()))
}

fn is_readable(headers: &HeaderMap) -> bool {
    headers.get(ACCESS_CONTROL_ALLOW_ORIGIN).is_some_and(|origin| origin == APP)
}

#[tokio::test]
async fn in_axum_only_a_layer_around_the_router_that_is_added_last_has_all_of_it() {
    let orders = || get(async || "none");
    for (case, app, preflight, missing) in [
        ("last", Router::new().route("/orders", orders()).layer(API.layer()), true, true),
        ("first", Router::new().layer(API.layer()).route("/orders", orders()), false, true),
        (
            "for routes",
            Router::new().route("/orders", orders()).route_layer(API.layer()),
            true,
            false,
        ),
        (
            "for a method router",
            Router::new().route("/orders", orders().layer(API.layer())),
            true,
            false,
        ),
    ] {
        let ask = async |method, path| {
            let request = request(method, path).map(Body::from);
            seen(&app.clone().oneshot(request).await.unwrap())
        };
        let status = if preflight { 204 } else { 405 };
        assert_eq!(ask(Method::OPTIONS, "/orders").await, (status, preflight), "{case}");
        assert_eq!(ask(Method::GET, "/nothing").await, (404, missing), "{case}");
    }
}

#[tokio::test]
async fn in_warp_a_rejection_passes_by_its_own_filter() {
    let orders = warp::path!("orders").and(warp::get()).map(|| "none");
    let theirs = warp::service(orders.with(warp::cors().allow_origin(APP)));
    let ours = API.layer().layer(warp::service(orders));
    for (path, status, theirs_is_readable) in [("/orders", 200, true), ("/nothing", 404, false)] {
        let request = || request(Method::GET, path).map(Full::new);
        let response = theirs.clone().oneshot(request()).await.unwrap();
        assert_eq!(seen(&response), (status, theirs_is_readable), "{path}");
        let response = ours.clone().oneshot(request()).await.unwrap();
        assert_eq!(seen(&response), (status, true), "{path}");
    }
}

#[salvo::handler]
async fn none() -> &'static str {
    "none"
}

async fn ask_salvo(app: &Service, method: Method, path: &str) -> Response<Bytes> {
    let request = salvo::Request::from_hyper(request(method, path), Scheme::HTTP);
    let (head, body) = app.handle(request).await.strip_to_hyper().into_parts();
    Response::from_parts(head, body.collect().await.unwrap().to_bytes())
}

#[tokio::test]
async fn in_salvo_hoops_of_a_router_see_neither_preflights_nor_what_is_missing() {
    let orders = salvo::Router::with_path("orders").get(none);
    let app = Service::new(salvo::Router::with_hoop(Cors(API.clone())).push(orders));
    for (method, path, status, readable) in [
        (Method::GET, "/orders", 200, true),
        (Method::OPTIONS, "/orders", 405, false),
        (Method::GET, "/nothing", 404, false),
    ] {
        assert_eq!(seen(&ask_salvo(&app, method, path).await), (status, readable), "{path}");
    }
}

#[tokio::test]
async fn in_salvo_pages_of_errors_do_not_come_out_of_a_tower_layer() {
    let orders = || salvo::Router::with_path("orders").get(none);
    let by_layer = Service::new(orders()).hoop(API.layer().compat::<ReqBody>());
    let by_handler = Service::new(orders()).hoop(Cors(API.clone()));
    for (app, has_page) in [(by_layer, false), (by_handler, true)] {
        let response = ask_salvo(&app, Method::GET, "/nothing").await;
        assert_eq!(seen(&response), (404, true));
        assert_eq!(!response.body().is_empty(), has_page);
    }
}

#[tokio::test]
async fn in_lambda_the_one_line_of_vary_is_whole() {
    let function = API.layer().layer(service_fn(async |_: lambda_http::Request| {
        let mut response = Response::new(lambda_http::Body::Empty);
        response.headers_mut().insert(VARY, "accept-encoding".parse().unwrap());
        Ok::<_, Infallible>(response)
    }));
    let event = json!({
        "headers": {},
        "requestContext": { "http": { "method": "GET" } },
        "rawPath": "/",
    });
    let vary = async |answer: Result<_, Infallible>| -> Value {
        serde_json::to_value(answer.unwrap()).unwrap()["headers"]["vary"].clone()
    };
    let event = LambdaEvent::new(serde_json::from_value(event).unwrap(), Context::default());
    let answer = Adapter::from(function).oneshot(event).await;
    assert_eq!(vary(answer).await, "accept-encoding, Origin");
}

#[test]
fn the_page_shows_the_code_that_the_table_goes_through() {
    let page = include_str!("../../../cors-runtime/docs/frameworks.md");
    for (file, from) in [
        (include_str!("../src/poem.rs"), "pub async fn cors<"),
        (include_str!("../src/salvo.rs"), "pub struct Cors("),
    ] {
        let code = file.find(from).and_then(|start| file.get(start..)).unwrap();
        assert!(page.contains(code), "{code}");
    }
}
