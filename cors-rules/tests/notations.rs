//! Entries in a notation of other software: each is recognised, and where one replacement is right it is offered.

use cors_rules::{Rule, origin};

type Row = (&'static str, Option<&'static str>);

const REGULAR_EXPRESSIONS: &[Row] = &[
    (r"^https://.*\.example\.com$", Some(r#""https://*.example.com""#)),
    (r"https://.*\.example\.com", Some(r#""https://*.example.com""#)),
    (r"^https://.+\.example\.com$", Some(r#""https://*.example.com""#)),
    (
        r"^https?://app\.example\.com$",
        Some(r#""https://app.example.com", "http://app.example.com""#),
    ),
    (r"^https://(.*\.)?example\.com$", Some(r#""https://example.com", "https://*.example.com""#)),
    (r"^http://localhost:\d+$", Some(r#""http://localhost:*""#)),
    (r"^http://localhost(:[0-9]+)?$", Some(r#""http://localhost:*""#)),
    (r"/^https:\/\/.*\.example\.com$/", Some(r#""https://*.example.com""#)),
    (r"https://app\.example\.com", Some(r#""https://app.example.com""#)),
    // One label, a choice, a class: no pattern says the same.
    (r"^https://[^.]+\.example\.com$", None),
    (r"^https://[a-z0-9-]+\.example\.com$", None),
    (r"^https://(a|b)\.example\.com$", None),
    (r"^https://a\.example\.com|https://b\.example\.com$", None),
    (r"^https://\w+\.example\.com$", None),
    (r"^https://.*example\.com$", None),
    (r"^https://.*$", None),
    (r".*", None),
    (r"(?i)https://app\.example\.com", None),
    (r"^http://192\.168\.\d+\.\d+$", None),
];

const QUOTED: &[Row] = &[
    (r#"["https://a.example.com"]"#, Some(r#""https://a.example.com""#)),
    (
        r#"["https://a.example.com","https://b.example.com"]"#,
        Some(r#""https://a.example.com", "https://b.example.com""#),
    ),
    (r#""https://a.example.com""#, Some(r#""https://a.example.com""#)),
    ("'https://a.example.com'", Some(r#""https://a.example.com""#)),
    ("`https://a.example.com`", Some(r#""https://a.example.com""#)),
    // What commas leave of a list in JSON.
    (r#"["https://a.example.com""#, Some(r#""https://a.example.com""#)),
    (r#""https://b.example.com"]"#, Some(r#""https://b.example.com""#)),
    (r#"[\"https://a.example.com\"]"#, Some(r#""https://a.example.com""#)),
    ("[https://a.example.com]", Some(r#""https://a.example.com""#)),
    ("https://a.example.com]", Some(r#""https://a.example.com""#)),
    ("['http://[::1]:3000']", Some(r#""http://[::1]:3000""#)),
    ("[http://[::1]]", Some(r#""http://[::1]""#)),
    (r#""*""#, None),
    (r#"["null"]"#, None),
    (r#"{"origin": "https://a.example.com"}"#, None),
    (r#""https://a.example.com/x""#, None),
];

const RANGES: &[Row] = &[
    ("http://192.168.1.0/24", None),
    ("http://10.0.0.0/8", None),
    ("192.168.0.0/16", None),
    ("10.0/16", None),
    ("http://[fe80::]/10", None),
    ("fd00::/8", None),
    ("192.168.1.0/255.255.255.0", None),
    ("http://192.168.*", None),
    ("http://192.168.*.*:3000", None),
    ("192.168.1.*", None),
    ("10.*.*.*", None),
    ("http://192.168.1.x", None),
    ("http://192.168.1.1-50", None),
    ("192.168.1.1-192.168.1.50", None),
    ("http://192.168.0-255.0-255:*", None),
];

const DOTS: &[Row] = &[
    (".example.com", None),
    ("https://.example.com", None),
    ("http://.example.com:8080", None),
    (".app.example.co.uk", None),
    ("https://.example.com:8443", None),
];

const WORDS: &[Row] = &[
    ("all", None),
    ("Any", None),
    ("none", None),
    ("FALSE", None),
    ("self", None),
    ("'self'", None),
    ("same-origin", None),
    ("default", None),
    ("true", None),
    (" off ", None),
];

const SEPARATED: &[Row] = &[
    (
        "https://a.example.com|https://b.example.com",
        Some(r#""https://a.example.com", "https://b.example.com""#),
    ),
    ("a.example|b.example", Some(r#""https://a.example", "https://b.example""#)),
    ("https://a.example.com |https://a.example.com", Some(r#""https://a.example.com""#)),
    ("a|b", None),
    ("https://a.example.com|", Some(r#""https://a.example.com""#)),
    (
        "https://a.example.com|https://B.example.com/|http://c.example.com",
        Some(r#""https://a.example.com", "https://b.example.com", "http://c.example.com""#),
    ),
];

#[test]
fn each_notation_is_recognised() {
    for (rule, table) in [
        (Rule::RegularExpression, REGULAR_EXPRESSIONS),
        (Rule::QuotedOrigin, QUOTED),
        (Rule::AddressRange, RANGES),
        (Rule::LeadingDot, DOTS),
        (Rule::NotAnOrigin, WORDS),
        (Rule::SeveralOrigins, SEPARATED),
    ] {
        assert!(table.len() >= 5);
        for (text, replacement) in table {
            let checked = origin::check(text);
            let found: Vec<_> = checked
                .faults
                .iter()
                .map(|fault| (fault.rule, fault.replacement.as_deref()))
                .collect();
            assert_eq!(found, [(rule, *replacement)], "{text}");
            assert_eq!(checked.value, None, "{text}");
        }
    }
}

#[test]
fn a_leading_dot_leads_to_the_pattern_and_to_the_domain() {
    let help = origin::check("http://.example.com:8080").faults.remove(0).help();
    assert_eq!(
        help,
        r#"write "http://*.example.com:8080" for the hosts below it, "http://example.com:8080" for itself, or both"#
    );
}

/// What looks a little like one of them, and is an origin, a pattern, or another mistake.
#[test]
fn nothing_else_is_taken_for_one() {
    for (text, rule) in [
        ("https://a.example", None),
        ("https://*.example.com", None),
        ("https://pr-*.example.com", None),
        ("http://localhost:*", None),
        ("http://192.168.1.5:*", Some(Rule::AnyPort)),
        ("http://[::1]:3000", None),
        ("http://10.0.0.1", None),
        ("https://none.example", None),
        ("https://x.com", None),
        ("https://self", None),
        ("http://192.168.1.5/100", Some(Rule::OriginPath)),
        ("http://192.168.1.5/a", Some(Rule::OriginPath)),
        ("https://a.example/24", Some(Rule::OriginPath)),
        ("https://example.*", Some(Rule::WildcardPlace)),
        ("https://app.*.example.com", Some(Rule::WildcardPlace)),
        ("https://a.example?x", Some(Rule::OriginQuery)),
        ("https:\\\\a.example", Some(Rule::SchemeSlashes)),
        ("https://..example.com", Some(Rule::HostEmptyLabel)),
        ("[::1]:3000", Some(Rule::MissingScheme)),
        ("intranet", Some(Rule::MissingScheme)),
        ("", Some(Rule::EmptyOrigin)),
        ("*", Some(Rule::StarInList)),
    ] {
        let found = origin::check(text).faults.first().map(|fault| fault.rule);
        assert_eq!(found, rule, "{text}");
    }
}
