//! Deciding allocates nothing, whatever the policy's size and whatever the request holds; an answer
//! allocates the header map's own storage and nothing else.
//!
//! Header values are slices of one shared buffer here, as hyper makes them. A value that is not
//! shared yet becomes so when it is cloned first, which allocates; only a pattern's and `mirror`'s
//! answers clone a value of the request.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod lists;

use std::convert::Infallible;
use std::future::{Future, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use bytes::{Bytes, BytesMut};
use cors_runtime::{CorsPolicy, Decision, Origin, cors_policy};
use http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD,
    CONTENT_TYPE, ORIGIN,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response};
use tower::{Layer, Service, service_fn};

use lists::LISTS;

static PATTERN: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        "https://*.preview.example.com",
        // Release builds are counted too.
        #[allow(development_origin)]
        "http://localhost:*",
    ],
    allow_methods: [GET, HEAD, POST, PUT],
    allow_headers: ["content-type"],
    expose_headers: ["etag"],
    allow_credentials: true,
    max_age: 10m,
    preflight_status: 200,
    timing_allow_origins: ["https://app.example.com"],
};

static MIRROR: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
    allow_methods: mirror,
    allow_headers: mirror,
    allow_credentials: true,
};

static ANY: CorsPolicy = cors_policy! {
    allow_origins: *,
    allow_methods: *,
    allow_headers: [*, "authorization"],
    expose_headers: *,
};

static RUNTIME: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: within ["https://*.customer.example", "http://localhost:*"],
};

static PREDICATE: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", if is_tenant],
    allow_credentials: true,
};

fn is_tenant(origin: Origin<'_>) -> bool {
    origin.host() == "tenant.example"
}

const APP: &str = "https://app.example.com";

/// A request's method and headers, each value a slice of the one buffer that the request was read
/// into.
fn request(method: Method, lines: &[(HeaderName, &str)]) -> (Method, HeaderMap) {
    let mut read = BytesMut::new();
    for (_, value) in lines {
        read.extend_from_slice(value.as_bytes());
    }
    let mut read: Bytes = read.split().freeze();
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(name, HeaderValue::from_maybe_shared(read.split_to(value.len())).unwrap());
    }
    (method, headers)
}

fn get(origin: &str) -> (Method, HeaderMap) {
    request(Method::GET, &[(ORIGIN, origin)])
}

fn preflight(origin: &str, requested_headers: &str) -> (Method, HeaderMap) {
    request(
        Method::OPTIONS,
        &[
            (ORIGIN, origin),
            (ACCESS_CONTROL_REQUEST_METHOD, "PUT"),
            (ACCESS_CONTROL_REQUEST_HEADERS, requested_headers),
            (HeaderName::from_static("access-control-request-private-network"), "true"),
        ],
    )
}

fn distinct_names() -> String {
    (0..10_000).map(|n| format!("x-{n}")).collect::<Vec<_>>().join(",")
}

#[track_caller]
fn allocates_nothing<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let mut result = None;
    let counted = measure(|| result = Some(run()));
    assert_eq!(counted.count_total, 0, "{what}");
    result.unwrap()
}

fn decides_without_allocating(
    policy: &CorsPolicy,
    (method, headers): &(Method, HeaderMap),
    what: &str,
) {
    let _ = allocates_nothing(what, || policy.decide(method, headers));
}

#[test]
fn the_counter_counts() {
    assert_eq!(measure(|| drop(std::hint::black_box(vec![1]))).count_total, 1);
}

#[test]
fn an_origin_is_looked_up_without_allocating() {
    for list in LISTS {
        let size = list.origins.len();
        for origin in list.origins {
            assert!(allocates_nothing(origin, || list.policy.allows_origin(origin)));
        }
        let (long, nearly) = ("a".repeat(64 * 1024), "a.".repeat(134));
        for origin in ["https://evil.example", "null", "", &long, &nearly] {
            let what = format!("{origin:.40} of {size}");
            assert!(!allocates_nothing(&what, || list.policy.allows_origin(origin)));
        }
    }
    let preview = "https://x.preview.example.com";
    assert!(allocates_nothing("a pattern", || PATTERN.allows_origin(preview)));
    assert!(allocates_nothing("any", || ANY.allows_origin("null")));
}

#[test]
fn every_verdict_on_an_actual_request_is_reached_without_allocating() {
    for list in LISTS {
        let size = list.origins.len();
        for origin in list.origins {
            decides_without_allocating(list.policy, &get(origin), origin);
        }
        decides_without_allocating(
            list.policy,
            &get("https://evil.example"),
            &format!("refused by {size}"),
        );
        decides_without_allocating(
            list.policy,
            &request(Method::GET, &[]),
            &format!("no origin, {size}"),
        );
        let lines = [(ORIGIN, APP), (ORIGIN, APP)];
        decides_without_allocating(
            list.policy,
            &request(Method::GET, &lines),
            &format!("two origins, {size}"),
        );
        decides_without_allocating(
            list.policy,
            &get(&"a".repeat(64 * 1024)),
            &format!("64 KiB, {size}"),
        );
    }
    decides_without_allocating(&PATTERN, &get("https://x.preview.example.com"), "a pattern");
    decides_without_allocating(&PATTERN, &get("http://localhost:5173"), "a port pattern");
    decides_without_allocating(&PATTERN, &get("https://evil.example"), "no pattern");
    for origin in
        ["https://tenant.example", "https://evil.example", "http://tenant.example", "null"]
    {
        decides_without_allocating(&PREDICATE, &get(origin), origin);
    }
    decides_without_allocating(&ANY, &get("null"), "any");
    decides_without_allocating(&PATTERN, &request(Method::CONNECT, &[(ORIGIN, APP)]), "CONNECT");
}

#[test]
fn every_verdict_on_a_preflight_is_reached_without_allocating() {
    let commas = ",".repeat(64 * 1024);
    let names = distinct_names();
    for asked in ["content-type", "", &commas, &names] {
        let asked_bytes = asked.len();
        for list in LISTS {
            let (first, last) = (list.origins[0], list.origins[list.origins.len() - 1]);
            for origin in [first, last, "https://evil.example", &"a".repeat(64 * 1024)] {
                let what =
                    format!("{origin:.40} of {}, {asked_bytes} bytes of names", list.origins.len());
                decides_without_allocating(list.policy, &preflight(origin, asked), &what);
            }
        }
        for policy in [&PATTERN, &MIRROR, &ANY] {
            for origin in [APP, "https://x.preview.example.com", "https://evil.example"] {
                let what = format!("{policy:?}, {origin}, {asked_bytes} bytes of names");
                decides_without_allocating(policy, &preflight(origin, asked), &what);
            }
        }
        for origin in ["https://tenant.example", "https://evil.example", "null"] {
            let what = format!("a predicate, {origin}, {asked_bytes} bytes of names");
            decides_without_allocating(&PREDICATE, &preflight(origin, asked), &what);
        }
    }
}

#[test]
fn ten_thousand_headers_do_not_matter() {
    let (method, mut headers) = preflight(APP, "content-type");
    for n in 0..10_000 {
        headers
            .append(HeaderName::try_from(format!("x-{n}")).unwrap(), HeaderValue::from_static("1"));
    }
    for n in 0..10_000 {
        headers.append(
            ACCESS_CONTROL_REQUEST_HEADERS,
            HeaderValue::try_from(format!("x-{n}")).unwrap(),
        );
    }
    let request = (method, headers);
    for policy in [LISTS[0].policy, &PATTERN, &MIRROR, &ANY] {
        decides_without_allocating(policy, &request, &format!("{policy:?}"));
    }
}

#[test]
fn an_exact_origin_of_a_short_list_need_not_be_shared() {
    for list in LISTS.into_iter().filter(|list| list.origins.len() <= 128) {
        for origin in list.origins {
            let mut headers = HeaderMap::new();
            headers.insert(ORIGIN, HeaderValue::from_str(origin).unwrap());
            decides_without_allocating(list.policy, &(Method::GET, headers), origin);
        }
    }
}

#[test]
fn a_response_with_room_gains_its_headers_without_allocating() {
    for policy in [LISTS[0].policy, LISTS[2].policy, &PATTERN, &MIRROR, &ANY] {
        for origin in
            [APP, LISTS[2].origins[999], "https://x.preview.example.com", "https://evil.example"]
        {
            let (method, headers) = get(origin);
            let Decision::Actual(actual) = policy.decide(&method, &headers) else {
                panic!("GET is no preflight")
            };
            let mut response = HeaderMap::with_capacity(16);
            response.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
            allocates_nothing(&format!("{policy:?}, {origin}"), || actual.apply(&mut response));
            assert_eq!(
                response.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN),
                policy.allows_origin(origin)
            );
        }
    }
}

/// Two allocations are what a `HeaderMap` consists of. The first answer of a policy makes another one, which
/// the later ones are clones of.
#[test]
fn a_preflights_answer_costs_one_header_map() {
    for policy in [LISTS[0].policy, LISTS[2].policy, &PATTERN, &MIRROR, &ANY] {
        for origin in [LISTS[2].origins[999], APP] {
            let (method, headers) = preflight(origin, "content-type");
            let first = measure(|| match policy.decide(&method, &headers) {
                Decision::Preflight(preflight) => drop(preflight.into_headers()),
                Decision::Actual(_) => panic!("no preflight"),
            });
            assert!(first.count_total <= 4, "{policy:?}: {} allocations", first.count_total);
        }
        for origin in
            [APP, LISTS[2].origins[999], "https://x.preview.example.com", "https://evil.example"]
        {
            let (method, headers) = preflight(origin, "content-type");
            let mut answer = None;
            let counted = measure(|| {
                let Decision::Preflight(preflight) = policy.decide(&method, &headers) else {
                    panic!("no preflight")
                };
                answer = Some(preflight.into_response::<()>());
            });
            assert!(
                counted.count_total <= 2,
                "{policy:?}, {origin}: {} allocations",
                counted.count_total
            );
            assert_eq!(answer.unwrap().status().is_success(), policy.allows_origin(origin));
        }
    }
}

/// Once the thread has asked a first time: a slot of its own is what spares it from waiting for others.
#[test]
fn a_list_at_run_time_is_asked_without_allocating() {
    let list: Vec<_> = (0..1_000).map(|n| format!("https://n{n}.customer.example")).collect();
    let api =
        RUNTIME.with_runtime_origins(list.iter().map(|text| &**text).chain(["http://localhost:*"]));
    let api = api.unwrap();
    let slot = measure(|| drop(api.decide(&Method::GET, &HeaderMap::new())));
    assert!(slot.count_total <= 1, "{} allocations", slot.count_total);
    let (long, nearly) =
        ("a".repeat(64 * 1024), format!("https://{}customer.example", "a.".repeat(120)));
    for (origin, is_allowed) in [
        (APP, true),
        (&*list[0], true),
        (&list[999], true),
        ("http://localhost:5173", true),
        ("https://n1000.customer.example", false),
        ("null", false),
        ("", false),
        (&long, false),
        (&nearly, false),
    ] {
        let what = format!("{origin:.40}");
        assert_eq!(allocates_nothing(&what, || api.allows_origin(origin)), is_allowed, "{what}");
        for (method, headers) in [get(origin), preflight(origin, "x-a")] {
            let decision = allocates_nothing(&what, || api.decide(&method, &headers));
            assert_eq!(decision.is_allowed(), is_allowed, "{what}");
        }
    }
}

/// What is sent does not decide how much work it is to say why it is refused.
#[test]
fn a_refusal_costs_no_more_for_a_longer_request() {
    let list = ["https://shop.customer.example"];
    let operated = RUNTIME.with_runtime_origins(list).unwrap();
    let names = |count: usize| (0..count).map(|n| format!("x-{n}")).collect::<Vec<_>>().join(",");
    let commas = |count: usize| "a,".repeat(count);
    let refusal = |headers: &HeaderMap| {
        let decision = MIRROR.decide(&Method::OPTIONS, headers);
        measure(|| drop(decision.refusal(&Method::OPTIONS, headers))).count_total
    };
    let explained = |headers: &HeaderMap| {
        measure(|| drop(operated.explain(&Method::OPTIONS, headers))).count_total
    };
    for (what, short, long) in [
        ("names", preflight(APP, &names(64)), preflight(APP, &names(1_000))),
        ("one name, again and again", preflight(APP, &commas(64)), preflight(APP, &commas(4_000))),
    ] {
        let (short, long) = (refusal(&short.1), refusal(&long.1));
        assert!(long <= short + 8, "{what}: {short} and {long} allocations");
    }
    // And yet a name that is none is found wherever it stands.
    let (method, headers) = preflight(APP, &format!("{},b d", names(70)));
    let decision = MIRROR.decide(&method, &headers);
    let refused = decision.refusal(&method, &headers).unwrap();
    assert_eq!(refused.cause().name(), "headers_not_tokens");
    // Several origins in one line are none.
    let (none, many) = (preflight("a", ""), preflight(&commas(256), ""));
    let (none, many) = (explained(&none.1), explained(&many.1));
    assert!(many <= none + 8, "{none} and {many} allocations");
    let lines = |count| {
        let lines = std::iter::repeat_n((ORIGIN, APP), count);
        request(Method::GET, &lines.collect::<Vec<_>>()).1
    };
    let (some, many) = (explained(&lines(8)), explained(&lines(1_000)));
    assert!(many <= some + 8, "{some} and {many} allocations");
}

/// So the adapter adds no box to a request's way, neither of its service nor of its future.
#[test]
fn the_tower_adapter_allocates_nothing_of_its_own() {
    let mut service = PATTERN.layer().layer(service_fn(|request: Request<HeaderMap>| {
        let mut response = Response::new(());
        *response.headers_mut() = request.into_body();
        ready(Ok::<_, Infallible>(response))
    }));
    let (method, headers) = get(APP);
    // The handler gives back a map that has room.
    let mut request = Request::new(HeaderMap::with_capacity(16));
    *request.method_mut() = method;
    *request.headers_mut() = headers;
    let mut response = None;
    allocates_nothing("call and poll", || {
        let mut future = pin!(service.call(request));
        if let Poll::Ready(Ok(ready)) =
            future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
        {
            response = Some(ready);
        }
    });
    assert_eq!(response.unwrap().headers()[ACCESS_CONTROL_ALLOW_ORIGIN], APP);
}
