//! `invalid_configurations.json`: configurations that jub0bs/cors refuses.
//!
//! The valid configurations of `middleware.json` pass the same rules, so a refusal is not an accident of the
//! translation.

use cors_rules::Level;
use serde::Deserialize;

use crate::agreement::{Exception, Row, Verdict, assert_agreement, read};
use crate::configuration::Configuration;
use crate::requests;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InvalidConfiguration {
    cfg: Configuration,
}

/// The key is the place in the file, counted from 0.
const EXCEPTIONS: [Exception<usize>; 2] = [
    Exception {
        key: 11,
        reason: "a response header in `allow_headers` is harmless, so `response_header` only warns",
    },
    Exception {
        key: 17,
        reason: "a request header in `expose_headers` is harmless, so `expose_useless` only warns",
    },
];

fn table() -> Vec<InvalidConfiguration> {
    read(include_str!("../data/jub0bs/invalid_configurations.json"))
}

fn row(key: usize, configuration: &Configuration, theirs: Verdict) -> Row<usize, Verdict> {
    let is_refused = configuration.faults().iter().any(|fault| fault.level >= Level::Denied);
    Row { key, theirs, ours: Verdict::accepted_if(!is_refused) }
}

#[test]
fn invalid_configurations_are_refused() {
    let table = table();
    assert_eq!(table.len(), 23);
    let rows = table.iter().enumerate();
    let rows: Vec<_> = rows.map(|(key, one)| row(key, &one.cfg, Verdict::Refused)).collect();
    assert_agreement(&rows, &EXCEPTIONS);
}

#[test]
fn exceptions_are_warnings() {
    let table = table();
    let warnings = EXCEPTIONS.map(|exception| {
        let faults = table[exception.key].cfg.faults();
        faults.into_iter().map(|fault| (fault.rule.name(), fault.level)).collect::<Vec<_>>()
    });
    let expected = ["response_header", "expose_useless"].map(|rule| vec![(rule, Level::Warning)]);
    assert_eq!(warnings, expected);
}

#[test]
fn valid_configurations_are_accepted() {
    let table = requests::table();
    assert_eq!(table.len(), 13);
    let rows = table.iter().enumerate();
    let rows: Vec<_> = rows.map(|(key, one)| row(key, &one.cfg, Verdict::Accepted)).collect();
    assert_agreement(&rows, &[]);
}
