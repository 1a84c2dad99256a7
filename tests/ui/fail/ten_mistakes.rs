use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origin: [
        "https://App.example.com/",
        "app.example.com:443",
        "https://a.example, https://b.example",
        "http://a.example",
        "https://x.example" "https://y.example",
    ],
    allow_methods: [put, TRACE],
    allow_headers: "X-Request-ID",
    expose_headers: ["Set-Cookie"],
    allow_credentials = yes,
    max_age: "600",
    preflight_status: 201
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
