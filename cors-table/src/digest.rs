//! A 64-bit digest of a serialized origin.
//!
//! Whoever sends an `Origin` gains nothing from a collision: a perfect hash makes one probe whatever
//! the digest is, and the bytes are compared afterwards. So the digest needs no secret, only to be
//! cheap and the same on every platform.

const MULTIPLIERS: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];

/// The digest of `bytes`; another `seed` gives an unrelated one. Sixteen bytes cost one multiplication, and
/// the last sixteen are read again where they overlap, which costs less than looking at single bytes.
#[inline]
pub(crate) fn digest(bytes: &[u8], seed: u64) -> u64 {
    let [first, second] = MULTIPLIERS;
    let state = bytes.len() as u64 ^ seed ^ first;
    let mix = |state, left: u64, right: u64| fold(state ^ left, second ^ right);
    if let Some(last) = bytes.last_chunk::<16>() {
        let (pairs, _) = bytes.as_chunks::<16>();
        return pairs.iter().chain([last]).fold(state, |state, pair| {
            let (left, right) = halves(*pair);
            mix(state, left, right)
        });
    }
    if let (Some(left), Some(right)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return mix(state, u64::from_le_bytes(*left), u64::from_le_bytes(*right));
    }
    let mut short = [0; 8];
    for (to, from) in short.iter_mut().zip(bytes) {
        *to = *from;
    }
    mix(state, u64::from_le_bytes(short), 0)
}

/// The first and the last eight bytes.
#[inline]
fn halves(pair: [u8; 16]) -> (u64, u64) {
    let both = u128::from_le_bytes(pair);
    #[expect(clippy::cast_possible_truncation, reason = "the two halves are what is wanted")]
    (both as u64, (both >> 64) as u64)
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
        for (text, expected) in [
            ("", 0xc9d8_74ca_57d9_e055_u64),
            ("http://a.b", 0x93a5_b4ed_cee4_d44e),
            ("http://a.example", 0x6c1a_3bb6_bbcc_29bc),
            ("https://app.example.com", 0x86bc_3a2e_c76e_780c),
        ] {
            assert_eq!(digest(text.as_bytes(), 0), expected, "{text:?}");
        }
    }

    #[test]
    fn the_seed_the_length_and_every_byte_count() {
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
