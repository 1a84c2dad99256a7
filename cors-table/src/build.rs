//! Filling a table, with the construction that phf publishes.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::digest::digest;
use crate::exact::ExactTable;

/// The owned parts of an [`ExactTable`].
///
/// ```
/// use cors_table::BuiltTable;
///
/// let built = BuiltTable::new(&["https://app.example.com", "http://localhost:3000"]).unwrap();
/// assert!(built.table().find(b"http://localhost:3000").is_some());
/// assert!(built.table().find(b"http://localhost:3001").is_none());
/// ```
#[derive(Clone, Debug)]
pub struct BuiltTable {
    salt: u64,
    seed: u64,
    pilots: Vec<u8>,
    remap: Vec<u32>,
    text: String,
    offsets: Vec<u32>,
}

/// Why a table could not be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// One origin is on the list twice. A perfect hash over equal keys does not exist, and looking
    /// for it would never end.
    Duplicate,
    /// All origins together have more than `u32::MAX` bytes.
    TooLarge,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BuildError::Duplicate => "an origin is on the list twice",
            BuildError::TooLarge => "the origins have more than 4 GiB together",
        })
    }
}

impl core::error::Error for BuildError {}

impl BuiltTable {
    /// The table of `origins`, the same for the same list in every build.
    ///
    /// # Errors
    /// When an origin is listed twice, or all of them are larger than 4 GiB.
    pub fn new(origins: &[&str]) -> Result<Self, BuildError> {
        let mut sorted = origins.to_vec();
        sorted.sort_unstable();
        if sorted.windows(2).any(|pair| pair.first() == pair.last()) {
            return Err(BuildError::Duplicate);
        }
        let salt = distinguishing_salt(&sorted);
        let state = phf_generator::ptrhash::generate_hash_with_hash_fn(&sorted, |origin, seed| {
            digest(origin.as_bytes(), salt) ^ seed
        });
        let mut text = String::new();
        let mut offsets = Vec::with_capacity(sorted.len().saturating_add(1));
        offsets.push(0);
        for &index in &state.map {
            text.push_str(sorted.get(index).copied().unwrap_or_default());
            offsets.push(u32::try_from(text.len()).map_err(|_| BuildError::TooLarge)?);
        }
        Ok(BuiltTable {
            salt,
            seed: state.seed,
            pilots: state.pilots,
            remap: state.remap,
            text,
            offsets,
        })
    }

    /// The table, to ask it or to write it out.
    #[must_use]
    pub fn table(&self) -> ExactTable<'_> {
        ExactTable {
            salt: self.salt,
            seed: self.seed,
            pilots: &self.pilots,
            remap: &self.remap,
            text: &self.text,
            offsets: &self.offsets,
        }
    }
}

/// The first salt under which no two of `origins` have the same digest. Two of 10,000 collide with
/// a probability of about 10⁻¹² a salt, so the first one is nearly always it.
fn distinguishing_salt(origins: &[&str]) -> u64 {
    let mut digests = Vec::with_capacity(origins.len());
    let mut salt = 0;
    loop {
        digests.clear();
        digests.extend(origins.iter().map(|origin| digest(origin.as_bytes(), salt)));
        digests.sort_unstable();
        if digests.windows(2).all(|pair| pair.first() != pair.last()) {
            return salt;
        }
        salt += 1;
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::vec::Vec;

    use super::{BuildError, BuiltTable};

    #[test]
    fn every_member_is_found_and_no_neighbour_of_one() {
        for count in [0_usize, 1, 2, 3, 4, 5, 10, 100, 1_000, 10_000] {
            let origins: Vec<_> =
                (0..count).map(|n| format!("https://tenant-{n}.example.com")).collect();
            let list: Vec<_> = origins.iter().map(|origin| &**origin).collect();
            let built = BuiltTable::new(&list).unwrap();
            let table = built.table();
            assert_eq!(table.len(), count);
            assert_eq!(table.is_empty(), count == 0);
            for origin in &list {
                let slot = table.find(origin.as_bytes()).unwrap();
                assert_eq!(table.member(slot), Some(*origin));
                assert_eq!(table.find(format!("{origin}/").as_bytes()), None);
                assert_eq!(table.find(&origin.as_bytes()[1..]), None);
            }
            let mut members: Vec<_> = table.iter().collect();
            members.sort_unstable();
            let mut sorted = list.clone();
            sorted.sort_unstable();
            assert_eq!(members, sorted);
        }
    }

    #[test]
    fn the_order_of_the_list_does_not_change_the_table() {
        let one = BuiltTable::new(&["https://a.example", "https://b.example", "https://c.example"])
            .unwrap();
        let two = BuiltTable::new(&["https://c.example", "https://b.example", "https://a.example"])
            .unwrap();
        assert_eq!(format!("{one:?}"), format!("{two:?}"));
    }

    #[test]
    fn a_duplicate_is_refused_before_the_search_that_would_not_end() {
        let origin = "https://a.example";
        assert_eq!(
            BuiltTable::new(&[origin, "https://b.example", origin]).unwrap_err(),
            BuildError::Duplicate
        );
    }
}
