use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: [r#"["https://app.example.com","https://www.example.com"]"#],
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
