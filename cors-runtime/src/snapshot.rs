//! A policy at one moment: what its source says, and what its operator had listed by then.

use std::ops::Deref;
#[cfg(feature = "operator")]
use std::sync::Arc;

use http::{HeaderMap, Method};

use crate::decision::Decision;
#[cfg(feature = "operator")]
use crate::operator::Added;
use crate::policy::CorsPolicy;
use crate::request;

/// What a request is judged by, from its decision to its explanation, however often the list changes meanwhile.
/// It is read like the [`CorsPolicy`] whose source it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    policy: CorsPolicy,
    #[cfg(feature = "operator")]
    added: Option<Arc<Added>>,
}

impl From<CorsPolicy> for Snapshot {
    fn from(policy: CorsPolicy) -> Self {
        Snapshot {
            policy,
            #[cfg(feature = "operator")]
            added: None,
        }
    }
}

impl Deref for Snapshot {
    type Target = CorsPolicy;

    fn deref(&self) -> &CorsPolicy {
        &self.policy
    }
}

impl Snapshot {
    /// The policy, with what its operator has listed.
    #[cfg(feature = "operator")]
    pub(crate) fn new(policy: CorsPolicy, added: Arc<Added>) -> Self {
        Snapshot { policy, added: Some(added) }
    }

    pub(crate) fn decide(self, method: &Method, headers: &HeaderMap) -> Decision {
        let decision = request::decide(self, (method, headers));
        #[cfg(feature = "tracing")]
        crate::event::refusal(&decision, method, headers);
        decision
    }

    /// Whether the operator has listed the origin.
    #[cfg(feature = "operator")]
    pub(crate) fn adds(&self, origin: &[u8]) -> bool {
        self.added.as_ref().is_some_and(|added| added.allows(origin))
    }

    /// Without the feature `operator` nobody has.
    #[cfg(not(feature = "operator"))]
    #[expect(clippy::unused_self, reason = "it is the other one's signature")]
    pub(crate) const fn adds(&self, _origin: &[u8]) -> bool {
        false
    }
}

#[cfg(feature = "explain")]
mod explain {
    use cors_table::Pattern;

    use super::Snapshot;
    use crate::data::Origins;

    impl Snapshot {
        /// The origins that are allowed one by one.
        pub(crate) fn exact(&self) -> impl Iterator<Item = &str> {
            let listed = match &self.policy.0.origins {
                Origins::Any => None,
                Origins::Listed(table) => Some(table.exact.iter()),
            };
            let all = listed.into_iter().flatten();
            #[cfg(feature = "operator")]
            let all = all.chain(self.added.iter().flat_map(|added| added.exact()));
            all
        }

        /// The patterns that are allowed.
        pub(crate) fn patterns(&self) -> impl Iterator<Item = Pattern<'_>> {
            let listed = match &self.policy.0.origins {
                Origins::Any => &[],
                Origins::Listed(table) => table.patterns,
            };
            let all = listed.iter().copied();
            #[cfg(feature = "operator")]
            let all = all.chain(self.added.iter().flat_map(|added| added.patterns()));
            all
        }

        /// Whether an operator's list may have the origin.
        #[cfg(feature = "operator")]
        pub(crate) fn may_add(&self, origin: &str) -> bool {
            crate::operator::may_add(self.policy, self.added.as_deref(), origin)
        }

        /// Whether there is an operator's list, be it empty.
        #[cfg(feature = "operator")]
        pub(crate) fn has_list(&self) -> bool {
            self.added.is_some()
        }

        /// Without the feature `operator` there is none.
        #[cfg(not(feature = "operator"))]
        #[expect(clippy::unused_self, reason = "it is the other one's signature")]
        pub(crate) const fn has_list(&self) -> bool {
            false
        }

        /// Without the feature `operator` there is none.
        #[cfg(not(feature = "operator"))]
        #[expect(clippy::unused_self, reason = "it is the other one's signature")]
        pub(crate) const fn may_add(&self, _origin: &str) -> bool {
            false
        }
    }
}
