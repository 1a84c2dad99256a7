//! One file a framework. An adapter carries a [`Decision`](crate::Decision) from a framework's
//! request to its response; it holds no rule of CORS.

#[cfg(all(feature = "explain", any(feature = "rocket", feature = "tower")))]
mod refusals;
#[cfg(feature = "rocket")]
pub(crate) mod rocket;
#[cfg(feature = "tower")]
pub(crate) mod tower;
