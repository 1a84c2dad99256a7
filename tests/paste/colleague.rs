//! The policy of a colleague who has never read the documentation.

use cors_runtime::{CorsPolicy, cors_policy};

pub static API: CorsPolicy = cors_policy! {
    origins: [
        "https://App.Example.com/",
        "localhost:3000",
        "https://a.example, https://b.example:443"
        HeaderValue::from_static("https://münchen.example"),
        "wss://live.example",
        "https://app.example.com",
        "patterns.example/*",
    ],
    allow_method: ["get", Method::PUT, patch, TRACE],
    headers: [header::AUTHORIZATION, "Content-Type, X-Request-ID", "Cookie"],
    expose: "x-request-id",
    supports_credentials = yes,
    max_age: "600",
    preflight_status: "204",
};

pub fn is_allowed(origin: &str) -> bool {
    API.allows_origin(origin)
}
