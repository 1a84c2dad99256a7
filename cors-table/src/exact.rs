//! The exact origins: a perfect hash over one string.

use core::cmp::Ordering;

use crate::digest::digest;
use crate::members::Members;

/// Up to so many members are compared one by one, which is faster than one digest: nearly all differ in
/// length or in the first comparison.
pub(crate) const FEW: usize = 2;

/// A set of serialized origins, found with one probe and one comparison whatever their number.
#[derive(Clone, Copy, Debug)]
pub struct ExactTable<'a> {
    /// The seed of the digest.
    pub seed: u64,
    /// The pilot of each bucket. Without any, the members are sorted.
    pub pilots: &'a [u8],
    /// The slots of members that are hashed beyond the last slot.
    pub remap: &'a [u32],
    /// How many members there are.
    pub len: usize,
    /// The members in the order of their slots.
    pub members: Members<'a>,
}

impl<'a> ExactTable<'a> {
    /// The table with no member.
    pub const EMPTY: Self = ExactTable {
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
        if self.pilots.is_empty() {
            return self.find_sorted(origin);
        }
        let hash = digest(origin, self.seed);
        let slot =
            phf_shared::ptrhash::get_index(self.seed, hash, self.pilots, self.remap, self.len);
        Some(slot as usize).filter(is_member)
    }

    /// Looks where a member stands that is not hashed, by halving.
    #[cold]
    fn find_sorted(&self, origin: &[u8]) -> Option<usize> {
        let mut range = 0..self.len;
        while !range.is_empty() {
            let middle = range.start.midpoint(range.end);
            match self.members.bytes(middle)?.cmp(origin) {
                Ordering::Less => range.start = middle.saturating_add(1),
                Ordering::Greater => range.end = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// The member in a slot: these are counted from zero, in the order of the table.
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
