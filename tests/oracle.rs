//! The browser's side judges the server's: what a policy declares is what a browser's script gets, and
//! nothing else. The browser is `cors-browser`, a model of the Fetch standard that shares no code with the
//! policy; what each policy declares is said here once more, in the plainest way.

#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

use cors_browser::{Answer, Body, Credentials, Refusal, Request, Sent, Shared};
use cors_runtime::{CorsPolicy, Decision, cors_policy};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use proptest::prelude::*;

const SERVER: &str = "https://api.example.com";

/// A policy, and what it declares.
struct Declared {
    policy: CorsPolicy,
    origins: fn(&str) -> bool,
    methods: Names,
    headers: Names,
    exposed: Names,
    credentials: bool,
}

enum Names {
    Any,
    Mirror,
    List(&'static [&'static str]),
}

impl Names {
    fn has(&self, name: &str, with_credentials: bool) -> bool {
        match self {
            Names::Any => !with_credentials,
            Names::Mirror => true,
            Names::List(names) => names.contains(&name),
        }
    }
}

fn below_preview(origin: &str) -> bool {
    let labels =
        origin.strip_prefix("https://").and_then(|host| host.strip_suffix(".preview.example.com"));
    labels.is_some_and(|labels| {
        labels.split('.').all(|label| !label.is_empty() && !label.contains(['/', ':', '@']))
    })
}

fn policies() -> [Declared; 5] {
    [
        Declared {
            policy: cors_policy! {
                allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
                allow_methods: [PUT, "PURGE"],
                allow_headers: ["content-type", "x-a", "authorization"],
                expose_headers: ["x-request-id"],
                allow_credentials: true,
            },
            origins: |origin| origin == "https://app.example.com" || below_preview(origin),
            methods: Names::List(&["PUT", "PURGE"]),
            headers: Names::List(&["content-type", "x-a", "authorization"]),
            exposed: Names::List(&["x-request-id"]),
            credentials: true,
        },
        Declared {
            policy: cors_policy! { allow_origins: ["https://app.example.com", "http://localhost:3000"] },
            origins: |origin| matches!(origin, "https://app.example.com" | "http://localhost:3000"),
            methods: Names::List(&[]),
            headers: Names::List(&[]),
            exposed: Names::List(&[]),
            credentials: false,
        },
        Declared {
            policy: cors_policy! {
                allow_origins: *,
                allow_methods: *,
                allow_headers: [*, "authorization"],
                expose_headers: *,
            },
            origins: |_| true,
            methods: Names::Any,
            headers: Names::Any,
            exposed: Names::Any,
            credentials: false,
        },
        Declared {
            policy: cors_policy! {
                allow_origins: ["https://app.example.com"],
                allow_methods: mirror,
                allow_headers: mirror,
                allow_credentials: true,
            },
            origins: |origin| origin == "https://app.example.com",
            methods: Names::Mirror,
            headers: Names::Mirror,
            exposed: Names::List(&[]),
            credentials: true,
        },
        Declared {
            policy: cors_policy! {
                allow_origins: [#[allow(null_origin)] "null"],
                allow_methods: mirror,
                allow_headers: ["x-a"],
                expose_headers: ["etag", "x-request-id"],
            },
            origins: |origin| origin == "null",
            methods: Names::Mirror,
            headers: Names::List(&["x-a"]),
            exposed: Names::List(&["etag", "x-request-id"]),
            credentials: false,
        },
    ]
}

/// What the script gets, by what the policy declares.
fn declared(policy: &Declared, sent: &Sent) -> Option<Vec<&'static str>> {
    let with_credentials = sent.credentials == Credentials::Include;
    let is_origin_allowed =
        (policy.origins)(&sent.page) && (policy.credentials || !with_credentials);
    let is_method_allowed = matches!(&*sent.method, "GET" | "HEAD" | "POST")
        || policy.methods.has(&sent.method, with_credentials);
    let asked = sent
        .preflight
        .as_ref()
        .and_then(|preflight| preflight.headers.as_deref())
        .unwrap_or_default();
    let are_headers_allowed = asked
        .split(',')
        .filter(|name| !name.is_empty())
        .all(|name| policy.headers.has(name, with_credentials));
    (is_origin_allowed && is_method_allowed && are_headers_allowed).then(|| {
        let names = ["content-type", "etag", "x-request-id"];
        names
            .into_iter()
            .filter(|name| *name == "content-type" || policy.exposed.has(name, with_credentials))
            .collect()
    })
}

/// What the script gets of the server that the policy stands before.
fn served(policy: CorsPolicy, sent: &Sent) -> Result<Vec<String>, Refusal> {
    if let Some(preflight) = &sent.preflight {
        let mut headers = HeaderMap::new();
        insert(&mut headers, "origin", &sent.page);
        insert(&mut headers, "access-control-request-method", &preflight.method);
        if let Some(names) = &preflight.headers {
            insert(&mut headers, "access-control-request-headers", names);
        }
        let Decision::Preflight(answer) = policy.decide(&Method::OPTIONS, &headers) else {
            panic!("a preflight that is none: {preflight:?}");
        };
        let status = answer.status().as_u16();
        ask(status, &answer.into_headers(), |answer| sent.check_preflight(answer))?;
    }
    let mut headers = HeaderMap::new();
    insert(&mut headers, "origin", &sent.page);
    let method = Method::from_bytes(sent.method.as_bytes()).expect("a method");
    let mut response = HeaderMap::new();
    for (name, value) in
        [("content-type", "a/b"), ("etag", "x"), ("x-request-id", "1"), ("set-cookie", "a=1")]
    {
        insert(&mut response, name, value);
    }
    match policy.decide(&method, &headers) {
        Decision::Actual(actual) => actual.apply(&mut response),
        Decision::Preflight(_) => panic!("{method} is no preflight"),
    }
    let Shared { headers } = ask(200, &response, |answer| sent.check_response(answer))?;
    Ok(headers
        .into_iter()
        .filter(|name| !name.starts_with("access-control-") && name != "vary")
        .collect())
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
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_script_gets_what_the_policy_declares_and_nothing_else(
        policy in 0..policies().len(),
        page in prop::sample::select(vec![
            "https://app.example.com", "https://a.preview.example.com", "https://a.b.preview.example.com",
            "https://preview.example.com", "http://localhost:3000", "http://app.example.com",
            "https://app.example.com:8443", "https://app.example.com.evil.example", "null",
        ]),
        method in prop::sample::select(vec!["GET", "post", "PUT", "put", "PURGE", "purge", "PATCH", "patch", "DELETE", "HEAD"]),
        headers in prop::sample::subsequence(vec![
            ("content-type", "application/json"), ("X-A", "1"), ("x-b", "1"), ("Authorization", "x"),
            ("accept", "a"), ("cookie", "a=1"),
        ], 0..=6),
        credentials in prop::sample::select(vec![Credentials::Omit, Credentials::SameOrigin, Credentials::Include]),
        upload_listener in prop::bool::weighted(0.1),
    ) {
        let policy = &policies()[policy];
        let body = Body::None;
        let request = Request { page, server: SERVER, method, headers: &headers, body, credentials, upload_listener };
        let sent = request.send().expect("nothing here is forbidden");
        let found = served(policy.policy, &sent);
        let expected = declared(policy, &sent);
        prop_assert_eq!(
            found.as_ref().ok().cloned(),
            expected.map(|names| names.into_iter().map(str::to_owned).collect::<Vec<_>>()),
            "{:?} {:?} {:?}", policy.policy, sent, found
        );
    }
}
