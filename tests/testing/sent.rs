//! What arrives at the application.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use cors_runtime::testing::{Routes, assert_conforms};
use http::{HeaderMap, Method};

use crate::{API, app, url};

type Arrived = Arc<Mutex<Vec<(Method, HeaderMap)>>>;

/// An application that is wired right, and what arrives there.
fn recorded() -> (Router, Arrived) {
    let arrived = Arrived::default();
    let log = arrived.clone();
    let record = from_fn(move |request: Request, next: Next| {
        log.lock().unwrap().push((request.method().clone(), request.headers().clone()));
        next.run(request)
    });
    (app().layer(API.layer()).layer(record), arrived)
}

/// The values of a header, each once, with nothing where it is missing.
fn values(arrived: &Arrived, name: &str) -> Vec<String> {
    let arrived = arrived.lock().unwrap();
    let value =
        |headers: &HeaderMap| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    let mut values: Vec<_> =
        arrived.iter().map(|(_, headers)| value(headers).unwrap_or_default()).collect();
    values.sort_unstable();
    values.dedup();
    values
}

#[tokio::test]
async fn a_host_that_is_named_is_that_of_every_request() {
    for (routes, host) in [
        (Routes::of(API).get("/orders"), "localhost"),
        (Routes::of(API).get("/orders").header("host", "api.example.com"), "api.example.com"),
        (
            Routes::of(API)
                .post("/orders")
                .header("host", "api.example.com")
                .header("authorization", "Bearer test"),
            "api.example.com",
        ),
    ] {
        let (app, arrived) = recorded();
        assert_conforms(routes, app).await;
        assert_eq!(values(&arrived, "host"), [host]);
    }
}

#[tokio::test]
async fn a_host_that_is_named_is_sent_to_a_url() {
    let (app, arrived) = recorded();
    let routes = Routes::of(API).get("/orders").header("host", "api.example.com");
    let report = url::report(routes, app).await;
    assert!(report.is_empty(), "{report}");
    assert_eq!(values(&arrived, "host"), ["api.example.com"]);
}

#[tokio::test]
async fn a_preflight_names_no_header_that_no_script_sets() {
    let (app, arrived) = recorded();
    let routes = Routes::of(API)
        .get("/orders")
        .header("host", "api.example.com")
        .header("cookie", "session=1")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/json")
        .header("authorization", "Bearer test");
    assert_conforms(routes, app).await;
    assert_eq!(
        values(&arrived, "access-control-request-headers"),
        ["", "authorization,content-type"]
    );
}
