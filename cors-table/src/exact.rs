//! The exact origins: a perfect hash over one string.
//!
//! All origins stand in one string, one after the other, with the offset where each begins: one
//! literal for the compiler, no pointers to relocate, and one line of cache an answer.

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

    /// The member that equals `origin` byte for byte, if there is one.
    #[inline]
    #[must_use]
    pub fn find(&self, origin: &[u8]) -> Option<&'a str> {
        if self.len() <= FEW {
            return self.iter().find(|member| member.as_bytes() == origin);
        }
        let hash = digest(origin, self.salt) ^ self.seed;
        let slot =
            phf_shared::ptrhash::get_index(self.seed, hash, self.pilots, self.remap, self.len());
        let member = self.member(slot as usize)?;
        (member.as_bytes() == origin).then_some(member)
    }

    /// The members, in the order of the perfect hash.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + '_ {
        (0..self.len()).filter_map(|slot| self.member(slot))
    }

    #[inline]
    fn member(&self, slot: usize) -> Option<&'a str> {
        let from = *self.offsets.get(slot)? as usize;
        let to = *self.offsets.get(slot.checked_add(1)?)? as usize;
        self.text.get(from..to)
    }
}
