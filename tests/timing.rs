//! `Timing-Allow-Origin`, which may list several origins and knows no patterns.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

use cors_runtime::{CorsPolicy, Decision, cors_policy};
use http::{HeaderMap, HeaderValue, Method};

static SAME: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com", "https://admin.example.com"],
    timing_allow_origins: same,
};

static ONLY_PATTERNS: CorsPolicy = cors_policy! {
    allow_origins: ["https://*.preview.example.com"],
    timing_allow_origins: same,
};

static LIST: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    timing_allow_origins: ["https://metrics.example.com"],
};

static ANY_SAME: CorsPolicy = cors_policy! { allow_origins: *, timing_allow_origins: same };

static ANY: CorsPolicy =
    cors_policy! { allow_origins: ["https://app.example.com"], timing_allow_origins: * };

static NONE: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };

const APP: Option<&str> = Some("https://app.example.com");
const PREVIEW: Option<&str> = Some("https://x.preview.example.com");
const EVIL: Option<&str> = Some("https://evil.example");
const BOTH: Option<&str> = Some("https://app.example.com, https://admin.example.com");

/// The headers of the response to a request with this origin, from a handler that set its own timings.
fn response(policy: &CorsPolicy, origin: Option<&'static str>) -> HeaderMap {
    let mut request = HeaderMap::new();
    request.extend(origin.map(|origin| (http::header::ORIGIN, HeaderValue::from_static(origin))));
    let Decision::Actual(actual) = policy.decide(&Method::GET, &request) else {
        panic!("a GET is no preflight");
    };
    let mut response = HeaderMap::new();
    response.insert("timing-allow-origin", HeaderValue::from_static("https://handler.example"));
    actual.apply(&mut response);
    response
}

/// The lines of the header on that response.
fn timing(policy: &CorsPolicy, origin: Option<&'static str>) -> Vec<String> {
    response(policy, origin)
        .get_all("timing-allow-origin")
        .iter()
        .map(|line| line.to_str().unwrap().to_owned())
        .collect()
}

#[test]
fn each_policy_says_who_may_read_timings() {
    for (policy, origin, expected) in [
        (&SAME, None, BOTH),
        (&SAME, APP, BOTH),
        (&SAME, EVIL, BOTH),
        // Only a pattern stands for it, and it is the one that asks.
        (&SAME, PREVIEW, PREVIEW),
        (&ONLY_PATTERNS, PREVIEW, PREVIEW),
        (&ONLY_PATTERNS, EVIL, None),
        (&ONLY_PATTERNS, None, None),
        (&LIST, APP, Some("https://metrics.example.com")),
        (&LIST, None, Some("https://metrics.example.com")),
        (&ANY, EVIL, Some("*")),
        (&ANY_SAME, EVIL, Some("*")),
        // The field is not set: the header is the handler's.
        (&NONE, APP, Some("https://handler.example")),
    ] {
        assert_eq!(
            timing(policy, origin),
            expected.into_iter().collect::<Vec<_>>(),
            "{policy:?} {origin:?}"
        );
    }
}

#[test]
fn a_list_that_is_the_same_for_everybody_adds_no_vary() {
    static LIST_FOR_EVERYBODY: CorsPolicy =
        cors_policy! { allow_origins: *, timing_allow_origins: ["https://app.example.com"] };
    for (policy, expected) in [
        (&LIST_FOR_EVERYBODY, None),
        (&ANY_SAME, None),
        // `Access-Control-Allow-Origin` needs it anyway, and then it stands for both.
        (&LIST, Some("Origin")),
        (&ONLY_PATTERNS, Some("Origin")),
    ] {
        for origin in [None, APP, PREVIEW] {
            let response = response(policy, origin);
            let vary = response.get("vary").map(|vary| vary.to_str().unwrap());
            assert_eq!(vary, expected, "{policy:?} {origin:?}");
        }
    }
}
