//! `if path::to::predicate`.

use super::{Expansion, assert_said};

#[test]
fn what_stands_behind_if_is_a_path() {
    assert_said(
        r#"
        allow_origins: [if is_tenant]
        allow_origins: [if crate::tenants::is_listed, if self::a, if super::super::b, if ::c::d]
        allow_origins: [if Tenants::check, if <Tenants as Check>::check, if check::<Tenants>, if r#fn]
        allow_origins: ["https://a.example", if is_tenant, "https://b.example"]
        allow_origins: [#[cfg(absent)] "https://a.example", if is_tenant]
        allow_origins: [#[cfg(absent)] if is_tenant]
            error: no origin is listed in this build [no_origin] @ allow_origins
        allow_origins: [if]
            error: `if` cannot be an entry of `allow_origins` [entry_value] @ if
        allow_origins: [if "https://a.example"]
            error: `if "https://a.example"` cannot be an entry of `allow_origins` [entry_value] @ if "https://a.example"
        allow_origins: [if |origin| origin.port().is_none()]
            error: `if…` cannot be an entry of `allow_origins` [entry_value] @ if |origin| origin.port().is_none()
        allow_origins: [if is_tenant(), if is_tenant { "https://a.example" }, if !is_tenant, if a.b]
            error: `if is_tenant…` cannot be an entry of `allow_origins` [entry_value] @ if is_tenant()
            error: `if is_tenant…` cannot be an entry of `allow_origins` [entry_value] @ if is_tenant { "https://a.example" }
            error: `if…is_tenant` cannot be an entry of `allow_origins` [entry_value] @ if !is_tenant
            error: `if a…b` cannot be an entry of `allow_origins` [entry_value] @ if a.b
        allow_origins: [if a::, if ::, if if, if a<B>, if check::<(A, B)>]
            error: `if a::` cannot be an entry of `allow_origins` [entry_value] @ if a::
            error: `if::` cannot be an entry of `allow_origins` [entry_value] @ if ::
            error: `if if` cannot be an entry of `allow_origins` [entry_value] @ if if
            error: `if a…` cannot be an entry of `allow_origins` [entry_value] @ if a<B>
            error: `if check…` cannot be an entry of `allow_origins` [entry_value] @ if check::<(A, B)>
        allow_origins: [if is_tenant if is_partner]
            error: expected `,` before this [policy_syntax] @ if
        allow_origins: if is_tenant
            error: `if is_tenant` cannot be the value of `allow_origins` [field_value] @ if is_tenant
        allow_origins: [is_tenant]
            error: `is_tenant` cannot be an entry of `allow_origins` [entry_value] @ is_tenant
        "#,
    );
}

#[test]
fn a_path_that_nobody_writes_is_an_error_and_does_not_exhaust_the_stack() {
    for (before, again) in [("", "<"), ("<", "&"), ("<", "*const "), ("", "a::")] {
        for times in [16, 17, 100_000] {
            let path = format!("{before}{}", again.repeat(times));
            let expansion = Expansion::of(&format!("allow_origins: [if {path}]"));
            assert_eq!(expansion.errors().len(), 1, "{path:.40}");
        }
    }
}

#[test]
fn no_other_list_has_predicates() {
    assert_said(
        r#"
        allow_origins: [if is_tenant], timing_allow_origins: same
        allow_origins: *, timing_allow_origins: [if tenants::is_listed]
            error: `if tenants::is_listed` stands for many origins [timing_pattern] @ if tenants::is_listed
        allow_origins: *, timing_allow_origins: [if]
            error: `if` stands for many origins [timing_pattern] @ if
        allow_origins: *, timing_allow_origins: if is_tenant
            error: `if is_tenant` cannot be the value of `timing_allow_origins` [field_value] @ if is_tenant
        allow_origins: *, allow_methods: [if is_method]
            error: `if is_method` cannot be an entry of `allow_methods` [entry_value] @ if is_method
        allow_origins: *, allow_headers: [if is_header]
            error: `if is_header` cannot be an entry of `allow_headers` [entry_value] @ if is_header
        allow_origins: *, expose_headers: [if is_header]
            error: `if is_header` cannot be an entry of `expose_headers` [entry_value] @ if is_header
        "#,
    );
}

#[test]
fn an_allow_is_of_use_where_the_rule_would_speak() {
    assert_said(
        r#"
        allow_origins: [#[allow(insecure_origin)] if is_tenant], allow_credentials: true
        allow_credentials: true, allow_origins: [#[allow(insecure_origin)] if is_tenant]
        allow_origins: [#[allow(insecure_origin)] if is_tenant]
            warning: `insecure_origin` finds nothing here [unused_allow] @ insecure_origin
        allow_origins: [#[allow(null_origin)] if is_tenant], allow_credentials: true
            warning: `null_origin` finds nothing here [unused_allow] @ null_origin
        #[allow(insecure_origin)] allow_origins: [if is_tenant], allow_credentials: true
        #[allow(insecure_origin)] allow_origins: [if is_tenant]
            warning: `insecure_origin` finds nothing here [unused_allow] @ insecure_origin
        allow_origins: [if is_tenant, if a::b, if is_tenant]
            error: `if is_tenant` is already allowed by `if is_tenant` [redundant_origin] @ if is_tenant
        allow_origins: [if is_tenant, #[allow(redundant_origin)] if is_tenant]
        allow_origins: [#[allow(insecure_origin)] if is_tenant, if is_tenant], allow_credentials: true
            error: `if is_tenant` is already allowed by `if is_tenant` [redundant_origin] @ if is_tenant
        allow_origins: [#[allow(redundant_origin)] if is_tenant, #[allow(insecure_origin)] if is_tenant], allow_credentials: true
        allow_origins: [if is_tenant, #[cfg(absent)] if is_tenant]
        "#,
    );
}

#[test]
fn expectations_are_about_the_entries_beside_it() {
    assert_said(
        r#"
        allow_origins: ["https://a.example", if is_tenant], expect: { allow "https://a.example"; deny "https://b.example"; deny "null"; }
        allow_origins: [if is_tenant], expect: { deny "https://b.example"; }
        allow_origins: [if is_tenant], expect: { allow "https://b.example"; }
            error: the policy does not allow `https://b.example` [expect_allow] @ allow "https://b.example"
        allow_origins: ["https://a.example", if is_tenant], expect: { deny "https://a.example"; allow "https://b.example"; }
            error: the policy allows `https://a.example` [expect_deny] @ deny "https://a.example"
            error: the policy does not allow `https://b.example` [expect_allow] @ allow "https://b.example"
        allow_origins: [if is_tenant, if], expect: { allow "https://b.example"; }
            error: `if` cannot be an entry of `allow_origins` [entry_value] @ if
        "#,
    );
    let expansion = Expansion::of(
        r#"allow_origins: [if is_tenant], expect: { allow "https://b.example"; allow "https://B.example"; }"#,
    );
    let notes = expansion.messages.iter().map(|message| message.text.lines().nth(1).unwrap());
    assert_eq!(
        notes.collect::<Vec<_>>(),
        [
            "  note: no entry of `allow_origins` stands for it, and a predicate is not asked while compiling",
            "  note: browsers never send it: the host of `https://B.example` is not in lower case: `B` [host_case]",
        ]
    );
}

#[test]
fn they_are_written_in_the_order_of_the_source_with_what_they_may_be_asked() {
    for (policy, expected) in [
        (r#"allow_origins: ["https://a.example"]"#, &[][..]),
        (
            r#"allow_origins: [if b::a, "https://a.example", if a]"#,
            &[("if b::a", "b::a", true), ("if a", "a", true)],
        ),
        (
            "allow_origins: [if a, #[allow(insecure_origin)] if b], allow_credentials: true",
            &[("if a", "a", false), ("if b", "b", true)],
        ),
        (
            "#[allow(insecure_origin)] allow_origins: [if a, if b], allow_credentials: true",
            &[("if a", "a", true), ("if b", "b", true)],
        ),
        ("allow_origins: [#[cfg(absent)] if a, if b]", &[("if b", "b", true)]),
        // rustc judges the path in the same build.
        ("allow_origins: [if a], max_age: -5", &[("if a", "a", true)]),
    ] {
        let written = |(entry, path, insecure): &(&str, &str, bool)| {
            let entry = format!("{entry:?}").replace(' ', "");
            format!(
                "krate::__private::Predicate{{entry:{entry},allows:{path},is_asked_of_insecure:{insecure},}}"
            )
        };
        let list: Vec<_> = expected.iter().map(written).collect();
        let text = if list.is_empty() { String::new() } else { format!("&[{}]", list.join(",")) };
        assert_eq!(Expansion::without(policy, &["absent"]).predicates, text, "{policy}");
    }
}
