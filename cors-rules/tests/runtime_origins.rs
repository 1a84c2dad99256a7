//! Lists at run time, checked against what a policy's source lets them add.

#![allow(clippy::indexing_slicing, reason = "a test fails by panicking")]

use cors_rules::origin::Entry;
use cors_rules::runtime_origins::{Limits, Scope, check};
use cors_rules::{Level, Rule};

fn within(entries: &[&str], credentials: bool) -> Limits {
    Limits::new(Scope::Within(entries), credentials, [])
}

const WITHIN: [&str; 6] = [
    "https://*.example.com",
    "https://pr-*.preview.example",
    "http://localhost:*",
    "https://partner.example",
    "app://",
    "moz-extension://*",
];

/// The first of the gravest faults of a list with one origin.
fn gravest(within: &Limits, text: &str) -> Option<(Rule, Level)> {
    let judged = within.judge([text]);
    let faults = judged.faults.iter().map(|(_, fault)| (fault.rule, fault.level));
    faults.rev().max_by_key(|(_, level)| *level)
}

#[test]
fn what_is_within_is_taken_as_it_is_written() {
    let within = within(&WITHIN, true);
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
    let within = within(&WITHIN, true);
    for (text, rule) in [
        ("https://example.com", Rule::RuntimeOutside),
        ("https://evil-example.com", Rule::RuntimeOutside),
        ("https://a.example.com:8443", Rule::RuntimeOutside),
        ("http://127.0.0.1:3000", Rule::RuntimeOutside),
        ("https://partner.example:8443", Rule::RuntimeOutside),
        ("https://*.partner.example", Rule::RuntimeOutside),
        ("https://*.preview.example", Rule::RuntimeOutside),
        ("https://p*.preview.example", Rule::RuntimeOutside),
        ("https://pr-.preview.example", Rule::RuntimeOutside),
        ("*", Rule::RuntimeEverybody),
        ("null", Rule::RuntimeEverybody),
        ("https://*", Rule::RuntimeEverybody),
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
    let none = Limits::new(Scope::Nothing, false, []);
    let closed = Some((Rule::RuntimeClosed, Level::Error));
    assert_eq!(gravest(&none, "https://app.example.com"), closed);
}

#[test]
fn everything_is_said_at_once_and_also_what_a_replacement_would_be() {
    let within = within(&["https://*.example.com"], false);
    let list = ["https://a.example.com", "null https://b.example.org/", "https://C.example.com"];
    let judged = within.judge(list);
    let found: Vec<_> = judged.faults.iter().map(|(index, fault)| (*index, fault.rule)).collect();
    assert_eq!(
        found,
        [
            (1, Rule::RuntimeEverybody),
            (2, Rule::OriginPath),
            (2, Rule::RuntimeOutside),
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
            Some((Rule::RuntimeOutside, Level::Error)),
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
        let within = Limits::new(Scope::Within(&[within]), credentials, []);
        assert_eq!(gravest(&within, text), expected, "{because}");
    }
}

#[test]
fn what_is_listed_twice_is_named_with_both_places() {
    let within = within(&["https://*.example.com"], true);
    let list = ["https://a.example.com https://*.b.example.com", "https://a.example.com"];
    let judged = within.judge(list.into_iter().chain(["https://x.b.example.com"]));
    let said: Vec<_> =
        judged.faults.iter().map(|(index, fault)| (*index, fault.to_string())).collect();
    for ((index, message), (expected, places)) in said.iter().zip([
        (2, "\n  in origin 3 of the list\n  the other one is in origin 1 of the list\n"),
        (3, "\n  in origin 4 of the list\n  the other one is in origin 2 of the list\n"),
    ]) {
        assert_eq!(*index, expected);
        assert!(message.contains("[redundant_origin]") && message.contains(places), "{message}");
    }
    assert_eq!(said.len(), 2);
    assert!(judged.faults.iter().all(|(_, fault)| fault.level == Level::Warning));
}

#[test]
fn a_message_is_the_compilers_except_for_attributes() {
    let within = within(&["https://*.example.com"], true);
    let message = |text: &str| within.judge([text]).faults[0].1.to_string();
    assert_eq!(
        message("https://Shop.example.com/"),
        r#"the host of `https://Shop.example.com/` is not in lower case: `S` [host_case]
  in origin 1 of the list
  "https://Shop.example.com/"
           ^
  note: browsers send hosts in lower case, and the comparison is byte for byte
  help: write https://shop.example.com
  more: https://docs.rs/cors-runtime/latest/cors_runtime/rules/#host_case"#
    );
    assert!(
        message("https://shop.example.org").contains(
            "note: the policy says `runtime_origins: within [\"https://*.example.com\"]`"
        )
    );
    let many: Vec<_> = (1..=1_000).map(|n| format!("https://n{n}.example.com")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    let message =
        self::within(&many, true).judge(["https://shop.example.org"]).faults[0].1.to_string();
    assert!(message.contains("\"https://n5.example.com\", and 995 more]`"), "{message}");
}

#[test]
fn an_entry_of_the_source_stands_for_everybody_in_no_form() {
    for text in ["*", " * ", "null", "https://*", "http://*:*"] {
        let checked = check(text);
        assert_eq!(checked.faults[0].rule, Rule::RuntimeEverybody, "{text}");
        assert!(checked.intended().is_empty(), "{text}");
    }
    assert_eq!(check("https://*.example.com").value.unwrap().text(), "https://*.example.com");
}

/// Any origin and pattern that `allow_origins` would accept, at the same levels.
#[test]
fn any_accepts_what_the_rules_accept() {
    for (text, credentials, allowed, expected) in [
        ("https://app.example.com", true, &[][..], None),
        ("https://*.example.com", true, &[], None),
        ("http://localhost:3000", true, &[], None),
        ("http://localhost:*", true, &[], None),
        ("moz-extension://*", false, &[], None),
        ("moz-extension://*", true, &[], Some((Rule::AnyHost, Level::Warning))),
        ("moz-extension://*", true, &["any_host"], None),
        ("http://192.168.1.5:10801", false, &[], None),
        ("http://192.168.1.5:10801", true, &[], Some((Rule::InsecureOrigin, Level::Denied))),
        ("http://192.168.1.5:10801", true, &["insecure_origin"], None),
        (
            "http://192.168.1.5:10801",
            true,
            &["public_suffix"],
            Some((Rule::InsecureOrigin, Level::Denied)),
        ),
        ("https://*.com", false, &[], Some((Rule::PublicSuffix, Level::Warning))),
        ("https://*.com", true, &[], Some((Rule::PublicSuffix, Level::Denied))),
        ("https://*.com", true, &["public_suffix"], None),
        ("null", false, &["null_origin"], Some((Rule::RuntimeEverybody, Level::Error))),
        ("*", false, &[], Some((Rule::RuntimeEverybody, Level::Error))),
        ("https://*", false, &["wildcard_host"], Some((Rule::RuntimeEverybody, Level::Error))),
        ("https://App.example.com", false, &["host_case"], Some((Rule::HostCase, Level::Error))),
    ] {
        for scope in [Scope::Any, Scope::Star] {
            let expected = expected.filter(|_| text != "*" || scope == Scope::Any);
            let limits = Limits::new(scope, credentials, allowed.iter().copied());
            assert_eq!(gravest(&limits, text), expected, "{text} {credentials} {allowed:?}");
        }
    }
}

#[test]
fn star_stands_alone_in_a_list() {
    let limits = Limits::new(Scope::Star, false, []);
    for (list, is_star, rules) in [
        (&["*"][..], true, &[][..]),
        (&[" * "], true, &[]),
        (&[], false, &[]),
        (&["https://a.example"], false, &[]),
        (&["*, https://a.example"], true, &[(0, Rule::StarInList)]),
        (&["https://a.example", "*"], true, &[(1, Rule::StarInList)]),
        (&["* *"], true, &[(0, Rule::StarInList), (1, Rule::StarInList)]),
    ] {
        let judged = limits.judge(list);
        let found: Vec<_> = judged.faults.iter().map(|(at, fault)| (*at, fault.rule)).collect();
        assert_eq!((judged.is_star, &found[..]), (is_star, rules), "{list:?}");
    }
    let judged = limits.judge(["*", "https://a.example"]);
    let message = judged.faults[0].1.to_string();
    assert!(message.contains("help: list `*` alone"), "{message}");
}

#[test]
fn a_policy_without_a_list_has_none_to_replace() {
    assert_eq!(cors_rules::runtime_origins::no_list().rule, Rule::NoRuntimeList);
}

#[test]
fn each_entry_that_would_allow_everybody_has_its_own_help() {
    for (text, source, list) in [
        ("*", "`runtime_origins: any`", "list the origins"),
        ("https://*", "`runtime_origins: any`", "a pattern such as"),
        ("null", "an origin of its own", "an origin of its own"),
    ] {
        assert!(check(text).faults[0].help().contains(source), "{text}");
        let judged = Limits::new(Scope::Any, false, []).judge([text]);
        assert!(judged.faults[0].1.help().contains(list), "{text}");
    }
}

#[test]
fn a_function_is_asked_about_origins_that_a_list_could_have() {
    let (secure, plain) = ("https://a.example.com", "http://a.example.com");
    for (scope, credentials, allowed, asked) in [
        (Scope::Nothing, false, "", [false, false]),
        (Scope::Any, false, "", [true, true]),
        (Scope::Any, true, "", [true, false]),
        (Scope::Any, true, "insecure_origin", [true, true]),
        (Scope::Star, false, "", [true, true]),
        (Scope::Within(&["https://*.example.com"]), true, "", [true, false]),
        (Scope::Within(&["http://*.example.com"]), true, "", [false, true]),
        (Scope::Within(&["https://*.example.org"]), false, "", [false, false]),
    ] {
        let limits = Limits::new(scope, credentials, [allowed]);
        assert_eq!([secure, plain].map(|origin| limits.is_open_to(origin)), asked, "{scope:?}");
    }
}
