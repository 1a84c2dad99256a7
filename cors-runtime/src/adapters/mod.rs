//! One file a framework. An adapter carries a [`Decision`](crate::Decision) from a framework's
//! request to its response; it holds no rule of CORS.

#[cfg(feature = "tower")]
mod held;
#[cfg(feature = "tower")]
pub(crate) mod tower;
