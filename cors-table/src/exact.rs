//! The exact origins: a perfect hash over one string.
//!
//! All origins stand in one string, one after the other, with the offset where each begins: one
//! literal for the compiler, no pointers to relocate, and one line of cache an answer.

use core::ops::Range;

use crate::digest::digest;

/// Up to so many members are compared one by one, which is faster than one digest: nearly all differ in
/// length or in the first comparison.
const FEW: usize = 2;

/// A set of serialized origins, found with one probe and one comparison whatever their number.
#[derive(Clone, Copy, Debug)]
pub struct ExactTable<'a> {
    /// The salt of the digest under which all members differ.
    pub salt: u64,
    /// `phf_generator::ptrhash::HashState::seed`.
    pub seed: u64,
    /// `phf_generator::ptrhash::HashState::pilots`.
    pub pilots: &'a [u8],
    /// `phf_generator::ptrhash::HashState::remap`.
    pub remap: &'a [u32],
    /// The members in the order of the perfect hash, without separators.
    pub text: &'a str,
    /// Where each member begins in `text`, in bytes, and at last the length of `text`.
    pub offsets: &'a [u32],
}

impl<'a> ExactTable<'a> {
    /// The table with no member.
    pub const EMPTY: Self =
        ExactTable { salt: 0, seed: 0, pilots: &[], remap: &[], text: "", offsets: &[] };

    /// How many members there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Whether there is no member.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The slot of the member that equals `origin` byte for byte, if there is one.
    #[inline]
    #[must_use]
    pub fn find(&self, origin: &[u8]) -> Option<usize> {
        let is_member = |slot: &usize| {
            // Bytes, for a `str` is made of them only if somebody asks for it.
            self.range(*slot).and_then(|range| self.text.as_bytes().get(range)) == Some(origin)
        };
        if self.len() <= FEW {
            return (0..self.len()).find(is_member);
        }
        let hash = digest(origin, self.salt) ^ self.seed;
        let slot =
            phf_shared::ptrhash::get_index(self.seed, hash, self.pilots, self.remap, self.len());
        Some(slot as usize).filter(is_member)
    }

    /// The member in a slot: these are counted from zero, in the order of the perfect hash.
    #[inline]
    #[must_use]
    pub fn member(&self, slot: usize) -> Option<&'a str> {
        self.text.get(self.range(slot)?)
    }

    /// The members, in the order of their slots.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + '_ {
        (0..self.len()).filter_map(|slot| self.member(slot))
    }

    #[inline]
    fn range(&self, slot: usize) -> Option<Range<usize>> {
        let from = *self.offsets.get(slot)? as usize;
        let to = *self.offsets.get(slot.checked_add(1)?)? as usize;
        Some(from..to)
    }
}
