use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://*app.example.com",
        #[allow(missing_dot)]
        "https://*app.example.org",
        "https://*-app.example.net",
    ],
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
