#![deny(deprecated)]

use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        "http://localhost:3000",
        #[cfg(debug_assertions)]
        "http://localhost:4000",
    ],
    allow_credentials: true,
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
