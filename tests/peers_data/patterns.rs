//! `patterns.json`: origin patterns, accepted or refused.
//!
//! A pattern counts as refused if a rule reports an error or denies it. `#[allow]` lifts a denied rule, so a policy
//! without credentials can still list `null`, which jub0bs/cors always refuses.

use cors_rules::{Level, origin};
use serde::Deserialize;

use crate::agreement::{Exception, Row, Verdict, assert_agreement, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    #[serde(rename = "in")]
    input: String,
    fail: bool,
}

/// The longest domain that can stand behind `*.`: it has 251 bytes, and a host at most 253.
fn longest_domain() -> String {
    let label = "a23456789012345678901234567890123456789012345678901234567890";
    [label, label, label, label, "a234567"].join(".")
}

fn exceptions() -> Vec<Exception<String>> {
    let domain = longest_domain();
    let all = [
        (
            format!("{}://*.{domain}:65535", "a".repeat(64)),
            "`*.` needs http or https, because the hosts of other schemes are identifiers",
        ),
        (
            "http://[::ffff:7f7f:7f7f]:90".to_owned(),
            "browsers serialize an IPv4-mapped address in this form",
        ),
        (
            "http://xn--f".to_owned(),
            "browsers open hosts whose labels do not decode, so `undecodable_punycode` only warns",
        ),
    ];
    all.into_iter().map(|(key, reason)| Exception { key, reason }).collect()
}

#[test]
fn patterns_agree() {
    let rows: Vec<_> = read(include_str!("../data/jub0bs/patterns.json"))
        .into_iter()
        .map(|Pattern { input, fail }| {
            let faults = origin::check(&input).faults;
            let is_refused = faults.iter().any(|fault| fault.level >= Level::Denied);
            let (theirs, ours) = (Verdict::accepted_if(!fail), Verdict::accepted_if(!is_refused));
            Row { key: input, theirs, ours }
        })
        .collect();
    assert_eq!(rows.len(), 75);
    assert_agreement(&rows, &exceptions());
}
