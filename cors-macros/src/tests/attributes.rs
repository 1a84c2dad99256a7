//! `#[cfg]`, `#[cfg_attr]`, `#[allow]`, comments, and all other attributes.

use super::assert_said;

#[test]
fn cfg_decides_about_a_field_and_all_its_entries() {
    assert_said(
        r#"
        #[cfg(a)] allow_origins: *, #[cfg(absent)] max_age: nonsense
        #[cfg(absent)] allow_origins: *
            error: the policy has no `allow_origins` [missing_origins] @ the whole call
        #[cfg(absent)] allow_origins: [#[nonsense] nonsense], allow_origins: *
        #[cfg(absent)] allow_origins: *, #[cfg(not(absent))] allow_origins: ["https://a.example"]
        #[cfg(a)] allow_origins: *, #[cfg(b)] allow_origins: *
            error: `allow_origins` is set twice in this build [repeated_field] @ allow_origins
        #[cfg(absent)] expect: { nonsense; }, allow_origins: *
        "#,
    );
}

#[test]
fn cfg_decides_about_an_entry() {
    assert_said(
        r#"
        allow_origins: [#[cfg(absent)] "https://a.example"]
            error: no origin is listed in this build [no_origin] @ allow_origins
        allow_origins: [#[cfg(absent)] nonsense, "https://a.example"]
        allow_origins: ["https://a.example", #[cfg(all(a, not(absent)))] nonsense]
            error: `nonsense` cannot be an entry of `allow_origins` [entry_value] @ nonsense
        allow_origins: ["https://a.example", #[cfg(any(absent, all(absent, a)))] nonsense]
        allow_origins: ["https://a.example"], expect: { #[cfg(absent)] deny "https://a.example"; #[cfg(a)] nonsense }
            error: `nonsense` cannot be an entry of `expect` [entry_value] @ nonsense
        "#,
    );
}

#[test]
fn what_cannot_be_split_is_reported_even_where_it_is_not_live() {
    assert_said(
        r#"
        #[cfg(absent)] allow_methods: , allow_origins: *
            error: expected `allow_methods: value`, where the value is `*`, `mirror`, or a list of methods such as `[GET, PUT]` [policy_syntax] @ allow_methods
        #[cfg(absent)] allow_methods: [GET,,], allow_origins: *
            error: expected an entry [policy_syntax] @ ,
        "#,
    );
}

#[test]
fn cfg_attr_carries_cfg() {
    assert_said(
        r#"
        #[cfg_attr(a, cfg(absent))] allow_origins: ["https://a.example"]
            error: the policy has no `allow_origins` [missing_origins] @ the whole call
        allow_origins: *, #[cfg_attr(a, cfg_attr(b, cfg(absent)))] max_age: nonsense
        allow_origins: *, #[cfg_attr(absent, cfg(absent))] max_age: nonsense
            error: `nonsense` cannot be the value of `max_age` [field_value] @ nonsense
        allow_origins: *, #[cfg_attr(any(absent, a), cfg(all(a, absent)), cfg(b))] allow_methods: [5]
        "#,
    );
}

#[test]
fn cfg_attr_carries_allow() {
    assert_said(
        r#"
        allow_origins: [#[cfg_attr(a, allow(null_origin))] "null"]
        allow_origins: [#[cfg_attr(absent, allow(null_origin))] "null"]
            error: `null` is not an origin of yours [null_origin] @ "null"
        allow_origins: [#[cfg_attr(a, cfg_attr(b, allow(null_origin), cfg(c)))] "null"]
        allow_origins: *, #[cfg_attr(a, allow(redundant_method))] allow_methods: [GET, GET]
        #[cfg_attr(a, allow(null_origin))] allow_origins: ["null"]
        #[cfg_attr(absent, allow(null_origin))] allow_origins: ["null"]
            error: `null` is not an origin of yours [null_origin] @ "null"
        "#,
    );
}

#[test]
fn cfg_attr_carries_nothing_else() {
    assert_said(
        r#"
        allow_origins: [#[cfg_attr(a, allow(null_origin), nonsense)] "null"]
            error: `#[nonsense]` has no meaning here [unknown_attribute] @ nonsense
        allow_origins: [#[cfg_attr(absent, nonsense)] "https://a.example"]
        allow_origins: [#[cfg_attr] "https://a.example"]
            error: `#[cfg_attr]` has no meaning here [unknown_attribute] @ cfg_attr
        allow_origins: [#[cfg_attr = "a"] "https://a.example"]
            error: `#[cfg_attr = "a"]` has no meaning here [unknown_attribute] @ cfg_attr = "a"
        "#,
    );
}

#[test]
fn comments_are_nobodys_business() {
    assert_said(
        r#"
        #[doc = "x"] #[doc(hidden)] allow_origins: [#[doc(alias)] "https://a.example"]
        "#,
    );
}

#[test]
fn other_attributes_mean_nothing() {
    assert_said(
        r#"
        #[nonsense] allow_origins: [#[a::b] "https://a.example"]
            error: `#[nonsense]` has no meaning here [unknown_attribute] @ nonsense
            error: `#[a::b]` has no meaning here [unknown_attribute] @ a::b
        #[deny(null_origin)] allow_origins: [#[expect(null_origin)] "null"]
            error: `#[deny (null_origin)]` has no meaning here [unknown_attribute] @ deny(null_origin)
            error: `#[expect (null_origin)]` has no meaning here [unknown_attribute] @ expect(null_origin)
            error: `null` is not an origin of yours [null_origin] @ "null"
        allow_origins: [#[allow] "https://a.example"]
            error: `#[allow]` has no meaning here [unknown_attribute] @ allow
        allow_origins: [#[allow = "null_origin"] "null"]
            error: `#[allow = "null_origin"]` has no meaning here [unknown_attribute] @ allow = "null_origin"
            error: `null` is not an origin of yours [null_origin] @ "null"
        #[r#cfg(absent)] allow_origins: *
            error: `#[r#cfg (absent)]` has no meaning here [unknown_attribute] @ r#cfg(absent)
        "#,
    );
}

#[test]
fn what_is_stricter_in_one_field_is_said_of_another_one_as_well() {
    assert_said(
        r#"
        allow_origins: ["null"], allow_credentials: true, timing_allow_origins: ["null"]
            error: `null` is not an origin of yours [null_origin] @ "null"
            error: `null` is not an origin of yours [null_origin] @ "null"
        "#,
    );
}

#[test]
fn a_denied_rule_is_allowed_at_the_entry_or_the_field() {
    assert_said(
        r#"
        allow_origins: [#[allow(null_origin)] "null"]
        allow_origins: ["https://a.example", #[allow(null_origin)] "null"]
        #[allow(null_origin)] allow_origins: ["null"]
        #[allow(null_origin)] timing_allow_origins: ["https://a.example"], allow_origins: ["null"]
            error: `null` is not an origin of yours [null_origin] @ "null"
        allow_origins: [#[allow(null_origin, null_origin)] #[allow(null_origin)] "null"]
        allow_origins: [#[allow()] "https://a.example"]
        allow_origins: ["https://a.example", #[allow(redundant_origin)] "https://a.example"]
        allow_origins: [#[allow(redundant_origin)] "https://a.example", "https://a.example"]
            error: `https://a.example` is already allowed by `https://a.example` [redundant_origin] @ "https://a.example"
        "#,
    );
}

#[test]
fn a_warning_is_silenced_at_the_entry_or_the_field() {
    assert_said(
        r#"
        allow_origins: *, allow_methods: [GET, #[allow(redundant_method)] GET]
        allow_origins: *, #[allow(redundant_method)] allow_methods: [GET, GET]
        allow_origins: *, allow_methods: [#[allow(redundant_method)] GET, GET]
            warning: `GET` is listed twice [redundant_method] @ GET
            warning: `redundant_method` finds nothing here [unused_allow] @ redundant_method
        allow_origins: *, #[allow(star_without_authorization)] allow_headers: *
        "#,
    );
}

#[test]
fn names_of_rules_are_checked() {
    assert_said(
        r#"
        allow_origins: [#[allow("null_origin")] "null"]
            error: there is no rule `"null_origin"` [unknown_rule] @ "null_origin"
            error: `null` is not an origin of yours [null_origin] @ "null"
        allow_origins: [#[allow(nul_origin)] "null"]
            error: there is no rule `nul_origin` [unknown_rule] @ nul_origin
            error: `null` is not an origin of yours [null_origin] @ "null"
        allow_origins: [#[allow(nonsense, null_origin)] "null"]
            error: there is no rule `nonsense` [unknown_rule] @ nonsense
        allow_origins: [#[allow(origin_path)] "https://a.example/"]
            error: `origin_path` cannot be allowed [rule_without_opt_out] @ origin_path
            error: `https://a.example/` has a path: `/` [origin_path] @ "https://a.example/"
        allow_origins: [#[allow(null_origin)] "https://a.example"]
            warning: `null_origin` finds nothing here [unused_allow] @ null_origin
        allow_origins: [#[allow(null_origin)] "https://a.example/"]
            error: `https://a.example/` has a path: `/` [origin_path] @ "https://a.example/"
        #[allow(redundant_origin)] allow_origins: ["https://a.example", #[allow(redundant_origin)] "https://a.example"]
        #[allow(redundant_origin)] allow_origins: ["https://a.example", "https://b.example"]
            warning: `redundant_origin` finds nothing here [unused_allow] @ redundant_origin
        "#,
    );
}

#[test]
fn cfg_attr_carries_comments() {
    assert_said(
        r#"
        allow_origins: [#[cfg_attr(a, doc = "a comment")] "https://a.example"]
        "#,
    );
}

#[test]
fn a_cfg_attr_of_nothing_keeps_its_comma() {
    assert_said(
        r#"
        allow_origins: [#[cfg_attr(a,)] "https://a.example"]
        "#,
    );
}

#[test]
fn a_malformed_cfg_does_not_break_the_struct() {
    assert_said(
        r#"
        #[cfg(a) b] allow_origins: *
            error: … @ cfg(a) b
        allow_origins: [#[cfg(a), cfg(b)] "https://a.example"]
            error: … @ cfg(a), cfg(b)
        "#,
    );
}

#[test]
fn an_allow_may_have_a_reason() {
    assert_said(
        r#"
        allow_origins: [#[allow(null_origin, reason = "sandboxed previews")] "null"]
        "#,
    );
}

#[test]
fn unused_allow_can_be_allowed() {
    assert_said(
        r#"
        allow_origins: [#[allow(unused_allow)] #[allow(null_origin)] "https://a.example"]
        "#,
    );
}
