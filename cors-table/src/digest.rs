//! A 64-bit digest of a serialized origin.
//!
//! Whoever sends an `Origin` gains nothing from a collision: a perfect hash makes one probe whatever
//! the digest is, and the bytes are compared afterwards. So the digest needs no secret, only to be
//! cheap, the same on every platform, and different for every origin of one list, which
//! [`build`](crate::BuiltTable) checks.

const MULTIPLIERS: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];

/// The digest of `bytes`; another `salt` gives an unrelated one.
#[inline]
pub(crate) fn digest(bytes: &[u8], salt: u64) -> u64 {
    let [first, second] = MULTIPLIERS;
    let mut state = fold(bytes.len() as u64 ^ salt ^ first, second);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state = fold(state ^ u64::from_le_bytes(*word), first);
    }
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    fold(state ^ u64::from_le_bytes(last), second)
}

/// Both halves of the full product, so that every bit of the input reaches every bit of the result.
#[inline]
fn fold(left: u64, right: u64) -> u64 {
    let product = u128::from(left) * u128::from(right);
    #[expect(clippy::cast_possible_truncation, reason = "the two halves are what is wanted")]
    let halves = (product as u64, (product >> 64) as u64);
    halves.0 ^ halves.1
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn a_digest_is_the_same_on_every_platform() {
        // Computed apart from this code. A table that was written out is read with the same digest.
        for (text, expected) in
            [("", 0x1137_509a_84ab_7784_u64), ("https://app.example.com", 0x4778_df7b_1d7a_cdcc)]
        {
            assert_eq!(digest(text.as_bytes(), 0), expected, "{text:?}");
        }
    }

    #[test]
    fn the_salt_the_length_and_every_byte_count() {
        let text = b"https://app.example.com";
        let whole = digest(text, 0);
        assert_ne!(whole, digest(text, 1));
        for cut in 0..text.len() {
            assert_ne!(whole, digest(&text[..cut], 0), "cut at {cut}");
            let mut changed = *text;
            changed[cut] ^= 1;
            assert_ne!(whole, digest(&changed, 0), "changed at {cut}");
        }
        // Zero bytes at the end are not the padding of the last word.
        assert_ne!(digest(b"a", 0), digest(b"a\0", 0));
    }
}
