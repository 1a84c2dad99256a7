use cors_runtime::{CorsPolicy, Origin, cors_policy};

struct Server;

impl Server {
    const API: CorsPolicy = cors_policy! { allow_origins: [if Self::is_tenant] };

    fn is_tenant(origin: Origin<'_>) -> bool {
        origin.host() == "tenant.example"
    }
}

fn main() {
    let host = "tenant.example".to_owned();
    let _captures = |origin: Origin<'_>| origin.host() == host;
    let policy = cors_policy! { allow_origins: [if _captures] };
    assert!(Server::API.allows_origin("https://app.example.com"));
    assert!(policy.allows_origin("https://app.example.com"));
}
