//! The conformance table, and what runs its rows through the ways that a request can take to a policy.
//!
//! A test target without a harness has the ways, and [`run`]s them. Each case is a test of its own:
//! `cargo test -p cors-tests --test decisions "row 41"` runs one row, `… ", core:"` one way. What a case is stands in
//! `tests/data/decisions.toml`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod check;
mod notation;
mod policies;
mod table;
mod way;
pub mod wire;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

pub use table::Case;
pub use way::{Lack, Outcome, Way};

/// How many rows the table has.
const ROWS: u8 = 68;

/// Runs each row through each way, as the arguments of the program say.
#[must_use]
pub fn run(ways: &'static [Way]) -> ExitCode {
    let cases: Vec<Arc<Case>> = table::read(include_str!("../../../data/decisions.toml"))
        .into_iter()
        .map(Arc::new)
        .collect();

    let mut trials = vec![every_row_is_there(&cases)];
    for way in ways {
        let taken = || cases.iter().filter(|case| case.wire.is_none_or(|wire| wire == way.wire));
        let served = taken().filter(|case| !way.lacks.iter().any(|lack| (lack.of)(case)));
        trials.extend(served.map(|case| conforms(way, Arc::clone(case))));
        trials.extend(way.lacks.iter().map(|lack| {
            let lacking = taken().filter(|case| (lack.of)(case)).map(Arc::clone).collect();
            is_lacking(way, lack, lacking)
        }));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn conforms(way: &'static Way, case: Arc<Case>) -> Trial {
    let name = format!("row {:02}, {}: {}", case.row, way.name, case.name);
    Trial::test(name, move || way.check(&case).map_err(Failed::from))
}

/// What a way is said to lack, it lacks: some of these cases do not conform.
fn is_lacking(way: &'static Way, lack: &'static Lack, cases: Vec<Arc<Case>>) -> Trial {
    let rows: BTreeSet<u8> = cases.iter().map(|case| case.row).collect();
    let name = format!("rows {rows:?}, {} lacks them: {}", way.name, lack.why);
    Trial::test(name, move || {
        if cases.iter().all(|case| way.check(case).is_ok()) {
            return Err(Failed::from("all of these cases conform; nothing is lacking"));
        }
        Ok(())
    })
}

fn every_row_is_there(cases: &[Arc<Case>]) -> Trial {
    let there: BTreeSet<u8> = cases.iter().map(|case| case.row).collect();
    Trial::test(format!("rows 1 to {ROWS} are all there, and no other"), move || {
        let table: BTreeSet<u8> = (1..=ROWS).collect();
        if there == table {
            return Ok(());
        }
        let odd: Vec<_> = there.symmetric_difference(&table).collect();
        Err(Failed::from(format!("missing or too many: {odd:?}")))
    })
}
