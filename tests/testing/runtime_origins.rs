//! A policy with origins that were added at run time: these are asked from, and are allowed.

use cors_runtime::testing::{Routes, assert_conforms, check_conforms};
use cors_runtime::{CorsPolicy, Origin, cors_policy};

use crate::{app, names};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: within ["https://*.customer.example", "http://localhost:*"],
    max_age: 10m,
};

static ALONE: CorsPolicy = cors_policy! {
    allow_origins: [if is_nobody],
    runtime_origins: within ["https://*.customer.example", "http://localhost:*"],
};

fn is_nobody(_: Origin<'_>) -> bool {
    false
}

const SHOP: &str = "https://shop.customer.example";

#[tokio::test]
async fn an_application_with_a_list_is_wired_right() {
    for policy in [&API, &ALONE] {
        for (list, origin) in [(SHOP, SHOP), ("http://localhost:*", "http://localhost:4000")] {
            let policy = policy.with_runtime_origins([list]).unwrap();
            let app = app().layer(policy.layer());
            assert_conforms(Routes::of(&policy).get("/orders"), app.clone()).await;
            assert_conforms(Routes::of(&policy).get("/orders").origin(origin), app.clone()).await;
            assert_conforms(&policy, app).await;
        }
    }
}

#[tokio::test]
async fn an_application_that_lacks_the_list_is_found() {
    for list in [SHOP, "https://*.shop.customer.example"] {
        let policy = API.with_runtime_origins([list]).unwrap();
        let app = app().layer(API.layer());
        let report = check_conforms(Routes::of(&policy).get("/orders"), app).await;
        assert!(names(&report).contains(&"answered_elsewhere"), "{report}");
    }
}

#[tokio::test]
async fn without_a_list_nothing_is_added() {
    let policy = ALONE.with_runtime_origins(None::<String>).unwrap();
    let report = check_conforms(&policy, app().layer(policy.layer())).await;
    assert_eq!(names(&report), ["no_origin"], "{report}");
}
