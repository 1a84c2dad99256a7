//! Whether the policy lets a page send what the routes name, in applications that are wired right.

use axum::Router;
use axum::routing::any;
use cors_runtime::testing::{Routes, check_conforms};
use cors_runtime::{CorsPolicy, cors_policy};
use http::Method;

use crate::names;

static LISTS: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: [PUT, PATCH],
    allow_headers: ["authorization", "content-type"],
};

static CREDENTIALS: CorsPolicy = cors_policy! {
    allow_origins: ["https://*.example.com"],
    allow_headers: ["x-csrf-token"],
    allow_credentials: true,
};

static MIRROR: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: mirror,
    allow_headers: mirror,
    allow_credentials: true,
};

static ANYBODY: CorsPolicy = cors_policy! {
    allow_origins: *,
    allow_methods: *,
    #[allow(star_without_authorization)]
    allow_headers: *,
};

/// What was found, of an application that answers every method of every path.
async fn found(routes: Routes, policy: &CorsPolicy) -> (Vec<&'static str>, Vec<String>) {
    let app = Router::new().fallback(any(|| async { "whatever it is" })).layer(policy.layer());
    let report = check_conforms(routes, app).await;
    let requests = report.findings().iter().map(|finding| finding.request().to_owned());
    (names(&report), requests.collect())
}

#[tokio::test]
async fn what_the_policy_lets_pages_send_is_no_finding() {
    for (policy, routes) in [
        (
            &LISTS,
            Routes::of(&LISTS).get("/").post("/").put("/").patch("/").route(Method::HEAD, "/"),
        ),
        (&LISTS, Routes::of(&LISTS).put("/").header("Authorization", "Bearer test")),
        (&LISTS, Routes::of(&LISTS).post("/").header("content-type", "application/json")),
        // Safelisted, in name and value; and what no script can set, so that no preflight asks for it.
        (
            &CREDENTIALS,
            Routes::of(&CREDENTIALS)
                .post("/")
                .header("accept", "application/json")
                .header("content-type", "text/plain")
                .header("sec-fetch-site", "cross-site")
                .header("cookie", "session=1")
                .header("x-csrf-token", "1"),
        ),
        (
            &MIRROR,
            Routes::of(&MIRROR).delete("/").header("x-whatever", "1").header("cookie", "session=1"),
        ),
        // By the standard `*` does not stand for `authorization`; in every browser it does.
        (&ANYBODY, Routes::of(&ANYBODY).delete("/").header("authorization", "Bearer test")),
    ] {
        let (names, _) = found(routes, policy).await;
        assert!(names.is_empty(), "{policy:?}: {names:?}");
    }
}

#[tokio::test]
async fn what_it_does_not_is_found_each_once() {
    for (policy, routes, expected, requests) in [
        (
            &LISTS,
            Routes::of(&LISTS).get("/").put("/").delete("/orders").delete("/members"),
            &["method_not_listed"][..],
            &["`DELETE /orders`", "`DELETE /members`"][..],
        ),
        // Methods are compared byte for byte, and browsers write this one as the script does.
        (
            &LISTS,
            Routes::of(&LISTS).route(Method::from_bytes(b"patch").unwrap(), "/"),
            &["method_not_listed"],
            &["`patch /`"],
        ),
        (
            &LISTS,
            Routes::of(&LISTS).get("/").put("/").header("x-request-id", "1"),
            &["header_not_listed"],
            &["the request header `x-request-id`"],
        ),
        (
            &CREDENTIALS,
            Routes::of(&CREDENTIALS).post("/").header("content-type", "application/json"),
            &["header_not_listed"],
            &["the request header `content-type`"],
        ),
        (
            &ANYBODY,
            Routes::of(&ANYBODY).get("/").post("/").header("cookie", "session=1"),
            &["credentials_not_allowed"],
            &["a request with a cookie"],
        ),
        (
            &LISTS,
            Routes::of(&LISTS).route(Method::TRACE, "/").put("/"),
            &["not_a_request"],
            &["`TRACE /`, whose method no script can send"],
        ),
        (
            &LISTS,
            Routes::of(&LISTS).get("/").origin("https://staging.example.com"),
            &["origin_not_listed"],
            &["a request from `https://staging.example.com`"],
        ),
        (
            &LISTS,
            Routes::of(&LISTS)
                .delete("/")
                .header("cookie", "session=1")
                .header("x-a", "1")
                .header("x-b", "1"),
            &["credentials_not_allowed", "header_not_listed", "method_not_listed"],
            &[
                "a request with a cookie",
                "`DELETE /`",
                "the request header `x-a`",
                "the request header `x-b`",
            ],
        ),
    ] {
        let (names, found) = found(routes, policy).await;
        assert_eq!(names, expected, "{policy:?}");
        assert_eq!(found, requests, "{policy:?}");
    }
}
