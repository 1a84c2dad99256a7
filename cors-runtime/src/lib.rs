//! CORS policies that are checked while compiling and answered without allocating.

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

/// Declares a [`CorsPolicy`], and checks it while compiling.
#[macro_export]
macro_rules! cors_policy {
    ($($policy:tt)*) => {
        $crate::__private::policy! { $crate $($policy)* }
    };
}
