use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com/",
        if tenants::is_listed,
        if is_partner,
    ],
};

mod tenants {}

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
