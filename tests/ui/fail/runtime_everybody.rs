use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: within ["https://*"],
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
