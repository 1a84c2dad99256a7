//! `radix_tree.json`: lists of patterns, and the origins that they accept and reject.

use cors_rules::origin::{self, Entry};
use cors_table::{BuiltTable, OriginTable, Pattern};
use serde::Deserialize;

use crate::agreement::{Row, Verdict, assert_agreement, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    patterns: Option<Vec<String>>,
    accepts: Option<Vec<String>>,
    rejects: Option<Vec<String>>,
}

/// Whether a policy with these entries allows each of the origins.
fn allowed(entries: &[Entry], origins: &[&str]) -> Vec<bool> {
    let mut exact = Vec::new();
    let mut patterns: Vec<Pattern<'_>> = Vec::new();
    for entry in entries {
        match entry {
            Entry::Exact(text) => exact.push(&**text),
            Entry::Pattern(pattern) => patterns.push(pattern.as_pattern()),
        }
    }
    // A table cannot hold duplicates, so the macro removes them.
    exact.sort_unstable();
    exact.dedup();
    let built = BuiltTable::new(&exact).expect("a list without duplicates");
    let table = OriginTable {
        exact: built.table(),
        patterns: &patterns,
        longest_exact: exact.iter().map(|origin| origin.len()).max().unwrap_or_default(),
    };
    origins.iter().map(|origin| table.contains(origin.as_bytes())).collect()
}

#[test]
fn origins_agree() {
    let table: Vec<List> = read(include_str!("../data/jub0bs/radix_tree.json"));
    assert_eq!(table.len(), 12);
    let mut rows = Vec::new();
    for (index, list) in table.iter().enumerate() {
        let entries = list.patterns.iter().flatten().map(|pattern| {
            let entry = origin::check(pattern).value;
            entry.unwrap_or_else(|| panic!("{pattern} is not an entry"))
        });
        let entries: Vec<_> = entries.collect();
        let accepted = list.accepts.iter().flatten().map(|origin| (&**origin, Verdict::Accepted));
        let rejected = list.rejects.iter().flatten().map(|origin| (&**origin, Verdict::Refused));
        let (origins, verdicts): (Vec<_>, Vec<_>) = accepted.chain(rejected).unzip();
        let ours = allowed(&entries, &origins).into_iter().map(Verdict::accepted_if);
        rows.extend(origins.iter().zip(verdicts).zip(ours).map(|((origin, theirs), ours)| Row {
            key: (index, *origin),
            theirs,
            ours,
        }));
    }
    assert_eq!(rows.len(), 347);
    assert_agreement(&rows, &[]);
}
