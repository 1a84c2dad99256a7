//! The policies of the conformance table: P, S, and P with one setting changed.

use cors_runtime::{CorsPolicy, cors_policy};

/// What P and its variants have in common. The settings of which there is a variant stand with each.
macro_rules! p {
    ($($settings:tt)*) => {
        cors_policy! {
            allow_origins: [
                "https://app.example.com",
                "https://admin.example.com:8443",
                // Also in release builds, and also without credentials, where nothing is to be allowed.
                #[allow(development_origin, unused_allow)]
                "http://localhost:3000",
                "https://*.preview.example.com",
            ],
            allow_methods: [GET, HEAD, POST, PUT, PATCH, DELETE],
            expose_headers: ["etag", "x-request-id"],
            $($settings)*
        }
    };
}

static P: CorsPolicy = p! {
    allow_headers: ["authorization", "content-type", "x-request-id"],
    allow_credentials: true,
    max_age: 600,
};

static P_WITH_STATUS_200: CorsPolicy = p! {
    allow_headers: ["authorization", "content-type", "x-request-id"],
    allow_credentials: true,
    max_age: 600,
    preflight_status: 200,
};

static P_WITHOUT_MAX_AGE: CorsPolicy = p! {
    allow_headers: ["authorization", "content-type", "x-request-id"],
    allow_credentials: true,
};

static P_WITH_MAX_AGE_0: CorsPolicy = p! {
    allow_headers: ["authorization", "content-type", "x-request-id"],
    allow_credentials: true,
    max_age: 0,
};

static P_WITHOUT_ALLOW_HEADERS: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    #[allow(missing_content_type)]
    allow_methods: [GET, HEAD, POST, PUT, PATCH, DELETE],
    expose_headers: ["etag", "x-request-id"],
    allow_credentials: true,
    max_age: 600,
};

static P_WITHOUT_CREDENTIALS: CorsPolicy = p! {
    allow_headers: ["authorization", "content-type", "x-request-id"],
    max_age: 600,
};

static P_WITH_TIMING: CorsPolicy = p! {
    allow_headers: ["authorization", "content-type", "x-request-id"],
    allow_credentials: true,
    max_age: 600,
    timing_allow_origins: ["https://app.example.com", "https://m.example.com"],
};

static P_WITH_PREVIEWS: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://pr-*.preview.example.com",
        // Only acme's previews have these names, says the host.
        #[allow(registrable_preview)]
        "https://deploy-preview-*--acme.netlify.app",
    ],
    allow_methods: [GET, HEAD, POST, PUT, PATCH, DELETE],
    allow_headers: ["authorization", "content-type", "x-request-id"],
    expose_headers: ["etag", "x-request-id"],
    allow_credentials: true,
    max_age: 600,
};

static S: CorsPolicy = cors_policy! {
    allow_origins: *,
    allow_methods: *,
    allow_headers: [*, "authorization"],
    expose_headers: *,
    max_age: 7200,
};

/// The policy that the table calls so.
pub(crate) fn named(name: &str) -> &'static CorsPolicy {
    match name {
        "P" => &P,
        "P with status 200" => &P_WITH_STATUS_200,
        "P without max_age" => &P_WITHOUT_MAX_AGE,
        "P with max_age 0" => &P_WITH_MAX_AGE_0,
        "P without allow_headers" => &P_WITHOUT_ALLOW_HEADERS,
        "P without credentials" => &P_WITHOUT_CREDENTIALS,
        "P with timing_allow_origins" => &P_WITH_TIMING,
        "P with previews" => &P_WITH_PREVIEWS,
        "S" => &S,
        other => panic!("there is no policy {other:?}"),
    }
}
