//! The lists of the Fetch standard, value by value.

use cors_browser::{
    is_forbidden_method, is_forbidden_request_header, is_safelisted_method,
    is_safelisted_request_header, is_safelisted_response_header, normalize_method,
    unsafe_request_header_names,
};

#[test]
fn methods() {
    for (written, sent, is_safelisted) in [
        ("get", "GET", true),
        ("HEAD", "HEAD", true),
        ("Post", "POST", true),
        ("put", "PUT", false),
        ("delete", "DELETE", false),
        ("options", "OPTIONS", false),
        ("patch", "patch", false),
        ("PATCH", "PATCH", false),
        ("Purge", "Purge", false),
    ] {
        assert_eq!(normalize_method(written), sent);
        assert_eq!(is_safelisted_method(sent), is_safelisted, "{sent}");
        assert!(!is_forbidden_method(written));
    }
    // Safelisted is what is sent, not what is written.
    assert!(!is_safelisted_method("get"));
    for method in ["CONNECT", "trace", "Track"] {
        assert!(is_forbidden_method(method));
    }
}

#[test]
fn request_headers_that_scripts_cannot_set() {
    for (name, value, is_forbidden) in [
        ("Cookie", "a=1", true),
        ("HOST", "a", true),
        ("Sec-Fetch-Mode", "cors", true),
        ("proxy-authorization", "a", true),
        ("Access-Control-Request-Method", "PUT", true),
        ("Second", "1", false),
        ("User-Agent", "a", false),
        ("Authorization", "a", false),
        ("X-HTTP-Method-Override", "PUT", false),
        ("X-HTTP-Method-Override", "trace", true),
        ("x-method-override", "GET, track ", true),
    ] {
        assert_eq!(is_forbidden_request_header(name, value), is_forbidden, "{name}: {value}");
    }
}

#[test]
fn request_headers_that_need_no_permission() {
    let long = "a".repeat(128);
    let too_long = "a".repeat(129);
    for (name, value, is_safelisted) in [
        ("Accept", "text/html, */*;q=0.8", true),
        ("accept", "text/html\t", true),
        ("accept", "text/(html)", false),
        ("accept", "\"quoted\"", false),
        ("accept", "a\u{7f}", false),
        ("accept", &long, true),
        ("accept", &too_long, false),
        ("accept", "é", true),
        ("accept", &"é".repeat(128), true),
        ("accept", &"é".repeat(129), false),
        ("accept-language", "de-DE, en;q=0.5", true),
        ("accept-language", "de_DE", false),
        ("content-language", "de", true),
        ("content-language", "<de>", false),
        ("Content-Type", "text/plain", true),
        ("content-type", "TEXT/PLAIN;charset=utf-8", true),
        ("content-type", " text/plain ;charset=utf-8", true),
        ("content-type", "multipart/form-data; boundary=x", true),
        ("content-type", "application/x-www-form-urlencoded", true),
        ("content-type", "application/json", false),
        ("content-type", "text/plain,text/plain", false),
        ("content-type", "text/plain; a=\"b\"", false),
        ("content-type", "text", false),
        ("content-type", "", false),
        ("range", "bytes=0-", true),
        ("range", "bytes=0-10", true),
        ("range", "bytes=10-10", true),
        ("range", "bytes=9-10", true),
        ("range", "bytes=010-9", false),
        ("range", "bytes=10-9", false),
        ("range", "bytes=-10", false),
        ("range", "bytes=0-1,2-3", false),
        ("range", "bytes= 0-1", false),
        ("range", "items=0-1", false),
        ("range", "bytes=0-99999999999999999999999999", true),
        ("x-a", "1", false),
        ("authorization", "a", false),
        ("dpr", "1", false),
    ] {
        assert_eq!(is_safelisted_request_header(name, value), is_safelisted, "{name}: {value}");
    }
}

#[test]
fn the_names_that_need_permission_are_lower_case_sorted_and_unique() {
    let headers = |list: &[(&str, &str)]| -> Vec<(String, String)> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    for (list, expected) in [
        (&[][..], &[][..]),
        (&[("accept", "a"), ("content-type", "text/plain")], &[]),
        (&[("X-B", "1"), ("x-a", "1"), ("x-b", "2")], &["x-a", "x-b"]),
        (&[("content-type", "application/json"), ("accept", "a")], &["content-type"]),
    ] {
        assert_eq!(unsafe_request_header_names(&headers(list)), expected);
    }
    // Safelisted values of more than 1,024 bytes together lose their privilege.
    let value = "a".repeat(128);
    let mut many: Vec<_> = (0..8).map(|_| ("accept".to_owned(), value.clone())).collect();
    assert_eq!(unsafe_request_header_names(&many), [""; 0]);
    many.push(("accept-language".to_owned(), "d".to_owned()));
    assert_eq!(unsafe_request_header_names(&many), ["accept", "accept-language"]);
}

#[test]
fn response_headers_that_scripts_can_always_read() {
    for name in ["Cache-Control", "content-length", "Expires", "PRAGMA"] {
        assert!(is_safelisted_response_header(name), "{name}");
    }
    for name in ["ETag", "Location", "Date", "Retry-After", "Content-Encoding", "Set-Cookie"] {
        assert!(!is_safelisted_response_header(name), "{name}");
    }
}
