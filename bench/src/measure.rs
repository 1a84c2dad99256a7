//! Timing many things beside each other on a machine that is not quiet.
//!
//! The things of one group take turns in small batches, and the groups take turns, so that a slow
//! phase of the machine hits all of them. Before and after each turn the same piece of work is timed: how
//! long it takes says how noisy the moment is. At the end, turns that fell into a slow phase are left out.

use std::hint::black_box;
use std::time::Instant;

use http::header::{ACCEPT, HOST, USER_AGENT, VARY};
use http::{HeaderMap, HeaderValue};

/// Something to time.
pub trait Timed {
    /// Makes the input of `count` operations. Not timed.
    fn prepare(&mut self, count: usize);
    /// Does what is prepared. Timed.
    fn run(&mut self);
}

/// Operations in one sample: enough that reading the clock does not count, and few enough that a sample
/// seldom falls into two phases of the machine.
pub const BATCH: usize = 128;
/// Samples of one thing in one turn of its group, of which the middle one counts.
const SAMPLES: usize = 3;
/// How many places on the stack there are, and how far they are apart at least, in bytes: together they are more than
/// a page. A prime number, so that in each place everything is first in some turn.
const DEPTHS: usize = 67;
const FRAME: usize = 64;
/// By how many places the next two turns are deeper, so that a few turns have places all over the page.
const STRIDE: usize = 29;
/// How much slower than in its best tenth the machine may be where a turn counts.
const TOLERANCE: f64 = 1.15;
/// How many turns count at least: the quietest, if there are too few quiet ones.
const LEAST: usize = 15;

/// Quartiles, in nanoseconds an operation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quartiles {
    /// A quarter of all values is below it.
    pub lower: f64,
    /// Half of them.
    pub median: f64,
    /// Three quarters.
    pub upper: f64,
}

/// What came out for a group.
#[derive(Debug)]
pub struct Outcome {
    /// The first thing of the group as it is.
    pub floor: Quartiles,
    /// The others, minus the floor in the same turn.
    pub above: Vec<Quartiles>,
    /// The share of turns that counted.
    pub kept: f64,
    /// Whether there were enough quiet ones.
    pub quiet: bool,
}

struct Turn {
    noise: f64,
    nanoseconds: Vec<f64>,
}

/// Times every group in samples of `batch` operations, the first thing of each group being its floor.
/// Each group has `rounds` turns, or as many as `ROUNDS` in the environment says.
///
/// # Panics
/// When `ROUNDS` is not a number.
pub fn run<T: Timed + ?Sized>(
    groups: &mut [Vec<Box<T>>],
    batch: usize,
    rounds: usize,
) -> Vec<Outcome> {
    let rounds = std::env::var("ROUNDS")
        .map_or(rounds, |rounds| rounds.parse().expect("ROUNDS is a number"));
    let mut calibration = Calibration::new();
    let mut turns: Vec<Vec<Turn>> = groups.iter().map(|_| Vec::new()).collect();
    for round in 0..rounds {
        for (group, turns) in groups.iter_mut().zip(&mut turns) {
            turns.push(turn(group, batch, round, &mut calibration));
        }
    }
    let mut noise: Vec<f64> = turns.iter().flatten().map(|turn| turn.noise).collect();
    noise.sort_by(f64::total_cmp);
    let quiet = at(&noise, 0.1) * TOLERANCE;
    turns.into_iter().map(|turns| outcome(turns, quiet)).collect()
}

/// Where the stack is decides which addresses meet in the processor, and that by up to 20 ns a request: turns have it
/// in many places, so that none counts alone.
#[inline(never)]
fn below(depth: usize, work: &mut dyn FnMut()) {
    let frame = black_box([0_u8; FRAME]);
    if depth == 0 {
        work();
    } else {
        below(depth - 1, work);
    }
    black_box(frame);
}

fn turn<T: Timed + ?Sized>(
    group: &mut [Box<T>],
    batch: usize,
    round: usize,
    calibration: &mut Calibration,
) -> Turn {
    let mut nanoseconds = vec![0.0; group.len()];
    let before = calibration.nanoseconds();
    below(round / 2 * STRIDE % DEPTHS, &mut || {
        for place in 0..group.len() {
            // Nothing is always first, or always behind the same neighbour, whose data it may share.
            let place = if round.is_multiple_of(2) { place } else { group.len() - 1 - place };
            let place = (place + round / 2) % group.len();
            if let (Some(thing), Some(result)) = (group.get_mut(place), nanoseconds.get_mut(place))
            {
                // Warms the caches again, which the thing before it has filled.
                sample(&mut **thing, batch);
                let mut samples: Vec<f64> =
                    (0..SAMPLES).map(|_| sample(&mut **thing, batch)).collect();
                samples.sort_by(f64::total_cmp);
                *result = at(&samples, 0.5);
            }
        }
    });
    let noise = before.max(calibration.nanoseconds());
    Turn { noise, nanoseconds }
}

#[expect(clippy::cast_precision_loss, reason = "a sample is far shorter than 2^53 ns")]
fn sample<T: Timed + ?Sized>(thing: &mut T, batch: usize) -> f64 {
    thing.prepare(batch);
    let started = Instant::now();
    thing.run();
    started.elapsed().as_nanos() as f64 / batch as f64
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer than 2^53 turns")]
fn outcome(mut turns: Vec<Turn>, quiet: f64) -> Outcome {
    let taken = turns.len();
    turns.sort_by(|one, other| one.noise.total_cmp(&other.noise));
    let enough = turns.partition_point(|turn| turn.noise <= quiet);
    turns.truncate(enough.max(LEAST));
    let floor = |turn: &Turn| turn.nanoseconds.first().copied().unwrap_or_default();
    let things = turns.first().map_or(0, |turn| turn.nanoseconds.len());
    Outcome {
        floor: quartiles(turns.iter().map(floor)),
        above: (1..things)
            .map(|thing| {
                quartiles(turns.iter().map(|turn| {
                    turn.nanoseconds.get(thing).copied().unwrap_or_default() - floor(turn)
                }))
            })
            .collect(),
        kept: turns.len() as f64 / taken as f64,
        quiet: enough >= LEAST,
    }
}

fn quartiles(values: impl Iterator<Item = f64>) -> Quartiles {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    Quartiles { lower: at(&values, 0.25), median: at(&values, 0.5), upper: at(&values, 0.75) }
}

/// The value at `share` of the way through sorted values.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a place in a list"
)]
fn at(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len().saturating_sub(1) as f64 * share).round() as usize;
    sorted.get(place).copied().unwrap_or_default()
}

/// Work of the kind that is measured: header maps that are cloned and dropped.
struct Calibration(HeaderMap);

impl Calibration {
    fn new() -> Self {
        let mut headers = HeaderMap::new();
        for name in [ACCEPT, HOST, USER_AGENT, VARY] {
            headers.insert(name, HeaderValue::from_static("calibration"));
        }
        Calibration(headers)
    }

    fn nanoseconds(&mut self) -> f64 {
        sample(self, BATCH)
    }
}

impl Timed for Calibration {
    fn prepare(&mut self, _: usize) {}

    fn run(&mut self) {
        for _ in 0..BATCH {
            drop(black_box(self.0.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Turn, outcome};

    fn turn(noise: f64, nanoseconds: [f64; 2]) -> Turn {
        Turn { noise, nanoseconds: nanoseconds.to_vec() }
    }

    #[test]
    fn what_is_above_the_floor_is_taken_turn_by_turn_and_slow_turns_are_left_out() {
        let mut turns: Vec<Turn> = (0..20).map(|_| turn(100.0, [50.0, 60.0])).collect();
        turns.extend((0..5).map(|_| turn(100.0, [90.0, 105.0])));
        turns.extend((0..75).map(|_| turn(200.0, [100.0, 400.0])));
        let Outcome { floor, above, kept, quiet } = outcome(turns, 115.0);
        let close = |one: f64, other: f64| (one - other).abs() < 1e-9;
        assert!(close(floor.median, 50.0) && close(above[0].median, 10.0), "{floor:?} {above:?}");
        assert!(close(above[0].upper, 10.0) && close(kept, 0.25) && quiet);
    }

    #[test]
    fn where_no_turn_was_quiet_the_quietest_count_and_it_says_so() {
        let turns = (0..40_u32).map(|n| turn(f64::from(200 + n), [1.0, f64::from(n)])).collect();
        let Outcome { above, quiet, .. } = outcome(turns, 115.0);
        assert!(!quiet && above[0].upper < 15.0, "{above:?}");
    }
}
