//! What arrives at the application.

use std::future::ready;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::routing::any;
use cors_runtime::CorsPolicy;
use cors_runtime::testing::{Routes, assert_conforms, check_conforms};
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
        (Routes::of(&API).get("/orders"), "localhost"),
        (Routes::of(&API).get("/orders").header("host", "api.example.com"), "api.example.com"),
        (
            Routes::of(&API)
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
    let routes = Routes::of(&API).get("/orders").header("host", "api.example.com");
    let report = url::report(routes, app).await;
    assert!(report.is_empty(), "{report}");
    assert_eq!(values(&arrived, "host"), ["api.example.com"]);
}

#[tokio::test]
async fn a_preflight_names_no_header_that_no_script_sets() {
    let (app, arrived) = recorded();
    let routes = Routes::of(&API)
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

/// How often a handler of every method runs for a method.
async fn runs(routes: Routes, policy: Option<&CorsPolicy>) -> impl Fn(Method) -> usize {
    let ran = Arc::new(Mutex::new(Vec::new()));
    let log = ran.clone();
    let app = Router::new().route(
        "/orders",
        any(move |method: Method| {
            log.lock().unwrap().push(method);
            ready(())
        }),
    );
    let app = match policy {
        Some(policy) => app.layer(policy.layer()),
        None => app,
    };
    let _ = check_conforms(routes, app).await;
    move |method| ran.lock().unwrap().iter().filter(|ran| **ran == method).count()
}

#[tokio::test]
async fn a_handler_runs_as_often_as_the_documentation_says() {
    let routes =
        Routes::of(&API).get("/orders").put("/orders").header("authorization", "Bearer test");
    let right = runs(routes.clone(), Some(&API)).await;
    assert_eq!([Method::GET, Method::PUT, Method::OPTIONS].map(right), [5, 4, 1]);
    let added = routes.clone().origin("https://2.preview.example.com");
    let added = runs(added, Some(&API)).await;
    assert_eq!([Method::GET, Method::PUT, Method::OPTIONS].map(added), [6, 5, 1]);
    let without = runs(routes, None).await;
    assert_eq!([Method::GET, Method::PUT, Method::OPTIONS].map(without), [5, 4, 12]);
}
