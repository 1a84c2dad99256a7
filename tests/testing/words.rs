//! What a report says.

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;
use cors_runtime::testing::{Routes, assert_conforms, check_conforms};
use cors_runtime::{CorsPolicy, cors_policy};

use crate::{API, authenticate};

fn app() -> Router {
    Router::new().route("/orders", get(|| async { "orders" }))
}

#[tokio::test]
async fn a_finding_says_what_was_asked_what_came_why_and_what_to_change() {
    let app = Router::new().layer(API.layer()).merge(app());
    let report = check_conforms(Routes::of(&API).get("/orders").only(), app).await;
    let (file, line) = API.location();
    let expected = format!(
        "\
3 findings in 13 requests, for the policy at {file}:{line}

router_outside: a router answered, and the policy's layer is inside of it or not there
  the preflight of `GET /orders` from `https://app.example.com`, and from 7 other origins
    got 405 Method Not Allowed
  change: make the policy's layer the outermost one; in axum, add it with `layer` after all routes

headers_missing: the response did not come through the policy's layer, and browsers keep it from scripts
  `GET /orders` from `https://app.example.com`, and from 2 other origins
    got 200 OK
  change: put the policy's layer around this route; in axum, add it with `layer` after the route

error_without_headers: the error did not come through the policy's layer, so that a script cannot even read its status, and a preflight fails
  `OPTIONS /orders`, which is no preflight, from `https://app.example.com`
    got 405 Method Not Allowed
  change: make the policy's layer the outermost one, around whatever answers with errors"
    );
    assert_eq!(report.to_string(), expected);
}

static ELSE: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"], max_age: 5 };

#[tokio::test]
async fn where_another_policy_answers_it_says_in_what_it_differs() {
    let report =
        check_conforms(Routes::of(&ELSE).only().get("/orders"), app().layer(API.layer())).await;
    let (file, line) = ELSE.location();
    let expected = format!(
        "\
3 findings in 11 requests, for the policy at {file}:{line}

answered_elsewhere: the answer is not this policy's: a second CORS layer, or a proxy, answers
  the preflight of `GET /orders` from `https://app.example.com`
    got 204 No Content
      with `access-control-allow-credentials: true`
      with `access-control-allow-methods: GET, POST, PUT`
      with `access-control-allow-headers: authorization, content-type`
      with `access-control-max-age: 600`
      without `access-control-max-age: 5`
  `GET /orders` from `https://app.example.com`
    got 200 OK
      with `access-control-allow-credentials: true`
      with `access-control-expose-headers: etag`
  `OPTIONS /orders`, which is no preflight, from `https://app.example.com`
    got 405 Method Not Allowed
      with `access-control-allow-credentials: true`
      with `access-control-expose-headers: etag`
  change: leave CORS to one layer; if this route has another policy, name it with that one"
    );
    assert_eq!(report.to_string(), expected);
}

#[tokio::test]
async fn a_report_without_findings_says_how_much_was_asked() {
    let routes = Routes::of(&API).get("/orders");
    let report = check_conforms(routes, app().layer(API.layer())).await;
    let (file, line) = API.location();
    assert_eq!(
        report.to_string(),
        format!("nothing found in 15 requests, for the policy at {file}:{line}")
    );
}

#[tokio::test]
async fn the_documentation_shows_a_report_as_it_is() {
    let app = app().layer(API.layer()).layer(from_fn(authenticate));
    let routes = Routes::of(&API).put("/orders/1").header("authorization", "Bearer test");
    let report = check_conforms(routes, app).await.to_string();
    let (file, line) = API.location();
    let report = report.replace(&format!("{file}:{line}"), "src/main.rs:4");
    let page = include_str!("../../cors-runtime/src/testing/mod.rs")
        .replace("//! ", "")
        .replace("//!", "");
    assert!(page.contains(&report), "{report}");
}

#[tokio::test]
#[should_panic(expected = "router_outside: a router answered")]
async fn an_assertion_fails_with_the_report() {
    assert_conforms(Routes::of(&API).get("/orders"), app()).await;
}

static ADDED: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: within ["https://*.customer.example"],
};

#[tokio::test]
async fn of_a_long_list_64_more_are_asked_from() {
    for (listed, requests) in [(1, 13), (2, 14), (65, 77), (66, 77), (1000, 77)] {
        let list = (0..listed).map(|shop| format!("https://{shop}.customer.example"));
        let policy = ADDED.with_runtime_origins(list).unwrap();
        let routes = Routes::of(&policy).get("/orders").only();
        let report = check_conforms(routes, app().layer(policy.layer())).await.to_string();
        assert!(report.starts_with(&format!("nothing found in {requests} requests")), "{report}");
    }
}
