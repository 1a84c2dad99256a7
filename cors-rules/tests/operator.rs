//! Operators' lists, held against what a policy's source lets them add.

#![allow(clippy::indexing_slicing, reason = "a test fails by panicking")]

use cors_rules::operator::{Within, check};
use cors_rules::origin::Entry;
use cors_rules::{Level, Rule};

const WITHIN: [&str; 6] = [
    "https://*.example.com",
    "https://pr-*.preview.example",
    "http://localhost:*",
    "https://partner.example",
    "app://",
    "moz-extension://*",
];

/// The first of the gravest faults of a list with one origin.
fn gravest(within: &Within, text: &str) -> Option<(Rule, Level)> {
    let judged = within.judge([text]);
    let faults = judged.faults.iter().map(|(_, fault)| (fault.rule, fault.level));
    faults.rev().max_by_key(|(_, level)| *level)
}

#[test]
fn what_is_within_is_taken_as_it_is_written() {
    let within = Within::new(WITHIN, true);
    for (list, expected) in [
        (&[][..], &[][..]),
        (&[""], &[]),
        (&[" ,\n"], &[]),
        (&["https://shop.example.com"], &["https://shop.example.com"]),
        (
            &["https://a.example.com, https://b.c.example.com\nhttp://localhost:3000"],
            &["https://a.example.com", "https://b.c.example.com", "http://localhost:3000"],
        ),
        (&["https://*.team.example.com"], &["https://*.team.example.com"]),
        (&["https://team-*.example.com"], &["https://team-*.example.com"]),
        (&["https://pr-1*.preview.example"], &["https://pr-1*.preview.example"]),
        (&["https://*.example.com"], &["https://*.example.com"]),
        (
            &["https://partner.example", "http://localhost:*"],
            &["https://partner.example", "http://localhost:*"],
        ),
        (&["app://", "moz-extension://*"], &["app://", "moz-extension://*"]),
    ] {
        let judged = within.judge(list);
        assert!(judged.faults.is_empty(), "{list:?}: {:?}", judged.faults);
        let entries: Vec<_> = judged.entries.iter().map(Entry::text).collect();
        assert_eq!(entries, expected);
    }
}

#[test]
fn what_is_outside_is_refused_and_so_is_everything_that_no_source_could_list() {
    let within = Within::new(WITHIN, true);
    for (text, rule) in [
        ("https://example.com", Rule::OperatorOutside),
        ("https://evil-example.com", Rule::OperatorOutside),
        ("https://a.example.com:8443", Rule::OperatorOutside),
        ("http://127.0.0.1:3000", Rule::OperatorOutside),
        ("https://partner.example:8443", Rule::OperatorOutside),
        ("https://*.partner.example", Rule::OperatorOutside),
        ("https://*.preview.example", Rule::OperatorOutside),
        ("https://p*.preview.example", Rule::OperatorOutside),
        ("https://pr-.preview.example", Rule::OperatorOutside),
        ("*", Rule::OperatorEverybody),
        ("null", Rule::OperatorEverybody),
        ("https://*", Rule::OperatorEverybody),
        ("NULL", Rule::NullCase),
        ("*.example.com", Rule::MissingScheme),
        ("https://a.*.example.com", Rule::WildcardPlace),
        ("https://a.example.com/", Rule::OriginPath),
        ("https://A.example.com", Rule::HostCase),
        ("https://a.example.com;https://b.example.com", Rule::SeveralOrigins),
        ("app://*.", Rule::WildcardPlace),
        ("file://", Rule::RawOrigin),
    ] {
        assert_eq!(gravest(&within, text), Some((rule, Level::Error)), "{text}");
    }
    let none = Within::new([], false);
    let outside = Some((Rule::OperatorOutside, Level::Error));
    assert_eq!(gravest(&none, "https://app.example.com"), outside);
}

#[test]
fn everything_is_said_at_once_and_also_what_a_replacement_would_be() {
    let within = Within::new(["https://*.example.com"], false);
    let list = ["https://a.example.com", "null https://b.example.org/", "https://C.example.com"];
    let judged = within.judge(list);
    let found: Vec<_> = judged.faults.iter().map(|(index, fault)| (*index, fault.rule)).collect();
    assert_eq!(
        found,
        [
            (1, Rule::OperatorEverybody),
            (2, Rule::OriginPath),
            (2, Rule::OperatorOutside),
            (3, Rule::HostCase),
        ]
    );
}

#[test]
fn what_is_dangerous_needs_the_sources_consent() {
    const AMAZON: &str = "https://*.amazonaws.com";
    const STORAGE: &str = "https://*.s3.amazonaws.com";
    const NETLIFY: &str = "https://*.netlify.app";
    const PREVIEW: &str = "https://deploy-*--acme.netlify.app";
    for (because, within, credentials, text, expected) in [
        ("the source allows it by name", STORAGE, true, STORAGE, None),
        ("what is above it breaks the rule as well", AMAZON, true, STORAGE, None),
        ("what is above it has the warning as well", AMAZON, false, STORAGE, None),
        ("the source allows more by name", NETLIFY, true, PREVIEW, None),
        ("the same question", PREVIEW, true, "https://deploy-1*--acme.netlify.app", None),
        ("the source allows http", "http://*.a.example", true, "http://b.a.example", None),
        ("it is this machine", "http://localhost:*", true, "http://localhost:3000", None),
        (
            "no source was asked about this port",
            "https://*.a.example",
            true,
            "https://b.a.example:*",
            Some((Rule::OperatorOutside, Level::Error)),
        ),
        (
            "the source allows any port",
            "https://*.a.example:*",
            true,
            "https://b.a.example:*",
            None,
        ),
        (
            "any port is no answer to why it is this one",
            "http://*.a.example:*",
            true,
            "http://b.a.example:443",
            Some((Rule::SwappedPort, Level::Warning)),
        ),
        (
            "hardly anybody means it",
            "https://*.a.example",
            true,
            "https://-.a.example",
            Some((Rule::EdgeHyphen, Level::Warning)),
        ),
    ] {
        let within = Within::new([within], credentials);
        assert_eq!(gravest(&within, text), expected, "{because}");
    }
}

#[test]
fn what_is_listed_twice_is_named_with_both_places() {
    let within = Within::new(["https://*.example.com"], true);
    let list = ["https://a.example.com https://*.b.example.com", "https://a.example.com"];
    let judged = within.judge(list.into_iter().chain(["https://x.b.example.com"]));
    let said: Vec<_> =
        judged.faults.iter().map(|(index, fault)| (*index, fault.to_string())).collect();
    for ((index, message), (expected, places)) in said.iter().zip([
        (2, "\n  in origin 3 of the operator's list\n  the other one is in origin 1 of the operator's list\n"),
        (3, "\n  in origin 4 of the operator's list\n  the other one is in origin 2 of the operator's list\n"),
    ]) {
        assert_eq!(*index, expected);
        assert!(message.contains("[redundant_origin]") && message.contains(places), "{message}");
    }
    assert_eq!(said.len(), 2);
    assert!(judged.faults.iter().all(|(_, fault)| fault.level == Level::Warning));
}

#[test]
fn a_message_is_the_compilers_but_for_what_an_operator_cannot_do() {
    let within = Within::new(["https://*.example.com"], true);
    let message = |text: &str| within.judge([text]).faults[0].1.to_string();
    assert_eq!(
        message("https://Shop.example.com/"),
        r#"the host of `https://Shop.example.com/` is not in lower case: `S` [host_case]
  in origin 1 of the operator's list
  "https://Shop.example.com/"
           ^
  note: browsers send hosts in lower case, and the comparison is byte for byte
  help: write https://shop.example.com
  more: https://docs.rs/cors-runtime/latest/cors_runtime/rules/#host_case"#
    );
    assert!(
        message("https://shop.example.org").contains(
            "note: the policy says `operator_origins: within [\"https://*.example.com\"]`, and no list widens that"
        )
    );
    let many: Vec<_> = (1..=1_000).map(|n| format!("https://n{n}.example.com")).collect();
    let within = Within::new(many.iter().map(String::as_str), true);
    let message = within.judge(["https://shop.example.org"]).faults[0].1.to_string();
    assert!(message.contains("\"https://n5.example.com\", and 995 more]`"), "{message}");
}

#[test]
fn an_entry_of_the_source_stands_for_everybody_in_no_form() {
    for text in ["*", " * ", "null", "https://*", "http://*:*"] {
        let checked = check(text);
        assert_eq!(checked.faults[0].rule, Rule::OperatorEverybody, "{text}");
        assert!(checked.intended().is_empty(), "{text}");
    }
    assert_eq!(check("https://*.example.com").value.unwrap().text(), "https://*.example.com");
}
