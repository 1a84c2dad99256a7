//! The whole list: exact origins first, patterns after them.

use crate::exact::ExactTable;
use crate::pattern::Pattern;

/// The origins that a policy allows. It is asked for what was sent, any bytes, and the work is bounded by the table.
#[derive(Clone, Copy, Debug)]
pub struct OriginTable<'a> {
    /// The origins that are listed one by one.
    pub exact: ExactTable<'a>,
    /// The patterns, asked in this order when no exact entry is equal.
    pub patterns: &'a [Pattern<'a>],
    /// The length of the longest exact entry, in bytes: nothing longer is hashed.
    pub longest_exact: usize,
}

impl OriginTable<'_> {
    /// The table that holds nothing.
    pub const EMPTY: Self =
        OriginTable { exact: ExactTable::EMPTY, patterns: &[], longest_exact: 0 };

    /// Whether `origin` is allowed.
    #[must_use]
    pub fn contains(&self, origin: &[u8]) -> bool {
        self.find_exact(origin).is_some() || self.find_pattern(origin).is_some()
    }

    /// The slot of the exact entry that `origin` is, byte for byte.
    #[inline]
    #[must_use]
    pub fn find_exact(&self, origin: &[u8]) -> Option<usize> {
        if origin.len() > self.longest_exact {
            return None;
        }
        self.exact.find(origin)
    }

    /// The place of the first pattern that stands for `origin`.
    #[inline]
    #[must_use]
    pub fn find_pattern(&self, origin: &[u8]) -> Option<usize> {
        self.patterns.iter().position(|pattern| pattern.matches(origin))
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::OriginTable;
    use crate::{BuiltTable, HostPattern, Pattern, PortPattern};

    #[test]
    fn exact_entries_are_found_by_slot_and_patterns_by_place() {
        let listed = ["https://a.example", "https://long.example"];
        let built = BuiltTable::new(&listed).unwrap();
        let pattern = |host| Pattern { scheme: "https", host, port: PortPattern::None };
        let patterns =
            [HostPattern::Below("b.example"), HostPattern::Below("example")].map(pattern);
        let table = OriginTable {
            exact: built.table(),
            patterns: &patterns,
            longest_exact: listed[1].len(),
        };
        for (origin, is_exact, place) in [
            ("https://a.example", true, Some(1)),
            ("https://long.example", true, Some(1)),
            ("https://x.b.example", false, Some(0)),
            ("https://other.example", false, Some(1)),
            ("https://example", false, None),
            ("https://a.example.evil", false, None),
        ] {
            let bytes = origin.as_bytes();
            let found = table.find_exact(bytes).and_then(|slot| table.exact.member(slot));
            assert_eq!(found, is_exact.then_some(origin));
            assert_eq!(table.find_pattern(bytes), place, "{origin}");
            assert_eq!(table.contains(bytes), is_exact || place.is_some(), "{origin}");
        }
        let exact_alone = OriginTable { patterns: &[], ..table };
        assert!(exact_alone.contains(b"https://a.example"));
        assert!(!exact_alone.contains(b"https://other.example"));
        assert!(!OriginTable::EMPTY.contains(b"https://a.example"));
    }
}
