//! What other CORS libraries had to publish advisories for, as requests to a policy of ours.
//!
//! Some are tested where their subject is: `*` with credentials (CVE-2018-20744, CVE-2024-25124,
//! CVE-2026-54290) does not compile, `ui/fail/credentials_any_origin.rs`; the cost of many commas
//! (CVE-2025-47908), `alloc.rs` and `work.rs`; a `Vary` that is overwritten (CVE-2026-59903), rows
//! 46 to 51 of the conformance table; the request's own `Vary` (GHSA-q7jf-gf43-6x6p) and a preflight
//! that reaches a handler (CVE-2020-5397), `tower/app.rs`; two entries that share an end
//! (GHSA-v84h-653v-4pq9), for every pair of a hundred, `origin_table/main.rs`.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use cors_runtime::{CorsPolicy, Decision, cors_policy};
use http::{HeaderMap, HeaderValue, Method, Response, StatusCode};

static POLICY: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://example.com",
        "https://foo.com",
        "https://bar.com",
        "https://*.example.com",
    ],
    allow_methods: [GET, HEAD, POST, PUT],
    allow_headers: ["content-type"],
    allow_credentials: true,
};

/// A policy that says nothing but whom it allows.
static PLAIN: CorsPolicy = cors_policy! { allow_origins: ["https://example.com"] };

static ANY: CorsPolicy = cors_policy! { allow_origins: * };

fn request(origin: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("origin", HeaderValue::from_static(origin));
    headers
}

fn actual(policy: &CorsPolicy, origin: &'static str) -> HeaderMap {
    let Decision::Actual(actual) = policy.decide(&Method::GET, &request(origin)) else {
        panic!("GET is no preflight")
    };
    let mut response = HeaderMap::new();
    actual.apply(&mut response);
    response
}

fn preflight(policy: &CorsPolicy, mut request: HeaderMap) -> Response<()> {
    request.insert("access-control-request-method", HeaderValue::from_static("PUT"));
    let Decision::Preflight(preflight) = policy.decide(&Method::OPTIONS, &request) else {
        panic!("no preflight")
    };
    preflight.into_response()
}

#[test]
fn a_look_alike_is_refused_and_not_reflected() {
    for (advisory, origin) in [
        ("CVE-2019-25211: a `*` at the end, cut one character short", "https://example.community"),
        ("GHSA-vhxv-fg4m-p2w8: two entries that share an end", "https://barfoo.com"),
        ("GHSA-vhxv-fg4m-p2w8", "https://foobar.com"),
        ("GHSA-vhxv-fg4m-p2w8", "https://foo.combar.com"),
        ("CVE-2017-20146: the requester's choice", "https://evil.example"),
        (
            "CVE-2022-1996: an entry as a regular expression without an end",
            "https://example.com.evil",
        ),
        ("CVE-2022-1996: its dots stand for any character", "https://exampleXcom"),
        ("CVE-2024-27302: the end alone is compared", "https://evil-example.com"),
        ("CVE-2025-50864: an entry anywhere in the origin", "https://notexample.com"),
        ("CVE-2025-50864", "https://example.common.net"),
        ("CVE-2026-37737: the beginning alone is compared", "https://example.com.evil.io"),
        ("CVE-2017-11173: neither end is anchored", "https://example.com.example.net"),
        ("CVE-2017-11173", "https://example.com-example.net"),
        ("CVE-2026-55438: a name that only looks like a subdomain", "https://evil--example.com"),
        ("CVE-2021-39185, CVE-2026-56746: null is an origin like any other", "null"),
    ] {
        assert!(!POLICY.allows_origin(origin), "{advisory}: {origin}");
        assert_eq!(
            actual(&POLICY, origin).keys().collect::<Vec<_>>(),
            ["vary"],
            "{advisory}: {origin}"
        );
        let answer = preflight(&POLICY, request(origin));
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{advisory}: {origin}");
        assert_eq!(answer.headers().keys().collect::<Vec<_>>(), ["vary"], "{advisory}: {origin}");
    }
}

/// CVE-2018-8014, CVE-2016-10549, CVE-2023-49803: what is not said is not allowed.
#[test]
fn what_a_policy_does_not_say_it_does_not_allow() {
    let response = actual(&PLAIN, "https://example.com");
    assert_eq!(response.keys().collect::<Vec<_>>(), ["vary", "access-control-allow-origin"]);
    let answer = preflight(&PLAIN, request("https://example.com"));
    assert_eq!(
        answer.headers().keys().collect::<Vec<_>>(),
        ["access-control-allow-origin", "vary"]
    );
}

/// CVE-2018-20744, CVE-2021-39185, CVE-2026-54290: `*` became the request's origin.
#[test]
fn any_origin_is_answered_with_the_wildcard_and_without_credentials() {
    for origin in ["https://evil.example", "null"] {
        for headers in
            [actual(&ANY, origin), preflight(&ANY, request(origin)).into_parts().0.headers]
        {
            assert_eq!(headers["access-control-allow-origin"], "*");
            assert!(!headers.contains_key("access-control-allow-credentials"));
        }
    }
}

/// CVE-2024-6221: access to private networks was granted unless it was forbidden.
#[test]
fn access_to_private_networks_is_never_granted() {
    for policy in [&POLICY, &PLAIN, &ANY] {
        let mut request = request("https://example.com");
        request.insert("access-control-request-private-network", HeaderValue::from_static("true"));
        let answer = preflight(policy, request);
        assert!(answer.status().is_success());
        assert!(!answer.headers().contains_key("access-control-allow-private-network"));
    }
}

/// CVE-2023-35943: the request's `Origin` was read again when the response came, and was gone.
#[test]
fn a_decision_does_not_need_the_request_any_more() {
    for origin in ["https://example.com", "https://a.example.com"] {
        let request = request(origin);
        let Decision::Actual(actual) = POLICY.decide(&Method::GET, &request) else {
            panic!("GET is no preflight")
        };
        drop(request);
        // Once a response, as often as there is one.
        for _ in 0..2 {
            let mut response = HeaderMap::new();
            actual.apply(&mut response);
            assert_eq!(response["access-control-allow-origin"], origin);
        }
    }
}
