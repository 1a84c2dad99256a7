//! Origins that only the deployer knows. Needs the feature `runtime-origins`.
//!
//! A [list](list) is checked by the rules of the compiler; a [policy's handle](runtime) has one, with the functions that
//! are asked beside it; the [methods](methods) of `CorsPolicy` make both.

mod errors;
mod list;
mod methods;
mod runtime;

pub use self::errors::{OriginErrors, OriginFault};
pub(super) use self::runtime::Runtime;
