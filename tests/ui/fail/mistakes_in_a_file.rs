use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        include_str!("mistakes_in_a_file.txt"),
    ],
    allow_credentials: true,
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
