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
        allow_origins: ["https://*.b.example"], expect: { deny "https://x.b.example/"; deny "x.b.example"; deny "https://X.b.example"; deny "https://x.c.example/"; deny "nobody" }
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
