use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    runtime_origins: *,
    allow_credentials: true,
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
