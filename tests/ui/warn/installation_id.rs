#![deny(deprecated)]

use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        "moz-extension://3c9b8c1e-4f5d-4b6a-9d2e-1a2b3c4d5e6f",
    ],
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
