//! The index of patterns finds what a linear scan finds, on lists and origins at random.

use cors_table::{BuiltPatterns, HostPattern, Pattern, PortPattern};
use fastrand::Rng;

const LABELS: [&str; 10] = ["a", "b", "ab", "a-b", "pr-1", "pr-", "-", "x_y", "", "aaaaaaaa"];
const DOMAINS: [&str; 10] = [
    "d",
    "a.d",
    "b.a.d",
    "d.",
    "a.d.",
    "example.com",
    "a.example.com",
    "b.a.example.com",
    "localhost",
    "[::1]",
];
const SCHEMES: [&str; 4] = ["https", "http", "app", "moz-extension"];
const ENDS: [&str; 6] = ["", "a", "pr-", "-", "ab", "a-"];
const PORTS: [&str; 7] = ["", ":1", ":8443", ":443", ":80", ":080", ":"];

fn choose<'t>(rng: &mut Rng, from: &[&'t str]) -> &'t str {
    rng.choice(from.iter()).copied().unwrap_or_default()
}

fn pattern(rng: &mut Rng) -> Pattern<'static> {
    let domain = choose(rng, &DOMAINS);
    let port = match rng.u8(..4) {
        0 => PortPattern::Any,
        1 => PortPattern::Exactly(*rng.choice(&[1, 8443]).unwrap_or(&1)),
        _ => PortPattern::None,
    };
    let scheme = choose(rng, &SCHEMES);
    let is_app = !scheme.starts_with("http");
    let host = match rng.u8(..8) {
        0 if is_app => HostPattern::Every,
        0 | 1 => {
            return Pattern { scheme, host: HostPattern::Exactly(domain), port: PortPattern::Any };
        }
        2..5 => HostPattern::Below(domain),
        _ => {
            let (before, after) = (choose(rng, &ENDS), choose(rng, &ENDS));
            // Without fixed text it would be `*.`.
            let before = if before.is_empty() && after.is_empty() { "a" } else { before };
            HostPattern::Label { before, after, domain }
        }
    };
    Pattern { scheme, host, port }
}

fn origin(rng: &mut Rng) -> String {
    let labels: Vec<_> = (0..rng.usize(..4)).map(|_| choose(rng, &LABELS)).collect();
    let mut host = labels.join(".");
    if rng.u8(..8) > 0 {
        if !host.is_empty() {
            host.push('.');
        }
        host.push_str(choose(rng, &DOMAINS));
    }
    format!("{}://{host}{}", choose(rng, &SCHEMES), choose(rng, &PORTS))
}

#[test]
fn the_index_finds_what_a_scan_finds() {
    let mut rng = Rng::with_seed(7);
    let (mut found, mut asked) = (0, 0);
    for _ in 0..2_000 {
        let list: Vec<_> = (0..rng.usize(..40)).map(|_| pattern(&mut rng)).collect();
        let index = BuiltPatterns::new(&list);
        for _ in 0..50 {
            let origin = origin(&mut rng);
            let expected = list.iter().any(|pattern| pattern.matches(origin.as_bytes()));
            assert_eq!(index.contains(origin.as_bytes()), expected, "{origin} in {list:?}");
            found += u32::from(expected);
            asked += 1;
        }
    }
    assert!(found > asked / 20 && found < asked - asked / 20, "{found} of {asked}");
}

#[test]
fn every_pattern_of_the_list_is_there_once() {
    let mut rng = Rng::with_seed(8);
    let list: Vec<_> = (0..200).map(|_| pattern(&mut rng)).collect();
    let mut texts: Vec<_> = list.iter().map(ToString::to_string).collect();
    texts.sort();
    texts.dedup();
    let index = BuiltPatterns::new(&list);
    let mut found: Vec<_> = index.iter().map(|pattern| pattern.to_string()).collect();
    found.sort();
    assert_eq!(found, texts);
    assert_eq!((index.len(), index.is_empty()), (texts.len(), false));
    assert!(BuiltPatterns::new(&[]).is_empty());
}

#[test]
fn bytes_that_are_no_origin_are_not_found() {
    let every = Pattern { scheme: "app", host: HostPattern::Every, port: PortPattern::None };
    let below = HostPattern::Below("d");
    let index = BuiltPatterns::new(&[
        every,
        Pattern { scheme: "https", host: below, port: PortPattern::Any },
    ]);
    let long = format!("https://{}d", "a.".repeat(40_000));
    for origin in [&b""[..], b"null", b"\xff", b"app://", b"app://\xff", b"://", long.as_bytes()] {
        assert!(!index.contains(origin), "{origin:?}");
    }
    assert!(index.contains(b"app://a") && index.contains(b"https://a.d:1"));
}
