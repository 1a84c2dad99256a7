//! What went wrong in other programs whose deployers supply the origins, and cannot here. Each test names the
//! reports; most were a panic at start-up, the rest a list that was silently wider or narrower than it read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::panic::catch_unwind;

use cors_runtime::{CorsPolicy, Decision, OriginFault, Rule, cors_policy};
use http::{HeaderMap, HeaderValue, Method};

/// A self-hosted server's policy.
static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: within ["https://*.example.org", "http://localhost:*"],
    allow_methods: [GET, PUT, DELETE],
    allow_headers: ["content-type"],
    allow_credentials: true,
};

/// The same without a word about methods and headers.
static TERSE: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: within ["https://*.example.org"],
    allow_credentials: true,
};

const OWN: &str = "https://app.example.com";
const ADDED: &str = "https://chat.example.org";

fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
    let lines = lines.iter().map(|(name, value)| (*name, HeaderValue::from_str(value).unwrap()));
    lines.map(|(name, value)| (name.parse().unwrap(), value)).collect()
}

/// chroma-core/chroma#4620: the sample of the settings says `*`, and the server panics when it starts.
#[test]
fn a_star_in_the_settings_is_an_error_that_says_so() {
    let errors = API.with_runtime_origins(["*"]).unwrap_err();
    assert_eq!(errors.faults()[0].message(), "`*` would allow everybody [runtime_everybody]");
}

/// ibigbug/clash-rs#1457: the same panic on users' machines. No text is one, and none is taken for everybody.
#[test]
fn no_list_makes_the_program_panic() {
    let long = "a".repeat(100_000);
    for text in [
        "*",
        "null",
        "",
        " ",
        ",",
        "\0",
        "https://",
        "https://*",
        "://",
        ":",
        "[",
        "https://[",
        "[::1",
        "https://[::1",
        "*.*",
        "https://*.*.example.org",
        "https://\u{fffd}",
        "é",
        "\u{feff}https://a",
        "https://a.example.org:99999999999999999999",
        "file:///",
        "data:,",
        "%",
        "https://%00",
        &long,
    ] {
        let made =
            catch_unwind(|| API.with_runtime_origins([text]).map(|api| api.runtime_origins()));
        match made.unwrap_or_else(|_| panic!("{text:?} panics")) {
            Ok(added) => assert!(added.is_empty(), "{text:?} adds {added:?}"),
            Err(errors) => assert!(!errors.faults().is_empty(), "{text:?}"),
        }
    }
}

/// predibase/lorax#362, stumpapp/stump#538, summer-rs#97: each wrote a parser for its variable by hand, and each
/// panicked on a value of somebody's.
#[test]
fn a_variable_is_read_as_people_write_it() {
    for (value, added) in [
        (None, &[][..]),
        (Some(""), &[]),
        (Some("https://chat.example.org"), &[ADDED]),
        (Some("https://chat.example.org,"), &[ADDED]),
        (
            Some(" https://chat.example.org , http://localhost:3000 "),
            &["http://localhost:3000", ADDED],
        ),
        (
            Some("http://localhost:3000\nhttps://chat.example.org\n"),
            &["http://localhost:3000", ADDED],
        ),
    ] {
        let value: Option<String> = value.map(str::to_owned);
        let mut found = API.with_runtime_origins(value.clone()).unwrap().runtime_origins();
        found.sort_unstable();
        assert_eq!(found, added, "{value:?}");
    }
}

/// apollographql/router#1087: a wildcard with credentials in a new configuration panics a worker while it serves.
#[test]
fn a_list_that_is_refused_while_serving_leaves_the_server_as_it_was() {
    let api = API.with_runtime_origins([ADDED]).unwrap();
    for list in ["*", "https://*", "null", "https://evil.example", "https://chat.example.org/ *"] {
        assert!(api.replace_runtime_origins([list]).is_err(), "{list}");
        assert!(api.allows_origin(ADDED) && api.allows_origin(OWN), "{list}");
        assert!(!api.allows_origin("https://evil.example") && !api.allows_origin("null"), "{list}");
    }
}

/// loco-rs/loco#1133: what was not set fell back to `*`, which panics beside credentials.
#[test]
fn what_nobody_sets_is_none_and_no_wildcard() {
    let api = TERSE.with_runtime_origins([ADDED]).unwrap();
    let request = headers(&[
        ("origin", ADDED),
        ("access-control-request-method", "PUT"),
        ("access-control-request-headers", "x-a"),
    ]);
    let Decision::Preflight(preflight) = api.decide(&Method::OPTIONS, &request) else {
        panic!("no preflight")
    };
    let answer = preflight.into_headers();
    assert_eq!(answer["access-control-allow-origin"], ADDED);
    for name in ["access-control-allow-methods", "access-control-allow-headers"] {
        assert!(!answer.contains_key(name), "{name}");
    }
}

/// seanmonstar/warp#564, cardano-foundation/jormungandr#2618: "missing scheme" panics, and does not say where.
#[test]
fn a_host_without_a_scheme_is_an_error_with_the_text_and_what_to_write() {
    let errors = API.with_runtime_origins([ADDED, "docs.example.org"]).unwrap_err();
    let [fault] = errors.faults() else { panic!("{errors}") };
    assert_eq!(
        (fault.index(), fault.rule(), fault.origin()),
        (1, Rule::MissingScheme, "docs.example.org")
    );
    assert_eq!(fault.replacement(), Some("https://docs.example.org"));
}

/// olivertgwalton/riven-rs#11: an origin with a slip was left out without a word, and the API seemed dead.
#[test]
fn an_origin_with_a_slip_is_not_left_out_but_reported_with_all_others() {
    let list =
        [ADDED, "https://Docs.example.org", "https://wiki.example.org/", "htps://x.example.org"];
    let errors = API.with_runtime_origins(list).unwrap_err();
    let rules: Vec<_> = errors.faults().iter().map(OriginFault::rule).collect();
    assert_eq!(rules, [Rule::HostCase, Rule::OriginPath, Rule::RuntimeOutside]);
}

/// parseablehq/parseable#846, gitmono-dev/mega#1377 (a panic), VERT-sh/vertd#42, vllm-project/agentic-api#39
/// (not set: any origin), tinyhumansai/openhuman#2344 (a value that cannot be read: `*`).
#[test]
fn a_list_that_is_not_set_or_not_right_allows_nobody_more() {
    for list in [None, Some(""), Some(" \n")] {
        let api = API.with_runtime_origins(list).unwrap();
        for origin in [ADDED, "http://localhost:3000", "https://evil.example", "null", "*"] {
            assert!(!api.allows_origin(origin), "{origin} with {list:?}");
        }
        assert!(api.allows_origin(OWN), "{list:?}");
    }
    // There is no policy to serve with, so there is none that allows too much.
    for list in ["*", "any", "https://evil.example", "not an origin", "https://chat.example.org *"]
    {
        assert!(API.with_runtime_origins([list]).is_err(), "{list}");
    }
}
