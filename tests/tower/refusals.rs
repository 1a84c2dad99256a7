//! What the adapter does about refusals: the application's hook, and the explanation in the answer.

use std::sync::{Arc, Mutex};

use cors_runtime::{CorsLayer, CorsPolicy, cors_policy};
use http::{Method, Request, Response};
use tower::{Layer, Service};

use crate::service::{Inner, at_once};
use crate::{APP, EVIL, POLICY, from, preflight};

static PUBLIC: CorsPolicy = cors_policy! { allow_origins: * };

fn explanation(answer: &Response<()>) -> Option<&str> {
    answer.headers().get("cors-explanation").map(|value| value.to_str().unwrap())
}

fn ask(layer: &CorsLayer, request: Request<()>) -> Response<()> {
    at_once(layer.layer(Inner::READY).call(request)).unwrap()
}

#[test]
fn the_hook_is_told_of_each_refusal_and_of_nothing_else() {
    for (because, policy, request, told) in [
        ("an allowed origin", &POLICY, from(APP, Method::GET, "/"), None),
        ("nobody asks", &POLICY, Request::get("/"), None),
        ("an allowed preflight", &POLICY, preflight(APP, "/"), None),
        ("another origin", &POLICY, from(EVIL, Method::GET, "/"), Some("origin_not_listed")),
        ("its preflight", &POLICY, preflight(EVIL, "/"), Some("origin_not_listed")),
        ("null", &POLICY, from("null", Method::GET, "/"), Some("null_not_listed")),
        (
            "a header that is not listed",
            &POLICY,
            preflight(APP, "/").header("access-control-request-headers", "x-a"),
            Some("header_not_listed"),
        ),
        (
            "a cookie that is allowed",
            &POLICY,
            from(APP, Method::GET, "/").header("cookie", "a=1"),
            None,
        ),
        (
            "a cookie that is not",
            &PUBLIC,
            from(APP, Method::GET, "/").header("cookie", "a=1"),
            Some("credentials_not_allowed"),
        ),
        (
            "a form of the server's own page",
            &POLICY,
            from(EVIL, Method::POST, "/").header("sec-fetch-site", "same-origin"),
            None,
        ),
    ] {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hook = {
            let heard = Arc::clone(&heard);
            move |refusal: &cors_runtime::explain::Refusal<'_>| {
                heard.lock().unwrap().push(refusal.cause().name());
            }
        };
        ask(&policy.layer().on_refusal(hook), request.body(()).unwrap());
        assert_eq!(*heard.lock().unwrap(), Vec::from_iter(told), "{because}");
    }
}

#[test]
fn the_hook_goes_wherever_a_server_needs_it() {
    fn anywhere<T: Clone + Send + Sync + Unpin + 'static>(_: T) {}
    let count = Arc::new(Mutex::new(0));
    let layer = POLICY.layer().on_refusal(move |_| *count.lock().unwrap() += 1);
    anywhere(layer.clone());
    anywhere(layer.layer(Inner::READY));
}

#[test]
fn a_refused_preflight_says_why_if_it_is_to() {
    let refused = || preflight("http://app.example.com", "/").body(()).unwrap();
    let (file, line) = POLICY.location();
    let expected = format!(
        "origin_not_listed: the origin is not in `allow_origins`; the policy is at {file}:{line}"
    );
    let explained = ask(&POLICY.layer().explain_refusals(true), refused());
    assert_eq!(explanation(&explained), Some(&*expected));
    assert_eq!(explanation(&ask(&POLICY.layer().explain_refusals(false), refused())), None);
}

/// For both kinds of build see `tests/packages/cfg`.
#[test]
fn a_refused_preflight_says_why_in_debug_builds() {
    let answer = ask(&POLICY.layer(), preflight(EVIL, "/").body(()).unwrap());
    assert_eq!(explanation(&answer).is_some(), cfg!(debug_assertions));
    assert_eq!(explanation(&answer).is_some(), explanation(&through_a_hook()).is_some());
}

fn through_a_hook() -> Response<()> {
    ask(&POLICY.layer().on_refusal(|_| ()), preflight(EVIL, "/").body(()).unwrap())
}

#[test]
fn the_explanation_stands_on_refused_preflights_alone() {
    let layer = POLICY.layer().explain_refusals(true);
    for request in [
        from(APP, Method::GET, "/"),
        from(EVIL, Method::GET, "/"),
        from(EVIL, Method::OPTIONS, "/"),
        preflight(APP, "/"),
    ] {
        let answer = ask(&layer, request.body(()).unwrap());
        assert_eq!(explanation(&answer), None, "{answer:?}");
    }
    let unlisted = preflight(APP, "/").header("access-control-request-headers", "x-a");
    let answer = ask(&layer, unlisted.body(()).unwrap());
    assert!(explanation(&answer).unwrap().starts_with("header_not_listed: "), "{answer:?}");
}

/// Neither the list nor the client's own bytes.
#[test]
fn the_explanation_tells_a_stranger_nothing_of_the_list() {
    let layer = POLICY.layer().explain_refusals(true);
    for origin in [
        "http://app.example.com",
        "https://app.example.com.",
        "https://app.example.com:1",
        "null",
        "x\u{e9}`\t",
    ] {
        let answer = ask(&layer, preflight(origin, "/").body(()).unwrap());
        let text = explanation(&answer).unwrap();
        assert!(!text.contains("example.com"), "{text}");
        assert!(text.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{text}");
    }
}
