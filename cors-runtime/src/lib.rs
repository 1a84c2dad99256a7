//! CORS policies that are checked while compiling and decided without allocating.
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
//! that a perfect hash finds, and header values that already exist, except for the origins of a list of more than 128.
//! Nothing is built at start-up, nothing can panic there, and nothing is allocated to reach a decision.
//!
//! Where the policy goes: [`frameworks`]. From tower-http, actix-cors or `rocket_cors`: [`migration`]. Localhost, staging
//! and production: [`environments`]. Apps and extensions: [`embedders`]. Every compile error: [`rules`].
//! Completion and hover: [`editor`].
//!
//! [`CorsPolicy::decide`] is the whole protocol in one call, on the types of the `http` crate. The
//! adapters carry its [`Decision`] from a framework's request to its response.
//!
//! No feature is on by default.
//!
//! | feature | brings |
//! |---|---|
//! | `tower` | `CorsPolicy::layer` for axum 0.8, hyper 1 and everything that speaks tower |
//! | `actix-web` | `CorsPolicy::middleware` for actix-web 4, from 4.15 |
//! | `rocket` | `CorsPolicy::fairing` for Rocket 0.5 |
//! | `explain` | `CorsPolicy::explain`: what a browser does with the answer, why, and what to change |
//! | `testing` | `testing::assert_conforms`: whether your own application is wired right |
//! | `tracing` | an event for each refusal; brings `explain` |
//! | `runtime-origins` | `CorsPolicy::with_runtime_origins`: origins that only the deployer knows |
//!
//! # Why was it refused?
//!
//! A browser tells a script nothing and the server less. With the feature `explain`, `CorsPolicy::explain`
//! tells for any request what the policy answers, what a browser does with the answer and why, and
//! what to change, by asking a model of the browser that shares no code with the policy. The causes have names,
//! which stand in explanations, in logs and on the page [`blocked`].
//!
//! In debug builds, and wherever the adapter's `explain_refusals` says so, the answer to a preflight that ends in
//! a refusal carries a `cors-explanation` header: look for it in the network panel.
//!
//! With the feature `tracing`, each refusal is one event at level `INFO` with the target `cors_runtime`, and
//! nothing is computed for it if no subscriber listens. A refusal is a preflight after which no browser sends the
//! request, or a request whose response a browser keeps from its script. Navigations, handshakes of a WebSocket,
//! the server's own pages and requests without `Origin` are none, as far as a request tells; one that a script
//! of another site made, and that lost its `Origin` on the way, is one (`origin_lost`).
//!
//! | field | holds |
//! |---|---|
//! | `message` | the cause in a sentence |
//! | `cause` | the cause's name, such as `origin_not_listed` |
//! | `request` | `preflight`, `actual`, `options` for an `OPTIONS` that is no preflight, or `origin_lost` |
//! | `origin` | the request's `Origin`, escaped to printable ASCII and cut at 128 bytes; empty if it was lost |
//! | `method` | the method, or the one that the preflight asks for; escaped and cut alike |
//! | `header` | the first request header that is not allowed, if that is the cause; escaped and cut alike |
//! | `policy` | where the policy stands in the source, `file:line` |
//! | `explanation` | the whole explanation, some lines; only if `DEBUG` is on for the target |
//!
//! An application counts refusals with `on_refusal` of `CorsLayer`, `CorsMiddleware` or `CorsFairing`, or without
//! an adapter with `Decision::refusal`.
//!
//! # Versions
//!
//! The types of `http` 1 are part of this crate's interface, and with a feature the traits of its framework: those of
//! `tower-layer` 0.3 and `tower-service` 0.3, of actix-web 4, or of Rocket 0.5; with `testing` those of `tower-service`
//! 0.3, `http-body` 1 and `bytes` 1. Another major version of one of them is another major version of this crate.
//!
//! CORS is not access control: it tells browsers which pages may read responses, and stops nobody else.

mod adapters;
#[cfg(feature = "explain")]
pub mod explain;
mod policy;
mod protocol;
#[cfg(feature = "testing")]
pub mod testing;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

#[cfg(feature = "actix-web")]
pub use adapters::actix_web::{CorsMiddleware, CorsMiddlewareFuture, CorsMiddlewareService};
#[cfg(feature = "rocket")]
pub use adapters::rocket::CorsFairing;
#[cfg(feature = "tower")]
pub use adapters::tower::{CorsLayer, CorsService, ResponseFuture};
#[cfg(feature = "runtime-origins")]
pub use cors_rules::Rule;
pub use cors_table::Origin;
pub use policy::{CorsPolicy, Manifest, Values};
#[cfg(feature = "runtime-origins")]
pub use policy::{OriginErrors, OriginFault};
pub use protocol::{Actual, Decision, Preflight};

/// Every rule of [`cors_policy!`], by the name that its message gives in brackets.
#[cfg(doc)]
#[doc = include_str!("../docs/rules.md")]
pub mod rules {}

/// Policies for development, staging and production, and when to use which way.
#[cfg(doc)]
#[doc = include_str!("../docs/environments.md")]
pub mod environments {}

/// What apps and extensions send that embed a browser, and the policies for them.
#[cfg(doc)]
#[doc = include_str!("../docs/embedders.md")]
pub mod embedders {}

/// Where the policy goes in each framework.
// Its code needs all of them, so it is compiled and run where they are: in examples/frameworks.
#[cfg(all(doc, not(doctest)))]
#[doc = include_str!("../docs/frameworks.md")]
pub mod frameworks {}

/// What becomes of the calls to other libraries, and what was silently wrong there.
#[cfg(doc)]
#[doc = include_str!("../docs/migration.md")]
pub mod migration {}

/// Errors, completion and documentation while you type a policy.
#[cfg(doc)]
#[doc = include_str!("../docs/editor.md")]
pub mod editor {}

/// From the message in a browser's console to the field of the policy to change.
#[cfg(doc)]
#[doc = include_str!("../docs/blocked.md")]
pub mod blocked {}

#[doc = include_str!("cors_policy.md")]
#[macro_export]
macro_rules! cors_policy {
    ($($policy:tt)*) => {
        $crate::__private::policy! { $crate $($policy)* }
    };
}

/// The README's code, compiled and run like the rest of the documentation.
#[cfg(all(doctest, feature = "tower", feature = "runtime-origins"))]
#[doc = include_str!("../../README.md")]
struct Readme;
