#![deny(deprecated)]

use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: *,
    #[allow(legacy_private_network)]
    allow_private_network: true,
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
