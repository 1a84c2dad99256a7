//! How a policy is split into fields and entries.

use super::assert_said;

#[test]
fn a_policy_is_a_list_of_fields_with_values() {
    assert_said(
        r#"
        allow_origins: *
        allow_origins: *,
        allow_origins
            error: expected `allow_origins: value`, where the value is `*`, or a list of origins such as `["https://app.example.com"]` [policy_syntax] @ allow_origins
        allow_origins,
            error: expected `allow_origins: value`, where the value is `*`, or a list of origins such as `["https://app.example.com"]` [policy_syntax] @ allow_origins
        allow_origins:
            error: expected `allow_origins: value`, where the value is `*`, or a list of origins such as `["https://app.example.com"]` [policy_syntax] @ allow_origins
        allow_origins:,
            error: expected `allow_origins: value`, where the value is `*`, or a list of origins such as `["https://app.example.com"]` [policy_syntax] @ allow_origins
        allow_origins: *, max_age: , allow_methods:
            error: expected `max_age: value`, where the value is seconds such as `600`, or a number with a unit: `30s`, `10m`, `24h` [policy_syntax] @ max_age
            error: expected `allow_methods: value`, where the value is `*`, `mirror`, or a list of methods such as `[GET, PUT]` [policy_syntax] @ allow_methods
        allow_origins *
            error: expected `allow_origins: value`, where the value is `*`, or a list of origins such as `["https://app.example.com"]` [policy_syntax] @ allow_origins
        allow_origins -> *
            error: expected `allow_origins: value`, where the value is `*`, or a list of origins such as `["https://app.example.com"]` [policy_syntax] @ allow_origins
        allow_origins: *, "max_age": 5
            error: expected the name of a field [policy_syntax] @ "max_age"
        allow_origins: *, 5, max_age: 6
            error: expected the name of a field [policy_syntax] @ 5
        allow_origins: *, ..BASE
            error: expected the name of a field [policy_syntax] @ ..BASE
        allow_origins: *, #[cfg(a)]
            error: expected the name of a field [policy_syntax] @ …
        "#,
    );
}

#[test]
fn what_is_written_for_a_colon_is_read_as_one() {
    assert_said(
        r#"
        allow_origins = *
            error: expected `:` between a field and its value [policy_syntax] @ =
        allow_origins => *
            error: expected `:` between a field and its value [policy_syntax] @ =>
        allow_origins: *, max_age =
            error: expected `:` between a field and its value [policy_syntax] @ =
            error: expected `max_age: value`, where the value is seconds such as `600`, or a number with a unit: `30s`, `10m`, `24h` [policy_syntax] @ max_age
        allow_origins:: *
            error: `: *` cannot be the value of `allow_origins` [field_value] @ : *
        "#,
    );
}

#[test]
fn a_missing_comma_is_reported_before_the_next_field() {
    assert_said(
        r#"
        allow_origins: * max_age: 5
            error: expected `,` before this [policy_syntax] @ max_age
        allow_origins: * #[cfg(a)] max_age: 5
            error: expected `,` before this [policy_syntax] @ #
        allow_origins: * max_age: 5 allow_methods: [GET]
            error: expected `,` before this [policy_syntax] @ max_age
            error: expected `,` before this [policy_syntax] @ allow_methods
        allow_origins: * max_age
            error: `* max_age` cannot be the value of `allow_origins` [field_value] @ * max_age
        allow_origins: a::b
            error: `a::b` cannot be the value of `allow_origins` [field_value] @ a::b
        "#,
    );
}

#[test]
fn a_list_is_split_at_commas() {
    assert_said(
        r#"
        allow_origins: ["https://a.example"]
        allow_origins: ["https://a.example",]
        allow_origins: ["https://a.example",, "https://b.example"]
            error: expected an entry [policy_syntax] @ ,
        allow_origins: ["https://a.example" "https://b.example"]
            error: expected `,` before this [policy_syntax] @ "https://b.example"
        allow_origins: ["https://a.example" raw("app://")]
            error: expected `,` before this [policy_syntax] @ raw
        allow_origins: ["https://a.example" #[cfg(a)] "https://b.example"]
            error: expected `,` before this [policy_syntax] @ #
        allow_origins: ["https://a.example", #[cfg(a)]]
            error: expected an entry [policy_syntax] @ #
        allow_origins: ["https://a.example", #[cfg(a)],]
            error: expected an entry [policy_syntax] @ #
        allow_origins: ["https://a.example"; "https://b.example"]
            error: expected `,` [policy_syntax] @ ;
        allow_origins: ("https://a.example")
            error: `("https://a.example")` cannot be the value of `allow_origins` [field_value] @ ("https://a.example")
        allow_origins: *, allow_methods: [GET PUT "PURGE"], allow_headers: ["content-type"]
            error: expected `,` before this [policy_syntax] @ PUT
            error: `PUT "PURGE"` cannot be an entry of `allow_methods` [entry_value] @ PUT "PURGE"
        allow_origins: *, allow_methods: [GET, if PUT]
            error: `if PUT` cannot be an entry of `allow_methods` [entry_value] @ if PUT
        "#,
    );
}

#[test]
fn expect_is_split_at_semicolons() {
    assert_said(
        r#"
        allow_origins: ["https://a.example"], expect: { allow "https://a.example"; deny "https://b.example" }
        allow_origins: ["https://a.example"], expect: { allow "https://a.example", deny "https://b.example"; }
            error: expected `;` [policy_syntax] @ ,
        allow_origins: ["https://a.example"], expect: { allow "https://a.example" deny "https://b.example" }
            error: expected `;` before this [policy_syntax] @ deny
        allow_origins: ["https://a.example"], expect: { ; allow "https://a.example";; }
            error: expected an entry [policy_syntax] @ ;
            error: expected an entry [policy_syntax] @ ;
        allow_origins: ["https://a.example"], expect: [ allow "https://a.example"; deny "https://b.example"; ]
            error: `a list` cannot be the value of `expect` [field_value] @ expect
        allow_origins: ["https://a.example"], expect: allow "https://a.example"
            error: `allow "https://a.example"` cannot be the value of `expect` [field_value] @ allow "https://a.example"
        "#,
    );
}

#[test]
fn a_comma_too_many_is_underlined() {
    assert_said(
        r#"
        allow_origins: *,, max_age: 5
            error: expected the name of a field [policy_syntax] @ ,
        allow_origins: *,,
            error: expected the name of a field [policy_syntax] @ ,
        "#,
    );
}

#[test]
fn what_stands_after_the_last_field_is_underlined() {
    assert_said(
        r#"
        allow_origins: *, #[]
            error: expected the name of a field [policy_syntax] @ #…
        allow_origins: *, #[doc = "a comment"] #[cfg(a)]
            error: expected the name of a field [policy_syntax] @ #…
        "#,
    );
}

/// What is `///` in the source.
#[test]
fn a_comment_may_stand_before_and_behind_anything() {
    assert_said(
        r#"
        allow_origins: *, #[doc = "a comment"]
        allow_origins: #[doc = "a comment"] ["https://a.example"]
        allow_origins: * #[doc = "a comment"] #[doc = "of two lines"], max_age: 5 #[doc = "the last"]
        allow_origins: ["https://a.example" #[doc = "a comment"]]
        allow_origins: ["https://a.example", #[doc = "a comment"]]
        allow_origins: ["https://a.example" #[doc = "a comment"], #[doc = "another"] "https://b.example"]
        allow_origins: ["https://a.example"], expect: { allow "https://a.example" #[doc = "a comment"]; #[doc = "another"] }
        allow_origins: ["https://a.example" #[doc = "a comment"] "https://b.example"]
            error: expected `,` before this [policy_syntax] @ #…
        allow_origins: ["https://a.example" #[cfg(a)]]
            error: expected `,` before this [policy_syntax] @ #…
            error: expected an entry [policy_syntax] @ #…
        allow_origins: [#[doc = "a comment"]]
            error: no origin is listed in this build [no_origin] @ allow_origins
        "#,
    );
}

#[test]
fn a_list_without_a_colon_before_it_is_read() {
    assert_said(
        r#"
        allow_origins ["https://a.example/"]
            error: expected `allow_origins: value`, where the value is … [policy_syntax] @ […
            error: `https://a.example/` has a path: `/` [origin_path] @ "https://a.example/"
        "#,
    );
}

#[test]
fn a_semicolon_for_a_comma_is_one_mistake() {
    assert_said(
        r#"
        allow_origins: *; max_age: 5
            error: …[policy_syntax] @ ;
        allow_origins: ["https://a.example"]; max_age: 5;
            error: …[policy_syntax] @ ;
            error: …[policy_syntax] @ ;
        "#,
    );
}

#[test]
fn what_stands_before_a_field_does_not_hide_it() {
    assert_said(
        r#"
        ; allow_origins: *
            error: …[policy_syntax] @ ;
        #![doc = "a comment"] allow_origins: *
            error: …[policy_syntax] @ #…
        "allow_origins": *
            error: …[policy_syntax] @ "allow_origins"…
        "#,
    );
}

#[test]
fn a_name_without_a_value_is_one_mistake() {
    assert_said(
        r#"
        allow_origins: *, nonsense
            error: … @ nonsense
        allow_orgins
            error: … @ allow_orgins
        allow-origins: *
            error: … @ allow…
        Access-Control-Allow-Origin: *
            error: … @ Access-Control-Allow-Origin
        allow_origins: [* "https://a.example"]
            error: …[policy_syntax] @ "https://a.example"
            error: …[star_in_list] @ *
        allow_origins: * max-age: 600
            error: …[policy_syntax] @ max
            error: …[policy_syntax] @ max-age
        "#,
    );
}

#[test]
fn braces_are_for_expect_alone() {
    assert_said(
        r#"
        allow_origins: {"https://a.example"; "https://b.example"}
            error: …[field_value] @ …
        allow_origins: *, allow_methods: {GET}
            error: …[field_value] @ …
        "#,
    );
}

#[test]
fn a_field_after_one_without_a_value_is_read() {
    assert_said(
        r#"
        allow_origins: *, allow_methods max_age: -5
            error: expected `allow_methods: value`…[policy_syntax] @ allow_methods
            error: …[max_age_negative] @ -5
        allow_origins: *, allow_methods: max_age: -5
            error: expected `allow_methods: value`…[policy_syntax] @ allow_methods
            error: …[max_age_negative] @ -5
        max_age allow_origins: *
            error: expected `max_age: value`…[policy_syntax] @ max_age
        "#,
    );
}
