//! The policy that an adapter holds.

#[cfg(feature = "operator")]
use crate::operator::OperatorPolicy;
use crate::policy::CorsPolicy;
use crate::snapshot::Snapshot;

/// A policy, whether or not its operator's list can change while it is held.
#[derive(Clone, Debug)]
pub(super) enum Held {
    Constant(CorsPolicy),
    #[cfg(feature = "operator")]
    Changing(OperatorPolicy),
}

impl Held {
    /// What the next request is judged by.
    pub(super) fn now(&self) -> Snapshot {
        match self {
            Held::Constant(policy) => (*policy).into(),
            #[cfg(feature = "operator")]
            Held::Changing(policy) => policy.snapshot(),
        }
    }
}
