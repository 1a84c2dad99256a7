//! Long lists, and lists at random, beside an oracle that shares no code with them.

use cors_runtime::{CorsPolicy, cors_policy};
use proptest::prelude::*;

use super::oracle;

static ANY: CorsPolicy = cors_policy! {
    #[allow(any_port, redundant_origin)]
    runtime_origins: any,
};

#[test]
fn ten_thousand_origins_and_a_thousand_patterns_are_found() {
    let exact = (0..10_000).map(|n| format!("https://tenant-{n}.example.com"));
    let below = (0..500).map(|n| format!("https://*.customer-{n}.example"));
    let labels = (0..500).map(|n| format!("https://pr-*--site-{n}.preview.example"));
    let list: Vec<_> = exact.chain(below).chain(labels).collect();
    let policy = ANY.with_runtime_origins(&list).unwrap();
    for text in &list {
        assert!(policy.allows_origin(text.replace('*', "a")), "{text}");
    }
    for origin in [
        "https://tenant-10000.example.com",
        "https://customer-7.example",
        "https://a.customer-500.example",
        "https://pr-a--site-500.preview.example",
        "https://pr---site-7.preview.example",
        "https://a.pr-a--site-7.preview.example",
        "http://a.customer-7.example",
        "https://a.customer-7.example:8443",
    ] {
        assert!(!policy.allows_origin(origin), "{origin}");
    }
}

fn label() -> impl Strategy<Value = String> {
    prop::sample::select(&["a", "b", "app", "pr-1", "x-y", "shop"]).prop_map(str::to_owned)
}

fn domain() -> impl Strategy<Value = String> {
    let ends = prop::sample::select(&["example", "a.example", "b.a.example", "localhost"]);
    (prop::option::of(label()), ends)
        .prop_map(|(label, end)| label.map_or(end.to_owned(), |label| format!("{label}.{end}")))
}

fn entry() -> impl Strategy<Value = String> {
    let scheme = prop::sample::select(&["https", "http"]);
    let star = prop::sample::select(&["", "", "*.", "pr-*.", "*-a.", "a*b."]);
    let port = prop::sample::select(&["", "", ":8443", ":*"]);
    (scheme, star, domain(), port)
        .prop_map(|(scheme, star, domain, port)| format!("{scheme}://{star}{domain}{port}"))
}

fn origin() -> impl Strategy<Value = String> {
    let scheme = prop::sample::select(&["https", "http"]);
    let more = prop::sample::select(&["", "", "a.", "pr-1.", "x-a.", "axb.", "a.b.", "-."]);
    let port = prop::sample::select(&["", "", ":8443", ":1"]);
    (scheme, more, domain(), port)
        .prop_map(|(scheme, more, domain, port)| format!("{scheme}://{more}{domain}{port}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_list_allows_what_it_says_and_nothing_else(
        list in prop::collection::vec(entry(), 0..30),
        other in prop::collection::vec(entry(), 0..30),
        asked in prop::collection::vec(origin(), 1..40),
    ) {
        // What the rules take of the list, one by one.
        let taken = |list: &[String]| -> Vec<String> {
            list.iter().filter(|text| ANY.check_runtime_origins([text]).is_ok()).cloned().collect()
        };
        let (list, other) = (taken(&list), taken(&other));
        let policy = ANY.with_runtime_origins(&list).unwrap();
        let both = policy.with_runtime_origins(&other).unwrap();
        let texts = |list: &[String]| list.to_vec();
        for (policy, list) in [(&policy, texts(&list)), (&both, [texts(&list), texts(&other)].concat())] {
            let list: Vec<&str> = list.iter().map(String::as_str).collect();
            for origin in &asked {
                let expected = oracle::allows(&list, origin.as_bytes());
                prop_assert_eq!(policy.allows_origin(origin), expected, "{} by {:?}", origin, list);
            }
        }
        policy.replace_runtime_origins(&other).unwrap();
        let other: Vec<&str> = other.iter().map(String::as_str).collect();
        for origin in &asked {
            let expected = oracle::allows(&other, origin.as_bytes());
            prop_assert_eq!(policy.allows_origin(origin), expected, "{} by {:?}", origin, other);
        }
    }
}
