//! Values of a long list that one answer makes and later ones share.
//!
//! The header values of a short list stand in the binary. Those of a long one would take the compiler seconds, and making
//! one for each answer takes a tenth of the answer's time. So a few are kept, in room that is there from the beginning:
//! of the origins that most requests come from, most come first.
//!
//! What a pattern allows is not kept. It has no slot, and to look for it by its bytes was measured to take more time
//! where a thousand names are below the pattern (25 ns) than it spares where there is one (17 ns).

use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::headers::Constant;

/// 64 are 4.5 KiB, and 7 KiB with actix-web's values: few enough for a processor's first cache.
const CELLS: usize = 64;

/// What a policy keeps.
pub struct Kept {
    /// Whose a value is: a slot of the table, counted from one, and zero for nobody's. They stand together, because
    /// where many origins come in turns, most are told by these.
    slots: [AtomicUsize; CELLS],
    /// Each that of the first origin that came of all whose slots have this place.
    values: [OnceLock<Constant>; CELLS],
}

impl Kept {
    /// Nothing yet.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it is for a static")]
    pub const fn new() -> Kept {
        Kept {
            slots: [const { AtomicUsize::new(0) }; CELLS],
            values: [const { OnceLock::new() }; CELLS],
        }
    }

    /// The value of the origin in this slot of the table, unless another one has its place.
    #[inline]
    pub(crate) fn get(&'static self, slot: usize, text: &'static str) -> Option<&'static Constant> {
        let place = slot % CELLS;
        let slot = slot.wrapping_add(1);
        let current = self.slots.get(place)?;
        let found = current.load(Ordering::Relaxed);
        if found == slot {
            // Nobody waits for a value that another thread is making: it is not kept yet.
            return self.values.get(place)?.get();
        }
        if found != 0 {
            return None;
        }
        // Whoever takes the place is the only one to fill it.
        current.compare_exchange(0, slot, Ordering::Relaxed, Ordering::Relaxed).ok()?;
        Some(self.values.get(place)?.get_or_init(|| Constant::new(text)))
    }
}

/// How many, for they are many.
impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = self.values.iter().filter(|value| value.get().is_some()).count();
        write!(f, "{kept} values")
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::{CELLS, Constant, Kept};

    fn get(kept: &'static Kept, slot: usize, text: &'static str) -> Option<&'static str> {
        kept.get(slot, text).map(Constant::text)
    }

    /// Texts enough that every cell is wanted by several.
    fn list() -> Vec<&'static str> {
        (0..CELLS * 8).map(|n| &*format!("https://tenant-{n}.example.com").leak()).collect()
    }

    #[test]
    fn whoever_comes_first_has_a_cell_and_nobody_gets_a_value_of_another() {
        static KEPT: Kept = Kept::new();
        let list = list();
        for turn in 0..3 {
            for (slot, text) in list.iter().enumerate().skip(CELLS / 2) {
                let is_first = (CELLS / 2..CELLS / 2 + CELLS).contains(&slot);
                assert_eq!(get(&KEPT, slot, text), is_first.then_some(*text), "turn {turn}");
            }
        }
        assert_eq!(format!("{KEPT:?}"), "64 values");
    }

    #[test]
    fn a_value_is_made_once() {
        static KEPT: Kept = Kept::new();
        let [first, second] = [(); 2].map(|()| KEPT.get(7, "https://a.example"));
        assert!(first.zip(second).is_some_and(|(first, second)| std::ptr::eq(first, second)));
    }

    #[test]
    fn threads_that_come_at_once_get_what_they_asked_for_or_nothing() {
        static KEPT: Kept = Kept::new();
        let list = list();
        let list = &*list;
        thread::scope(|scope| {
            for first in 0..4 {
                scope.spawn(move || {
                    for slot in (0..list.len() * 4).map(|n| (first * CELLS + n) % list.len()) {
                        let value = get(&KEPT, slot, list[slot]);
                        assert!(value.is_none_or(|value| value == list[slot]), "{value:?}");
                    }
                });
            }
        });
        assert_eq!(format!("{KEPT:?}"), "64 values");
    }
}
