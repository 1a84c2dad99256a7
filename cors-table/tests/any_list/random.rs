//! Lists of origins at random, the same for the same seed.

use std::collections::BTreeSet;

use fastrand::Rng;

/// The lists that stopped the compiler before the construction of tables was bounded.
pub(crate) const HANGING: [&[&str]; 2] = [
    &["https://mysite.net", "https://acme.com", "https://docs.example.com"],
    &["https://acme.com", "https://docs.example.com", "https://mysite.net"],
];

const WORDS: [&str; 24] = [
    "www",
    "app",
    "api",
    "admin",
    "docs",
    "shop",
    "mysite",
    "acme",
    "dev",
    "staging",
    "my-company",
    "blog",
    "portal",
    "a",
    "b",
    "x1",
    "eu-west-1",
    "xn--mnchen-3ya",
    "cdn",
    "auth",
    "beta",
    "test",
    "intranet",
    "status",
];
const ENDS: [&str; 10] =
    ["com", "net", "org", "io", "dev", "example", "example.com", "co.uk", "de", "internal"];

/// A list of `len` origins, no two of which are equal.
pub(crate) fn list(rng: &mut Rng, len: usize) -> Vec<String> {
    let kind = rng.u8(..6);
    let suffix =
        format!("{}.{}", rng.choice(WORDS).unwrap_or("a"), rng.choice(ENDS).unwrap_or("b"));
    let mut list = BTreeSet::new();
    while list.len() < len {
        list.insert(match kind {
            0 => host(rng),
            1 => format!("https://{}.{suffix}", label(rng)),
            2 => format!("http://localhost:{}", rng.u16(1..)),
            3 => format!("https://tenant-{}.{suffix}", rng.u16(..)),
            4 => raw(rng),
            _ => any(rng),
        });
    }
    let mut list: Vec<_> = list.into_iter().collect();
    rng.shuffle(&mut list);
    list
}

fn any(rng: &mut Rng) -> String {
    match rng.u8(..5) {
        0 => raw(rng),
        1 => format!("http://{}.{}.{}.{}", rng.u8(..), rng.u8(..), rng.u8(..), rng.u8(..)),
        2 => format!("http://[2001:db8::{:x}]:{}", rng.u16(1..), rng.u16(1..)),
        _ => host(rng),
    }
}

/// A host as people name theirs.
fn host(rng: &mut Rng) -> String {
    let mut host =
        String::from(rng.choice(["https://", "https://", "http://"]).unwrap_or_default());
    for _ in 0..rng.u8(1..=3) {
        host.push_str(&if rng.u8(..3) == 0 { label(rng) } else { word(rng) });
        host.push('.');
    }
    host.push_str(rng.choice(ENDS).unwrap_or_default());
    if rng.u8(..8) == 0 {
        let port = rng.u16(1..).to_string();
        host.extend([":", &port]);
    }
    host
}

fn word(rng: &mut Rng) -> String {
    rng.choice(WORDS).unwrap_or_default().to_owned()
}

fn label(rng: &mut Rng) -> String {
    (0..rng.u8(1..=12)).map(|_| rng.alphanumeric().to_ascii_lowercase()).collect()
}

/// Visible ASCII of any length, as `raw` takes it.
fn raw(rng: &mut Rng) -> String {
    (0..rng.u8(..=40)).map(|_| rng.char('!'..='~')).collect()
}
