use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "http://localhost:3000"],
    allow_credentials: true,
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
