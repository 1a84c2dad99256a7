//! The conformance table, every row through every way that a request can take to a policy.
//!
//! Each case is a test of its own: `cargo test --test decisions "row 41"` runs one row,
//! `cargo test --test decisions ", core:"` one way. What a case is stands in
//! `../data/decisions.toml`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod check;
mod notation;
#[path = "../policies.rs"]
mod policies;
mod table;
mod ways;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use table::Case;
use ways::{WAYS, Way};

/// How many rows the table has.
const ROWS: u8 = 68;

fn main() -> ExitCode {
    let cases: Vec<Arc<Case>> =
        table::read(include_str!("../data/decisions.toml")).into_iter().map(Arc::new).collect();

    let mut trials = vec![every_row_is_there(&cases)];
    for way in WAYS {
        let taken = cases
            .iter()
            .filter(|case| case.wire.is_none_or(|wire| wire == way.wire))
            .filter(|case| !way.strings || case.is_of_strings())
            .filter(|case| case.bytes() <= way.most_bytes);
        trials.extend(taken.map(|case| trial(way, Arc::clone(case))));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trial(way: &'static Way, case: Arc<Case>) -> Trial {
    Trial::test(format!("row {:02}, {}: {}", case.row, way.name, case.name), move || {
        let outcome = (way.run)(case.policy, &case.request, case.handler.clone());
        check::check(&outcome, &case.expected).map_err(Failed::from)
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
