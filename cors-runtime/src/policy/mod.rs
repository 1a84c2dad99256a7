//! What a policy is: data in the binary, and the origins that were added at run time. It knows nothing of requests.

mod constant;
mod cors_policy;
mod data;
mod manifest;
mod predicate;
#[cfg(feature = "runtime-origins")]
mod runtime_origins;

pub use constant::Constant;
pub use cors_policy::CorsPolicy;
pub(crate) use cors_policy::Permission;
pub use data::{Allowed, HeaderValues, Origins, PolicyData, PreflightStatus, RuntimeOrigins};
pub use manifest::{Manifest, Values};
pub use predicate::Predicate;
#[cfg(feature = "runtime-origins")]
pub use runtime_origins::{OriginErrors, OriginFault};
