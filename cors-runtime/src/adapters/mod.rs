//! One file a framework. An adapter carries a [`Decision`](crate::Decision) from a framework's
//! request to its response; it holds no rule of CORS. A framework whose types are not those of `http` 1 says in
//! `headers.rs`, beside its adapter, what its types are.

#[cfg(feature = "actix-web")]
pub(crate) mod actix_web;
mod decide;
#[cfg(all(feature = "explain", any(feature = "actix-web", feature = "rocket", feature = "tower")))]
mod refusals;
#[cfg(feature = "rocket")]
pub(crate) mod rocket;
#[cfg(feature = "tower")]
pub(crate) mod tower;
