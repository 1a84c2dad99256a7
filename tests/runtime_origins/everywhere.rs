//! Wherever a policy is accepted: decisions, the layer, hooks and explanations.

use std::convert::Infallible;
use std::future::{Future, ready};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use cors_runtime::explain::Difference;
use cors_runtime::{CorsLayer, CorsPolicy, Decision, Origin, cors_policy};
use http::{HeaderMap, Method, Request, Response, StatusCode};
use tower::{Layer, Service, service_fn};

use super::{API, APP, SHOP, from, preflight_from};

/// The same with the list's origin in its source.
static WRITTEN: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        "https://*.preview.example.com",
        "https://shop.customer.example",
    ],
    allow_methods: [GET, PUT],
    allow_headers: ["content-type"],
    expose_headers: ["etag"],
    allow_credentials: true,
    max_age: 10m,
    timing_allow_origins: same,
};

/// The answer to a preflight, or what is put on a response.
fn answer(decision: Decision<'_>) -> (Option<StatusCode>, HeaderMap) {
    match decision {
        Decision::Preflight(preflight) => (Some(preflight.status()), preflight.into_headers()),
        Decision::Actual(actual) => {
            let mut headers = HeaderMap::new();
            actual.apply(&mut headers);
            (None, headers)
        }
    }
}

fn without_timing(
    (status, mut headers): (Option<StatusCode>, HeaderMap),
) -> (Option<StatusCode>, HeaderMap) {
    headers.remove("timing-allow-origin");
    (status, headers)
}

#[test]
fn an_origin_on_the_list_is_answered_as_if_it_stood_in_the_source() {
    let api = API.with_runtime_origins([SHOP]).unwrap();
    for origin in [APP, SHOP, "https://x.preview.example.com", "https://evil.example", "null", ""] {
        for (method, headers) in [
            (Method::GET, from(origin)),
            (Method::OPTIONS, from(origin)),
            (Method::OPTIONS, preflight_from(origin)),
            (Method::CONNECT, from(origin)),
        ] {
            let ours = without_timing(answer(api.decide(&method, &headers)));
            let written = without_timing(answer(WRITTEN.decide(&method, &headers)));
            assert_eq!(ours, written, "{method} {origin}");
        }
    }
    let none = HeaderMap::new();
    assert_eq!(
        answer(api.decide(&Method::GET, &none)),
        answer(API.decide(&Method::GET, &none)),
        "without an origin"
    );
}

/// As with a pattern: the header's list is a constant of the source.
#[test]
fn an_origin_on_the_list_reads_timings_where_those_of_the_policy_do() {
    let api = API.with_runtime_origins([SHOP]).unwrap();
    let (_, headers) = answer(api.decide(&Method::GET, &from(SHOP)));
    assert_eq!(headers["timing-allow-origin"], SHOP);
}

fn ask(layer: &CorsLayer, method: Method, headers: HeaderMap) -> Response<()> {
    let mut request = Request::new(());
    *request.method_mut() = method;
    *request.headers_mut() = headers;
    let inner = service_fn(|_: Request<()>| ready(Ok::<_, Infallible>(Response::new(()))));
    let future = pin!(layer.layer(inner).call(request));
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(response)) => response,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_layer_follows_the_list() {
    let api = API.with_runtime_origins(None::<&str>).unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let hear = Arc::clone(&told);
    let layer = api.layer().explain_refusals(true).on_refusal(move |refusal| {
        assert_eq!(refusal.policy().location(), API.location());
        let explanation = refusal.explain();
        hear.lock().unwrap().push((refusal.origin(), explanation.cause().unwrap().name()));
    });
    let refused = ask(&layer, Method::OPTIONS, preflight_from(SHOP));
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    assert!(refused.headers().contains_key("cors-explanation"));
    api.replace_runtime_origins([SHOP]).unwrap();
    let allowed = ask(&layer, Method::OPTIONS, preflight_from(SHOP));
    assert_eq!(allowed.status(), StatusCode::NO_CONTENT);
    assert_eq!(allowed.headers()["access-control-allow-origin"], SHOP);
    let response = ask(&layer, Method::GET, from(SHOP));
    assert_eq!(response.headers()["access-control-allow-credentials"], "true");
    assert_eq!(*told.lock().unwrap(), [(SHOP.to_owned(), "origin_not_listed")]);
}

#[test]
fn an_explanation_knows_the_list() {
    let api = API.with_runtime_origins([SHOP, "http://localhost:*"]).unwrap();
    let explain = |origin: &str| api.explain(&Method::GET, &from(origin));
    assert_eq!(explain(SHOP).cause(), None);
    for (origin, entry, differs) in [
        ("http://shop.customer.example", SHOP, Difference::Scheme),
        ("https://localhost:3000", "http://localhost:*", Difference::Scheme),
        ("https://app.example.com:8443", APP, Difference::Port),
    ] {
        let explanation = explain(origin);
        let nearest = explanation.nearest.as_ref().unwrap();
        assert_eq!((&*nearest.entry, &*nearest.differs), (entry, &[differs][..]), "{origin}");
    }
}

#[test]
fn advice_names_the_list_if_it_could_have_the_origin() {
    let api = API.with_runtime_origins([SHOP]).unwrap();
    let other = "https://other.customer.example";
    let list = "the list of `with_runtime_origins`";
    for (text, place) in [
        (api.explain(&Method::GET, &from(other)).to_string(), list.to_owned()),
        (
            api.explain(&Method::GET, &from("https://evil.example")).to_string(),
            "`allow_origins`".to_owned(),
        ),
        // The policy of the source has no list yet.
        (
            API.explain(&Method::GET, &from(other)).to_string(),
            format!("{list}, and serve with the policy that it returns,"),
        ),
    ] {
        assert!(
            text.contains(&format!("\" to {place} if its pages may read the answers")),
            "{text}"
        );
    }
}

#[test]
fn a_predicate_is_asked_about_what_is_not_on_the_list() {
    fn is_tenant(origin: Origin<'_>) -> bool {
        assert_ne!(origin.as_str(), SHOP, "the list has it");
        origin.host() == "tenant.example"
    }
    static TENANTS: CorsPolicy = cors_policy! {
        allow_origins: [if is_tenant],
        runtime_origins: within ["https://*.customer.example"],
    };
    let api = TENANTS.with_runtime_origins([SHOP]).unwrap();
    for (origin, is_allowed) in
        [(SHOP, true), ("https://tenant.example", true), ("https://evil.example", false)]
    {
        assert_eq!(api.allows_origin(origin), is_allowed, "{origin}");
        assert_eq!(api.decide(&Method::GET, &from(origin)).is_allowed(), is_allowed, "{origin}");
    }
}

#[test]
fn a_policy_with_a_list_goes_wherever_a_server_needs_it() {
    fn anywhere<T: Clone + Send + Sync + Unpin + std::fmt::Debug + 'static>(_: T) {}
    let api = API.with_runtime_origins([SHOP]).unwrap();
    assert_eq!(api.location(), API.location());
    anywhere(api.layer());
    anywhere(api);
    anywhere(API.with_runtime_origins(["*"]).unwrap_err());
}
