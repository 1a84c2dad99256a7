//! What a person reads.

use cors_runtime::{CorsPolicy, cors_policy};

use crate::{API, MIRROR, PUBLIC, explain, request};

static CASES: [(&CorsPolicy, &str, &str); 11] = [
    (
        &API,
        "GET | origin: https://app.example.com",
        "\
request: GET from `https://app.example.com`
policy:  {policy}
answer:  the application's, with
           vary: Origin
           access-control-allow-origin: https://app.example.com
           access-control-allow-credentials: true
browser: the script gets the response",
    ),
    (
        &API,
        "GET",
        "\
request: GET, without `Origin`
policy:  {policy}
answer:  the application's, with
           vary: Origin
browser: this is no CORS request, so there is nothing to decide; curl sends `Origin` only if told to",
    ),
    (
        &API,
        "OPTIONS | origin: https://app.example.com",
        "\
request: OPTIONS from `https://app.example.com`
policy:  {policy}
answer:  the application's, with
           vary: Origin
           access-control-allow-origin: https://app.example.com
           access-control-allow-credentials: true
browser: no preflight, for it has no `Access-Control-Request-Method`: the application answers it, and the script gets the response",
    ),
    (
        &API,
        "POST | origin: https://api.example.com | host: api.example.com",
        "\
request: POST from `https://api.example.com`
policy:  {policy}
answer:  the application's, with
           vary: Origin
browser: the page seems to be the server's own, so it checks nothing; http and https are two origins",
    ),
    (
        &API,
        "OPTIONS | origin: http://app.example.com | ACRM: PUT",
        "\
request: a preflight from `http://app.example.com`, for `PUT`
policy:  {policy}
answer:  403, with
           vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
browser: it does not send the request
because: the origin is not in `allow_origins` [origin_not_listed]
nearest: `https://app.example.com`, which differs in the scheme
change:  ask from `https://app.example.com`, or serve the page over https, and add that origin to `allow_origins`",
    ),
    (
        &API,
        "OPTIONS | origin: https://app.example.com | ACRM: patch | ACRH: x-a,x-b",
        "\
request: a preflight from `https://app.example.com`, for `patch`
policy:  {policy}
answer:  204, with
           access-control-allow-origin: https://app.example.com
           vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
           access-control-allow-credentials: true
           access-control-allow-methods: PUT, PATCH
           access-control-allow-headers: content-type, x-request-id
           access-control-max-age: 600
browser: it does not send the request
because: the method `patch` is not in `allow_methods`, which has `PATCH`: methods are compared byte for byte [method_not_listed]
change:  write \"PATCH\" in the script: browsers change the case of no method but DELETE, GET, HEAD, OPTIONS, POST and PUT
because: the request headers `x-a`, `x-b` are not in `allow_headers` [header_not_listed]
change:  add \"x-a\", \"x-b\" to `allow_headers`, or leave them out of the request",
    ),
    (
        &API,
        "GET | origin: null",
        "\
request: GET from `null`
policy:  {policy}
answer:  the application's, with
           vary: Origin
browser: it keeps the response from the script
because: the origin is `null`, which is not in `allow_origins` [null_not_listed]
change:  give the page an origin: serve a file: or data: page, or a sandboxed one, from a server of its own, and ask the last URL of a redirect directly; any site can send `null`, so listing it would allow them all",
    ),
    (
        &API,
        "GET | origin: https://app.example.com/",
        "\
request: GET from `https://app.example.com/`
policy:  {policy}
answer:  the application's, with
           vary: Origin
browser: it keeps the response from the script
because: `Origin` is nothing that a web page's browser sends, and not in `allow_origins` [origin_not_serialized]
nearest: `https://app.example.com`, which differs in what follows the host
change:  send an origin as browsers do: scheme, host and port in lower case, no path, no default port; what only an embedder sends is listed as raw(\"...\")",
    ),
    (
        &PUBLIC,
        "OPTIONS | origin: https://a.example | ACRM: GET | ACRH: authorization",
        "\
request: a preflight from `https://a.example`, for `GET`
policy:  {policy}
answer:  204, with
           access-control-allow-origin: *
           access-control-allow-methods: *
           access-control-allow-headers: *
browser: without credentials, it sends the request
though:  the request header `authorization` is not in `allow_headers`, whose `*` does not stand for it by the standard [authorization_not_listed]; browsers let it so far
change:  write `allow_headers: [*, \"authorization\"]`
browser: with credentials, it does not send the request
because: the script asks with credentials, and the policy does not have `allow_credentials: true` [credentials_not_allowed]
change:  list the origins and set `allow_credentials: true`, which `*` excludes; or ask without `credentials: \"include\"`",
    ),
    (
        &MIRROR,
        "GET | origin: https://app.example.com",
        "\
request: GET from `https://app.example.com`
policy:  {policy}
answer:  the application's, with
           vary: Origin
           access-control-allow-origin: https://app.example.com
browser: without credentials, the script gets the response
browser: with credentials, it keeps the response from the script
because: the script asks with credentials, and the policy does not have `allow_credentials: true` [credentials_not_allowed]
change:  set `allow_credentials: true`, or ask without `credentials: \"include\"`",
    ),
    (
        &MIRROR,
        "OPTIONS | origin: https://evil.example`; | ACRM: PUT",
        "\
request: a preflight from `https://evil.example\\x60;`, for `PUT`
policy:  {policy}
answer:  403, with
           vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
browser: it does not send the request
because: `Origin` is nothing that a web page's browser sends, and not in `allow_origins` [origin_not_serialized]
change:  send an origin as browsers do: scheme, host and port in lower case, no path, no default port; what only an embedder sends is listed as raw(\"...\")",
    ),
];

#[test]
fn an_explanation_reads_as_written_here() {
    for (policy, line, expected) in CASES {
        let (file, number) = policy.location();
        let expected = expected.replace("{policy}", &format!("{file}:{number}"));
        assert_eq!(explain(policy, line).to_string(), expected);
    }
}

#[test]
fn the_readme_shows_what_is_printed() {
    let policy = cors_policy! { allow_origins: ["https://app.example.com"] };
    let line = "OPTIONS | origin: http://app.example.com | ACRM: PUT";
    let (file, number) = policy.location();
    let printed = explain(&policy, line).to_string();
    let printed = printed.replace(&format!("{file}:{number}"), "src/main.rs:4");
    assert!(
        include_str!("../../README.md").contains(&format!("```text\n{printed}\n```")),
        "{printed}"
    );
}

/// Whatever is sent, an explanation is some lines of printable text with a few of the client's bytes.
#[test]
fn what_a_client_sends_forges_no_line_and_fills_no_log() {
    let long = "a".repeat(60_000);
    let controls: String = (0x80..=0xff_u8).map(char::from).collect();
    for text in
        [long.as_str(), &controls, "\t\u{1b}[2J", "https://app.example.com\u{2028}browser: fine"]
    {
        for line in [
            format!("GET | origin: {text}"),
            format!("OPTIONS | origin: {text} | ACRM: PUT"),
            format!("OPTIONS | origin: https://app.example.com | ACRM: {text} | ACRH: {text}"),
        ] {
            let Some((method, headers)) = possible(&line) else { continue };
            for policy in [&API, &PUBLIC, &MIRROR] {
                let explanation = policy.explain(&method, &headers).to_string();
                assert!(explanation.len() < 4096, "{} bytes", explanation.len());
                let is_plain = |text: &str| text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
                assert!(explanation.lines().all(is_plain), "{explanation}");
                let subjects = explanation.lines().filter(|line| line.starts_with("browser: "));
                assert!(subjects.count() <= 2, "{explanation}");
            }
        }
    }
}

/// Control characters are no header values: such a request never comes to be.
fn possible(line: &str) -> Option<(http::Method, http::HeaderMap)> {
    let is_value = |value: &str| http::HeaderValue::from_bytes(value.as_bytes()).is_ok();
    line.split(" | ").all(is_value).then(|| request(line))
}
