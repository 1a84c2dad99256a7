use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    origins: [
        "https://app.example.com".parse().unwrap(),
        HeaderValue::from_static("https://B.example.com"),
    ],
    allowed_methods: [Method::GET, http::Method::DELETE, patch],
    headers: [header::CONTENT_TYPE, HeaderName::from_static("x-request-id"), x-api-key],
    expose_headers: Any,
    supports_credentials: "true",
    max_age: Duration::from_secs(600)
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
