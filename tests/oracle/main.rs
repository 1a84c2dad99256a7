//! The browser's side judges the server's: what a policy declares is what a browser's script gets, and
//! nothing else, and what it does not get is explained by what the policy lacks.
//!
//! The browser is `cors-browser`, a model of the Fetch standard that shares no code with the policy. The
//! policies are made at random by `build.rs` and compiled by `cors_policy!`.

#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

mod declared;

use std::sync::LazyLock;

use cors_browser::{Answer, Body, Credentials, Refusal, Request, Sent, Shared};
use cors_runtime::explain::{Asked, Cause, Explanation};
use cors_runtime::{CorsPolicy, Decision};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use proptest::prelude::*;

use declared::Declared;

const SERVER: &str = "https://api.example.com";

static POLICIES: LazyLock<Vec<Declared>> = LazyLock::new(declared::policies);

/// What a handler sends back beside its body.
const SENT_BACK: [(&str, &str); 5] = [
    ("content-type", "a/b"),
    ("etag", "x"),
    ("location", "/"),
    ("set-cookie", "a=1"),
    ("x-request-id", "1"),
];

/// What the script gets of the server that the policy stands before, and what the policy explains about each
/// request that the server sees.
fn served(policy: &CorsPolicy, sent: &Sent) -> (Result<Vec<String>, Refusal>, Vec<Explanation>) {
    let mut explanations = Vec::new();
    if let Some(preflight) = &sent.preflight {
        let mut headers = HeaderMap::new();
        insert(&mut headers, "origin", &sent.page);
        insert(&mut headers, "access-control-request-method", &preflight.method);
        if let Some(names) = &preflight.headers {
            insert(&mut headers, "access-control-request-headers", names);
        }
        explanations.push(policy.explain(&Method::OPTIONS, &headers));
        let Decision::Preflight(answer) = policy.decide(&Method::OPTIONS, &headers) else {
            panic!("a preflight that is none: {preflight:?}");
        };
        let status = answer.status().as_u16();
        let checked =
            ask(status, &answer.into_headers(), |answer| sent.check_preflight(answer).map(drop));
        if let Err(refusal) = checked {
            return (Err(refusal), explanations);
        }
    }
    let mut headers = HeaderMap::new();
    insert(&mut headers, "origin", &sent.page);
    let method = Method::from_bytes(sent.method.as_bytes()).expect("a method");
    explanations.push(policy.explain(&method, &headers));
    let mut response = HeaderMap::new();
    for (name, value) in SENT_BACK {
        insert(&mut response, name, value);
    }
    match policy.decide(&method, &headers) {
        Decision::Actual(actual) => actual.apply(&mut response),
        Decision::Preflight(_) => panic!("{method} is no preflight"),
    }
    let shared = ask(200, &response, |answer| sent.check_response(answer));
    let names = shared.map(|Shared { headers }| {
        let is_sent_back = |name: &String| SENT_BACK.iter().any(|(sent, _)| name == sent);
        headers.into_iter().filter(is_sent_back).collect()
    });
    (names, explanations)
}

/// The cause that an explanation gives for a script with this credentials mode.
fn explained(explanation: &Explanation, credentials: Credentials) -> Option<&'static str> {
    let outcome = match credentials {
        Credentials::Include => &explanation.with_credentials,
        Credentials::Omit | Credentials::SameOrigin => &explanation.without_credentials,
    };
    // Browsers let `*` stand for `authorization`; here the standard is asked.
    let by_the_standard = explanation.by_the_standard.as_ref();
    outcome
        .causes()
        .first()
        .or(by_the_standard.filter(|_| credentials != Credentials::Include))
        .map(Cause::name)
}

fn insert(headers: &mut HeaderMap, name: &'static str, value: &str) {
    headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).expect("a value"));
}

fn ask<T>(status: u16, headers: &HeaderMap, ask: impl FnOnce(&Answer<'_>) -> T) -> T {
    let lines: Vec<_> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    ask(&Answer { status, headers: &lines })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_script_gets_what_the_policy_declares_and_nothing_else_and_a_reason_otherwise(
        policy in 0..POLICIES.len(),
        page in prop::sample::select(vec![
            "https://app.example.com", "https://admin.example.com:8443", "http://localhost:3000",
            "http://127.0.0.1", "http://127.0.0.1:8080", "https://a.preview.example.com",
            "https://a.b.preview.example.com", "https://a.example.org:8443", "https://example.org",
            "http://shop.example.net", "http://a.shop.example.net", "https://xn--mnchen-3ya.example",
            "https://[2001:db8::1]", "null",
            // Near them.
            "http://app.example.com", "https://app.example.com:8443", "https://app.example.com.",
            "https://app.example.com.evil.example", "https://evilapp.example.com", "https://admin.example.com",
            "https://localhost:3000", "http://localhost", "https://127.0.0.1", "https://preview.example.com",
            "https://evilpreview.example.com", "http://a.preview.example.com", "https://a.preview.example.com:1",
            "https://a.example.org", "https://example.org:8443", "https://shop.example.net",
            "https://a.shop.example.net", "https://[2001:db8::2]",
        ]),
        method in prop::sample::select(vec![
            "GET", "get", "HEAD", "POST", "post", "PUT", "put", "PATCH", "patch", "DELETE", "delete", "PURGE",
            "purge", "OPTIONS", "LINK",
        ]),
        headers in prop::sample::subsequence(vec![
            ("content-type", "application/json"), ("X-A", "1"), ("x-b", "1"), ("Authorization", "x"),
            ("accept", "a"), ("Accept", "\""), ("cookie", "a=1"), ("range", "bytes=-1"),
        ], 0..=8),
        credentials in prop::sample::select(vec![Credentials::Omit, Credentials::SameOrigin, Credentials::Include]),
        upload_listener in prop::bool::weighted(0.1),
    ) {
        let declared = POLICIES.get(policy).expect("in range");
        let body = Body::None;
        let request = Request { page, server: SERVER, method, headers: &headers, body, credentials, upload_listener, by_xhr: false };
        let sent = request.send().expect("nothing here is forbidden");
        // Scripts never see it, exposed or not.
        let visible = SENT_BACK.map(|(name, _)| name).into_iter().filter(|name| *name != "set-cookie");
        let expected = declared.outcome(&sent, &visible.collect::<Vec<_>>());

        let (found, explanations) = served(&declared.policy, &sent);
        let context = format!("{:?} {sent:?} {found:?}", declared.policy);
        prop_assert_eq!(
            found.as_ref().ok().cloned(),
            expected.as_ref().ok().map(|names| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()),
            "{}", context
        );
        // The last request that the server saw is the one that was refused; those before it passed.
        let causes: Vec<_> =
            explanations.iter().map(|explanation| explained(explanation, credentials)).collect();
        let (last, before) = causes.split_last().expect("the server sees one request at least");
        prop_assert_eq!(*last, expected.err(), "{}", context);
        prop_assert!(before.iter().all(Option::is_none), "{}", context);
        // What the explanation says of the request is what was asked.
        let asked = if sent.preflight.is_some() { Asked::Preflight } else { Asked::Actual };
        let first = explanations.first().expect("the server sees one request at least");
        prop_assert!(first.asked == asked || sent.method == "OPTIONS", "{}", context);
        prop_assert_eq!(&first.method, &sent.method, "{}", context);
    }
}
