//! A table's verdicts beside those of this library.

use std::fmt::Debug;

use serde::de::DeserializeOwned;

/// What a library says about a configuration, a pattern or an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Accepted,
    Refused,
}

impl Verdict {
    pub(crate) fn accepted_if(is_accepted: bool) -> Self {
        if is_accepted { Verdict::Accepted } else { Verdict::Refused }
    }
}

/// The two verdicts on one row.
pub(crate) struct Row<K, V> {
    pub(crate) key: K,
    pub(crate) theirs: V,
    pub(crate) ours: V,
}

/// A row on which the two libraries differ on purpose.
pub(crate) struct Exception<K> {
    pub(crate) key: K,
    pub(crate) reason: &'static str,
}

/// The rows of a JSON file.
pub(crate) fn read<T: DeserializeOwned>(json: &str) -> Vec<T> {
    serde_json::from_str(json).expect("a JSON array of this table's rows")
}

/// Fails unless the rows that differ are exactly the exceptions.
pub(crate) fn assert_agreement<K, V>(rows: &[Row<K, V>], exceptions: &[Exception<K>])
where
    K: Debug + PartialEq,
    V: Debug + PartialEq,
{
    let mut problems = Vec::new();
    for Row { key, theirs, ours } in rows {
        let exception = exceptions.iter().find(|exception| exception.key == *key);
        match (theirs == ours, exception) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(Exception { reason, .. })) => {
                problems.push(format!("{key:?} does not differ, remove the exception: {reason}"));
            }
            (false, None) => problems.push(format!(
                "{key:?} differs\n  jub0bs/cors:  {theirs:?}\n  this library: {ours:?}"
            )),
        }
    }
    for (index, Exception { key, reason }) in exceptions.iter().enumerate() {
        if !rows.iter().any(|row| row.key == *key) {
            problems.push(format!("{key:?} is not in the table, remove the exception: {reason}"));
        }
        if exceptions.iter().skip(index + 1).any(|other| other.key == *key) {
            problems.push(format!("{key:?} has two exceptions"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

const ROWS: [Row<&str, bool>; 2] = [
    Row { key: "same", theirs: true, ours: true },
    Row { key: "different", theirs: true, ours: false },
];

const DIFFERENT: Exception<&str> = Exception { key: "different", reason: "a reason" };

#[test]
fn listed_difference_passes() {
    assert_agreement(&ROWS, &[DIFFERENT]);
}

#[test]
#[should_panic(expected = "\"different\" differs")]
fn unlisted_difference_fails() {
    assert_agreement(&ROWS, &[]);
}

#[test]
#[should_panic(expected = "\"same\" does not differ, remove the exception: a reason")]
fn stale_exception_fails() {
    assert_agreement(&ROWS, &[DIFFERENT, Exception { key: "same", reason: "a reason" }]);
}

#[test]
#[should_panic(expected = "\"missing\" is not in the table")]
fn exception_without_a_row_fails() {
    assert_agreement(&ROWS, &[DIFFERENT, Exception { key: "missing", reason: "a reason" }]);
}

#[test]
#[should_panic(expected = "\"different\" has two exceptions")]
fn repeated_exception_fails() {
    assert_agreement(&ROWS, &[DIFFERENT, DIFFERENT]);
}
