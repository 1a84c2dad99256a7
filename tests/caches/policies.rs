//! Two policies, which allow different origins.

use cors_runtime::{CorsPolicy, cors_policy};

pub(crate) static ORDERS: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        "https://admin.example.com:8443",
        "https://shop.example",
        "https://*.preview.example.com",
    ],
    allow_methods: [PUT],
    allow_headers: ["content-type"],
    expose_headers: ["etag"],
    allow_credentials: true,
    max_age: 10m,
};

pub(crate) static CATALOG: CorsPolicy = cors_policy! {
    allow_origins: ["https://shop.example", "https://partner.example", "https://pr-*.example.com"],
    allow_methods: [PUT],
    allow_headers: ["content-type"],
};
