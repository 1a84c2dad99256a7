use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_private_network: true,
    operator_origins: within ["https://*.customer.example"],
};

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
