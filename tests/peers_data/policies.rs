//! The configurations of `middleware.json` as policies, in the order of the file.

use cors_runtime::{CorsPolicy, Values, cors_policy};

use crate::configuration::Configuration;
use crate::requests::{self, Middleware};

/// The settings that the first five have in common.
macro_rules! local {
    ($($settings:tt)*) => {
        cors_policy! {
            // A release build denies the origin of a development server.
            allow_origins: [#[allow(development_origin, unused_allow)] "http://localhost:9090"],
            expose_headers: ["X-Foo", "X-Bar"],
            allow_credentials: true,
            max_age: 30s,
            $($settings)*
        }
    };
}

pub(crate) static POLICIES: [CorsPolicy; 13] = [
    local! { #[allow(missing_content_type)] allow_methods: [GET, POST, "PURGE", "HELP"], allow_headers: ["Authorization"] },
    local! { allow_headers: mirror },
    local! {},
    local! {},
    local! { allow_headers: ["Authorization"] },
    cors_policy! {
        allow_origins: *,
        allow_methods: *,
        #[allow(star_without_authorization)]
        allow_headers: *,
        expose_headers: *,
        max_age: 30s,
    },
    cors_policy! {
        allow_origins: *,
        allow_methods: *,
        allow_headers: [*, "Authorization"],
        expose_headers: *,
        max_age: 30s,
    },
    cors_policy! {
        allow_origins: ["https://example.com:8080", "https://*.example.com"],
        #[allow(missing_content_type)]
        allow_methods: [GET, POST, PUT, DELETE],
        allow_headers: ["Foo", "Bar", "Baz", "Qux", "Quux"],
        expose_headers: ["X-Foo", "X-Bar"],
        allow_credentials: true,
        max_age: 30s,
    },
    cors_policy! { allow_origins: ["http://localhost:9090"] },
    cors_policy! { allow_origins: ["https://foo.com", "https://bar.com"] },
    cors_policy! { allow_origins: ["connector://example.com"], allow_credentials: true },
    cors_policy! { allow_origins: [#[allow(any_port)] "http://*.example.com:*"] },
    cors_policy! {
        allow_origins: [
            "https://bat",
            "https://cat",
            "https://fat",
            "https://hat",
            "https://meerkat",
            "https://mat",
            "https://oat",
            "https://pat",
            "https://rat",
            "https://sat",
        ],
    },
];

/// A list of a configuration as a manifest lists it.
fn values(list: Option<&[String]>, change: fn(&str) -> String) -> Values {
    let mut members: Vec<_> =
        list.unwrap_or_default().iter().map(|member| change(member)).collect();
    members.sort();
    Values::Listed(members)
}

#[test]
fn policies_equal_the_configurations() {
    let table = requests::table();
    assert_eq!(table.len(), POLICIES.len());
    for (index, (policy, Middleware { cfg, .. })) in POLICIES.iter().zip(&table).enumerate() {
        let Configuration { origins, credentialed, methods, request_headers, .. } = cfg;
        let manifest = policy.manifest();
        let headers = match request_headers.as_deref() {
            Some([only]) if only == "*" && *credentialed => Values::Mirror,
            list => values(list, str::to_ascii_lowercase),
        };
        assert_eq!(manifest.allow_origins, values(origins.as_deref(), str::to_owned), "{index}");
        assert_eq!(manifest.allow_methods, values(methods.as_deref(), str::to_owned), "{index}");
        assert_eq!(manifest.allow_headers, headers, "{index}");
        assert_eq!(
            manifest.expose_headers,
            values(cfg.response_headers.as_deref(), str::to_ascii_lowercase),
            "{index}"
        );
        assert_eq!(manifest.allow_credentials, *credentialed, "{index}");
        assert_eq!(i64::from(manifest.max_age.unwrap_or_default()), cfg.max_age, "{index}");
    }
}
