//! What is offered for a value of another kind.

use super::{Expansion, assert_said};

/// What the first message of a policy says to write.
fn advice(policy: &str) -> String {
    let expansion = Expansion::of(policy);
    let message = expansion.messages.first().expect("something is said");
    let help = message.text.lines().map(str::trim).find(|line| line.starts_with("help: "));
    help.unwrap_or_default().to_owned()
}

#[test]
fn a_value_of_another_kind_is_mended() {
    for (policy, expected) in [
        (r#"allow_origins: "*""#, "help: write *"),
        (r#"allow_origins: "https://A.example/""#, r#"help: write ["https://a.example"]"#),
        (r#"allow_origins: vec!["https://a.example"]"#, r#"help: write ["https://a.example"]"#),
        (r#"allow_origins: ["https://a.example".parse()]"#, r#"help: write "https://a.example""#),
        (r#"allow_origins: [raw!("app://")]"#, r#"help: write raw("app://")"#),
        ("allow_origins: *, allow_methods: [Method::GET]", r#"help: write "GET""#),
        (
            "allow_origins: *, allow_headers: [header::CONTENT_TYPE]",
            r#"help: write "content-type""#,
        ),
        ("allow_origins: *, allow_headers: [ContentType]", r#"help: write "content-type""#),
        ("allow_origins: *, allow_headers: [XRequestId]", r#"help: write "x-request-id""#),
        ("allow_origins: *, allow_headers: [x-request-id]", r#"help: write "x-request-id""#),
        ("allow_origins: *, allow_methods: [r#PUT]", r#"help: write "PUT""#),
        ("allow_origins: *, allow_headers: \"x-a\"", r#"help: write ["x-a"]"#),
        ("allow_origins: *, max_age: \"10m\"", "help: write 10m"),
        ("allow_origins: *, max_age: Duration::from_secs(600)", "help: write 600"),
        ("allow_origins: *, max_age = 5", "help: write :"),
        ("allow_origins: *, preflight_status: \"200\"", "help: write 200"),
    ] {
        assert_eq!(advice(policy), expected, "{policy}");
    }
}

/// Where one capital may be a word or a part of one, and where there are other words than names.
#[test]
fn what_is_not_sure_to_be_a_name_is_not_offered() {
    for entry in ["ETag", "XSRFToken", "XRequestID", "if p"] {
        let said = advice(&format!("allow_origins: *, allow_headers: [{entry}]"));
        assert!(said.starts_with("help: write a header's name in quotes"), "{entry}: {said}");
    }
}

#[test]
fn a_word_in_quotes_is_mended_to_the_word() {
    for (policy, expected) in [
        (r#"allow_origins: *, timing_allow_origins: "same""#, "help: write same"),
        (r#"allow_origins: *, allow_headers: "mirror""#, "help: write mirror"),
        (r#"allow_origins: *, allow_methods: "mirror""#, "help: write mirror"),
    ] {
        assert_eq!(advice(policy), expected, "{policy}");
    }
}

/// What a list will be once it is pasted takes part in what is said of the policy.
#[test]
fn the_members_of_a_list_in_one_string_are_judged_in_the_same_build() {
    assert_said(
        r#"
        allow_origins: ["https://c.example", "http://a.example, https://c.example/"], allow_credentials: true
            error: …[several_origins] @ …
            error: `https://c.example` is already allowed by `https://c.example` [redundant_origin] @ "http://a.example, https://c.example/"
            error: `http://a.example` is not encrypted, and credentials are allowed [insecure_origin] @ "http://a.example, https://c.example/"
        allow_origins: ["*://a.example"], allow_credentials: true
            error: …[wildcard_scheme] @ …
            error: `http://a.example` is not encrypted, and credentials are allowed [insecure_origin] @ "*://a.example"
        allow_origins: *, allow_headers: ["X-A, X-B", "x-b"]
            error: …[header_syntax] @ …
            error: `x-b` is listed twice [duplicate_header] @ "x-b"
        "#,
    );
}

/// Only what changes nothing about a string leaves it the one that was meant.
#[test]
fn an_expression_with_a_string_in_it_is_not_the_string() {
    for entry in [
        r#"!"https://a.example""#,
        r#"not("https://a.example")"#,
        r#"if x { "https://a.example" } else { y }"#,
        r#"f("https://a.example")"#,
        r#"["https://a.example"] + z"#,
    ] {
        let policy = format!("allow_origins: [{entry}]");
        assert!(!advice(&policy).starts_with(r#"help: write "https://a.example""#), "{policy}");
    }
}

#[test]
fn what_is_read_from_elsewhere_is_no_origin() {
    for entry in [
        r#"std::env!("APP_ORIGIN")"#,
        r#"include_bytes!("origins.txt")"#,
        r#"std::env::var("APP_ORIGIN").unwrap()"#,
    ] {
        let advice = advice(&format!("allow_origins: [{entry}]"));
        assert!(!advice.contains("write \"https://"), "{entry}: {advice}");
    }
}
