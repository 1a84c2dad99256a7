//! What a list may be, and what is said of one.

use std::collections::BTreeSet;
use std::error::Error;

use cors_runtime::{CorsPolicy, OriginErrors, Rule, cors_policy};

use super::{API, APP, SHOP};

fn added(policy: Result<CorsPolicy, OriginErrors>) -> Vec<String> {
    policy.unwrap().runtime_origins()
}

#[test]
fn a_list_is_whatever_yields_texts() {
    let other = "https://other.customer.example";
    let both = [other, SHOP];
    let text = || format!(" {SHOP},\n{other}\t");
    assert_eq!(added(API.with_runtime_origins(both)), both);
    let settings = both.map(String::from).to_vec();
    assert_eq!(added(API.with_runtime_origins(&settings)), both);
    assert_eq!(added(API.with_runtime_origins(settings)), both);
    assert_eq!(added(API.with_runtime_origins(BTreeSet::from(both))), both);
    assert_eq!(added(API.with_runtime_origins(Some(text()))), both);
    assert_eq!(added(API.with_runtime_origins([text()])), both);
    assert_eq!(added(API.with_runtime_origins(text().lines())), both);
}

#[test]
fn nothing_on_the_list_is_nothing_added() {
    for list in [None, Some(""), Some(" "), Some(","), Some(" ,\r\n\t, ")] {
        let api = API.with_runtime_origins(list).unwrap();
        assert_eq!(api.runtime_origins(), [""; 0], "{list:?}");
        assert!(api.allows_origin(APP) && !api.allows_origin(SHOP), "{list:?}");
    }
    assert_eq!(added(API.with_runtime_origins(std::env::var("NOBODY_SETS_THIS").ok())), [""; 0]);
}

#[test]
fn a_policy_without_the_field_takes_no_list() {
    static PLAIN: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    assert_eq!(added(PLAIN.with_runtime_origins(None::<&str>)), [""; 0]);
    let errors = PLAIN.with_runtime_origins([APP, SHOP]).unwrap_err();
    let rules: Vec<_> = errors.faults().iter().map(|fault| (fault.index(), fault.rule())).collect();
    assert_eq!(rules, [(1, Rule::RuntimeClosed)]);
    assert!(errors.to_string().contains("the policy has no `runtime_origins`"), "{errors}");
}

/// Whoever moves a list into a variable may leave in it what stands in the source.
#[test]
fn what_the_source_allows_anyway_may_be_listed() {
    static SOURCE: CorsPolicy = cors_policy! {
        allow_origins: [
            "https://app.example.com",
            "https://*.preview.example.com",
            #[allow(insecure_origin)]
            "http://old.example.com",
        ],
        runtime_origins: within ["https://*.customer.example"],
        allow_credentials: true,
    };
    for origin in [
        "https://app.example.com",
        "https://a.preview.example.com",
        "https://*.preview.example.com",
        "https://*.a.preview.example.com",
        "http://old.example.com",
    ] {
        assert_eq!(added(SOURCE.with_runtime_origins([origin])), [origin]);
    }
    for (origin, rule) in [
        ("https://other.example.com", Rule::RuntimeOutside),
        ("https://*.example.com", Rule::RuntimeOutside),
        ("https://app.example.com/", Rule::OriginPath),
        ("http://app.example.com", Rule::RuntimeOutside),
        ("null", Rule::RuntimeEverybody),
    ] {
        let errors = SOURCE.with_runtime_origins([origin]).unwrap_err();
        assert_eq!(errors.faults()[0].rule(), rule, "{origin}");
    }
}

#[test]
fn every_mistake_is_named_with_its_place_its_rule_and_what_to_write() {
    let list = [
        "https://Shop.customer.example/, https://shop.customer.example",
        "*",
        "https://evil.example null",
        "customer.example",
    ];
    let errors = API.with_runtime_origins(list).unwrap_err();
    let found: Vec<_> = errors
        .faults()
        .iter()
        .map(|fault| (fault.index(), fault.rule(), fault.origin(), fault.replacement()))
        .collect();
    assert_eq!(
        found,
        [
            (0, Rule::HostCase, "https://Shop.customer.example/", Some(SHOP)),
            (2, Rule::RuntimeEverybody, "*", None),
            (3, Rule::RuntimeOutside, "https://evil.example", None),
            (4, Rule::RuntimeEverybody, "null", None),
            (5, Rule::MissingScheme, "customer.example", Some("https://customer.example")),
            (5, Rule::RuntimeOutside, "https://customer.example", None),
        ]
    );
    assert_eq!(
        errors.faults()[2].message(),
        "the policy's `runtime_origins` does not cover `https://evil.example` [runtime_outside]"
    );
}

#[test]
fn the_errors_are_lines_for_a_log_however_they_are_printed() {
    let (file, line) = API.location();
    let errors = API.with_runtime_origins(["https://Shop.customer.example", "null"]).unwrap_err();
    let expected = format!(
        r#"the list of origins for the CORS policy at {file}:{line} has 2 mistakes
error: the host of `https://Shop.customer.example` is not in lower case: `S` [host_case]
  in origin 1 of the list
  "https://Shop.customer.example"
           ^
  note: browsers send hosts in lower case, and the comparison is byte for byte
  help: write https://shop.customer.example
  more: https://docs.rs/cors-runtime/latest/cors_runtime/rules/#host_case
error: `null` would allow everybody [runtime_everybody]
  in origin 2 of the list
  "null"
   ^^^^
  note: every site can send `null`, from a sandboxed frame
  help: remove it, and serve the page from an origin of its own
  more: https://docs.rs/cors-runtime/latest/cors_runtime/rules/#runtime_everybody"#
    );
    assert_eq!(errors.to_string(), expected);
    assert_eq!(format!("{errors:?}"), expected);
    let boxed: Box<dyn Error + Send + Sync> = errors.into();
    assert_eq!(boxed.to_string(), expected);
}

#[test]
fn what_is_listed_cannot_forge_a_line_of_the_log() {
    let list = ["https://a.example/\u{1b}[31m`\u{202e}", "https://a.example/\u{7}error: x"];
    let text = API.with_runtime_origins(list).unwrap_err().to_string();
    let is_plain = |character: char| character == '\n' || !character.is_control();
    assert!(text.chars().all(is_plain) && !text.contains('\u{202e}'), "{text:?}");
    let starts = |line: &&str| line.starts_with("error: ") && !line.contains('[');
    assert_eq!(text.lines().filter(starts).count(), 0, "{text}");
}

#[test]
fn what_is_hardly_meant_is_used_and_said() {
    let list = [SHOP, "https://*.team.customer.example", SHOP, "https://a.team.customer.example"];
    let api = API.with_runtime_origins(list).unwrap();
    let warnings = api.runtime_warnings();
    let warnings: Vec<_> = warnings.iter().map(|fault| (fault.index(), fault.rule())).collect();
    assert_eq!(warnings, [(2, Rule::RedundantOrigin), (3, Rule::RedundantOrigin)]);
    assert!(list.iter().filter(|text| !text.contains('*')).all(|origin| api.allows_origin(origin)));
    api.replace_runtime_origins([SHOP]).unwrap();
    assert!(api.runtime_warnings().is_empty());
}

#[test]
fn a_list_may_have_patterns() {
    let api = API.with_runtime_origins(["https://*.team.customer.example http://localhost:*"]);
    let api = api.unwrap();
    for (origin, is_allowed) in [
        ("https://a.team.customer.example", true),
        ("https://a.b.team.customer.example", true),
        ("https://team.customer.example", false),
        (SHOP, false),
        ("http://localhost:5173", true),
        ("http://localhost", true),
        ("https://localhost:5173", false),
        (APP, true),
        ("https://x.preview.example.com", true),
    ] {
        assert_eq!(api.allows_origin(origin), is_allowed, "{origin}");
    }
}

#[test]
fn what_only_an_embedder_sends_needs_no_raw() {
    static DESKTOP: CorsPolicy = cors_policy! {
        allow_origins: ["https://app.example.com"],
        runtime_origins: within [raw("app://"), "moz-extension://*"],
    };
    let api = DESKTOP.with_runtime_origins(["app://", "moz-extension://*"]).unwrap();
    assert!(api.allows_origin("app://") && api.allows_origin("moz-extension://a"));
    assert!(!api.allows_origin("app://a"));
    let errors = DESKTOP.with_runtime_origins(["file://"]).unwrap_err();
    assert_eq!(errors.faults()[0].rule(), Rule::RawOrigin);
}

#[test]
fn a_list_of_ten_thousand_is_taken_and_asked() {
    let list: Vec<_> = (0..10_000).map(|n| format!("https://n{n}.customer.example")).collect();
    let api = API.with_runtime_origins(&list).unwrap();
    assert!(list.iter().all(|origin| api.allows_origin(origin)));
    assert!(!api.allows_origin("https://n10000.customer.example"));
    assert_eq!(format!("{api:?}").matches("10000 origins and 0 patterns").count(), 1, "{api:?}");
}
