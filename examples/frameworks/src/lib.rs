//! What the examples of most frameworks have in common: the policy, where they listen, and what they promise.
//!
//! ```sh
//! cargo run -p cors-frameworks --example axum    # or hyper, lambda, poem, salvo, tonic, warp, actix, rocket
//! ```
//!
//! Those of tonic, actix-web and Rocket have policies of their own, for gRPC and for what differs from path to path.

pub mod poem;
pub mod promise;
pub mod salvo;
mod serve;

use cors_runtime::{CorsPolicy, cors_policy};

pub use serve::{listener, serve};

/// Who may call the orders API from a browser, and how.
pub static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        #[cfg(debug_assertions)]
        "http://localhost:*",
    ],
    allow_methods: [GET, POST],
    allow_headers: ["content-type"],
    max_age: 10m,
};

/// The code on the page of all frameworks, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../../cors-runtime/docs/frameworks.md")]
struct Page;
