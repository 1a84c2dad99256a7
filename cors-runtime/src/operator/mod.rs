//! Origins that whoever runs the program supplies when it starts. Needs the feature `operator`.
//!
//! A list is judged ([`errors`]) and asked ([`added`]); a [snapshot](crate::snapshot) of a policy has one, and the
//! policy that takes [`CorsPolicy`](crate::CorsPolicy)'s place makes the snapshots.

mod added;
mod errors;
mod policy;

pub(crate) use self::added::Added;
#[cfg(feature = "explain")]
pub(crate) use self::added::may_add;
pub use self::errors::{OriginErrors, OriginFault};
pub use self::policy::OperatorPolicy;
