//! Origins that only the deployer knows: what a list may hold, that nothing widens what the source says, and that such a
//! policy takes the place of another one everywhere. The rules for lists have their tables in `cors-rules`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod any;
mod everywhere;
mod list;
mod many;
mod never_wider;
mod only;
#[path = "../origin_table/oracle.rs"]
mod oracle;
mod replacing;

use cors_runtime::{CorsPolicy, cors_policy};
use http::{HeaderMap, HeaderValue};

/// What the source lets a list add.
const WITHIN: [&str; 5] = [
    "https://*.customer.example",
    "https://pr-*.preview.example",
    "http://localhost:*",
    "https://partner.example",
    "https://*.partner.example:8443",
];

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
    runtime_origins: within [
        "https://*.customer.example",
        "https://pr-*.preview.example",
        "http://localhost:*",
        "https://partner.example",
        "https://*.partner.example:8443",
    ],
    allow_methods: [GET, PUT],
    allow_headers: ["content-type"],
    expose_headers: ["etag"],
    allow_credentials: true,
    max_age: 10m,
    timing_allow_origins: same,
};

const APP: &str = "https://app.example.com";
const SHOP: &str = "https://shop.customer.example";

fn from(origin: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("origin", HeaderValue::from_bytes(origin.as_bytes()).unwrap());
    headers
}

fn preflight_from(origin: &str) -> HeaderMap {
    let mut headers = from(origin);
    headers.insert("access-control-request-method", HeaderValue::from_static("PUT"));
    headers
}
