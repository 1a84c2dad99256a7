//! Both stages over tokens that no compiler made, with what stands between them played by a few lines
//! of [`rustc`]: what the macro says of a policy, where, and what it writes.

#![expect(clippy::needless_raw_string_hashes, reason = "the tables are all written alike")]

mod attributes;
mod elsewhere;
mod expansion;
mod expect;
mod fragments;
mod half_typed;
mod mended;
mod message;
mod mistakes;
mod opt_out;
mod outline;
mod predicates;
mod release;
mod replacements;
mod runtime_origins;
mod rustc;
mod soup;
mod table;
mod values;
mod written;

use expansion::Expansion;

/// Compares what is said of policies with what should be. A line is a policy, and the lines below it are
/// what is said of it: the level, the first line of the message, and the underlined text after `@`. Dots
/// `…` stand for words that do not matter. In this build the predicate `absent` does not hold. All
/// differences are shown at once.
#[track_caller]
fn assert_said(table: &str) {
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let is_message = line.starts_with("error: ") || line.starts_with("warning: ");
        match cases.last_mut().filter(|_| is_message) {
            Some((_, messages)) => messages.push(line),
            None => cases.push((line, Vec::new())),
        }
    }
    let mut wrong = Vec::new();
    for (policy, expected) in cases {
        replacements::assert_mended(policy);
        let found = Expansion::without(policy, &["absent"]).said();
        if found.len() != expected.len()
            || !found.iter().zip(&expected).all(|(found, like)| is_like(found, like))
        {
            wrong.push(format!("{policy}\n  expected {expected:#?}\n  found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn is_like(found: &str, like: &str) -> bool {
    let mut parts = like.split('…');
    let Some(mut rest) = parts.next().and_then(|start| found.strip_prefix(start)) else {
        return false;
    };
    let parts: Vec<_> = parts.collect();
    let Some((end, between)) = parts.split_last() else { return rest.is_empty() };
    for part in between {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(end)
}

#[test]
fn a_policy_of_nothing_has_no_origins() {
    let said = ["error: the policy has no `allow_origins` [missing_origins] @ the whole call"];
    assert_eq!(Expansion::of("").said(), said);
}
