//! What an operator has listed: judged once, then asked by requests.

use std::fmt;

use cors_rules::Level;
use cors_rules::operator::Within;
use cors_rules::origin::{Entry, PatternEntry};

use super::errors::{OriginErrors, OriginFault};
use crate::data::Origins;
use crate::policy::CorsPolicy;

/// The list of an operator, judged.
///
/// A sorted list and a binary search, where the macro fills a perfect hash: it is made in bounded time of any list,
/// nobody can make it slow by what he sends, and the whole construction is the standard library's.
pub(crate) struct Added {
    /// Sorted.
    exact: Vec<String>,
    patterns: Vec<PatternEntry>,
    /// The length of the longest exact entry, in bytes: nothing longer is compared.
    longest_exact: usize,
    warnings: Vec<OriginFault>,
    /// What else it may have: read once, and asked by explanations.
    #[cfg(feature = "explain")]
    within: Within,
}

impl Added {
    fn new(
        entries: Vec<Entry>,
        warnings: Vec<OriginFault>,
        #[cfg(feature = "explain")] within: Within,
    ) -> Self {
        let mut exact = Vec::new();
        let mut patterns = Vec::new();
        for entry in entries {
            match entry {
                Entry::Exact(origin) => exact.push(origin),
                Entry::Pattern(pattern) => patterns.push(pattern),
            }
        }
        exact.sort_unstable();
        exact.dedup();
        patterns.sort_unstable_by(|one, other| one.text().cmp(other.text()));
        patterns.dedup();
        let longest_exact = exact.iter().map(String::len).max().unwrap_or_default();
        Added {
            exact,
            patterns,
            longest_exact,
            warnings,
            #[cfg(feature = "explain")]
            within,
        }
    }

    /// Whether `origin`, any bytes, is on the list or one that a pattern of it stands for. The work is bounded by
    /// the list.
    pub(crate) fn allows(&self, origin: &[u8]) -> bool {
        let is_exact = origin.len() <= self.longest_exact
            && self.exact.binary_search_by(|member| member.as_bytes().cmp(origin)).is_ok();
        is_exact || self.patterns.iter().any(|pattern| pattern.as_pattern().matches(origin))
    }

    pub(super) fn texts(&self) -> Vec<String> {
        let patterns = self.patterns.iter().map(|pattern| pattern.text().to_owned());
        let mut texts: Vec<_> = self.exact.iter().cloned().chain(patterns).collect();
        texts.sort_unstable();
        texts
    }

    pub(super) fn warnings(&self) -> &[OriginFault] {
        &self.warnings
    }

    #[cfg(feature = "explain")]
    pub(crate) fn exact(&self) -> impl Iterator<Item = &str> {
        self.exact.iter().map(|origin| &**origin)
    }

    #[cfg(feature = "explain")]
    pub(crate) fn patterns(&self) -> impl Iterator<Item = cors_table::Pattern<'_>> {
        self.patterns.iter().map(PatternEntry::as_pattern)
    }
}

/// How much there is, for a list may be long.
impl fmt::Debug for Added {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} origins, {} patterns", self.exact.len(), self.patterns.len())
    }
}

fn within(policy: CorsPolicy) -> Within {
    Within::new(policy.0.within.iter().copied(), policy.0.credentials)
}

/// Whether the policy's source allows what an entry stands for. Its predicates are not asked: what they say may change.
fn is_allowed(policy: CorsPolicy, entry: &Entry) -> bool {
    let Origins::Listed(table) = &policy.0.origins else { return false };
    match entry {
        Entry::Exact(origin) => origin != "null" && table.contains(origin.as_bytes()),
        Entry::Pattern(pattern) => {
            table.patterns.iter().any(|own| own.covers(&pattern.as_pattern()))
        }
    }
}

/// The list, if nothing in it is worse than hardly meant.
pub(super) fn judged<T: AsRef<str>>(
    policy: CorsPolicy,
    list: impl IntoIterator<Item = T>,
) -> Result<Added, OriginErrors> {
    let within = within(policy);
    let judged = within.judge_beside(list, |entry| is_allowed(policy, entry));
    let faults = judged.faults.into_iter().map(OriginFault::from);
    let (errors, warnings): (Vec<_>, Vec<_>) =
        faults.partition(|fault| fault.level() > Level::Warning);
    if errors.is_empty() {
        Ok(Added::new(
            judged.entries,
            warnings,
            #[cfg(feature = "explain")]
            within,
        ))
    } else {
        Err(OriginErrors::new(policy, errors))
    }
}

/// Whether the policy would take the origin on an operator's list, by what the source says, which a list that is there
/// has read already. It may be any text that was sent, and only what is one origin is judged.
#[cfg(feature = "explain")]
pub(crate) fn may_add(policy: CorsPolicy, added: Option<&Added>, origin: &str) -> bool {
    if policy.0.within.is_empty() || cors_table::Origin::parse(origin.as_bytes()).is_none() {
        return false;
    }
    let judged = match added {
        Some(added) => added.within.judge([origin]),
        None => within(policy).judge([origin]),
    };
    judged.faults.iter().all(|(_, fault)| fault.level == Level::Warning)
}
