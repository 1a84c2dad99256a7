//! `if path::to::predicate`: functions of the program that are asked about origins that no other entry allows.

use cors_table::Origin;

/// An entry of `allow_origins` that a function answers for.
#[derive(Debug)]
pub struct Predicate {
    /// The entry as it stands in the policy.
    pub entry: &'static str,
    /// The function.
    pub allows: fn(Origin<'_>) -> bool,
    /// Whether it is asked about an origin on plain http that is not this machine's. With credentials it is
    /// not, unless the entry says so: nobody's answer makes such a page safe, as the rule `insecure_origin` has
    /// it of listed ones.
    pub is_asked_of_insecure: bool,
}

impl Predicate {
    /// Whether it is asked about this origin at all.
    pub(crate) fn is_asked_of(&self, origin: &Origin<'_>) -> bool {
        self.is_asked_of_insecure || !origin.is_insecure()
    }
}

/// Whether a predicate allows the origin, asked in turn. Only a well-formed origin reaches one; `null` has neither
/// scheme nor host.
pub(super) fn any_allows(predicates: &[Predicate], origin: &[u8]) -> bool {
    // Most policies have none, and then there is nothing to split.
    !predicates.is_empty()
        && Origin::parse(origin).is_some_and(|origin| {
            predicates.iter().any(|one| one.is_asked_of(&origin) && (one.allows)(origin))
        })
}
