//! CORS policies that are checked while compiling and answered without allocating.
//!
//! ```
//! use cors_runtime::{CorsPolicy, cors_policy};
//!
//! static API: CorsPolicy = cors_policy! {
//!     allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
//!     allow_methods: [GET, POST, PUT, PATCH, DELETE],
//!     allow_headers: ["authorization", "content-type"],
//!     allow_credentials: true,
//!     max_age: 10m,
//! };
//! ```
//!
//! [`cors_policy!`] is the reference of what a policy consists of. A mistake stops the build, at the
//! offending token, with the text to paste. What it compiles to is data in the binary: an origin table
//! that a perfect hash finds, and header values that already exist. Nothing is built at start-up, nothing
//! can panic there, and nothing is allocated to reach a decision.
//!
//! [`CorsPolicy::decide`] is the whole protocol in one call, on the types of the `http` crate. The
//! adapters carry its [`Decision`] from a framework's request to its response.
//!
//! | feature | brings | by default |
//! |---|---|---|
//! | `tower` | `CorsPolicy::layer` for axum 0.8, hyper 1 and everything that speaks tower | no |
//! | `public-suffix-list` | the compiler knows that everybody can have a name below `co.uk` or `github.io` | yes |
//!
//! CORS is not access control: it tells browsers which pages may read responses, and stops nobody else.

mod adapters;
mod data;
mod decision;
mod policy;
mod request;
mod response;
mod vary;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

#[cfg(feature = "tower")]
pub use adapters::tower::{CorsLayer, CorsService, ResponseFuture};
pub use decision::{Actual, Decision, Preflight};
pub use policy::CorsPolicy;

/// Every rule of [`cors_policy!`], by the name that its message gives in brackets.
#[cfg(doc)]
#[doc = include_str!("../docs/rules.md")]
pub mod rules {}

#[doc = include_str!("cors_policy.md")]
#[macro_export]
macro_rules! cors_policy {
    ($($policy:tt)*) => {
        $crate::__private::policy! { $crate $($policy)* }
    };
}

/// The README's code, compiled and run like the rest of the documentation.
#[cfg(all(doctest, feature = "tower"))]
#[doc = include_str!("../../README.md")]
struct Readme;
