//! Each cause, from a request that has it.

use cors_runtime::CorsPolicy;
use cors_runtime::explain::{Asked, Cause, Outcome};
use http::{HeaderMap, HeaderValue, Method};
use proptest::prelude::*;

use crate::{API, MIRROR, PUBLIC, explain, request};

/// The names of the causes; `-` for what is shared, `unchecked` for what nobody checks.
fn names_of(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Unchecked => "unchecked".to_owned(),
        Outcome::Shared => "-".to_owned(),
        other => other.causes().iter().map(Cause::name).collect::<Vec<_>>().join(", "),
    }
}

static ROWS: [(&str, &CorsPolicy, &str, Asked, &str, &str); 45] = [
    (
        "a method that needs a preflight, without one",
        &API,
        "PURGE | origin: https://app.example.com",
        Asked::Actual,
        "method_not_listed",
        "method_not_listed",
    ),
    (
        "a content type that needs a preflight",
        &PUBLIC,
        "POST | origin: https://a.example | content-type: application/json",
        Asked::Actual,
        "-",
        "credentials_not_allowed",
    ),
    (
        "authorization, which needs a preflight",
        &API,
        "GET | origin: https://app.example.com | authorization: Bearer 1",
        Asked::Actual,
        "header_not_listed",
        "header_not_listed",
    ),
    (
        "a content type that needs none",
        &MIRROR,
        "POST | origin: https://app.example.com | content-type: text/plain",
        Asked::Actual,
        "-",
        "credentials_not_allowed",
    ),
    (
        "a request that has lost its origin",
        &API,
        "GET | sec-fetch-site: cross-site | sec-fetch-mode: cors",
        Asked::OriginLost,
        "origin_lost",
        "origin_lost",
    ),
    (
        "a tunnel, which leaves no response to share",
        &PUBLIC,
        "CONNECT | sec-fetch-site: cross-site | sec-fetch-mode: cors",
        Asked::NoOrigin,
        "unchecked",
        "unchecked",
    ),
    (
        "a script that wants to read nothing",
        &API,
        "GET | origin: https://evil.example | sec-fetch-mode: no-cors",
        Asked::NoCors,
        "unchecked",
        "unchecked",
    ),
    (
        "names that are none, asked of a list",
        &API,
        "OPTIONS | origin: https://app.example.com | ACRM: PUT | ACRH: x a",
        Asked::Preflight,
        "headers_not_tokens",
        "headers_not_tokens",
    ),
    ("an allowed origin", &API, "GET | origin: https://app.example.com", Asked::Actual, "-", "-"),
    (
        "below a pattern",
        &API,
        "GET | origin: https://a.preview.example.com",
        Asked::Actual,
        "-",
        "-",
    ),
    ("no origin", &API, "GET", Asked::NoOrigin, "unchecked", "unchecked"),
    (
        "a preflight without its origin",
        &API,
        "OPTIONS | ACRM: PUT",
        Asked::OriginLost,
        "origin_lost",
        "origin_lost",
    ),
    (
        "another origin",
        &API,
        "GET | origin: https://evil.example",
        Asked::Actual,
        "origin_not_listed",
        "origin_not_listed",
    ),
    (
        "another origin's preflight",
        &API,
        "OPTIONS | origin: https://evil.example | ACRM: PURGE | ACRH: x-a",
        Asked::Preflight,
        "origin_not_listed",
        "origin_not_listed",
    ),
    ("null", &API, "GET | origin: null", Asked::Actual, "null_not_listed", "null_not_listed"),
    (
        "null's preflight",
        &API,
        "OPTIONS | origin: null | ACRM: GET",
        Asked::Preflight,
        "null_not_listed",
        "null_not_listed",
    ),
    (
        "no serialized origin",
        &API,
        "GET | origin: https://app.example.com/",
        Asked::Actual,
        "origin_not_serialized",
        "origin_not_serialized",
    ),
    (
        "an upper-case host",
        &API,
        "GET | origin: https://APP.example.com",
        Asked::Actual,
        "origin_not_serialized",
        "origin_not_serialized",
    ),
    (
        "an empty origin",
        &API,
        "GET | origin: ",
        Asked::Actual,
        "origin_not_serialized",
        "origin_not_serialized",
    ),
    (
        "two origins",
        &API,
        "GET | origin: https://app.example.com | origin: https://app.example.com",
        Asked::Actual,
        "several_origins",
        "several_origins",
    ),
    (
        "OPTIONS that is no preflight",
        &API,
        "OPTIONS | origin: https://app.example.com",
        Asked::Options,
        "-",
        "-",
    ),
    (
        "the same from elsewhere",
        &API,
        "OPTIONS | origin: https://evil.example",
        Asked::Options,
        "origin_not_listed",
        "origin_not_listed",
    ),
    (
        "the server's own form",
        &API,
        "POST | origin: https://api.example.com | host: api.example.com",
        Asked::SameOrigin,
        "unchecked",
        "unchecked",
    ),
    (
        "another site's form",
        &API,
        "POST | origin: https://evil.example | sec-fetch-mode: navigate",
        Asked::Unchecked,
        "unchecked",
        "unchecked",
    ),
    (
        "a WebSocket",
        &API,
        "GET | origin: https://evil.example | upgrade: websocket",
        Asked::Unchecked,
        "unchecked",
        "unchecked",
    ),
    (
        "a listed method",
        &API,
        "OPTIONS | origin: https://app.example.com | ACRM: PATCH",
        Asked::Preflight,
        "-",
        "-",
    ),
    (
        "a method in another case",
        &API,
        "OPTIONS | origin: https://app.example.com | ACRM: patch",
        Asked::Preflight,
        "method_not_listed",
        "method_not_listed",
    ),
    (
        "a method that is not listed",
        &API,
        "OPTIONS | origin: https://app.example.com | ACRM: PURGE",
        Asked::Preflight,
        "method_not_listed",
        "method_not_listed",
    ),
    (
        "no method",
        &API,
        "OPTIONS | origin: https://app.example.com | ACRM: P UT",
        Asked::Preflight,
        "method_not_token",
        "method_not_token",
    ),
    (
        "two methods",
        &API,
        "OPTIONS | origin: https://app.example.com | ACRM: PUT | ACRM: PUT",
        Asked::Preflight,
        "method_not_token",
        "method_not_token",
    ),
    (
        "listed headers",
        &API,
        "OPTIONS | origin: https://app.example.com | ACRM: PUT | ACRH: content-type,x-request-id",
        Asked::Preflight,
        "-",
        "-",
    ),
    (
        "a header that is not listed",
        &API,
        "OPTIONS | origin: https://app.example.com | ACRM: PUT | ACRH: content-type,x-coupon",
        Asked::Preflight,
        "header_not_listed",
        "header_not_listed",
    ),
    (
        "method and header",
        &API,
        "OPTIONS | origin: https://app.example.com | ACRM: PURGE | ACRH: x-coupon",
        Asked::Preflight,
        "method_not_listed, header_not_listed",
        "method_not_listed, header_not_listed",
    ),
    (
        "a safelisted name with an unsafe value",
        &API,
        "OPTIONS | origin: https://app.example.com | ACRM: GET | ACRH: accept",
        Asked::Preflight,
        "header_not_listed",
        "header_not_listed",
    ),
    ("anybody", &PUBLIC, "GET | origin: null", Asked::Actual, "-", "credentials_not_allowed"),
    (
        "anybody's preflight",
        &PUBLIC,
        "OPTIONS | origin: https://a.example | ACRM: PURGE | ACRH: x-a",
        Asked::Preflight,
        "-",
        "credentials_not_allowed",
    ),
    (
        "authorization under `*`",
        &PUBLIC,
        "OPTIONS | origin: https://a.example | ACRM: GET | ACRH: authorization,x-a",
        Asked::Preflight,
        // Browsers let it so far: see below.
        "-",
        "credentials_not_allowed",
    ),
    (
        "a cookie, from anybody",
        &PUBLIC,
        "GET | origin: https://a.example | cookie: a=1",
        Asked::Actual,
        "-",
        "credentials_not_allowed",
    ),
    (
        "a list without credentials",
        &MIRROR,
        "GET | origin: https://app.example.com",
        Asked::Actual,
        "-",
        "credentials_not_allowed",
    ),
    (
        "what is asked for is mirrored",
        &MIRROR,
        "OPTIONS | origin: https://app.example.com | ACRM: purge | ACRH: x-a",
        Asked::Preflight,
        "-",
        "credentials_not_allowed",
    ),
    (
        "what is no method is mirrored",
        &MIRROR,
        "OPTIONS | origin: https://app.example.com | ACRM: P UT",
        Asked::Preflight,
        "method_not_token",
        "credentials_not_allowed",
    ),
    (
        "two methods are not mirrored",
        &MIRROR,
        "OPTIONS | origin: https://app.example.com | ACRM: PUT | ACRM: PUT",
        Asked::Preflight,
        "method_not_token",
        "credentials_not_allowed",
    ),
    (
        "what is no name is mirrored",
        &MIRROR,
        "OPTIONS | origin: https://app.example.com | ACRM: PUT | ACRH: x a",
        Asked::Preflight,
        "headers_not_tokens",
        "credentials_not_allowed",
    ),
    (
        "an empty list",
        &MIRROR,
        "OPTIONS | origin: https://app.example.com | ACRM: PUT | ACRH: ",
        Asked::Preflight,
        "-",
        "credentials_not_allowed",
    ),
    (
        "another origin, whatever is mirrored",
        &MIRROR,
        "OPTIONS | origin: https://evil.example | ACRM: PUT | ACRH: x a",
        Asked::Preflight,
        "origin_not_listed",
        "origin_not_listed",
    ),
];

#[test]
fn each_request_has_the_cause_that_a_browser_would_name() {
    let mut wrong = Vec::new();
    for (because, policy, line, asked, without, with) in ROWS {
        let explanation = explain(policy, line);
        let found = (
            explanation.asked,
            names_of(&explanation.without_credentials),
            names_of(&explanation.with_credentials),
        );
        let expected = (asked, without.to_owned(), with.to_owned());
        if found != expected {
            wrong.push(format!("{because}: {line}\n  found    {found:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_cause_of_a_request_with_a_cookie_is_that_of_credentials() {
    let explained = |line| explain(&PUBLIC, line).cause().map(Cause::name);
    assert_eq!(explained("GET | origin: https://a.example"), None);
    let with_cookie = explained("GET | origin: https://a.example | cookie: a=1");
    assert_eq!(with_cookie, Some("credentials_not_allowed"));
}

#[test]
fn a_refusal_is_what_the_explanation_calls_a_cause() {
    for (because, policy, line, ..) in ROWS {
        let (method, headers) = request(line);
        let decision = policy.decide(&method, &headers);
        let refusal = decision.refusal(&method, &headers);
        let explanation = policy.explain(&method, &headers);
        if explanation.needs_preflight {
            // A browser that sends this has had its preflight answered.
            continue;
        }
        let name = |cause: &Cause| cause.name();
        let found = refusal.as_ref().map(|refusal| name(refusal.cause()));
        assert_eq!(found, explanation.cause().map(name), "{because}: {line}");
        if let Some(refusal) = refusal {
            assert_eq!(refusal.origin(), first_origin(explanation.origin.as_deref()), "{line}");
            assert_eq!(refusal.method(), explanation.method, "{line}");
            assert_eq!(refusal.explain().to_string(), explanation.to_string(), "{line}");
        }
    }
}

/// A refusal shows the first line, an explanation all of them.
fn first_origin(origins: Option<&str>) -> String {
    origins.map(|lines| lines.split(", ").next().unwrap_or_default().to_owned()).unwrap_or_default()
}

#[test]
fn what_the_standard_alone_would_block_is_said_and_no_refusal() {
    let line = "OPTIONS | origin: https://a.example | ACRM: GET | ACRH: authorization,x-a";
    let explanation = explain(&PUBLIC, line);
    assert_eq!(
        explanation.by_the_standard.as_ref().map(Cause::name),
        Some("authorization_not_listed")
    );
    let (method, headers) = request(line);
    assert!(PUBLIC.decide(&method, &headers).refusal(&method, &headers).is_none());
}

/// Only so many names are looked at, and what is beyond them is not judged.
#[test]
fn the_work_is_bounded_whatever_is_asked_for() {
    let origin = "origin: https://app.example.com | ACRM: PUT";
    let names = vec!["content-type"; 500].join(",");
    for (asked, causes) in
        [(format!("{names},x-a"), "-"), (format!("x-a,{names}"), "header_not_listed")]
    {
        let explanation = explain(&API, &format!("OPTIONS | {origin} | ACRH: {asked}"));
        assert_eq!(names_of(&explanation.without_credentials), causes);
    }
}

#[test]
fn many_headers_are_named_up_to_a_number_and_the_rest_is_mentioned() {
    let names: Vec<_> = (0..50).map(|number| format!("x-{number:02}")).collect();
    let line = format!(
        "OPTIONS | origin: https://app.example.com | ACRM: PURGE | ACRH: {}",
        names.join(",")
    );
    let explanation = explain(&API, &line);
    let [Cause::MethodNotListed { .. }, Cause::HeaderNotListed { names, more: true, .. }] =
        explanation.without_credentials.causes()
    else {
        panic!("{explanation:?}");
    };
    assert_eq!(names, &["x-00", "x-01", "x-02", "x-03", "x-04", "x-05", "x-06", "x-07"]);
}

#[test]
fn a_list_that_is_too_long_to_mirror_says_so() {
    let long = format!("x-{}", "a".repeat(9000));
    let lines = " | ACRH: x-a".repeat(17);
    for asked in [format!(" | ACRH: {long}"), lines] {
        let line = format!("OPTIONS | origin: https://app.example.com | ACRM: PUT{asked}");
        let causes = explain(&MIRROR, &line).without_credentials;
        assert_eq!(names_of(&causes), "too_many_headers");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_sent_is_explained(
        method in "GET|OPTIONS|CONNECT|[A-Z]{1,9}",
        lines in prop::collection::vec((
            prop::sample::select(vec![
                "origin", "access-control-request-method", "access-control-request-headers", "cookie", "host",
                "sec-fetch-site", "sec-fetch-mode", "upgrade",
            ]),
            prop_oneof![
                prop::collection::vec(any::<u8>(), 0..40),
                "[a-z]{1,6}://[A-Za-z0-9.:*\\[\\]/ -]{0,30}".prop_map(String::into_bytes),
                "https://app.example.com|null|PUT|x-a,,x b|\\*".prop_map(String::into_bytes),
            ],
        ), 0..8),
    ) {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            if let Ok(value) = HeaderValue::from_bytes(&value) {
                headers.append(name, value);
            }
        }
        for policy in [&API, &PUBLIC, &MIRROR] {
            let explanation = policy.explain(&method, &headers);
            let decision = policy.decide(&method, &headers);
            prop_assert!(explanation.to_string().is_ascii());
            // What is not allowed is blocked, if anybody checks.
            let is_blocked = !explanation.without_credentials.causes().is_empty();
            if explanation.asked.is_checked() && !decision.is_allowed() {
                prop_assert!(is_blocked, "{explanation}");
            }
            if explanation.needs_preflight {
                continue;
            }
            let refusal = decision.refusal(&method, &headers);
            prop_assert_eq!(refusal.is_some(), explanation.cause().is_some(), "{}", explanation);
            let mut answer = HeaderMap::new();
            explanation.apply(&mut answer);
            let is_explained = explanation.asked == Asked::Preflight && is_blocked;
            prop_assert_eq!(!answer.is_empty(), is_explained, "{}", explanation);
        }
    }
}
