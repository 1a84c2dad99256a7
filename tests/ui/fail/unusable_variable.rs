use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        env!("NO_SUCH_VARIABLE_OF_THIS_TEST"),
    ],
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
