//! What the policy of a path can be.

use crate::adapters::held::Held;
#[cfg(feature = "operator")]
use crate::operator::OperatorPolicy;
use crate::policy::CorsPolicy;

/// A policy of either kind: a [`CorsPolicy`], or one with origins of its operator.
#[derive(Clone, Debug)]
pub struct AnyPolicy(pub(super) Held);

impl From<CorsPolicy> for AnyPolicy {
    fn from(policy: CorsPolicy) -> Self {
        AnyPolicy(Held::Constant(policy))
    }
}

#[cfg(feature = "operator")]
impl From<&OperatorPolicy> for AnyPolicy {
    fn from(policy: &OperatorPolicy) -> Self {
        AnyPolicy(Held::Changing(policy.clone()))
    }
}
