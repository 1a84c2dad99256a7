//! A table of any list of origins is built, and says what the list says.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod random;

use std::collections::HashSet;
use std::fmt;

use cors_table::{BuiltTable, Members};
use fastrand::Rng;

/// Sizes of 1 to 400, each as often: 100,000 lists.
const LISTS_OF_EACH_SIZE: usize = 250;
const LONGEST: usize = 400;

/// The beginning of a list, for a message.
struct Few<'l>(&'l [String]);

impl fmt::Debug for Few<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().take(20)).finish()?;
        write!(f, " of {}", self.0.len())
    }
}

/// Builds the table of `list` and holds it against a set. A copy of each member with one byte changed, one more or one
/// less is found only if it is a member too.
fn check(rng: &mut Rng, list: &[String]) -> u64 {
    let texts: Vec<&str> = list.iter().map(String::as_str).collect();
    let set: HashSet<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
    let built = BuiltTable::new(&texts).unwrap();
    let table = built.table();
    assert_eq!(table.len(), list.len());
    let is_hashed = !table.pilots.is_empty();
    assert_eq!(is_hashed, list.len() > 2, "{:?}", Few(list));
    let mut slots = HashSet::new();
    for text in &texts {
        let slot = table.find(text.as_bytes());
        assert!(
            slot.is_some_and(|slot| table.member(slot) == Some(*text)),
            "{text} of {:?}",
            Few(list)
        );
        slots.extend(slot);
        let near = near_miss(rng, text.as_bytes());
        assert_eq!(
            table.find(&near).is_some(),
            set.contains(&*near),
            "{near:?} of {:?}",
            Few(list)
        );
    }
    assert_eq!(slots.len(), list.len());
    assert!(slots.iter().all(|slot| *slot < list.len()));
    table.seed
}

fn near_miss(rng: &mut Rng, text: &[u8]) -> Vec<u8> {
    let mut near = text.to_vec();
    let at = rng.usize(..=text.len());
    match (rng.u8(..3), near.get_mut(at)) {
        (0, Some(byte)) => *byte = rng.u8(..),
        (1, Some(_)) => drop(near.remove(at)),
        _ => near.insert(at, rng.u8(..)),
    }
    near
}

#[test]
fn every_random_list_of_1_to_400_has_a_table() {
    let check_every_second = |first: usize| {
        let mut most_seeds = 0;
        for len in (first..=LONGEST).step_by(2) {
            let mut rng = Rng::with_seed(len as u64);
            for _ in 0..LISTS_OF_EACH_SIZE {
                let list = random::list(&mut rng, len);
                most_seeds = check(&mut rng, &list).max(most_seeds);
            }
        }
        most_seeds
    };
    let most_seeds = std::thread::scope(|scope| {
        let halves = [1, 2].map(|first| scope.spawn(move || check_every_second(first)));
        halves.map(|half| half.join().unwrap()).into_iter().max()
    });
    // Far from the bound of 64.
    assert!(most_seeds.is_some_and(|seed| seed < 16), "{most_seeds:?}");
}

#[test]
fn lists_of_few_origins_have_a_table() {
    let mut rng = Rng::with_seed(3);
    for _ in 0..200_000 {
        let len = rng.usize(3..=6);
        let list = random::list(&mut rng, len);
        check(&mut rng, &list);
    }
}

#[test]
fn lists_that_stopped_the_compiler_have_a_table() {
    let mut rng = Rng::with_seed(1);
    for list in random::HANGING {
        let list: Vec<_> = list.iter().map(|origin| (*origin).to_owned()).collect();
        check(&mut rng, &list);
    }
}

#[test]
fn long_lists_have_a_table() {
    let mut rng = Rng::with_seed(2);
    for len in [1_000, 10_000, 50_000] {
        for _ in 0..3 {
            let list: Vec<_> = (0..len).map(|n| format!("https://{n:x}.example.com")).collect();
            check(&mut rng, &list);
            // Of one length and of many, with cells and without.
            let list: Vec<_> = (0..len)
                .map(|n| {
                    format!("https://{}{n}.example", "a".repeat(if n % 8 == 0 { 90 } else { 1 }))
                })
                .collect();
            let built = BuiltTable::new(&list.iter().map(String::as_str).collect::<Vec<_>>());
            assert!(matches!(built.unwrap().table().members, Members::Joined { .. }));
            check(&mut rng, &list);
        }
    }
}
