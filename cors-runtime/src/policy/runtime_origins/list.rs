//! A list of origins: checked once, then asked by requests.

use std::fmt;

use cors_rules::Level;
use cors_rules::origin::{Entry, PatternEntry};
use cors_rules::runtime_origins::{Limits, Scope, star_beside_others};
use cors_table::{BuiltPatterns, BuiltTable, Pattern};

use super::errors::{OriginErrors, OriginFault};
use crate::policy::data::{Origins, PolicyData, RuntimeOrigins};

/// A list without errors.
#[derive(Default)]
pub(crate) struct List {
    exact: BuiltTable,
    /// The length of the longest exact origin, in bytes: nothing longer is looked up.
    longest_exact: usize,
    patterns: BuiltPatterns,
    /// The list is `*`.
    is_star: bool,
    /// The list is in the place of `allow_origins`, not beside it.
    replaces_source: bool,
    warnings: Vec<OriginFault>,
}

/// What a policy's source lets a list add.
pub(super) fn limits(data: &PolicyData) -> Limits {
    let scope = match data.runtime_origins {
        RuntimeOrigins::Nothing => Scope::Nothing,
        RuntimeOrigins::Within(entries) => Scope::Within(entries),
        RuntimeOrigins::Any => Scope::Any,
        RuntimeOrigins::Star => Scope::Star,
    };
    Limits::new(scope, data.credentials, data.runtime_allowed.iter().copied())
}

impl List {
    /// Checks a list that is added to an earlier one. Warnings do not keep it from being used.
    pub(super) fn checked<T: AsRef<str>>(
        data: &PolicyData,
        limits: &Limits,
        earlier: &List,
        texts: impl IntoIterator<Item = T>,
    ) -> Result<List, OriginErrors> {
        let mut judged = limits.judge_beside(texts, |entry| is_in_source(data, entry));
        let is_empty = judged.entries.is_empty() && !judged.is_star;
        if !is_empty && !earlier.is_empty() && (judged.is_star || earlier.is_star) {
            judged.faults.push((0, star_beside_others(0)));
        }
        let faults = judged.faults.into_iter().map(|(index, fault)| OriginFault::new(index, fault));
        let (errors, warnings): (Vec<_>, Vec<_>) =
            faults.partition(|fault| fault.fault().level > Level::Warning);
        if !errors.is_empty() {
            return Err(OriginErrors::new((data.file, data.line), errors));
        }
        let mut exact: Vec<&str> = Vec::new();
        let mut patterns: Vec<Pattern<'_>> = Vec::new();
        for entry in &judged.entries {
            match entry {
                Entry::Exact(origin) => exact.push(origin),
                Entry::Pattern(pattern) => patterns.push(PatternEntry::as_pattern(pattern)),
            }
        }
        exact.extend(earlier.exact());
        patterns.extend(earlier.patterns());
        exact.sort_unstable();
        exact.dedup();
        Ok(List {
            longest_exact: exact.iter().map(|origin| origin.len()).max().unwrap_or_default(),
            exact: BuiltTable::of_distinct(&exact),
            patterns: BuiltPatterns::new(&patterns),
            is_star: judged.is_star || earlier.is_star,
            replaces_source: earlier.replaces_source,
            warnings: earlier.warnings.iter().cloned().chain(warnings).collect(),
        })
    }

    /// The same list in the place of `allow_origins`, if there is anything in it.
    pub(super) fn in_place_of_source(self) -> List {
        List { replaces_source: !self.is_empty(), ..self }
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.is_star && self.exact.table().is_empty() && self.patterns.is_empty()
    }

    pub(super) fn is_star(&self) -> bool {
        self.is_star
    }

    pub(super) fn replaces_source(&self) -> bool {
        self.replaces_source
    }

    /// Whether `origin`, any bytes, is in the list or matches a pattern of it.
    pub(super) fn allows(&self, origin: &[u8]) -> bool {
        let is_exact =
            origin.len() <= self.longest_exact && self.exact.table().find(origin).is_some();
        is_exact || self.patterns.contains(origin)
    }

    /// The entries, sorted.
    pub(super) fn texts(&self) -> Vec<String> {
        let star = self.is_star.then(|| "*".to_owned());
        let exact = self.exact().map(str::to_owned);
        let patterns = self.patterns().map(|pattern| pattern.to_string());
        let mut texts: Vec<_> = star.into_iter().chain(exact).chain(patterns).collect();
        texts.sort_unstable();
        texts
    }

    pub(super) fn warnings(&self) -> &[OriginFault] {
        &self.warnings
    }

    pub(super) fn exact(&self) -> impl Iterator<Item = &str> {
        let table = self.exact.table();
        (0..table.len()).filter_map(move |slot| table.member(slot))
    }

    pub(super) fn patterns(&self) -> impl Iterator<Item = Pattern<'_>> {
        self.patterns.iter()
    }
}

/// How many entries there are: a list may be long.
impl fmt::Debug for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_star {
            return f.write_str("`*` at run time");
        }
        let (exact, patterns) = (self.exact.table().len(), self.patterns.len());
        write!(f, "{exact} origins and {patterns} patterns at run time")
    }
}

/// Whether the policy's source allows what an entry matches. Its predicates are not asked: their answers may change.
fn is_in_source(data: &PolicyData, entry: &Entry) -> bool {
    let Origins::Listed(table) = &data.origins else { return false };
    match entry {
        Entry::Exact(origin) => origin != "null" && table.contains(origin.as_bytes()),
        Entry::Pattern(pattern) => {
            table.patterns.iter().any(|own| own.covers(&pattern.as_pattern()))
        }
    }
}
