//! The origin table of a policy, filled: asked here by `expect`, and written out for the program.

use cors_rules::origin::{Entry, PatternEntry};
use cors_table::{BuildError, BuiltTable, OriginTable, Pattern};

pub(crate) struct Table<'e> {
    exact: BuiltTable,
    pub(crate) longest_exact: usize,
    pub(crate) patterns: Vec<&'e PatternEntry>,
}

impl<'e> Table<'e> {
    pub(crate) fn new(entries: &'e [Option<Entry>]) -> Result<Self, BuildError> {
        // An entry that is listed twice under `#[allow(redundant_origin)]` is in the table once.
        let mut exact: Vec<_> = exact(entries).collect();
        exact.sort_unstable();
        exact.dedup();
        Ok(Table {
            longest_exact: exact.iter().map(|origin| origin.len()).max().unwrap_or_default(),
            exact: BuiltTable::new(&exact)?,
            patterns: entries
                .iter()
                .flatten()
                .filter_map(|entry| match entry {
                    Entry::Pattern(pattern) => Some(pattern),
                    Entry::Exact(_) => None,
                })
                .collect(),
        })
    }

    pub(crate) fn exact(&self) -> cors_table::ExactTable<'_> {
        self.exact.table()
    }

    /// The text of the entry that allows `origin`, found as the running program will find it.
    pub(crate) fn allowed_by(&self, origin: &str) -> Option<&str> {
        let patterns: Vec<Pattern<'_>> =
            self.patterns.iter().map(|entry| entry.as_pattern()).collect();
        let table = OriginTable {
            exact: self.exact(),
            patterns: &patterns,
            longest_exact: self.longest_exact,
        };
        if let Some(slot) = table.find_exact(origin.as_bytes()) {
            return self.exact().member(slot);
        }
        let place = table.find_pattern(origin.as_bytes())?;
        self.patterns.get(place).map(|entry| entry.text())
    }
}

/// The entries that are one origin each.
pub(crate) fn exact(entries: &[Option<Entry>]) -> impl Iterator<Item = &str> {
    entries.iter().flatten().filter_map(|entry| match entry {
        Entry::Exact(text) => Some(&**text),
        Entry::Pattern(_) => None,
    })
}
