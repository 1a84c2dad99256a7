//! `mirror`: a preflight is answered with what it asked for, if its origin is allowed and it asks
//! for no more than browsers do.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use cors_runtime::{CorsPolicy, Decision, cors_policy};
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD,
    ORIGIN, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

static WITH_CREDENTIALS: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
    allow_methods: mirror,
    allow_headers: mirror,
    allow_credentials: true,
};

static WITHOUT_CREDENTIALS: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
    allow_methods: mirror,
    allow_headers: mirror,
};

static ANY_ORIGIN: CorsPolicy = cors_policy! {
    allow_origins: *,
    allow_methods: mirror,
    allow_headers: mirror,
};

static ONLY_METHODS: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: mirror,
    allow_headers: ["content-type"],
};

static ONLY_HEADERS: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: [PUT],
    allow_headers: mirror,
};

static MIRRORS: [&CorsPolicy; 3] = [&WITH_CREDENTIALS, &WITHOUT_CREDENTIALS, &ANY_ORIGIN];
const ALLOWED: [&str; 2] = ["https://app.example.com", "https://x.preview.example.com"];

/// The longest request whose header names are mirrored.
const LINES: usize = 16;
const BYTES: usize = 8 * 1024;

fn answer(
    policy: &CorsPolicy,
    origin: &str,
    methods: &[&str],
    names: &[&str],
) -> (StatusCode, HeaderMap) {
    let mut headers = HeaderMap::new();
    let mut add = |name: HeaderName, value: &str| {
        headers.append(
            name,
            HeaderValue::from_bytes(value.as_bytes()).unwrap_or_else(|_| panic!("{value:?}")),
        );
    };
    add(ORIGIN, origin);
    for method in methods {
        add(ACCESS_CONTROL_REQUEST_METHOD, method);
    }
    for line in names {
        add(ACCESS_CONTROL_REQUEST_HEADERS, line);
    }
    match policy.decide(&Method::OPTIONS, &headers) {
        Decision::Preflight(preflight) => (preflight.status(), preflight.into_headers()),
        Decision::Actual(_) => panic!("a preflight was taken for an actual request"),
    }
}

/// The lines of one header.
fn lines<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Vec<&'h [u8]> {
    headers.get_all(name).into_iter().map(HeaderValue::as_bytes).collect()
}

#[test]
fn what_was_asked_for_is_what_is_allowed() {
    for policy in MIRRORS {
        for origin in ALLOWED {
            for method in ["PUT", "patch", "PURGE", "GET"] {
                let (status, headers) = answer(policy, origin, &[method], &["authorization,x-a"]);
                assert_eq!(status, StatusCode::NO_CONTENT);
                assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_METHODS), [method.as_bytes()]);
                assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_HEADERS), [b"authorization,x-a"]);
            }
        }
    }
}

#[test]
fn the_origin_and_the_credentials_are_the_policys() {
    for origin in ALLOWED {
        let (_, headers) = answer(&WITH_CREDENTIALS, origin, &["PUT"], &["x-a"]);
        assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_ORIGIN), [origin.as_bytes()]);
        assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_CREDENTIALS), [b"true"]);

        let (_, headers) = answer(&WITHOUT_CREDENTIALS, origin, &["PUT"], &["x-a"]);
        assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_ORIGIN), [origin.as_bytes()]);
        assert!(!headers.contains_key(ACCESS_CONTROL_ALLOW_CREDENTIALS));
    }
    for origin in ["https://app.example.com", "https://evil.example", "null", ""] {
        let (_, headers) = answer(&ANY_ORIGIN, origin, &["PUT"], &["x-a"]);
        assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_ORIGIN), [b"*"]);
        assert!(!headers.contains_key(ACCESS_CONTROL_ALLOW_CREDENTIALS));
    }
}

#[test]
fn nothing_is_allowed_that_was_not_asked_for() {
    for policy in MIRRORS {
        let (status, headers) = answer(policy, ALLOWED[0], &["PUT"], &[]);
        assert_eq!(status, StatusCode::NO_CONTENT);
        assert!(!headers.contains_key(ACCESS_CONTROL_ALLOW_HEADERS));
    }
}

#[test]
fn one_setting_is_mirrored_without_the_other() {
    let (_, headers) = answer(&ONLY_METHODS, ALLOWED[0], &["PURGE"], &["x-a"]);
    assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_METHODS), [b"PURGE"]);
    assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_HEADERS), [b"content-type"]);

    let (_, headers) = answer(&ONLY_HEADERS, ALLOWED[0], &["PURGE"], &["x-a"]);
    assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_METHODS), [b"PUT"]);
    assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_HEADERS), [b"x-a"]);
}

/// A gateway may have split the one line that a browser sends.
#[test]
fn several_lines_are_mirrored_as_they_are() {
    let split: Vec<_> = (0..LINES).map(|n| format!("x-{n}")).collect();
    let split: Vec<_> = split.iter().map(String::as_str).collect();
    for policy in MIRRORS {
        for names in [&["authorization", "x-a"][..], &["x-b,x-a", "", "x-c"], &split] {
            let (_, headers) = answer(policy, ALLOWED[0], &["PUT"], names);
            let asked: Vec<_> = names.iter().map(|line| line.as_bytes()).collect();
            assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_HEADERS), asked);
        }
    }
}

/// Which method would be allowed is then undefined, and no browser sends it.
#[test]
fn two_requested_methods_are_not_mirrored() {
    for policy in MIRRORS {
        let (status, headers) = answer(policy, ALLOWED[0], &["PUT", "DELETE"], &["x-a"]);
        assert_eq!(status, StatusCode::NO_CONTENT);
        assert!(!headers.contains_key(ACCESS_CONTROL_ALLOW_METHODS));
    }
}

#[test]
fn what_is_longer_than_any_browsers_request_is_not_mirrored() {
    let longest = "x".repeat(BYTES);
    let too_long = "x".repeat(BYTES + 1);
    let half = "x".repeat(BYTES / 2 + 1);
    let too_many = vec!["x"; LINES + 1];
    for policy in MIRRORS {
        let (_, headers) = answer(policy, ALLOWED[0], &["PUT"], &[&longest]);
        assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_HEADERS), [longest.as_bytes()]);

        for names in [&[too_long.as_str()][..], &[half.as_str(), half.as_str()], &too_many] {
            let (status, headers) = answer(policy, ALLOWED[0], &["PUT"], names);
            assert_eq!(status, StatusCode::NO_CONTENT);
            assert!(!headers.contains_key(ACCESS_CONTROL_ALLOW_HEADERS), "{} lines", names.len());
            assert_eq!(lines(&headers, &ACCESS_CONTROL_ALLOW_METHODS), [b"PUT"]);
        }
    }
}

#[test]
fn a_refused_origin_gets_nothing_back() {
    for policy in [&WITH_CREDENTIALS, &WITHOUT_CREDENTIALS, &ONLY_METHODS, &ONLY_HEADERS] {
        for origin in
            ["https://evil.example", "null", "", "https://app.example.com.evil.example", "\u{fc}"]
        {
            let (status, headers) = answer(policy, origin, &["PURGE"], &["x-evil", "x-worse"]);
            assert_eq!(status, StatusCode::FORBIDDEN);
            assert_eq!(headers.keys().collect::<Vec<_>>(), [VARY], "{origin:?}");
        }
    }
}

#[test]
fn the_answer_varies_by_what_it_mirrors() {
    let members = |headers: &HeaderMap| {
        let lines = lines(headers, &VARY).concat().to_ascii_lowercase();
        String::from_utf8_lossy(&lines).into_owned()
    };
    for policy in [&WITH_CREDENTIALS, &WITHOUT_CREDENTIALS] {
        let (_, headers) = answer(policy, ALLOWED[0], &["PUT"], &["x-a"]);
        assert_eq!(
            members(&headers),
            "origin, access-control-request-method, access-control-request-headers"
        );
    }
    let (_, headers) = answer(&ANY_ORIGIN, ALLOWED[0], &["PUT"], &["x-a"]);
    assert_eq!(members(&headers), "access-control-request-method, access-control-request-headers");
}

#[test]
fn an_actual_response_mirrors_nothing() {
    for policy in MIRRORS {
        let mut request = HeaderMap::new();
        request.insert(ORIGIN, HeaderValue::from_static(ALLOWED[0]));
        request.insert(ACCESS_CONTROL_REQUEST_METHOD, HeaderValue::from_static("PURGE"));
        request.insert(ACCESS_CONTROL_REQUEST_HEADERS, HeaderValue::from_static("x-evil"));
        let Decision::Actual(actual) = policy.decide(&Method::POST, &request) else {
            panic!("POST is no preflight")
        };
        let mut response = HeaderMap::new();
        actual.apply(&mut response);
        assert!(response.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN));
        assert!(!response.contains_key(ACCESS_CONTROL_ALLOW_METHODS));
        assert!(!response.contains_key(ACCESS_CONTROL_ALLOW_HEADERS));
    }
}
