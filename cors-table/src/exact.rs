//! The exact origins: a perfect hash over one string.

use crate::digest::digest;
use crate::members::Members;

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
    /// How many members there are.
    pub len: usize,
    /// The members in the order of the perfect hash.
    pub members: Members<'a>,
}

impl<'a> ExactTable<'a> {
    /// The table with no member.
    pub const EMPTY: Self = ExactTable {
        salt: 0,
        seed: 0,
        pilots: &[],
        remap: &[],
        len: 0,
        members: Members::Cells { text: "", size: 0 },
    };

    /// How many members there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no member.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The slot of the member that equals `origin` byte for byte, if there is one.
    #[inline]
    #[must_use]
    pub fn find(&self, origin: &[u8]) -> Option<usize> {
        let is_member = |slot: &usize| self.members.bytes(*slot) == Some(origin);
        if self.len <= FEW {
            return (0..self.len).find(is_member);
        }
        let hash = digest(origin, self.salt) ^ self.seed;
        let slot =
            phf_shared::ptrhash::get_index(self.seed, hash, self.pilots, self.remap, self.len);
        Some(slot as usize).filter(is_member)
    }

    /// The member in a slot: these are counted from zero, in the order of the perfect hash.
    #[inline]
    #[must_use]
    pub fn member(&self, slot: usize) -> Option<&'a str> {
        self.members.get(slot)
    }

    /// The members, in the order of their slots.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + '_ {
        (0..self.len).filter_map(|slot| self.member(slot))
    }
}
