//! The names above public suffixes are those of the list: `psl` answers for one name and tells no others, so they stand in
//! a file. `ABOVE_SUFFIXES=overwrite cargo test -p cors-rules --test above_suffixes` writes it anew.

#![cfg(feature = "public-suffix-list")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::{env, fs};

use cors_rules::origin::{is_open_below, suffix_below};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/origin/above_suffixes.txt");

/// The list as the locked version of `psl` was made of it, where cargo has put it.
fn rules() -> String {
    let lock = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock")).unwrap();
    let (_, psl) = lock.split_once("name = \"psl\"\nversion = \"").expect("psl is a dependency");
    let (version, _) = psl.split_once('"').expect("a version in quotes");
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo"))).expect("cargo has a home");
    let registries = fs::read_dir(home.join("registry/src")).expect("cargo has fetched psl");
    let list = registries.flatten().find_map(|registry| {
        let psl = registry.path().join(format!("psl-{version}"));
        fs::read_to_string(psl.join("data/rules.txt")).ok()
    });
    list.expect("psl has its list")
}

/// Each name that is above a public suffix and has none directly below it, with the shortest of those further down.
fn above(rules: &str) -> BTreeMap<&str, &str> {
    // Origins have Punycode where the list has other letters; those few names are left out.
    let suffixes: BTreeSet<&str> = rules
        .lines()
        .map(|rule| rule.trim_start_matches("*.").trim_start_matches('!'))
        .filter(|name| name.is_ascii() && is_open_below(name))
        .collect();
    let mut above = BTreeMap::new();
    for suffix in suffixes {
        let mut rest = suffix;
        while let Some((_, name)) = rest.split_once('.') {
            rest = name;
            if !is_open_below(name) {
                let shortest = above.entry(name).or_insert(suffix);
                if suffix.len() < shortest.len() {
                    *shortest = suffix;
                }
            }
        }
    }
    above
}

#[test]
fn the_file_has_the_names_of_the_list() {
    let rules = rules();
    let lines: Vec<_> =
        above(&rules).into_iter().map(|(name, suffix)| format!("{name} {suffix}\n")).collect();
    assert!(lines.len() > 300, "{} names", lines.len());
    let written = lines.concat();
    if env::var("ABOVE_SUFFIXES").is_ok_and(|how| how == "overwrite") {
        fs::write(FILE, &written).unwrap();
    }
    let there = fs::read_to_string(FILE).unwrap();
    assert_eq!(there, written, "run it with ABOVE_SUFFIXES=overwrite");
}

#[test]
fn a_name_above_a_suffix_is_known_with_one_below_it() {
    for (name, expected) in [
        ("amazonaws.com", true),
        ("amazonaws.com.", true),
        ("eu-west-1.amazonaws.com", true),
        ("railway.app", true),
        // Suffixes themselves, and names that nobody else has one below.
        ("s3.amazonaws.com", false),
        ("com", false),
        ("example.com", false),
        ("my.s3.amazonaws.com", false),
        ("zonaws.com", false),
        ("", false),
    ] {
        let suffix = suffix_below(name);
        assert_eq!(suffix.is_some(), expected, "{name}");
        let above = name.trim_end_matches('.');
        assert!(suffix.is_none_or(|suffix| suffix.ends_with(&format!(".{above}"))), "{name}");
        assert!(suffix.is_none_or(is_open_below), "{name}");
    }
}
