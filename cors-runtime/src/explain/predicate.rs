//! The policy's predicates, in the explanation of an origin that none of them allowed.

use std::fmt;

use cors_table::Origin;

use crate::predicate;

/// An entry `if path::to::predicate` of the policy, which did not allow a refused origin.
///
/// It names an entry of the policy: for the policy's people, not for whoever sent the request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Predicate {
    /// The entry as it stands in the policy.
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
    /// It is on plain http, the policy allows credentials, and the entry does not say
    /// `#[allow(insecure_origin)]`.
    Insecure,
}

impl NotAsked {
    const fn words(self) -> &'static str {
        match self {
            NotAsked::Null => "`null` has neither scheme nor host",
            NotAsked::NotSerialized => "what was sent has not the form of an origin",
            NotAsked::Insecure => {
                "the origin is not encrypted, and credentials are allowed; `#[allow(insecure_origin)]` is not before it"
            }
        }
    }
}

impl fmt::Display for NotAsked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// What became of each predicate, for an origin that was refused. None of them is asked again.
pub(super) fn of_refused(predicates: &[predicate::Predicate], origin: &[u8]) -> Vec<Predicate> {
    let parsed = Origin::parse(origin);
    let not_asked = |one: &predicate::Predicate| match &parsed {
        None if origin == b"null" => Some(NotAsked::Null),
        None => Some(NotAsked::NotSerialized),
        Some(parsed) if !one.is_asked_of(parsed) => Some(NotAsked::Insecure),
        Some(_) => None,
    };
    predicates.iter().map(|one| Predicate { entry: one.entry, not_asked: not_asked(one) }).collect()
}
