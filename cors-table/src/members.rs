//! Where the exact origins stand: all in one string, which is one literal for the compiler and has no pointers to
//! relocate.

/// The members of an [`ExactTable`](crate::ExactTable), each in its slot.
#[derive(Clone, Copy, Debug)]
pub enum Members<'a> {
    /// In cells of one size: a length, that many bytes, and what is left. Nothing has to be read to know where a
    /// cell is, so an answer reads one place in memory.
    Cells {
        /// The cells in the order of the slots.
        text: &'a str,
        /// The size of each, in bytes.
        size: usize,
    },
    /// One after the other, if their lengths are so different that cells would be mostly empty.
    Joined {
        /// The members in the order of the slots.
        text: &'a str,
        /// Where each begins in `text`, in bytes, and at last the length of `text`.
        offsets: &'a [u32],
    },
}

impl<'a> Members<'a> {
    /// The bytes of the member in a slot. A `str` is made of them only if somebody asks for it.
    #[inline]
    pub(crate) fn bytes(&self, slot: usize) -> Option<&'a [u8]> {
        let (text, from, to) = self.place(slot)?;
        text.as_bytes().get(from..to)
    }

    /// The member in a slot.
    #[inline]
    pub(crate) fn get(&self, slot: usize) -> Option<&'a str> {
        let (text, from, to) = self.place(slot)?;
        text.get(from..to)
    }

    /// The text, and from where to where the member in a slot stands there.
    #[inline]
    fn place(&self, slot: usize) -> Option<(&'a str, usize, usize)> {
        match *self {
            Members::Cells { text, size } => {
                let cell = slot.checked_mul(size)?;
                let length = usize::from(*text.as_bytes().get(cell)?);
                let from = cell.checked_add(1)?;
                Some((text, from, from.checked_add(length)?))
            }
            Members::Joined { text, offsets } => {
                let from = *offsets.get(slot)? as usize;
                let to = *offsets.get(slot.checked_add(1)?)? as usize;
                Some((text, from, to))
            }
        }
    }
}
