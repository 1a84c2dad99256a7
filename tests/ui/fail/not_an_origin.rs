use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["all"],
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
