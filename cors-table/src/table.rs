//! The whole list: exact origins first, patterns after them.

use crate::exact::ExactTable;
use crate::pattern::Pattern;

/// The origins that a policy allows.
#[derive(Clone, Copy, Debug)]
pub struct OriginTable<'a> {
    /// The origins that are listed one by one.
    pub exact: ExactTable<'a>,
    /// The patterns, asked in this order when no exact entry is equal.
    pub patterns: &'a [Pattern<'a>],
    /// The length of the longest exact entry, in bytes: nothing longer is hashed.
    pub longest_exact: usize,
}

/// Which kind of entry an origin was found under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is the exact entry in this slot, byte for byte.
    Exact(usize),
    /// A pattern stands for it.
    Pattern,
}

impl OriginTable<'_> {
    /// The table that holds nothing.
    pub const EMPTY: Self =
        OriginTable { exact: ExactTable::EMPTY, patterns: &[], longest_exact: 0 };

    /// Looks `origin` up as it was sent, any bytes. The work is bounded by the table.
    #[inline]
    #[must_use]
    pub fn find(&self, origin: &[u8]) -> Option<Found> {
        if origin.len() <= self.longest_exact
            && let Some(slot) = self.exact.find(origin)
        {
            return Some(Found::Exact(slot));
        }
        self.patterns.iter().any(|pattern| pattern.matches(origin)).then_some(Found::Pattern)
    }
}
