//! Fills a table in a bounded number of steps.
//!
//! Origins are spread over buckets by one half of their digest. The pilot of a bucket, one byte, moves all its members to
//! free slots; larger buckets choose first. If a bucket finds no pilot, everything starts again with the next seed.
//!
//! A seed costs at most 256 probes for each origin, and there are [`SEEDS`] of them. A list that no seed fits is sorted,
//! and searched by halving: that always works.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::fmt;
use core::iter::repeat_n;

use phf_shared::ptrhash::{fast_reduct32, hash_pilot};

use crate::digest::digest;
use crate::exact::{ExactTable, FEW};
use crate::members::Members;

/// How many seeds are tried. One fails for at most 13 % of the lists of any size, which are those of five origins.
const SEEDS: u64 = 64;
/// Origins in an average bucket.
const BUCKET: usize = 2;
/// One slot in so many stays free, so that the last buckets find a pilot.
const FREE: usize = 10;

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
    /// One origin is on the list twice.
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
    /// The table of `origins`: the same for the same set, in every build and in any order.
    ///
    /// It takes at most `64 * 256` probes for each origin. Nearly always one of the first three seeds fits.
    ///
    /// # Errors
    /// When an origin is listed twice, or what is joined is larger than 4 GiB.
    pub fn new(origins: &[&str]) -> Result<Self, BuildError> {
        Self::with_seeds(origins, SEEDS)
    }

    /// The table of texts of which no two are equal and that have less than 4 GiB together; the empty table of others.
    #[must_use]
    pub fn of_distinct(texts: &[&str]) -> Self {
        Self::new(texts).unwrap_or_default()
    }

    fn with_seeds(origins: &[&str], seeds: u64) -> Result<Self, BuildError> {
        let mut sorted = origins.to_vec();
        sorted.sort_unstable();
        if sorted.windows(2).any(|pair| pair.first() == pair.last()) {
            return Err(BuildError::Duplicate);
        }
        // A table without pilots is searched by comparing.
        let hashed = (sorted.len() > FEW)
            .then(|| (0..seeds).find_map(|seed| Hashed::new(&sorted, seed)))
            .flatten();
        let Hashed { seed, pilots, remap, order } =
            hashed.unwrap_or_else(|| Hashed::sorted(sorted.len()));
        let members: Vec<&str> =
            order.iter().filter_map(|index| sorted.get(*index).copied()).collect();
        Ok(BuiltTable {
            seed,
            pilots,
            remap,
            len: members.len(),
            members: BuiltMembers::new(&members)?,
        })
    }

    /// The table, to ask it or to write it out.
    #[must_use]
    pub fn table(&self) -> ExactTable<'_> {
        ExactTable {
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

/// The empty table.
impl Default for BuiltTable {
    fn default() -> Self {
        BuiltTable {
            seed: 0,
            pilots: Vec::new(),
            remap: Vec::new(),
            len: 0,
            members: BuiltMembers::Cells { text: String::new(), size: 0 },
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

/// A perfect hash, laid out as [`phf_shared::ptrhash::get_index`] reads it.
struct Hashed {
    seed: u64,
    /// One for each bucket.
    pilots: Vec<u8>,
    /// Where the members stand whose slots are beyond the last place.
    remap: Vec<u32>,
    /// The place of each origin in the list, in the order of the table.
    order: Vec<usize>,
}

impl Hashed {
    /// No hash: the members as they are.
    fn sorted(len: usize) -> Self {
        Hashed { seed: 0, pilots: Vec::new(), remap: Vec::new(), order: (0..len).collect() }
    }

    /// The hash with this seed; `None` if a bucket finds no pilot.
    fn new(origins: &[&str], seed: u64) -> Option<Self> {
        let slots_len = slots(origins.len());
        let reduced_to = u32::try_from(slots_len).ok()?;
        let mut buckets = vec![Vec::new(); origins.len().div_ceil(BUCKET)];
        let bucket_count = u32::try_from(buckets.len()).ok()?;
        for (index, origin) in origins.iter().enumerate() {
            let [low, high] = halves(digest(origin.as_bytes(), seed));
            let bucket = fast_reduct32(low, bucket_count) as usize;
            buckets.get_mut(bucket)?.push((index, high));
        }
        let mut largest_first: Vec<_> = buckets.iter().enumerate().collect();
        largest_first.sort_by_key(|(_, members)| Reverse(members.len()));

        let mut pilots = vec![0; buckets.len()];
        let mut slots = vec![None; slots_len];
        let mut taken = Vec::new();
        for (bucket, members) in largest_first {
            let pilot = (0..=u8::MAX).find(|pilot| {
                let [low, high] = halves(hash_pilot(seed, *pilot));
                taken.clear();
                members.iter().all(|(_, half)| {
                    let slot = fast_reduct32(half ^ high ^ low, reduced_to) as usize;
                    let is_free = slots.get(slot) == Some(&None) && !taken.contains(&slot);
                    taken.push(slot);
                    is_free
                })
            })?;
            *pilots.get_mut(bucket)? = pilot;
            for ((index, _), slot) in members.iter().zip(&taken) {
                *slots.get_mut(*slot)? = Some(*index);
            }
        }

        // Members beyond the last place move to the places that stayed free.
        let (places, beyond) = slots.split_at_checked(origins.len())?;
        let mut free = places.iter().enumerate().filter(|(_, slot)| slot.is_none());
        let mut order = places.to_vec();
        let mut remap = Vec::with_capacity(beyond.len());
        for member in beyond {
            let place = match member {
                Some(index) => {
                    let (place, _) = free.next()?;
                    *order.get_mut(place)? = Some(*index);
                    place
                }
                None => 0,
            };
            remap.push(u32::try_from(place).ok()?);
        }
        Some(Hashed { seed, pilots, remap, order: order.into_iter().collect::<Option<_>>()? })
    }
}

/// More slots than origins, and no power of two: a slot is the top bits of digest and pilot combined by XOR,
/// which never separates two digests with equal top bits.
fn slots(origins: usize) -> usize {
    let slots = origins.saturating_add(origins.div_ceil(FREE));
    slots.saturating_add(usize::from(slots.is_power_of_two()))
}

/// The lower and the upper half.
fn halves(digest: u64) -> [u32; 2] {
    #[expect(clippy::cast_possible_truncation, reason = "the two halves are what is wanted")]
    [digest as u32, (digest >> 32) as u32]
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
        check(&built, &list);
        built
    }

    fn check(built: &BuiltTable, list: &[&str]) {
        let table = built.table();
        assert_eq!(table.len(), list.len());
        assert_eq!(table.is_empty(), list.is_empty());
        for origin in list {
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
        let mut sorted = list.to_vec();
        sorted.sort_unstable();
        assert_eq!(members, sorted);
    }

    #[test]
    fn the_order_of_the_list_does_not_change_the_table() {
        let one = BuiltTable::new(&["https://a.example", "https://b.example", "https://c.example"])
            .unwrap();
        let two = BuiltTable::new(&["https://c.example", "https://b.example", "https://a.example"])
            .unwrap();
        assert_eq!(format!("{one:?}"), format!("{two:?}"));
    }

    /// Bytes 17 to 24 are what the digest of the others has come to with the seed 0, so everything behind them is
    /// multiplied by zero.
    #[test]
    fn origins_with_equal_digests_get_the_next_seed() {
        let host = "8w6kcaaa7ocrgngj";
        let alike: Vec<_> =
            (0..3).map(|n| format!("https://{host}pr-{n:05}.tenants.example")).collect();
        let digests: Vec<_> = alike.iter().map(|origin| digest(origin.as_bytes(), 0)).collect();
        assert!(digests.windows(2).all(|pair| pair[0] == pair[1]), "{digests:?}");
        assert_eq!(asked(&alike).seed, 1);
    }

    #[test]
    fn a_list_that_no_seed_fits_is_sorted_and_found() {
        for count in [0_usize, 1, 2, 3, 4, 5, 10, 100, 1_000] {
            let origins: Vec<_> = (0..count).map(|n| named(n + 10_000, 1 + n % 40)).collect();
            let list: Vec<_> = origins.iter().map(|origin| &**origin).collect();
            let built = BuiltTable::with_seeds(&list, 0).unwrap();
            assert!(built.pilots.is_empty());
            check(&built, &list);
        }
    }

    #[test]
    fn a_duplicate_is_refused() {
        let origin = "https://a.example";
        assert_eq!(
            BuiltTable::new(&[origin, "https://b.example", origin]).unwrap_err(),
            BuildError::Duplicate
        );
    }
}
