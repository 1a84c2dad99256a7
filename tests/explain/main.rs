//! Explanations: which cause each request has, in fields and in words.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod causes;
mod repeats;
mod words;

use cors_runtime::explain::Explanation;
use cors_runtime::{CorsPolicy, cors_policy};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        "https://*.preview.example.com",
    ],
    allow_methods: [PUT, PATCH],
    allow_headers: ["content-type", "x-request-id"],
    allow_credentials: true,
    max_age: 10m,
};

static PUBLIC: CorsPolicy = cors_policy! {
    allow_origins: *,
    allow_methods: *,
    #[allow(star_without_authorization)]
    allow_headers: *,
};

static MIRROR: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: mirror,
    allow_headers: mirror,
};

/// `line` is a method and the headers' lines, with ` | ` between them.
fn explain(policy: &CorsPolicy, line: &str) -> Explanation {
    let (method, headers) = request(line);
    policy.explain(&method, &headers)
}

fn request(line: &str) -> (Method, HeaderMap) {
    let mut parts = line.split(" | ");
    let method = Method::from_bytes(parts.next().unwrap().as_bytes()).unwrap();
    let mut headers = HeaderMap::new();
    for part in parts {
        let (name, value) = part.split_once(": ").unwrap();
        let name = match name {
            "ACRM" => "access-control-request-method",
            "ACRH" => "access-control-request-headers",
            other => other,
        };
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        headers.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    (method, headers)
}
