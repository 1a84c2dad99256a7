//! Filling a table, with the construction that phf publishes.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::iter::repeat_n;

use crate::digest::digest;
use crate::exact::ExactTable;
use crate::members::Members;

/// The longest member that a cell can have, in bytes: its length is one character, of one byte.
const LONGEST_IN_CELL: usize = 0x7f;
/// How many times the bytes of joined members cells may take.
const MOST_EMPTY: usize = 2;
/// What each joined member takes beside its text.
const OFFSET_BYTES: usize = size_of::<u32>();

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
    len: usize,
    members: BuiltMembers,
}

#[derive(Clone, Debug)]
enum BuiltMembers {
    Cells { text: String, size: usize },
    Joined { text: String, offsets: Vec<u32> },
}

/// Why a table could not be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// One origin is on the list twice. A perfect hash over equal keys does not exist, and looking
    /// for it would never end.
    Duplicate,
    /// Origins of too different lengths for cells have more than `u32::MAX` bytes together.
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
    /// When an origin is listed twice, or what is joined is larger than 4 GiB.
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
        let members: Vec<&str> =
            state.map.iter().filter_map(|index| sorted.get(*index).copied()).collect();
        Ok(BuiltTable {
            salt,
            seed: state.seed,
            pilots: state.pilots,
            remap: state.remap,
            len: members.len(),
            members: BuiltMembers::new(&members)?,
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
            len: self.len,
            members: match &self.members {
                BuiltMembers::Cells { text, size } => Members::Cells { text, size: *size },
                BuiltMembers::Joined { text, offsets } => Members::Joined { text, offsets },
            },
        }
    }
}

impl BuiltMembers {
    fn new(members: &[&str]) -> Result<Self, BuildError> {
        let longest = members.iter().map(|member| member.len()).max().unwrap_or_default();
        let size = longest.saturating_add(1);
        let in_cells = size.saturating_mul(members.len());
        let joined = members.iter().map(|member| member.len().saturating_add(OFFSET_BYTES)).sum();
        if longest <= LONGEST_IN_CELL && in_cells <= MOST_EMPTY.saturating_mul(joined) {
            Ok(BuiltMembers::cells(members, size))
        } else {
            BuiltMembers::joined(members)
        }
    }

    fn cells(members: &[&str], size: usize) -> Self {
        let mut text = String::new();
        for member in members {
            text.extend(u8::try_from(member.len()).map(char::from));
            text.push_str(member);
            let used = member.len().saturating_add(1);
            text.extend(repeat_n(' ', size.saturating_sub(used)));
        }
        BuiltMembers::Cells { text, size }
    }

    fn joined(members: &[&str]) -> Result<Self, BuildError> {
        let mut text = String::new();
        let mut offsets = Vec::with_capacity(members.len().saturating_add(1));
        offsets.push(0);
        for member in members {
            text.push_str(member);
            offsets.push(u32::try_from(text.len()).map_err(|_| BuildError::TooLarge)?);
        }
        Ok(BuiltMembers::Joined { text, offsets })
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
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::{BuildError, BuiltMembers, BuiltTable};
    use crate::digest::digest;

    #[test]
    fn every_member_is_found_and_no_neighbour_of_one() {
        for count in [0_usize, 1, 2, 3, 4, 5, 10, 100, 1_000, 10_000] {
            let mut origins: Vec<_> =
                (0..count).map(|n| format!("https://tenant-{n}.example.com")).collect();
            assert!(matches!(asked(&origins).members, BuiltMembers::Cells { .. }), "{count}");
            // One that is too long for any cell.
            origins.push(format!("https://{}.example", ["a"; 60].join(".")));
            assert!(matches!(asked(&origins).members, BuiltMembers::Joined { .. }), "{count}");
        }
        // The longest that a cell can have, and one that is longer.
        let longest: Vec<_> = (10..30).map(|n| named(n, 118)).collect();
        assert!(matches!(asked(&longest).members, BuiltMembers::Cells { size: 128, .. }));
        let longer: Vec<_> = (10..30).map(|n| named(n, 119)).collect();
        assert!(matches!(asked(&longer).members, BuiltMembers::Joined { .. }));
        // One such among many short ones, whose cells would be mostly empty.
        let mixed: Vec<_> = [1, 2, 3, 4, 5, 6, 7, 118]
            .repeat(2)
            .into_iter()
            .zip(10..)
            .map(|(length, n)| named(n, length))
            .collect();
        assert!(matches!(asked(&mixed).members, BuiltMembers::Joined { .. }));
    }

    /// An origin that differs from others by its number; its host has so many bytes before that.
    fn named(number: usize, length: usize) -> String {
        format!("http://{}{number}", "a".repeat(length))
    }

    fn asked(origins: &[String]) -> BuiltTable {
        let list: Vec<_> = origins.iter().map(|origin| &**origin).collect();
        let built = BuiltTable::new(&list).unwrap();
        let table = built.table();
        assert_eq!(table.len(), list.len());
        assert_eq!(table.is_empty(), list.is_empty());
        for origin in &list {
            let slot = table.find(origin.as_bytes()).unwrap();
            assert_eq!(table.member(slot), Some(*origin));
            // With what stands behind and before it in the table, too.
            for more in ["/", " ", "\0", "h"] {
                assert_eq!(table.find(format!("{origin}{more}").as_bytes()), None);
                assert_eq!(table.find(format!("{more}{origin}").as_bytes()), None);
            }
            assert_eq!(table.find(&origin.as_bytes()[1..]), None);
            assert_eq!(table.find(&origin.as_bytes()[..origin.len() - 1]), None);
        }
        assert_eq!(table.find(b""), None);
        assert_eq!(table.member(list.len()), None);
        let mut members: Vec<_> = table.iter().collect();
        members.sort_unstable();
        let mut sorted = list.clone();
        sorted.sort_unstable();
        assert_eq!(members, sorted);
        built
    }

    #[test]
    fn the_order_of_the_list_does_not_change_the_table() {
        let one = BuiltTable::new(&["https://a.example", "https://b.example", "https://c.example"])
            .unwrap();
        let two = BuiltTable::new(&["https://c.example", "https://b.example", "https://a.example"])
            .unwrap();
        assert_eq!(format!("{one:?}"), format!("{two:?}"));
    }

    /// The eight bytes after the first sixteen are what the digest has come to by then, so that what follows them is
    /// multiplied by zero.
    #[test]
    fn origins_with_the_same_digest_get_another_salt() {
        let host = "8w6kcaaa7ocrgngj";
        let alike: Vec<_> =
            (0..3).map(|n| format!("https://{host}pr-{n:05}.tenants.example")).collect();
        let digests: Vec<_> = alike.iter().map(|origin| digest(origin.as_bytes(), 0)).collect();
        assert!(digests.windows(2).all(|pair| pair[0] == pair[1]), "{digests:?}");
        assert_eq!(asked(&alike).salt, 1);
        assert_eq!(asked(&alike[..1]).salt, 0);
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
