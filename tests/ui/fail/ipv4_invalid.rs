use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        "http://1.2.3.4.5",
    ],
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
