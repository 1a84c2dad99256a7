#![deny(deprecated)]

use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["chrome-extension://*"],
    allow_credentials: true,
};

fn main() {
    assert!(API.allows_origin("chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}
