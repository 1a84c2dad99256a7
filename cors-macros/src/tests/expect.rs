//! The lines of `expect`, and what is said of those that do not hold.

use super::assert_said;

#[test]
fn expectations_hold() {
    assert_said(
        r#"
        allow_origins: *, expect: { allow "https://a.example"; deny "https://b.example" }
            error: the policy allows `https://b.example` [expect_deny] @ deny "https://b.example"
        allow_origins: ["https://a.example", "https://*.b.example"], expect: { allow "https://x.b.example"; deny "https://b.example"; deny "https://a.example" }
            error: the policy allows `https://a.example` [expect_deny] @ deny "https://a.example"
        allow_origins: ["https://a.example"], expect: { allow "https://b.example"; allow "https://A.example" }
            error: the policy does not allow `https://b.example` [expect_allow] @ allow "https://b.example"
            error: the policy does not allow `https://A.example` [expect_allow] @ allow "https://A.example"
        allow_origins: ["https://*.b.example"], expect: { deny "https://x.b.example/"; deny "x.b.example"; deny "https://X.b.example"; deny "https://x.c.example/"; deny "app://nobody" }
            error: the policy allows `https://x.b.example` [expect_deny] @ deny "https://x.b.example/"
            error: the policy allows `https://x.b.example` [expect_deny] @ deny "x.b.example"
            error: the policy allows `https://x.b.example` [expect_deny] @ deny "https://X.b.example"
        allow_origins: ["https://*.b.example"], expect: { deny "https://*.b.example"; allow "https://*.b.example"; deny "http://localhost:*" }
            error: `deny "https://*.b.example"` cannot be an entry of `expect` [entry_value] @ deny "https://*.b.example"
            error: `allow "https://*.b.example"` cannot be an entry of `expect` [entry_value] @ allow "https://*.b.example"
            error: `deny "http://localhost:*"` cannot be an entry of `expect` [entry_value] @ deny "http://localhost:*"
        allow_origins: ["https://a.example"], expect: { allow; "https://a.example"; permit "https://a.example"; allow b"https://a.example" }
            error: `allow` cannot be an entry of `expect` [entry_value] @ allow
            error: `"https://a.example"` cannot be an entry of `expect` [entry_value] @ "https://a.example"
            error: `permit "https://a.example"` cannot be an entry of `expect` [entry_value] @ permit "https://a.example"
            error: `allow b"https://a.example"` cannot be an entry of `expect` [entry_value] @ allow b"https://a.example"
        allow_origins: [5], expect: { allow "https://b.example" }
            error: `5` cannot be an entry of `allow_origins` [entry_value] @ 5
        allow_origins: ["https://a.example/"], expect: { allow "https://a.example" }
            error: `https://a.example/` has a path: `/` [origin_path] @ "https://a.example/"
        "#,
    );
}

/// A line that could not fail, whatever the policy allows, is none.
#[test]
fn an_expectation_is_about_an_origin() {
    assert_said(
        r#"
        allow_origins: ["https://*.example.com"], expect: { deny "*.example.com"; deny "https://*.EXAMPLE.com"; deny "https://*.example.com/"; deny "https://*.example.com:443"; deny "https://*"; deny "*" }
            error: `deny "*.example.com"` cannot be an entry of `expect` [entry_value] @ deny "*.example.com"
            error: `deny "https://*.EXAMPLE.com"` cannot be an entry of `expect` [entry_value] @ deny "https://*.EXAMPLE.com"
            error: `deny "https://*.example.com/"` cannot be an entry of `expect` [entry_value] @ deny "https://*.example.com/"
            error: `deny "https://*.example.com:443"` cannot be an entry of `expect` [entry_value] @ deny "https://*.example.com:443"
            error: `deny "https://*"` cannot be an entry of `expect` [entry_value] @ deny "https://*"
            error: `deny "*"` cannot be an entry of `expect` [entry_value] @ deny "*"
        allow_origins: [raw("file://")], expect: { deny "file:///x"; deny "file:///"; deny "file://"; allow "file://" }
            error: the policy allows `file://` [expect_deny] @ deny "file:///x"
            error: the policy allows `file://` [expect_deny] @ deny "file:///"
            error: the policy allows `file://` [expect_deny] @ deny "file://"
        allow_origins: [#[allow(null_origin)] "null"], expect: { deny "NULL"; allow "null" }
            error: `deny "NULL"` cannot be an entry of `expect` [entry_value] @ deny "NULL"
        allow_origins: ["https://app.example.com"], expect: { deny "https ://app.example.com"; deny "https://[x]"; deny "https://a.example:99999"; deny "" }
            error: `deny "https ://app.example.com"` cannot be an entry of `expect` [entry_value] @ deny "https ://app.example.com"
            error: `deny "https://[x]"` cannot be an entry of `expect` [entry_value] @ deny "https://[x]"
            error: `deny "https://a.example:99999"` cannot be an entry of `expect` [entry_value] @ deny "https://a.example:99999"
            error: `deny ""` cannot be an entry of `expect` [entry_value] @ deny ""
        allow_origins: ["https://intranet"], expect: { deny "intranet"; deny "raw(\"x\")" }
            error: `deny "intranet"` cannot be an entry of `expect` [entry_value] @ deny "intranet"
            error: `deny "raw(\"x\")"` cannot be an entry of `expect` [entry_value] @ deny "raw(\"x\")"
        allow_origins: *, expect: { allow "https://a.example/"; allow "not an origin"; allow "app://"; allow "https://a.example" }
            error: the policy does not allow `https://a.example/` [expect_allow] @ allow "https://a.example/"
            error: `allow "not an origin"` cannot be an entry of `expect` [entry_value] @ allow "not an origin"
        allow_origins: [raw("app://")], expect: { allow raw("app://"); deny env!("X"); allow if crate::f }
            error: `allow raw ("app://")` cannot be an entry of `expect` [entry_value] @ allow raw("app://")
            error: `deny env ! ("X")` cannot be an entry of `expect` [entry_value] @ deny env!("X")
            error: `allow if crate::f` cannot be an entry of `expect` [entry_value] @ allow if crate::f
        "#,
    );
}
