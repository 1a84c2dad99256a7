//! The policy's predicates, in the explanation of an origin that none of them allowed.

use std::fmt;

use cors_table::Origin;

use crate::policy::CorsPolicy;
#[cfg(feature = "runtime-origins")]
use crate::policy::RuntimeOrigins;

/// An entry `if path::to::predicate` of the policy, which did not allow a refused origin.
///
/// It names an entry of the policy: for the policy's people, not for whoever sent the request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Predicate {
    /// The entry as it stands in the policy; `with_runtime_predicate` for a function that was added at run time.
    pub entry: &'static str,
    /// Why it was not asked; `None` if it was, and does not allow the origin.
    pub not_asked: Option<NotAsked>,
}

/// Why a predicate was not asked about an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NotAsked {
    /// `null` has neither scheme nor host, and every site can send it.
    Null,
    /// What was sent is not well-formed.
    NotSerialized,
    /// It is on plain http, the policy allows credentials, and the entry or the field `runtime_origins` does not say
    /// `#[allow(insecure_origin)]`.
    Insecure,
    /// The policy's `runtime_origins` does not cover it.
    NotCovered,
}

impl NotAsked {
    const fn words(self) -> &'static str {
        match self {
            NotAsked::Null => "`null` has neither scheme nor host",
            NotAsked::NotSerialized => "what was sent has not the form of an origin",
            NotAsked::Insecure => {
                "the origin is not encrypted, and credentials are allowed; `#[allow(insecure_origin)]` is not before it"
            }
            NotAsked::NotCovered => "`runtime_origins` does not cover the origin",
        }
    }
}

impl fmt::Display for NotAsked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// What became of each predicate, for an origin that was refused. None of them is asked again.
pub(super) fn of_refused(policy: &CorsPolicy, origin: &[u8]) -> Vec<Predicate> {
    let parsed = Origin::parse(origin);
    let not_asked = |of_origin: &dyn Fn(&Origin<'_>) -> Option<NotAsked>| match &parsed {
        None if origin == b"null" => Some(NotAsked::Null),
        None => Some(NotAsked::NotSerialized),
        Some(parsed) => of_origin(parsed),
    };
    // A list in the place of `allow_origins` is in the place of its predicates too.
    let of_source = policy.listed().map_or(&[][..], |_| policy.data.predicates);
    let of_source = of_source.iter().map(|one| {
        let is_left_out = |origin: &Origin<'_>| !one.is_asked_of(origin);
        let not_asked = not_asked(&|origin| is_left_out(origin).then_some(NotAsked::Insecure));
        Predicate { entry: one.entry, not_asked }
    });
    let all = of_source;
    #[cfg(feature = "runtime-origins")]
    let all = all.chain((0..policy.runtime_predicates()).map(|_| {
        let why = match policy.data.runtime_origins {
            RuntimeOrigins::Any | RuntimeOrigins::Star => NotAsked::Insecure,
            RuntimeOrigins::Nothing | RuntimeOrigins::Within(_) => NotAsked::NotCovered,
        };
        let not_asked = not_asked(&|origin| (!policy.is_open_to(origin)).then_some(why));
        Predicate { entry: "with_runtime_predicate", not_asked }
    }));
    all.collect()
}
