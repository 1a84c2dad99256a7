//! `runtime_origins`: which origins can be added at run time.

use super::written::field_text;
use super::{Expansion, assert_said};

const APP: &str = r#"allow_origins: ["https://app.example"]"#;

/// Said of a policy whose `runtime_origins` is as on the line.
fn assert_said_of_runtime_origins(table: &str) {
    let lines = table.lines().map(str::trim).map(|line| match line {
        policy
            if policy.starts_with("within")
                || policy.starts_with(['[', '*', '"', '{'])
                || policy.starts_with("any")
                || policy.starts_with("Any") =>
        {
            format!("{APP}, runtime_origins: {policy}")
        }
        line => line.to_owned(),
    });
    assert_said(&lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn within_has_a_list() {
    assert_said_of_runtime_origins(
        r#"
        within ["https://*.example.com", "http://localhost:*", "https://partner.example", raw("app://")]
        within ["https://*.example.com", #[cfg(absent)] nonsense]
        ["https://*.example.com", "https://a.example/"]
            error: `within` is missing before the list of `runtime_origins` [missing_within] @ runtime_origins
            error: `https://a.example/` has a path: `/` [origin_path] @ "https://a.example/"
        within []
            error: no origin is listed in this build [no_origin] @ runtime_origins
        within [#[cfg(absent)] "https://*.example.com"]
            error: no origin is listed in this build [no_origin] @ runtime_origins
        within
            error: `within` cannot be the value of `runtime_origins` [field_value] @ within
        within { "https://*.example.com" }
            error: `within {…}` cannot be the value of `runtime_origins` [field_value] @ within { "https://*.example.com" }
        within "https://*.example.com"
            error: `within "https://*.example.com"` cannot be the value of `runtime_origins` [field_value] @ within "https://*.example.com"
        "https://*.example.com"
            error: `"https://*.example.com"` cannot be the value of `runtime_origins` [field_value] @ "https://*.example.com"
        { "https://*.example.com" }
            error: `a block` cannot be the value of `runtime_origins` [field_value] @ runtime_origins
        within [if path::to::predicate]
            error: `if …` cannot be an entry of `runtime_origins` [entry_value] @ if path::to::predicate
        within [5]
            error: `5` cannot be an entry of `runtime_origins` [entry_value] @ 5
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
    assert_said_of_runtime_origins(
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
            error: `*` would allow everybody [runtime_everybody] @ *
        within ["*", "https://*", "null"]
            error: `*` would allow everybody [runtime_everybody] @ "*"
            error: `https://*` would allow everybody [runtime_everybody] @ "https://*"
            error: `null` would allow everybody [runtime_everybody] @ "null"
        within *
            error: `*` would allow everybody [runtime_everybody] @ within *
        any
        *
        any, allow_credentials: true
        *, allow_credentials: true
            error: `runtime_origins: *` cannot be combined with credentials [credentials_any_runtime] @ *
        "*"
            error: `"*"` cannot be the value of `runtime_origins` [field_value] @ "*"
        "any"
            error: `"any"` cannot be the value of `runtime_origins` [field_value] @ "any"
        Any
            error: `Any` cannot be the value of `runtime_origins` [field_value] @ Any
        within any
            error: `within any` cannot be the value of `runtime_origins` [field_value] @ within any
        [*]
            error: `within` is missing before the list of `runtime_origins` [missing_within] @ runtime_origins
            error: `*` would allow everybody [runtime_everybody] @ *
        within [#[allow(runtime_everybody)] "null"]
            error: `runtime_everybody` cannot be allowed [rule_without_opt_out] @ runtime_everybody
            error: `null` would allow everybody [runtime_everybody] @ "null"
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
        allow_origins: *, runtime_origins: within ["https://*.example.com"]
            error: `runtime_origins` adds nothing to `allow_origins: *` [runtime_needless] @ runtime_origins
        allow_origins: *, runtime_origins: any
            error: `runtime_origins` adds nothing to `allow_origins: *` [runtime_needless] @ any
        allow_origins: *, runtime_origins: *
            error: `runtime_origins` adds nothing to `allow_origins: *` [runtime_needless] @ *
        "#,
    );
}

#[test]
fn allow_origins_may_be_left_out_or_empty() {
    assert_said(
        r#"
        runtime_origins: any
        allow_origins: [], runtime_origins: any
        allow_origins: [#[cfg(absent)] "https://a.example"], runtime_origins: within ["https://*.a.example"]
        allow_origins: [], runtime_origins: any, expect: { deny "null"; }
        allow_origins: 5, runtime_origins: within ["https://*.a.example"], expect: { allow "https://a.example"; }
            error: `5` cannot be the value of `allow_origins` [field_value] @ 5
        allow_origins: []
            error: no origin is listed in this build [no_origin] @ allow_origins
        #[cfg(absent)] runtime_origins: any
            error: the policy has no `allow_origins` [missing_origins] @ the whole call
        operator_origins: any
            error: there is no field `operator_origins` [unknown_field] @ operator_origins
        "#,
    );
    let expansion = Expansion::of("operator_origins: any");
    assert_eq!(expansion.messages[0].replacement(), Some("runtime_origins"));
}

/// `allow` of a rule that a list could break has a meaning, although nothing in the source breaks it.
#[test]
fn the_fields_allow_is_for_lists() {
    assert_said_of_runtime_origins(
        r#"
        #[allow(insecure_origin, public_suffix)] runtime_origins: any, allow_credentials: true
        #[allow(development_origin)] runtime_origins: any, allow_credentials: true
            warning: `development_origin` finds nothing here [unused_allow] @ development_origin
        #[allow(runtime_everybody)] runtime_origins: any
            error: `runtime_everybody` cannot be allowed [rule_without_opt_out] @ runtime_everybody
        "#,
    );
    let policy = "#[allow(insecure_origin)] runtime_origins: any, allow_credentials: true";
    let expansion = Expansion::of(policy);
    assert_eq!(field_text(&expansion, "DATA", "runtime_allowed"), r#"&["insecure_origin"]"#);
}

/// A `deny` line holds whatever a list says.
#[test]
fn a_denied_origin_cannot_be_added() {
    assert_said_of_runtime_origins(
        r#"
        within ["https://*.example.com"], expect: { deny "https://a.example.com"; deny "https://example.com"; }
            error: the policy allows `https://a.example.com` [expect_deny] @ deny "https://a.example.com"
        within ["https://*.example.com"], expect: { allow "https://a.example.com"; }
            error: the policy does not allow `https://a.example.com` [expect_allow] @ allow "https://a.example.com"
        any, allow_credentials: true, expect: { deny "https://a.example.com"; deny "http://a.example.com"; deny "null"; }
            error: the policy allows `https://a.example.com` [expect_deny] @ deny "https://a.example.com"
        *, expect: { deny "null"; }
            error: the policy allows `null` [expect_deny] @ deny "null"
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
        (r#""*""#, "*"),
        (r#""any""#, "any"),
        ("Any", "any"),
        ("within any", "any"),
    ] {
        let expansion = Expansion::of(&format!("{APP}, runtime_origins: {value}"));
        let [message] = &expansion.messages[..] else { panic!("{:?}", expansion.said()) };
        assert_eq!(message.replacement(), Some(offered), "{value}");
    }
}

#[test]
fn the_entries_are_written_out_as_they_stand() {
    for (value, written) in [
        ("", "RuntimeOrigins::Nothing"),
        (", runtime_origins: any", "RuntimeOrigins::Any"),
        (", runtime_origins: *", "RuntimeOrigins::Star"),
        (
            r#", runtime_origins: within ["https://*.example.com", #[cfg(absent)] "https://b.example", raw("app://")]"#,
            r#"RuntimeOrigins::Within(&["https://*.example.com","app://"])"#,
        ),
    ] {
        let expansion = Expansion::without(&format!("{APP}{value}"), &["absent"]);
        let text = field_text(&expansion, "DATA", "runtime_origins");
        assert!(text.ends_with(written), "{text}");
    }
}

#[test]
fn an_expression_leads_to_origins_at_run_time() {
    for (value, leads) in [
        (r#"[std::env::var("ORIGINS").unwrap()]"#, true),
        ("[allowed]", true),
        ("[ORIGIN]", true),
        ("[&config.origins]", true),
        (r#"[concat!("https://", "a.example")]"#, true),
        ("allowed", true),
        ("&CONFIG.origins", true),
        ("config.origins()", true),
        ("AllowOrigin::list(origins)", true),
        ("[raw(app)]", false),
        ("[5]", false),
        ("{ a }", false),
    ] {
        let expansion = Expansion::of(&format!("allow_origins: {value}"));
        let [message] = &expansion.messages[..] else { panic!("{value}: {:?}", expansion.said()) };
        assert_eq!(
            message.text.contains("`with_runtime_origins`"),
            leads,
            "{value}: {}",
            message.text
        );
    }
}
