use cors_runtime::{CorsPolicy, Origin, cors_policy};

static TEXT: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", if tenants::is_text],
};

static REFERENCE: CorsPolicy = cors_policy! { allow_origins: [if is_reference] };

static NO_ANSWER: CorsPolicy = cors_policy! { allow_origins: [if says_nothing] };

static NO_FUNCTION: CorsPolicy = cors_policy! { allow_origins: [if tenants] };

mod tenants {
    pub fn is_text(origin: &str) -> bool {
        origin == "https://tenant.example"
    }
}

fn is_reference(origin: &Origin<'_>) -> bool {
    origin.host() == "tenant.example"
}

fn says_nothing(_: Origin<'_>) {}

fn main() {
    for policy in [&TEXT, &REFERENCE, &NO_ANSWER, &NO_FUNCTION] {
        assert!(policy.allows_origin("https://app.example.com"));
    }
}
