//! What is written: exactly the live entries.

use super::Expansion;
use super::written::{WrittenTable, field_text, text};

const POLICY: &str = r#"
    allow_origins: [
        "https://app.example.com",
        "https://*.preview.example.com",
        #[cfg(staging)]
        "https://staging.example.com",
        #[cfg(not(staging))]
        "https://*.example.org:*",
        #[cfg_attr(staging, cfg(any()))]
        "http://localhost:*",
        #[cfg(all(staging, any(metal, not(wood))))]
        raw("app://"),
        #[cfg(any())]
        "not an origin/",
        "moz-extension://*",
        "http://127.0.0.1:8443",
        "https://*.example.net:8443",
        "https://pr-*--acme.example.net",
        "tauri://localhost:*",
        #[allow(redundant_origin)]
        "https://app.example.com",
    ],
    #[cfg(staging)]
    max_age: 10m,
    #[cfg(not(staging))]
    max_age: 0,
    #[cfg(staging)]
    timing_allow_origins: ["https://app.example.com", #[cfg(any())] "https://b.example"],
    #[cfg(not(staging))]
    timing_allow_origins: same,
    #[cfg(wood)]
    allow_methods: [PUT, #[cfg(staging)] "PURGE", #[cfg(metal)] DELETE],
"#;

/// Exact origins and patterns, each sorted.
fn live(absent: &[&str]) -> (Vec<String>, Vec<String>) {
    let expansion = Expansion::without(POLICY, absent);
    assert_eq!(expansion.errors(), [""; 0]);
    let table = WrittenTable::of(&expansion);
    let exact = table.exact();
    let mut origins: Vec<String> = exact.iter().map(str::to_owned).collect();
    for origin in &origins {
        assert_eq!(
            exact.find(origin.as_bytes()).and_then(|slot| exact.member(slot)),
            Some(&**origin)
        );
        assert_eq!(exact.find(format!("{origin}/").as_bytes()), None);
    }
    assert_eq!(table.longest_exact, origins.iter().map(String::len).max().unwrap_or_default());
    origins.sort();
    let mut patterns = table.patterns;
    patterns.sort();
    (origins, patterns)
}

#[test]
fn the_table_holds_exactly_the_live_origins() {
    let always = ["http://127.0.0.1:8443", "https://app.example.com"];
    let patterns = [
        "https://*.example.net:8443",
        "https://*.preview.example.com",
        "https://pr-*--acme.example.net",
        "moz-extension://*",
        "tauri://localhost:*",
    ];
    for (absent, exact, more_patterns) in [
        (&[][..], &["app://", "https://staging.example.com"][..], &[][..]),
        (&["metal"], &["https://staging.example.com"], &[]),
        (&["metal", "wood"], &["app://", "https://staging.example.com"], &[]),
        (&["staging"], &[], &["http://localhost:*", "https://*.example.org:*"]),
    ] {
        let sorted = |one: &[&str], other: &[&str]| {
            let mut all: Vec<String> =
                one.iter().chain(other).map(|text| (*text).to_owned()).collect();
            all.sort();
            all
        };
        assert_eq!(
            live(absent),
            (sorted(&always, exact), sorted(&patterns, more_patterns)),
            "without {absent:?}"
        );
    }
}

#[test]
fn the_header_values_are_those_of_the_live_fields() {
    for (absent, max_age, timing, methods) in [
        (&[][..], "600", "https://app.example.com", "PUT, PURGE, DELETE"),
        (&["metal"], "600", "https://app.example.com", "PUT, PURGE"),
        (
            &["staging"],
            "0",
            "https://app.example.com, http://127.0.0.1:8443, https://app.example.com",
            "PUT, DELETE",
        ),
    ] {
        let expansion = Expansion::without(POLICY, absent);
        let value = |name| field_text(&expansion, "VALUES", name);
        let some = |text: &str| {
            format!("krate::__private::Some(krate::__private::Constant::new({text:?}))")
                .replace(' ', "")
        };
        assert_eq!(value("max_age"), some(max_age));
        assert_eq!(value("timing_allow_origin"), some(timing));
        assert!(
            value("allow_methods").contains(&methods.replace(' ', "")),
            "{}",
            value("allow_methods")
        );
        assert_eq!(value("timing_is_same"), absent.contains(&"staging").to_string());
        assert_eq!(value("expose_headers"), "krate::__private::None");
    }
}

#[test]
fn two_thousand_origins_are_all_found() {
    let origins: Vec<_> = (0..2000).map(|n| format!("https://tenant-{n}.example.com")).collect();
    let expansion = Expansion::of(&format!("allow_origins: {origins:?}"));
    assert_eq!(expansion.errors(), [""; 0]);
    let table = WrittenTable::of(&expansion);
    let exact = table.exact();
    assert_eq!(exact.len(), origins.len());
    for origin in &origins {
        assert_eq!(
            exact.find(origin.as_bytes()).and_then(|slot| exact.member(slot)),
            Some(&**origin)
        );
    }
}

/// A short list's values are written out, and for a long one's there is room.
#[test]
fn the_origins_of_a_short_list_have_values() {
    let list = |count: usize, more: &str| {
        let origins: Vec<_> = (0..count).map(|n| format!("\"https://n{n}.example\", ")).collect();
        format!("allow_origins: [{}{more}]", origins.concat())
    };
    let twice = "#[allow(redundant_origin)] \"https://n0.example\"";
    for (policy, values) in [
        (list(1, ""), 1),
        (list(128, ""), 128),
        (list(128, twice), 128),
        (list(129, ""), 0),
        (list(129, "\"https://*.example.com\""), 0),
        (list(0, "\"https://*.example.com\""), 0),
        ("allow_origins: *".to_owned(), 0),
    ] {
        let expansion = Expansion::of(&policy);
        assert_eq!(expansion.errors(), [""; 0]);
        // Nothing else in these policies has a value.
        let written = text(&expansion.value).matches("Constant :: new").count();
        assert_eq!(written, values, "{policy:.60}");
    }
}
