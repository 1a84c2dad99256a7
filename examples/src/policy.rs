//! The CORS policy of the orders API.

use cors_runtime::{CorsPolicy, cors_policy};

/// Who may call the orders API from a browser, and how.
pub static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        "https://*.preview.example.com",
        // The example's own page, whose port can be chosen. A deployed API would put this entry
        // under `#[cfg(debug_assertions)]`; the example has to work in a release build as well.
        #[allow(development_origin)]
        "http://localhost:*",
    ],
    allow_methods: [GET, POST, PUT, DELETE],
    allow_headers: ["content-type", "x-request-id"],
    expose_headers: ["x-request-id"],
    allow_credentials: true,
    max_age: 10m,
};
