//! The tables in `src/suffixes/` against the `psl` crate, which is made of the same list by others.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::{env, fs};

use cors_rules::origin::{SUFFIX_LIST_DATE, is_open_below, is_registry, suffix_below};
use renew_suffixes::{ascii, tables};

#[path = "../examples/renew_suffixes.rs"]
mod renew_suffixes;

const ICANN: &str = include_str!("../src/suffixes/icann.txt");
const PRIVATE: &str = include_str!("../src/suffixes/private.txt");
const SHARED_HOSTS: &str = include_str!("../src/suffixes/shared_hosts.txt");

/// Suffixes that changed between the list of the tables (22 October 2026) and the later one of psl 2.1.247.
const CHANGED: [&str; 2] = [
    // Removed from the list.
    "helsinki",
    // Added to the list.
    "pagelemon.dev",
];

/// The rules of a file, without the header and comments.
fn rules(file: &str) -> impl Iterator<Item = &str> {
    let (_, rules) = file.split_once("\n\n").expect("a header");
    rules.lines().map(|line| line.split(' ').next().unwrap())
}

/// A rule's name without the marks of wildcards and exceptions.
fn name(rule: &str) -> &str {
    rule.trim_start_matches("*.").trim_start_matches('!')
}

fn is_at_or_below(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// The list as the locked version of `psl` was made of it, where cargo has put it.
fn rules_of_psl() -> String {
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

/// `psl`'s answers. It knows names of other letters only as they are, and origins have them in Punycode.
struct Oracle {
    /// Each label of the list that is not ASCII, by its Punycode.
    labels: BTreeMap<String, String>,
}

impl Oracle {
    fn new() -> Self {
        let rules = rules_of_psl();
        let labels = rules.lines().flat_map(|rule| rule.split('.'));
        let labels = labels.filter(|label| !label.is_ascii());
        Oracle { labels: labels.map(|label| (ascii(label), label.to_owned())).collect() }
    }

    /// Whether the name is a suffix, and one of a registry.
    fn suffix(&self, name: &str) -> Option<psl::Type> {
        let label = |label: &str| self.labels.get(label).cloned().unwrap_or(label.to_owned());
        let name = name.split('.').map(label).collect::<Vec<_>>().join(".");
        let suffix = psl::suffix(name.as_bytes())?;
        if suffix == name.as_str() { suffix.typ() } else { None }
    }

    /// Whether the name, or each name below it, is a suffix of this type, or of any.
    fn is_open_below(&self, domain: &str, wanted: Option<psl::Type>) -> bool {
        let below = format!("no-such-name.{domain}");
        let found = [self.suffix(domain), self.suffix(&below)];
        found.iter().flatten().any(|found| wanted.is_none_or(|wanted| wanted == *found))
    }

    /// Fails where the tables say something else. The list says nothing of shared hosts.
    fn compare(&self, name: &str) {
        if CHANGED.iter().any(|changed| is_at_or_below(name, changed)) {
            return;
        }
        let is_shared = rules(SHARED_HOSTS).any(|rule| is_at_or_below(name, self::name(rule)));
        if !is_shared {
            assert_eq!(is_open_below(name), self.is_open_below(name, None), "{name}");
        }
        let icann = Some(psl::Type::Icann);
        assert_eq!(is_registry(name), self.is_open_below(name, icann), "{name}");
    }
}

#[test]
fn tables_and_psl_have_the_same_rules() {
    let ours: BTreeSet<String> = rules(ICANN).chain(rules(PRIVATE)).map(str::to_owned).collect();
    let theirs = rules_of_psl();
    let theirs = theirs.lines().map(|rule| rule.split('.').map(ascii).collect::<Vec<_>>());
    let theirs: BTreeSet<String> = theirs.map(|labels| labels.join(".")).collect();
    let changed: BTreeSet<_> = ours.symmetric_difference(&theirs).map(|rule| &**rule).collect();
    assert_eq!(changed, BTreeSet::from(CHANGED));
    assert!(ours.len() > 10_000, "{} rules", ours.len());
}

#[test]
fn tables_and_psl_agree_on_every_suffix_and_its_neighbours() {
    let oracle = Oracle::new();
    let theirs = rules_of_psl();
    let theirs = theirs.lines().map(|rule| rule.split('.').map(ascii).collect::<Vec<_>>());
    let theirs: Vec<String> = theirs.map(|labels| labels.join(".")).collect();
    for rule in rules(ICANN).chain(rules(PRIVATE)).chain(theirs.iter().map(|rule| &**rule)) {
        let name = name(rule);
        oracle.compare(name);
        oracle.compare(&format!("a.{name}"));
        oracle.compare(&format!("b.a.{name}"));
        // Another name that begins or ends alike.
        oracle.compare(&format!("a{name}"));
        oracle.compare(&format!("{name}a"));
        let above = std::iter::successors(Some(name), |name| Some(name.split_once('.')?.1));
        above.for_each(|name| oracle.compare(name));
    }
}

#[test]
fn tables_and_psl_agree_on_random_names() {
    let oracle = Oracle::new();
    let rules: Vec<_> = rules(ICANN).chain(rules(PRIVATE)).map(name).collect();
    let labels: Vec<_> = rules.iter().flat_map(|rule| rule.split('.')).collect();
    let mut random = fastrand::Rng::with_seed(17);
    let mut open = 0;
    for _ in 0..100_000 {
        let mut name: Vec<_> = random.choice(&rules).unwrap().split('.').collect();
        for _ in 0..random.usize(..3) {
            let label = *random.choice(&labels).unwrap();
            match random.u8(..4) {
                0 => name.insert(0, label),
                1 if name.len() > 1 => drop(name.remove(0)),
                2 => {
                    let at = random.usize(..name.len());
                    name.splice(at..=at, [label]);
                }
                _ => name.push(label),
            }
        }
        let name = name.join(".");
        oracle.compare(&name);
        open += usize::from(is_open_below(&name));
    }
    assert!((10_000..90_000).contains(&open), "{open} names are open");
}

#[test]
fn names_of_other_letters_are_known_in_punycode() {
    for (name, registry) in
        [("xn--p1ai", true), ("xn--p1acf", true), ("xn--90azh.xn--90a3ac", true)]
    {
        assert!(is_open_below(name), "{name}");
        assert_eq!(is_registry(name), registry, "{name}");
    }
    assert_eq!(suffix_below("xn--stfold-9xa.no"), Some("xn--vler-qoa.xn--stfold-9xa.no"));
}

/// Each name that is above a suffix and has none directly below it, with the shortest of those further down, found by
/// going through all suffixes.
fn above_suffixes() -> BTreeMap<&'static str, &'static str> {
    let all = [ICANN, PRIVATE, SHARED_HOSTS].into_iter().flat_map(rules).map(name);
    let suffixes: BTreeSet<&str> = all.filter(|name| is_open_below(name)).collect();
    let mut above = BTreeMap::new();
    for suffix in suffixes {
        let names = std::iter::successors(suffix.split_once('.'), |(_, name)| name.split_once('.'));
        for name in names.map(|(_, name)| name).filter(|name| !is_open_below(name)) {
            let shortest = above.entry(name).or_insert(suffix);
            if suffix.len() < shortest.len() {
                *shortest = suffix;
            }
        }
    }
    above
}

#[test]
fn names_above_suffixes_are_known_with_the_shortest_suffix() {
    let above = above_suffixes();
    assert!(above.len() > 300, "{} names", above.len());
    for (name, shortest) in &above {
        let found = suffix_below(name).expect(name);
        assert!(is_at_or_below(found, name) && is_open_below(found), "{name}: {found}");
        assert_eq!(found.len(), shortest.len(), "{name}: {found}, {shortest}");
        assert_eq!(suffix_below(&format!("{name}.")), Some(found), "{name}");
    }
    for rule in [ICANN, PRIVATE, SHARED_HOSTS].into_iter().flat_map(rules) {
        for name in [name(rule), &format!("a.{}", name(rule)), &format!("a{}", name(rule))] {
            assert_eq!(suffix_below(name).is_some(), above.contains_key(name), "{name}");
        }
    }
    for name in ["", ".", "com", "example.com", "my.s3.amazonaws.com", "zonaws.com"] {
        assert_eq!(suffix_below(name), None, "{name}");
    }
}

#[test]
fn the_public_list_knows_no_shared_host_of_the_supplement() {
    let oracle = Oracle::new();
    let listed: BTreeSet<_> = rules(ICANN).chain(rules(PRIVATE)).collect();
    for rule in rules(SHARED_HOSTS) {
        let name = name(rule);
        let is_known = listed.contains(name)
            || listed.contains(&*format!("*.{name}"))
            || oracle.is_open_below(name, None)
            // The rule would have to be about the list's own name above it.
            || name.split_once('.').is_some_and(|(_, above)| listed.contains(&*format!("*.{above}")));
        assert!(!is_known, "remove {name} from shared_hosts.txt");
        assert!(is_open_below(name) && !is_registry(name), "{name}");
    }
}

#[test]
fn each_shared_host_has_a_comment_with_a_source() {
    let (_, lines) = SHARED_HOSTS.split_once("\n\n").unwrap();
    for line in lines.lines() {
        let (_, comment) = line.split_once(" # ").expect(line);
        let (what, source) = comment.split_once(", https://").expect(line);
        assert!(!what.is_empty() && source.contains('.') && !source.contains(' '), "{line}");
    }
}

#[test]
fn tables_are_sorted_lines_of_ascii() {
    for file in [ICANN, PRIVATE, SHARED_HOSTS] {
        assert!(file.is_ascii() && file.ends_with('\n') && !file.contains('\r'));
        let labels: Vec<Vec<_>> = rules(file).map(|rule| rule.rsplit('.').collect()).collect();
        assert!(labels.is_sorted_by(|first, second| first < second));
    }
}

#[test]
fn both_tables_are_of_one_list_with_a_date() {
    for file in [ICANN, PRIVATE] {
        assert!(file.contains(&format!("\n# Date of the list: {SUFFIX_LIST_DATE}\n\n")));
        assert!(file.contains("Mozilla Public\n# License, v. 2.0"));
    }
    let parts: Vec<u32> = SUFFIX_LIST_DATE.split('-').map(|part| part.parse().unwrap()).collect();
    assert!(matches!(parts[..], [2026..=9999, 1..=12, 1..=31]), "{SUFFIX_LIST_DATE}");
}

/// A list of these rules in the form of publicsuffix.org.
fn list(icann: &str, private: &str) -> String {
    format!(
        "// VERSION: {SUFFIX_LIST_DATE}_08-36-41_UTC\n
// ===BEGIN ICANN DOMAINS===\n\n{icann}\n// ===END ICANN DOMAINS===
// ===BEGIN PRIVATE DOMAINS===\n// a company\n{private}\n// ===END PRIVATE DOMAINS===\n"
    )
}

#[test]
fn a_table_of_the_tables_is_the_same() {
    let rules = |file| rules(file).collect::<Vec<_>>().join("\n");
    let again = tables(&list(&rules(ICANN), &rules(PRIVATE)));
    assert_eq!(again.icann, ICANN);
    assert_eq!(again.private, PRIVATE);
}

#[test]
fn a_table_has_each_rule_once_in_ascii_and_in_order() {
    let tables = tables(&list("// uk\nuk\nco.uk\n!www.ck\n*.ck\nрф\nuk", "B.io \t// b\na.io"));
    let rules = |file| rules(file).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rules(&tables.icann), ["!www.ck", "*.ck", "uk", "co.uk", "xn--p1ai"]);
    assert_eq!(rules(&tables.private), ["a.io", "b.io"]);
}
