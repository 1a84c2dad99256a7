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
