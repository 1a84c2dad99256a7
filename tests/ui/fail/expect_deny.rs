use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
    expect: {
        deny "https://preview.example.com";
        deny "https://x.preview.example.com";
    },
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
