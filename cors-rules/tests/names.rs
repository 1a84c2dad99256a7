//! Methods and header names: what is accepted, and for each mistake the rule and the text to paste.

use cors_rules::{Checked, Rule, header, method};

type Check = fn(&str) -> Checked<String>;
type Row = (&'static str, Option<&'static str>, Option<Rule>, Option<&'static str>);

/// Text, value, rule, replacement.
const METHODS: &[Row] = &[
    ("GET", Some("GET"), None, None),
    ("OPTIONS", Some("OPTIONS"), None, None),
    ("PATCH", Some("PATCH"), None, None),
    ("PURGE", Some("PURGE"), None, None),
    ("M-SEARCH", Some("M-SEARCH"), None, None),
    ("put", None, Some(Rule::MethodCase), Some("\"PUT\"")),
    ("Post", None, Some(Rule::MethodCase), Some("\"POST\"")),
    ("options", None, Some(Rule::MethodCase), Some("\"OPTIONS\"")),
    ("patch", Some("patch"), Some(Rule::PatchCase), Some("\"PATCH\"")),
    ("Patch", Some("Patch"), Some(Rule::PatchCase), Some("\"PATCH\"")),
    ("Purge", Some("Purge"), Some(Rule::LowerCaseMethod), None),
    ("query", Some("query"), Some(Rule::LowerCaseMethod), None),
    ("DELTE", Some("DELTE"), Some(Rule::MethodSlip), Some("\"DELETE\"")),
    ("PACTH", Some("PACTH"), Some(Rule::MethodSlip), Some("\"PATCH\"")),
    ("GTE", Some("GTE"), Some(Rule::MethodSlip), Some("\"GET\"")),
    ("FROBNICATE", Some("FROBNICATE"), None, None),
    // The opposite of CHECKOUT, and methods of Exchange.
    ("UNCHECKOUT", Some("UNCHECKOUT"), None, None),
    ("BPROPFIND", Some("BPROPFIND"), None, None),
    ("BMOVE", Some("BMOVE"), None, None),
    ("G*", Some("G*"), Some(Rule::WildcardInName), None),
    ("*PUT", Some("*PUT"), Some(Rule::WildcardInName), None),
    ("**", Some("**"), Some(Rule::WildcardInName), None),
    ("CONNECT", None, Some(Rule::MethodForbidden), None),
    ("trace", None, Some(Rule::MethodForbidden), None),
    ("Track", None, Some(Rule::MethodForbidden), None),
    ("*", None, Some(Rule::StarInList), None),
    ("", None, Some(Rule::MethodSyntax), None),
    ("PUT ", None, Some(Rule::MethodSyntax), Some("\"PUT\"")),
    ("GET, POST", None, Some(Rule::MethodSyntax), Some("\"GET\", \"POST\"")),
    ("GET,POST,", None, Some(Rule::MethodSyntax), Some("\"GET\", \"POST\"")),
    ("GET, put", None, Some(Rule::MethodSyntax), None),
    ("GET/1", None, Some(Rule::MethodSyntax), None),
    ("MÉTHODE", None, Some(Rule::MethodSyntax), None),
];

const REQUEST_HEADERS: &[Row] = &[
    ("Content-Type", Some("content-type"), None, None),
    ("content_type", Some("content_type"), Some(Rule::HeaderSlip), Some("\"content-type\"")),
    ("ContentType", Some("contenttype"), Some(Rule::HeaderSlip), Some("\"content-type\"")),
    ("authorisation", Some("authorisation"), Some(Rule::HeaderSlip), Some("\"authorization\"")),
    ("X-CSFR-Token", Some("x-csfr-token"), Some(Rule::HeaderSlip), Some("\"x-csrf-token\"")),
    ("x-xsrf-token", Some("x-xsrf-token"), None, None),
    ("x-request-id", Some("x-request-id"), None, None),
    ("X-CSRFToken", Some("x-csrftoken"), None, None),
    ("X-XSRFToken", Some("x-xsrftoken"), None, None),
    ("Idempotence-Key", Some("idempotence-key"), None, None),
    ("x-auth-token", Some("x-auth-token"), None, None),
    ("x-amz-meta-*", Some("x-amz-meta-*"), Some(Rule::WildcardInName), None),
    ("*-id", Some("*-id"), Some(Rule::WildcardInName), None),
    ("x-*-id", Some("x-*-id"), Some(Rule::WildcardInName), None),
    ("content-type;charset", None, Some(Rule::HeaderSyntax), Some("\"content-type\"")),
    ("content-type; charset=utf-8", None, Some(Rule::HeaderSyntax), Some("\"content-type\"")),
    ("Accept;q=0.5", None, Some(Rule::HeaderSyntax), Some("\"Accept\"")),
    ("x-a;version;level=1", None, Some(Rule::HeaderSyntax), Some("\"x-a\"")),
    (
        "content-type: text/plain; charset=utf-8",
        None,
        Some(Rule::HeaderSyntax),
        Some("\"content-type\""),
    ),
    ("x-a;x-b", None, Some(Rule::HeaderSyntax), Some("\"x-a\", \"x-b\"")),
    ("x-a;authorization;", None, Some(Rule::HeaderSyntax), Some("\"x-a\", \"authorization\"")),
    ("x-a;b", None, Some(Rule::HeaderSyntax), None),
    ("x-a, x-meta-*", None, Some(Rule::HeaderSyntax), None),
    ("content type", None, Some(Rule::HeaderSyntax), None),
    (
        "authorization content-type",
        None,
        Some(Rule::HeaderSyntax),
        Some("\"authorization\", \"content-type\""),
    ),
    ("x-a: 1, x-b: 2", None, Some(Rule::HeaderSyntax), None),
    ("authorization", Some("authorization"), None, None),
    ("Accept", Some("accept"), None, None),
    ("Range", Some("range"), None, None),
    ("User-Agent", Some("user-agent"), None, None),
    ("Cache-Control", Some("cache-control"), None, None),
    ("traceparent", Some("traceparent"), None, None),
    ("If-None-Match", Some("if-none-match"), None, None),
    ("Cookie", None, Some(Rule::HeaderForbidden), None),
    ("HOST", None, Some(Rule::HeaderForbidden), None),
    ("Origin", None, Some(Rule::HeaderForbidden), None),
    ("Content-Length", None, Some(Rule::HeaderForbidden), None),
    ("Set-Cookie", None, Some(Rule::HeaderForbidden), None),
    ("Sec-Fetch-Mode", None, Some(Rule::HeaderForbidden), None),
    ("proxy-authorization", None, Some(Rule::HeaderForbidden), None),
    ("Access-Control-Request-Private-Network", None, Some(Rule::HeaderForbidden), None),
    ("X-HTTP-Method-Override", Some("x-http-method-override"), Some(Rule::MethodOverride), None),
    ("X-Method-Override", Some("x-method-override"), Some(Rule::MethodOverride), None),
    (
        "Access-Control-Allow-Origin",
        Some("access-control-allow-origin"),
        Some(Rule::ResponseHeader),
        None,
    ),
    ("Vary", Some("vary"), Some(Rule::ResponseHeader), None),
    ("*", None, Some(Rule::StarInList), None),
    ("", None, Some(Rule::HeaderSyntax), None),
    ("X A", None, Some(Rule::HeaderSyntax), None),
    ("X-A, X-B", None, Some(Rule::HeaderSyntax), Some("\"X-A\", \"X-B\"")),
    ("X-A:", None, Some(Rule::HeaderSyntax), Some("\"X-A\"")),
    ("x-a: b", None, Some(Rule::HeaderSyntax), Some("\"x-a\"")),
    ("X-A, Cookie", None, Some(Rule::HeaderSyntax), None),
    ("X-Ä", None, Some(Rule::HeaderSyntax), None),
    ("X(A)", None, Some(Rule::HeaderSyntax), None),
];

const EXPOSED_HEADERS: &[Row] = &[
    ("ETag", Some("etag"), None, None),
    ("Location", Some("location"), None, None),
    ("Authorization", Some("authorization"), None, None),
    ("Accept-Ranges", Some("accept-ranges"), None, None),
    ("Set-Cookie", None, Some(Rule::ExposeForbidden), None),
    ("set-cookie2", None, Some(Rule::ExposeForbidden), None),
    ("Content-Type", Some("content-type"), Some(Rule::ExposedAlready), None),
    ("Pragma", Some("pragma"), Some(Rule::ExposedAlready), None),
    ("Origin", Some("origin"), Some(Rule::ExposeUseless), None),
    ("Accept", Some("accept"), Some(Rule::ExposeUseless), None),
    ("If-Match", Some("if-match"), Some(Rule::ExposeUseless), None),
    ("Access-Control-Max-Age", Some("access-control-max-age"), Some(Rule::ExposeUseless), None),
    (
        "Access-Control-Request-Method",
        Some("access-control-request-method"),
        Some(Rule::ExposeUseless),
        None,
    ),
    ("*", None, Some(Rule::StarInList), None),
    ("X-A,X-B", None, Some(Rule::HeaderSyntax), Some("\"X-A\", \"X-B\"")),
];

#[test]
fn each_name_is_accepted_or_refused_with_what_to_write() {
    let lists: [(&[Row], Check); 3] = [
        (METHODS, method::check),
        (REQUEST_HEADERS, header::check_request),
        (EXPOSED_HEADERS, header::check_exposed),
    ];
    for (rows, check) in lists {
        for (text, value, rule, replacement) in rows {
            let checked = check(text);
            assert_eq!(checked.value.as_deref(), *value, "{text:?}");
            assert_eq!(checked.faults.first().map(|fault| fault.rule), *rule, "{text:?}");
            let found = checked.faults.first().and_then(|fault| fault.replacement.as_deref());
            assert_eq!(found, *replacement, "{text:?}");
            // Every replacement is accepted.
            for member in found.into_iter().flat_map(|list| list.split(", ")) {
                assert!(check(member.trim_matches('"')).faults.is_empty(), "{text:?} -> {member}");
            }
        }
    }
}
