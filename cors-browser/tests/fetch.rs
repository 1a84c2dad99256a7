//! Requests on their way, and answers to them, step by step.

#![expect(clippy::unwrap_used, clippy::too_many_lines, reason = "tables of tests")]

use cors_browser::{
    Answer, Body, Credentials, Engine, Preflight, Refusal, Request, Sent, Shared, Step, Thrown,
};

const PAGE: &str = "https://app.example.com";
const SERVER: &str = "https://api.example.com";

fn request<'a>() -> Request<'a> {
    Request { page: PAGE, server: SERVER, ..Request::default() }
}

fn preflight(request: Request<'_>) -> Option<(String, Option<String>)> {
    request.send().unwrap().preflight.map(|Preflight { method, headers }| (method, headers))
}

#[test]
fn what_needs_a_preflight() {
    for (request, expected) in [
        (request(), None),
        (Request { method: "post", body: Body::Text, ..request() }, None),
        (Request { method: "POST", body: Body::UrlSearchParams, ..request() }, None),
        (Request { method: "POST", body: Body::FormData, ..request() }, None),
        (Request { method: "POST", body: Body::Buffer, ..request() }, None),
        (Request { method: "POST", body: Body::Blob(""), ..request() }, None),
        (
            Request { method: "POST", body: Body::Blob("image/png"), ..request() },
            Some(("POST", Some("content-type"))),
        ),
        (Request { method: "POST", body: Body::Stream, ..request() }, Some(("POST", None))),
        (Request { method: "POST", upload_listener: true, ..request() }, Some(("POST", None))),
        (Request { upload_listener: true, ..request() }, Some(("GET", None))),
        (Request { method: "put", ..request() }, Some(("PUT", None))),
        (Request { method: "patch", ..request() }, Some(("patch", None))),
        (
            Request {
                method: "POST",
                body: Body::Text,
                headers: &[
                    ("Content-Type", "application/json"),
                    ("X-B", "1"),
                    ("Accept", "a"),
                    ("Authorization", "x"),
                ],
                ..request()
            },
            Some(("POST", Some("authorization,content-type,x-b"))),
        ),
        // The script's own content type takes the place of the body's.
        (
            Request {
                method: "POST",
                body: Body::Blob("image/png"),
                headers: &[("content-type", "text/plain")],
                ..request()
            },
            None,
        ),
        // Left out without a word.
        (Request { headers: &[("Cookie", "a=1"), ("Sec-A", "1")], ..request() }, None),
        // The page's own server.
        (Request { method: "PUT", server: PAGE, headers: &[("x-a", "1")], ..request() }, None),
        (Request { method: "PUT", page: "null", server: "null", ..request() }, Some(("PUT", None))),
    ] {
        let expected =
            expected.map(|(method, headers)| (method.to_owned(), headers.map(str::to_owned)));
        assert_eq!(preflight(request), expected, "{request:?}");
    }
}

#[test]
fn what_throws_before_anything_is_sent() {
    let thrown = |request: Request<'_>| request.send().unwrap_err();
    assert_eq!(
        thrown(Request { method: "trace", ..request() }),
        Thrown::ForbiddenMethod("trace".to_owned())
    );
    assert_eq!(
        thrown(Request { body: Body::Text, ..request() }),
        Thrown::BodyWithoutMethod("GET".to_owned())
    );
}

fn sent(credentials: Credentials) -> Sent {
    let headers = &[("x-a", "1"), ("authorization", "b")];
    Request { method: "PUT", headers, credentials, ..request() }.send().unwrap()
}

type Lines<'a> = &'a [(&'a str, &'a str)];

fn answer<T>(status: u16, lines: Lines<'_>, ask: impl FnOnce(&Answer<'_>) -> T) -> T {
    let headers: Vec<_> = lines.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    ask(&Answer { status, headers: &headers })
}

const ORIGIN: (&str, &str) = ("Access-Control-Allow-Origin", PAGE);
const STAR: (&str, &str) = ("access-control-allow-origin", "*");
const CREDENTIALS: (&str, &str) = ("access-control-allow-credentials", "true");
const METHODS: (&str, &str) = ("access-control-allow-methods", "GET, PUT");
const HEADERS: (&str, &str) = ("access-control-allow-headers", "X-A, , Authorization");

#[test]
fn what_a_preflights_answer_must_hold() {
    use Credentials::{Include, Omit, SameOrigin};
    let other = |value: &str| Refusal::OtherOrigin(Step::Preflight, value.to_owned());
    let header = |name: &str| Refusal::Header(name.to_owned());
    let method = Refusal::Method("PUT".to_owned());
    for (credentials, status, lines, expected) in [
        (SameOrigin, 204, &[ORIGIN, METHODS, HEADERS][..], None),
        (SameOrigin, 200, &[STAR, METHODS, HEADERS], None),
        (SameOrigin, 299, &[ORIGIN, METHODS, HEADERS], None),
        (SameOrigin, 301, &[ORIGIN, METHODS, HEADERS], Some(Refusal::PreflightStatus(301))),
        (SameOrigin, 405, &[ORIGIN, METHODS, HEADERS], Some(Refusal::PreflightStatus(405))),
        (SameOrigin, 204, &[METHODS, HEADERS], Some(Refusal::NoAllowOrigin(Step::Preflight))),
        (
            SameOrigin,
            204,
            &[ORIGIN, ORIGIN, METHODS, HEADERS],
            Some(other(&format!("{PAGE}, {PAGE}"))),
        ),
        (
            SameOrigin,
            204,
            &[("access-control-allow-origin", "https://b.example")],
            Some(other("https://b.example")),
        ),
        (
            SameOrigin,
            204,
            &[("access-control-allow-origin", "https://APP.example.com")],
            Some(other("https://APP.example.com")),
        ),
        (SameOrigin, 204, &[ORIGIN, HEADERS], Some(method.clone())),
        (
            SameOrigin,
            204,
            &[ORIGIN, ("access-control-allow-methods", "put"), HEADERS],
            Some(method.clone()),
        ),
        (SameOrigin, 204, &[ORIGIN, ("access-control-allow-methods", "*"), HEADERS], None),
        (
            SameOrigin,
            204,
            &[ORIGIN, ("access-control-allow-methods", "P UT"), HEADERS],
            Some(Refusal::AllowMethodsSyntax),
        ),
        (SameOrigin, 204, &[ORIGIN, METHODS], Some(header("authorization"))),
        (
            SameOrigin,
            204,
            &[ORIGIN, METHODS, ("access-control-allow-headers", "authorization")],
            Some(header("x-a")),
        ),
        (
            SameOrigin,
            204,
            &[ORIGIN, METHODS, ("access-control-allow-headers", "a(b)")],
            Some(Refusal::AllowHeadersSyntax),
        ),
        (
            SameOrigin,
            204,
            &[ORIGIN, METHODS, ("access-control-allow-headers", "*")],
            Some(header("authorization")),
        ),
        (Omit, 204, &[ORIGIN, METHODS, ("access-control-allow-headers", "*, authorization")], None),
        (
            SameOrigin,
            204,
            &[
                ORIGIN,
                METHODS,
                ("access-control-allow-headers", "x-a"),
                ("access-control-allow-headers", "authorization"),
            ],
            None,
        ),
        (Include, 204, &[ORIGIN, CREDENTIALS, METHODS, HEADERS], None),
        (
            Include,
            204,
            &[ORIGIN, METHODS, HEADERS],
            Some(Refusal::NoCredentials(Step::Preflight, None)),
        ),
        (
            Include,
            204,
            &[ORIGIN, ("access-control-allow-credentials", "True")],
            Some(Refusal::NoCredentials(Step::Preflight, Some("True".to_owned()))),
        ),
        (
            Include,
            204,
            &[STAR, CREDENTIALS, METHODS, HEADERS],
            Some(Refusal::WildcardWithCredentials(Step::Preflight)),
        ),
        (
            Include,
            204,
            &[ORIGIN, CREDENTIALS, ("access-control-allow-methods", "*"), HEADERS],
            Some(method),
        ),
        (
            Include,
            204,
            &[ORIGIN, CREDENTIALS, METHODS, ("access-control-allow-headers", "*, authorization")],
            Some(header("x-a")),
        ),
    ] {
        let found = answer(status, lines, |answer| sent(credentials).check_preflight(answer)).err();
        assert_eq!(found, expected, "{credentials:?} {status} {lines:?}");
        // What a person reads never holds a line of its own.
        assert!(found.is_none_or(|refusal| !refusal.to_string().contains('\n')));
    }
}

#[test]
fn safelisted_methods_need_not_be_listed() {
    let sent = Request { method: "POST", headers: &[("x-a", "1")], ..request() }.send().unwrap();
    let lines =
        [ORIGIN, ("access-control-allow-methods", "PUT"), ("access-control-allow-headers", "x-a")];
    assert!(answer(204, &lines, |answer| sent.check_preflight(answer)).is_ok());
}

#[test]
fn engines_let_the_star_stand_for_authorization() {
    let lines = [ORIGIN, METHODS, ("access-control-allow-headers", "*")];
    for engine in [Engine::Chromium, Engine::Gecko, Engine::WebKit] {
        assert!(
            answer(204, &lines, |answer| sent(Credentials::Omit)
                .check_preflight_in(answer, engine))
            .is_ok()
        );
    }
}

#[test]
fn how_long_a_preflights_answer_is_kept() {
    // Standard, Chromium, Gecko, WebKit.
    for (value, expected) in [
        (None, [5, 5, 5, 5]),
        (Some("0"), [0, 0, 0, 0]),
        (Some("600"), [600, 600, 600, 600]),
        (Some("7201"), [7_201, 7_200, 7_201, 600]),
        (Some("100000"), [100_000, 7_200, 86_400, 600]),
        (Some("-1"), [5, 0, 0, 0]),
        (Some("10m"), [5, 5, 0, 5]),
        (Some(""), [5, 5, 5, 5]),
        (Some("+600"), [5, 600, 0, 600]),
        (Some("+"), [5, 5, 0, 5]),
        (Some("99999999999999999999"), [u64::MAX, 5, 86_400, 5]),
    ] {
        let mut lines = vec![ORIGIN, METHODS, HEADERS];
        lines.extend(value.map(|value| ("access-control-max-age", value)));
        let engines = [Engine::Standard, Engine::Chromium, Engine::Gecko, Engine::WebKit];
        let found = engines.map(|engine| {
            answer(204, &lines, |answer| sent(Credentials::Omit).check_preflight_in(answer, engine))
                .unwrap()
                .seconds
        });
        assert_eq!(found, expected, "{value:?}");
    }
}

#[test]
fn chromium_does_not_keep_authorization_under_a_star() {
    let headers = [("authorization", "x")];
    let sent = Request { headers: &headers, ..request() }.send().unwrap();
    let lines = [ORIGIN, ("access-control-allow-headers", "*"), ("access-control-max-age", "600")];
    for (engine, expected) in [(Engine::Chromium, 0), (Engine::Gecko, 0), (Engine::WebKit, 600)] {
        let kept = answer(204, &lines, |answer| sent.check_preflight_in(answer, engine)).unwrap();
        assert_eq!(kept.seconds, expected, "{engine:?}");
    }
}

#[test]
fn firefox_does_not_keep_what_only_a_star_allows() {
    const ANY_METHOD: (&str, &str) = ("access-control-allow-methods", "*");
    const ANY_HEADER: (&str, &str) = ("access-control-allow-headers", "*");
    let get = Request { headers: &[("x-a", "1")], ..request() };
    let put = Request { method: "PUT", ..request() };
    for (request, lines, kept_by_gecko) in [
        (put, [METHODS, ANY_HEADER], 600),
        (put, [ANY_METHOD, HEADERS], 0),
        (get, [ANY_METHOD, HEADERS], 600),
        (get, [METHODS, ANY_HEADER], 0),
    ] {
        let sent = request.send().unwrap();
        let lines = [&[ORIGIN, ("access-control-max-age", "600")][..], &lines].concat();
        for (engine, expected) in [
            (Engine::Standard, 600),
            (Engine::Chromium, 600),
            (Engine::Gecko, kept_by_gecko),
            (Engine::WebKit, 600),
        ] {
            let kept =
                answer(204, &lines, |answer| sent.check_preflight_in(answer, engine)).unwrap();
            assert_eq!(kept.seconds, expected, "{engine:?}: {lines:?}");
        }
    }
}

/// Eight values of 128 bytes are 1,024 together. `fetch()` does not join them; an `XMLHttpRequest` does.
#[test]
fn safelisted_values_are_limited_together() {
    let long = "a".repeat(128);
    let accepts = [("accept", &*long); 9];
    let with_language =
        [&accepts[..7], &[("accept-language", &*long), ("range", "bytes=0-")]].concat();
    for (headers, expected) in [
        (&accepts[..8], None),
        (&accepts[..], Some("accept")),
        (&with_language[..8], None),
        (&with_language[..], Some("accept,accept-language,range")),
    ] {
        let sent = Request { headers, ..request() };
        let names = preflight(sent).map(|(_, names)| names.unwrap());
        assert_eq!(names.as_deref(), expected, "{}", headers.len());
    }
}

#[test]
fn xhr_combines_repeated_headers() {
    let (half, less) = ("a".repeat(64), "a".repeat(62));
    for (headers, combined, needs_preflight) in [
        ([("accept", &*half), ("Accept", &*less)], format!("{half}, {less}"), false),
        ([("accept", &*half), ("accept", &*half)], format!("{half}, {half}"), true),
        ([("range", "bytes=0-1"), ("range", "bytes=2-3")], "bytes=0-1, bytes=2-3".to_owned(), true),
        (
            [("content-type", "text/plain"), ("content-type", "text/plain")],
            "text/plain, text/plain".to_owned(),
            true,
        ),
    ] {
        let by_fetch = Request { headers: &headers, ..request() };
        assert_eq!(preflight(by_fetch), None, "{headers:?}");
        let sent = Request { by_xhr: true, ..by_fetch }.send().unwrap();
        let values: Vec<_> = sent.headers.iter().map(|(_, value)| value).collect();
        assert_eq!(values, [&combined]);
        assert_eq!(sent.preflight.is_some(), needs_preflight, "{headers:?}");
    }
}

#[test]
fn xhr_corrects_the_charset_of_a_string() {
    for (written, sent) in [
        ("text/plain", "text/plain"),
        ("text/plain;charset=utf-8", "text/plain;charset=utf-8"),
        ("text/plain; charset=\"utf-8\"", "text/plain; charset=\"utf-8\""),
        ("text/plain; charset=latin1", "text/plain;charset=UTF-8"),
        (
            "Text/Plain;a=\"b\\\"\"; Charset=\"latin1\";charset=utf-8",
            "text/plain;a=\"b\\\"\";charset=UTF-8",
        ),
        ("text/plain;charset=utf-8\"", "text/plain;charset=UTF-8"),
        ("text/plain;charset=", "text/plain;charset="),
        ("text/plain;;charset;=x;charset=latin1 ;", "text/plain;charset=UTF-8"),
        ("application/json;charset=latin1", "application/json;charset=UTF-8"),
        ("text;charset=latin1", "text;charset=latin1"),
    ] {
        let headers = [("content-type", written)];
        for (body, by_xhr, expected) in
            [(Body::Text, true, sent), (Body::Text, false, written), (Body::Buffer, true, written)]
        {
            let request = Request { method: "POST", body, by_xhr, headers: &headers, ..request() };
            let headers = request.send().unwrap().headers;
            assert_eq!(headers, [("content-type".to_owned(), expected.to_owned())], "{body:?}");
        }
    }
}

#[test]
fn what_of_a_response_a_script_can_read() {
    use Credentials::{Include, SameOrigin};
    const RESPONSE: [(&str, &str); 4] =
        [("Content-Type", "a/b"), ("X-Request-ID", "1"), ("ETag", "x"), ("Set-Cookie", "a=1")];
    let expose = |value| ("access-control-expose-headers", value);
    for (credentials, lines, expected) in [
        (SameOrigin, &[ORIGIN][..], Ok(&["content-type"][..])),
        (
            SameOrigin,
            &[ORIGIN, expose("x-request-id, set-cookie")],
            Ok(&["content-type", "x-request-id"]),
        ),
        (
            SameOrigin,
            &[ORIGIN, expose("*")],
            Ok(&[
                "access-control-allow-origin",
                "access-control-expose-headers",
                "content-type",
                "etag",
                "x-request-id",
            ]),
        ),
        (Include, &[ORIGIN, CREDENTIALS, expose("*")], Ok(&["content-type"])),
        (SameOrigin, &[ORIGIN, expose("a b")], Ok(&["content-type"])),
        (SameOrigin, &[], Err(Refusal::NoAllowOrigin(Step::Response))),
        (Include, &[STAR], Err(Refusal::WildcardWithCredentials(Step::Response))),
    ] {
        let all: Vec<_> = lines.iter().chain(&RESPONSE).copied().collect();
        // Any status can be shared, errors too.
        for status in [200, 401, 404, 500] {
            let found = answer(status, &all, |answer| sent(credentials).check_response(answer));
            let expected = expected
                .clone()
                .map(|names| Shared { headers: names.iter().map(ToString::to_string).collect() });
            assert_eq!(found, expected, "{credentials:?} {lines:?}");
        }
    }
}

#[test]
fn a_page_reads_everything_of_its_own_server() {
    let sent = Request { server: PAGE, ..request() }.send().unwrap();
    let found =
        answer(200, &[("X-A", "1"), ("Set-Cookie", "a=1")], |answer| sent.check_response(answer));
    assert_eq!(found, Ok(Shared { headers: vec!["x-a".to_owned()] }));
}
