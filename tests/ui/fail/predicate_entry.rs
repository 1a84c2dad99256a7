use cors_runtime::{CorsPolicy, Origin, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: [
        if,
        if "https://app.example.com",
        if |origin| is_tenant(origin),
        if is_tenant(),
    ],
    timing_allow_origins: [if is_tenant],
    allow_methods: [if is_tenant],
};

fn is_tenant(origin: Origin<'_>) -> bool {
    origin.host() == "tenant.example"
}

fn main() {
    assert!(API.allows_origin("https://app.example.com"));
}
