//! Random origins, most of them nearly allowed, judged by the oracle as well.

use std::cell::Cell;

use cors_runtime::{CorsPolicy, cors_policy};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};

use crate::oracle;

macro_rules! policy_and_entries {
    ($($(#[$($allow:tt)*])* $entry:literal),* $(,)?) => {
        static POLICY: CorsPolicy = cors_policy! {
            allow_origins: [$($(#[$($allow)*])* $entry),*],
        };
        const ENTRIES: &[&str] = &[$($entry),*];
    };
}

policy_and_entries![
    "https://app.example.com",
    "https://admin.example.com:8443",
    "http://127.0.0.1:3000",
    "https://*.preview.example.com",
    "https://*.example.org:8443",
    "http://localhost:*",
    #[allow(any_port)]
    "https://*.dev.example.net:*",
    "https://pr-*--acme.example.net",
    "https://*-team.apps.example.net:8443",
];

/// What a star in a label may be replaced with, and what not.
const STARS: &[&str] = &["1", "a", "x-1", "-", "--acme", "pr-", "", "a.b", "a_b", "*", "A"];

/// What may stand before a domain.
const LABELS: &[&str] =
    &["a", "app", "admin", "preview", "example", "com", "0", "_", "-", "x-1", "xn--mnchen-3ya"];

/// What somebody might smuggle in for a label.
const NO_LABELS: &[&str] =
    &["", "A", "*", "é", "%2e", "a/b", "e@x", "evil.com:1", "evil.com/", "https://a", " ", "\0"];

const PORTS: &[&str] = &[
    "",
    "",
    "",
    ":8443",
    ":3000",
    ":1",
    ":65535",
    ":80",
    ":443",
    ":",
    ":0",
    ":03000",
    ":65536",
    ":3000/",
    ":*",
    ":a",
    ":8443:8443",
];

/// Random bytes are never nearly right, so an entry is taken apart and put together anew.
fn near_miss() -> impl Strategy<Value = Vec<u8>> {
    let own = select(ENTRIES).prop_map(|entry| {
        let (scheme, rest) = entry.split_once("://").unwrap();
        let (host, port) = rest
            .split_once(':')
            .map_or((rest, String::new()), |(host, port)| (host, format!(":{port}")));
        (scheme, host.trim_start_matches("*."), port)
    });
    let star = select(STARS);
    let scheme = prop_oneof![8 => Just(None), 1 => select(&["http", "https", "HTTPS", "ftp", "", "h"][..]).prop_map(Some)];
    let labels = vec(prop_oneof![5 => select(LABELS), 1 => select(NO_LABELS)], 0..4);
    let port = prop_oneof![3 => Just(None), 2 => select(PORTS).prop_map(Some)];
    let dot = prop_oneof![12 => Just("."), 1 => select(&["", "-", "..", "/"][..])];
    let end = prop_oneof![12 => Just(""), 1 => select(&[".", ".evil.com", "munity", "/", " ", "\u{0}"][..])];
    let slips = prop_oneof![4 => Just(Vec::new()), 1 => vec(slip(), 1..3)];
    (own, star, scheme, labels, dot, port, end, slips).prop_map(
        |(own, star, scheme, labels, dot, port, end, slips)| {
            let host = own.1.replace('*', star);
            let mut labels = labels.join(".");
            if !labels.is_empty() {
                labels.push_str(dot);
            }
            let scheme = scheme.unwrap_or(own.0);
            let port = port.unwrap_or(if own.2 == ":*" { "" } else { &own.2 });
            let mut origin = format!("{scheme}://{labels}{host}{end}{port}").into_bytes();
            for (at, change, byte) in slips {
                let end = origin.len() + usize::from(change == Change::Insert);
                if end == 0 {
                    continue;
                }
                let at = at.index(end);
                match change {
                    Change::Insert => origin.insert(at, byte),
                    Change::Remove => drop(origin.remove(at)),
                    Change::Replace => origin[at] = byte,
                }
            }
            origin
        },
    )
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Change {
    Insert,
    Remove,
    Replace,
}

fn slip() -> impl Strategy<Value = (Index, Change, u8)> {
    let byte = prop_oneof![select(&b".:/@*-_ a0AZ\0\t\r\n,%"[..]), any::<u8>()];
    (any::<Index>(), select(&[Change::Insert, Change::Remove, Change::Replace][..]), byte)
}

#[test]
fn the_table_and_the_oracle_agree() {
    const CASES: u32 = 30_000;
    let allowed = Cell::new(0);
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&near_miss(), |origin| {
            let expected = oracle::allows(ENTRIES, &origin);
            allowed.set(allowed.get() + u32::from(expected));
            prop_assert_eq!(POLICY.allows_origin(&origin), expected, "{}", origin.escape_ascii());
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    // Agreement on refusals alone would prove little, and so would agreement on permissions alone.
    let share = f64::from(allowed.get()) / f64::from(CASES);
    assert!((0.05..0.95).contains(&share), "{share} of the origins were allowed");
}

#[test]
fn the_oracle_knows_the_examples_of_the_documentation() {
    for (origin, expected) in [
        ("https://app.example.com", true),
        ("https://APP.example.com", false),
        ("https://x.preview.example.com", true),
        ("https://a.b.preview.example.com", true),
        ("https://preview.example.com", false),
        ("https://evilpreview.example.com", false),
        ("https://x.preview.example.com:8443", false),
        ("http://localhost", true),
        ("http://localhost:5173", true),
        ("http://localhost:80", false),
        ("https://a.example.org", false),
        ("https://a.dev.example.net:9000", true),
        ("https://pr-1--acme.example.net", true),
        ("https://pr---acme.example.net", false),
        ("https://pr-a.b--acme.example.net", false),
        ("https://x.pr-1--acme.example.net", false),
        ("https://b-team.apps.example.net:8443", true),
        ("https://-team.apps.example.net:8443", false),
    ] {
        assert_eq!(oracle::allows(ENTRIES, origin.as_bytes()), expected, "{origin}");
    }
}
