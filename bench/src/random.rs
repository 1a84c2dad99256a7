//! Orders that nothing predicts and every run repeats.

use std::sync::atomic::{AtomicU64, Ordering};

static SEEDS: AtomicU64 = AtomicU64::new(1);

/// `SplitMix64`.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// Another sequence than all before it: of two peers that share a table, neither may find its lines in
    /// the cache because the other one has just looked for the same.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "a default would be the same each time")]
    pub fn new() -> Self {
        Random(SEEDS.fetch_add(1, Ordering::Relaxed) << 32)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^= word >> 31;
        usize::try_from(word % end as u64).unwrap_or_default()
    }
}
