//! A decision's work is bounded by the policy, not by the request: rows 25 and 42 of the conformance
//! table.
//!
//! A header value of 16 MiB takes a millisecond to look at, even in the quickest way there is, and a
//! decision about a short one a few microseconds, even without optimization. So a decision that
//! looks at the long one is told from one that does not on any machine.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use bytes::Bytes;
use cors_runtime::{CorsPolicy, Decision, Origin, cors_policy};
use http::{HeaderMap, HeaderValue, Method};

static STATIC: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com", "http://localhost:*"],
    allow_methods: [GET, HEAD, POST, PUT],
    allow_headers: ["content-type"],
};

static MIRROR: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: mirror,
    allow_headers: mirror,
};

static ANY: CorsPolicy = cors_policy! { allow_origins: * };

static RUNTIME: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: within ["https://*.preview.example.com", "http://localhost:*"],
};
static PREDICATE: CorsPolicy = cors_policy! { allow_origins: [if is_tenant] };

fn is_tenant(origin: Origin<'_>) -> bool {
    origin.host() == "tenant.example"
}

const LONG: usize = 16 * 1024 * 1024;

fn preflight(origin: &str, requested: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("origin", origin),
        ("access-control-request-method", "PUT"),
        ("access-control-request-headers", requested),
    ] {
        let value =
            HeaderValue::from_maybe_shared(Bytes::copy_from_slice(value.as_bytes())).unwrap();
        headers.insert(name, value);
    }
    headers
}

/// The shortest of several times: whatever else the machine does only makes some of them longer.
fn time_to_decide(
    decide: impl for<'r> Fn(&'r Method, &'r HeaderMap) -> Decision<'r>,
    headers: &HeaderMap,
) -> Duration {
    let times = (0..20).map(|_| {
        let start = Instant::now();
        drop(decide(&Method::OPTIONS, headers));
        start.elapsed()
    });
    times.min().unwrap()
}

#[test]
fn a_long_header_takes_no_longer_than_a_short_one() {
    let long = |part: &str| part.repeat(LONG / part.len());
    let app = "https://app.example.com";
    let requests = [
        ("an origin of one letter", preflight(&long("a"), "x-a")),
        (
            "an origin below a pattern",
            preflight(&format!("https://{}preview.example.com", long("a.")), "x-a"),
        ),
        ("a port of many digits", preflight(&format!("http://localhost:{}", long("1")), "x-a")),
        ("requested headers that are commas", preflight(app, &long(","))),
        ("many requested headers", preflight(app, &long("x-a,"))),
        ("one long requested header", preflight(app, &long("a"))),
    ];
    let limit = Duration::from_micros(200);
    for policy in [&STATIC, &MIRROR, &ANY, &PREDICATE] {
        for (what, request) in &requests {
            let time = time_to_decide(|method, headers| policy.decide(method, headers), request);
            assert!(time < limit, "{what}: {time:?} of {policy:?}");
        }
    }
    let listed =
        ["https://*.preview.example.com, https://a.preview.example.com, http://localhost:*"];
    let operated = RUNTIME.with_runtime_origins(listed).unwrap();
    for (what, request) in &requests {
        let time = time_to_decide(|method, headers| operated.decide(method, headers), request);
        assert!(time < limit, "{what}: {time:?} of a list at run time");
    }
}
