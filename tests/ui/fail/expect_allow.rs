use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    expect: {
        allow "https://app.example.com";
        allow "https://example.com";
        allow "https://app.example.com/";
    },
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
