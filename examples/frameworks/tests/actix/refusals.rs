//! What the middleware does about refusals: the application's hook, and the explanation in the answer.

use std::sync::{Arc, Mutex};

use actix_web::body::BoxBody;
use actix_web::http::Method;
use actix_web::test::TestRequest;
use actix_web::{App, HttpResponse, test};
use cors_runtime::CorsMiddleware;
use cors_runtime::explain::Refusal;

use crate::{APP, EVIL, POLICY, PUBLIC, answer, from, preflight};

async fn ask(middleware: CorsMiddleware, request: TestRequest) -> HttpResponse<BoxBody> {
    let app = test::init_service(App::new().wrap(middleware)).await;
    answer(&app, request.to_request()).await
}

fn explanation(answer: &HttpResponse<BoxBody>) -> Option<&str> {
    answer.headers().get("cors-explanation").map(|value| value.to_str().unwrap())
}

#[actix_web::test]
async fn the_hook_is_told_of_each_refusal_and_of_nothing_else() {
    let get = |origin| from(origin, Method::GET, "/");
    for (because, policy, request, told) in [
        ("an allowed origin", &POLICY, get(APP), None),
        ("nobody asks", &POLICY, TestRequest::get(), None),
        ("an allowed preflight", &POLICY, preflight(APP, "/"), None),
        ("another origin", &POLICY, get(EVIL), Some("origin_not_listed")),
        ("its preflight", &POLICY, preflight(EVIL, "/"), Some("origin_not_listed")),
        ("two origins", &POLICY, get(APP).append_header(("origin", APP)), Some("several_origins")),
        (
            "a preflight that has lost its origin",
            &POLICY,
            TestRequest::default()
                .method(Method::OPTIONS)
                .insert_header(("access-control-request-method", "PUT")),
            Some("origin_lost"),
        ),
        (
            "a header that is not listed",
            &POLICY,
            preflight(APP, "/").insert_header(("access-control-request-headers", "x-a")),
            Some("header_not_listed"),
        ),
        ("a cookie that is allowed", &POLICY, get(APP).insert_header(("cookie", "a=1")), None),
        (
            "a cookie that is not",
            &PUBLIC,
            get(APP).insert_header(("cookie", "a=1")),
            Some("credentials_not_allowed"),
        ),
        (
            "a form of the server's own page",
            &POLICY,
            from(EVIL, Method::POST, "/").insert_header(("sec-fetch-site", "same-origin")),
            None,
        ),
        (
            "a form of the server's own page on plain http",
            &POLICY,
            from(EVIL, Method::POST, "/").insert_header(("host", "evil.example")),
            None,
        ),
        ("a WebSocket", &POLICY, get(EVIL).insert_header(("upgrade", "websocket")), None),
    ] {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hook = {
            let heard = Arc::clone(&heard);
            move |refusal: &Refusal<'_>| heard.lock().unwrap().push(refusal.cause().name())
        };
        ask(policy.middleware().on_refusal(hook), request).await;
        assert_eq!(*heard.lock().unwrap(), Vec::from_iter(told), "{because}");
    }
}

/// `App` is made on each worker's thread by one function, which owns the middleware.
#[actix_web::test]
async fn the_middleware_goes_wherever_a_server_needs_it() {
    fn anywhere<T: Clone + Send + Sync + Unpin + 'static>(_: T) {}
    anywhere(POLICY.middleware().on_refusal(|_| ()));
}

#[actix_web::test]
async fn a_refused_preflight_says_why_if_it_is_to() {
    let refused = || preflight("http://app.example.com", "/");
    let (file, line) = POLICY.location();
    let expected = format!(
        "origin_not_listed: the origin is not in `allow_origins`; the policy is at {file}:{line}"
    );
    let explained = ask(POLICY.middleware().explain_refusals(true), refused()).await;
    assert_eq!(explanation(&explained), Some(&*expected));
    let silent = ask(POLICY.middleware().explain_refusals(false), refused()).await;
    assert_eq!(explanation(&silent), None);
    let of_the_build = ask(POLICY.middleware(), refused()).await;
    assert_eq!(explanation(&of_the_build).is_some(), cfg!(debug_assertions));
}

#[actix_web::test]
async fn the_explanation_stands_on_refused_preflights_alone() {
    for request in [
        from(APP, Method::GET, "/"),
        from(EVIL, Method::GET, "/"),
        from(EVIL, Method::OPTIONS, "/"),
        preflight(APP, "/"),
    ] {
        let answer = ask(POLICY.middleware().explain_refusals(true), request).await;
        assert_eq!(explanation(&answer), None, "{answer:?}");
    }
}
