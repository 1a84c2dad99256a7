//! `operator_origins`: what operators may add.

use super::written::field_text;
use super::{Expansion, assert_said};

const APP: &str = r#"allow_origins: ["https://app.example"]"#;

/// Said of a policy whose `operator_origins` is as on the line.
fn assert_said_of_operators(table: &str) {
    let lines = table.lines().map(str::trim).map(|line| match line {
        policy if policy.starts_with("within") || policy.starts_with(['[', '*', '"', '{']) => {
            format!("{APP}, operator_origins: {policy}")
        }
        line => line.to_owned(),
    });
    assert_said(&lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn operators_may_add_what_is_within_a_list() {
    assert_said_of_operators(
        r#"
        within ["https://*.example.com", "http://localhost:*", "https://partner.example", raw("app://")]
        within ["https://*.example.com", #[cfg(absent)] nonsense]
        ["https://*.example.com", "https://a.example/"]
            error: `within` is missing before the list of `operator_origins` [missing_within] @ operator_origins
            error: `https://a.example/` has a path: `/` [origin_path] @ "https://a.example/"
        within []
            error: no origin is listed in this build [no_origin] @ operator_origins
        within [#[cfg(absent)] "https://*.example.com"]
            error: no origin is listed in this build [no_origin] @ operator_origins
        within
            error: `within` cannot be the value of `operator_origins` [field_value] @ within
        within { "https://*.example.com" }
            error: `within {…}` cannot be the value of `operator_origins` [field_value] @ within { "https://*.example.com" }
        within "https://*.example.com"
            error: `within "https://*.example.com"` cannot be the value of `operator_origins` [field_value] @ within "https://*.example.com"
        "https://*.example.com"
            error: `"https://*.example.com"` cannot be the value of `operator_origins` [field_value] @ "https://*.example.com"
        { "https://*.example.com" }
            error: `a block` cannot be the value of `operator_origins` [field_value] @ operator_origins
        within [if path::to::predicate]
            error: `if …` cannot be an entry of `operator_origins` [entry_value] @ if path::to::predicate
        within [5]
            error: `5` cannot be an entry of `operator_origins` [entry_value] @ 5
        "#,
    );
    assert_said(
        r#"
        allow_origins: within ["https://*.example.com"]
            error: `within [...]` cannot be the value of `allow_origins` [field_value] @ allow_origins
        allow_origins: *, allow_methods: within [PUT]
            error: `within [...]` cannot be the value of `allow_methods` [field_value] @ allow_methods
        allow_origins: *, max_age: within [5]
            error: `within [...]` cannot be the value of `max_age` [field_value] @ max_age
        allow_origins: *, expect: within [allow "https://a.example"]
            error: `within [...]` cannot be the value of `expect` [field_value] @ expect
        "#,
    );
}

#[test]
fn an_entry_is_judged_like_one_that_allows() {
    assert_said_of_operators(
        r#"
        within ["https://*.example.com", "https://a.example.com"]
            error: `https://a.example.com` is already allowed by `https://*.example.com` [redundant_origin] @ "https://a.example.com"
        within ["http://*.example.com"], allow_credentials: true
            error: `http://*.example.com` is not encrypted, and credentials are allowed [insecure_origin] @ "http://*.example.com"
        within [#[allow(insecure_origin)] "http://*.example.com"], allow_credentials: true
        within [#[allow(any_port)] "https://*.example.com:*", "https://a.example/"]
            error: `https://a.example/` has a path: `/` [origin_path] @ "https://a.example/"
        within [#[allow(insecure_origin)] "https://*.example.com"]
            warning: `insecure_origin` finds nothing here [unused_allow] @ insecure_origin
        within [*]
            error: `*` would allow everybody [operator_everybody] @ *
        within ["*", "https://*", "null"]
            error: `*` would allow everybody [operator_everybody] @ "*"
            error: `https://*` would allow everybody [operator_everybody] @ "https://*"
            error: `null` would allow everybody [operator_everybody] @ "null"
        within *
            error: `*` would allow everybody [operator_everybody] @ within *
        *
            error: `*` would allow everybody [operator_everybody] @ *
        within [#[allow(operator_everybody)] "null"]
            error: `operator_everybody` cannot be allowed [rule_without_opt_out] @ operator_everybody
            error: `null` would allow everybody [operator_everybody] @ "null"
        within ["https://*.github.io"], allow_credentials: true
            error: anybody can have a name below `github.io` [public_suffix] @ "https://*.github.io"
        within ["https://pr-*--a.netlify.app"], allow_credentials: true
            error: others can have names below `netlify.app` that fit `https://pr-*--a.netlify.app`, and credentials are allowed [registrable_preview] @ "https://pr-*--a.netlify.app"
        within [#[allow(registrable_preview)] "https://pr-*--a.netlify.app"], allow_credentials: true
        "#,
    );
}

#[test]
fn nothing_can_be_added_to_everybody() {
    assert_said(
        r#"
        allow_origins: *, operator_origins: within ["https://*.example.com"]
            error: `operator_origins` adds nothing to `allow_origins: *` [operator_needless] @ operator_origins
        "#,
    );
}

/// Whoever writes `deny` means it, whatever an operator lists.
#[test]
fn what_is_denied_no_operator_may_add() {
    assert_said_of_operators(
        r#"
        within ["https://*.example.com"], expect: { deny "https://a.example.com"; deny "https://example.com"; }
            error: the policy allows `https://a.example.com` [expect_deny] @ deny "https://a.example.com"
        within ["https://*.example.com"], expect: { allow "https://a.example.com"; }
            error: the policy does not allow `https://a.example.com` [expect_allow] @ allow "https://a.example.com"
        "#,
    );
}

#[test]
fn what_is_offered_is_the_whole_value() {
    for (value, offered) in [
        (r#""https://*.example.com""#, r#"within ["https://*.example.com"]"#),
        (r#"within "https://*.example.com""#, r#"within ["https://*.example.com"]"#),
        (r#"within "https://a.example.com/""#, r#"within ["https://a.example.com"]"#),
        (r#"within env!("EXTRA_ORIGINS")"#, r#"within [env!("EXTRA_ORIGINS")]"#),
    ] {
        let expansion = Expansion::of(&format!("{APP}, operator_origins: {value}"));
        let [message] = &expansion.messages[..] else { panic!("{:?}", expansion.said()) };
        assert_eq!(message.replacement(), Some(offered), "{value}");
    }
}

#[test]
fn the_entries_are_written_out_as_they_stand() {
    for (value, written) in [
        ("", "&[]"),
        (
            r#", operator_origins: within ["https://*.example.com", #[cfg(absent)] "https://b.example", raw("app://")]"#,
            r#"&["https://*.example.com","app://"]"#,
        ),
    ] {
        let expansion = Expansion::without(&format!("{APP}{value}"), &["absent"]);
        assert_eq!(field_text(&expansion, "DATA", "within"), written);
    }
}
