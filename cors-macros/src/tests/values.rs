//! What each field takes.

use super::{Expansion, assert_said};

#[test]
fn fields_are_known_and_set_once() {
    assert_said(
        r#"
        allow_origins: *, nonsense: 5
            error: there is no field `nonsense` [unknown_field] @ nonsense
        allow_origins: *, Max_Age: 5
            error: there is no field `Max_Age` [unknown_field] @ Max_Age
        allow_origins: *, r#max_age: 5
            error: there is no field `r#max_age` [unknown_field] @ r#max_age
        origins: *, credentials: true
            error: there is no field `origins` [unknown_field] @ origins
            error: there is no field `credentials` [unknown_field] @ credentials
            error: `allow_origins: *` cannot be combined with credentials [credentials_any_origin] @ *
        allow_origins: *, max_age: 5, max_age: 6
            error: `max_age` is set twice in this build [repeated_field] @ max_age
        allow_origins: *, max_age: 5, max_age: nonsense
            error: `max_age` is set twice in this build [repeated_field] @ max_age
            error: `nonsense` cannot be the value of `max_age` [field_value] @ nonsense
        allow_origins: *, max_age: , max_age: 6
            error: expected `max_age: value`, where the value is seconds such as `600`, or a number with a unit: `30s`, `10m`, `24h` [policy_syntax] @ max_age
            error: `max_age` is set twice in this build [repeated_field] @ max_age
        "#,
    );
}

#[test]
fn the_origins_are_a_star_or_a_list() {
    assert_said(
        r#"
        allow_origins: "*"
            error: `"*"` cannot be the value of `allow_origins` [field_value] @ "*"
        allow_origins: any
            error: `any` cannot be the value of `allow_origins` [field_value] @ any
        allow_origins: AllowOrigin::any()
            error: `AllowOrigin::any ()` cannot be the value of `allow_origins` [field_value] @ AllowOrigin::any()
        allow_origins: "https://a.example"
            error: `"https://a.example"` cannot be the value of `allow_origins` [field_value] @ "https://a.example"
        allow_origins: mirror
            error: `mirror` cannot be the value of `allow_origins` [field_value] @ mirror
        allow_origins: vec!["https://a.example"]
            error: `vec ! ["https://a.example"]` cannot be the value of `allow_origins` [field_value] @ vec!["https://a.example"]
        allow_origins: []
            error: no origin is listed in this build [no_origin] @ allow_origins
        allow_origins: [*, "https://a.example"]
            error: `*` stands among the entries of a list [star_in_list] @ *
        allow_origins: ["*"]
            error: `*` stands among the entries of a list [star_in_list] @ "*"
        "#,
    );
}

#[test]
fn an_origin_is_a_string_or_raw() {
    assert_said(
        r#"
        allow_origins: ["https://A.example/"]
            error: the host of `https://A.example/` is not in lower case: `A` [host_case] @ "https://A.example/"
        allow_origins: [r"https://A.example"]
            error: the host of `https://A.example` is not in lower case: `A` [host_case] @ r"https://A.example"
        allow_origins: [b"https://a.example", c"https://a.example", 'a']
            error: `b"https://a.example"` cannot be an entry of `allow_origins` [entry_value] @ b"https://a.example"
            error: `c"https://a.example"` cannot be an entry of `allow_origins` [entry_value] @ c"https://a.example"
            error: `'a'` cannot be an entry of `allow_origins` [entry_value] @ 'a'
        allow_origins: ["https://a.example"suffix]
            error: `"https://a.example"suffix` cannot be an entry of `allow_origins` [entry_value] @ "https://a.example"suffix
        allow_origins: [5, -5, true, APP, r#raw]
            error: `5` cannot be an entry of `allow_origins` [entry_value] @ 5
            error: `- 5` cannot be an entry of `allow_origins` [entry_value] @ -5
            error: `true` cannot be an entry of `allow_origins` [entry_value] @ true
            error: `APP` cannot be an entry of `allow_origins` [entry_value] @ APP
            error: `r#raw` cannot be an entry of `allow_origins` [entry_value] @ r#raw
        allow_origins: ["https://a.example".parse()]
            error: `"https://a.example" . parse ()` cannot be an entry of `allow_origins` [entry_value] @ "https://a.example".parse()
        allow_origins: [raw("app://"), raw(r"app2://")]
        allow_origins: [raw("https://a.example")]
            error: `https://a.example` needs no `raw` [raw_needless] @ raw("https://a.example")
        allow_origins: [raw(), raw]
            error: `raw ()` cannot be an entry of `allow_origins` [entry_value] @ raw()
            error: `raw` cannot be an entry of `allow_origins` [entry_value] @ raw
        allow_origins: [raw["app://"], raw!("app2://"), raw(b"app://"), raw("a", "b")]
            error: `raw ["app://"]` cannot be an entry of `allow_origins` [entry_value] @ raw["app://"]
            error: `raw ! ("app2://")` cannot be an entry of `allow_origins` [entry_value] @ raw!("app2://")
            error: `raw (b"app://")` cannot be an entry of `allow_origins` [entry_value] @ raw(b"app://")
            error: `raw ("a" , "b")` cannot be an entry of `allow_origins` [entry_value] @ raw("a", "b")
        allow_origins: [r#raw("app://")]
            error: `r#raw ("app://")` cannot be an entry of `allow_origins` [entry_value] @ r#raw("app://")
        "#,
    );
}

#[test]
fn what_credentials_make_dangerous() {
    assert_said(
        r#"
        allow_origins: *, allow_credentials: true
            error: `allow_origins: *` cannot be combined with credentials [credentials_any_origin] @ *
        allow_origins: ["http://a.example"], allow_credentials: true
            error: `http://a.example` is not encrypted, and credentials are allowed [insecure_origin] @ "http://a.example"
        allow_origins: [#[allow(insecure_origin)] "http://a.example"], allow_credentials: true
        #[allow(insecure_origin)] allow_origins: ["http://a.example"], allow_credentials: true
        allow_origins: [#[allow(null_origin)] "null"], allow_credentials: true
            error: `null` is not an origin of yours [null_origin] @ "null"
        allow_origins: ["https://a.example"], allow_headers: [*, "authorization"], allow_credentials: true
            error: `allow_headers: *` cannot be combined with credentials [credentials_any_header] @ allow_headers
        allow_origins: ["https://a.example"], allow_headers: *, allow_methods: *, expose_headers: *, allow_credentials: true
            error: `allow_methods: *` cannot be combined with credentials [credentials_any_method] @ *
            error: `allow_headers: *` cannot be combined with credentials [credentials_any_header] @ *
            error: `expose_headers: *` cannot be combined with credentials [credentials_any_exposed] @ *
        "#,
    );
}

#[test]
fn entries_that_change_nothing() {
    assert_said(
        r#"
        allow_origins: ["https://a.example", "https://a.example"]
            error: `https://a.example` is already allowed by `https://a.example` [redundant_origin] @ "https://a.example"
        allow_origins: ["https://x.a.example", "https://*.a.example"]
            error: `https://x.a.example` is already allowed by `https://*.a.example` [redundant_origin] @ "https://x.a.example"
        allow_origins: ["https://a.example/", "https://a.example"]
            error: `https://a.example/` has a path: `/` [origin_path] @ "https://a.example/"
            error: `https://a.example` is already allowed by `https://a.example` [redundant_origin] @ "https://a.example"
        "#,
    );
}

#[test]
fn truth_is_true_or_false() {
    assert_said(
        r#"
        allow_origins: ["https://a.example"], allow_credentials: false
        allow_origins: *, allow_credentials: "true"
            error: `"true"` cannot be the value of `allow_credentials` [field_value] @ "true"
            error: `allow_origins: *` cannot be combined with credentials [credentials_any_origin] @ *
        allow_origins: *, allow_credentials: 1
            error: `1` cannot be the value of `allow_credentials` [field_value] @ 1
            error: `allow_origins: *` cannot be combined with credentials [credentials_any_origin] @ *
        allow_origins: ["https://a.example"], allow_credentials: maybe
            error: `maybe` cannot be the value of `allow_credentials` [field_value] @ maybe
        allow_origins: ["https://a.example"], allow_credentials: r#true
            error: `r#true` cannot be the value of `allow_credentials` [field_value] @ r#true
        allow_origins: ["https://a.example"], allow_credentials: !false
            error: `! false` cannot be the value of `allow_credentials` [field_value] @ !false
        allow_origins: ["https://a.example"], allow_private_network: true
            error: there is no field `allow_private_network` [unknown_field] @ allow_private_network
        "#,
    );
}

#[test]
fn timings_are_a_star_same_or_a_list() {
    assert_said(
        r#"
        allow_origins: *, timing_allow_origins: *
        allow_origins: *, timing_allow_origins: same
        allow_origins: *, timing_allow_origins: ["https://a.example"]
        allow_origins: *, timing_allow_origins: same_origin
            error: `same_origin` cannot be the value of `timing_allow_origins` [field_value] @ same_origin
        allow_origins: *, timing_allow_origins: []
            error: no origin is listed in this build [no_origin] @ timing_allow_origins
        allow_origins: *, timing_allow_origins: ["https://*.a.example"]
            error: `https://*.a.example` stands for many origins [timing_pattern] @ "https://*.a.example"
        allow_origins: *, timing_allow_origins: ["https://a.example/", 5]
            error: `https://a.example/` has a path: `/` [origin_path] @ "https://a.example/"
            error: `5` cannot be an entry of `timing_allow_origins` [entry_value] @ 5
        "#,
    );
}

#[test]
fn methods_are_names_or_strings() {
    assert_said(
        r#"
        allow_origins: *, allow_methods: *
        allow_origins: *, allow_methods: mirror
        allow_origins: *, allow_methods: []
        allow_origins: *, allow_methods: [GET, "PURGE"]
        allow_origins: *, allow_methods: "*"
            error: `"*"` cannot be the value of `allow_methods` [field_value] @ "*"
        allow_origins: *, allow_methods: GET
            error: `GET` cannot be the value of `allow_methods` [field_value] @ GET
        allow_origins: *, allow_methods: "GET, PUT"
            error: `"GET, PUT"` cannot be the value of `allow_methods` [field_value] @ "GET, PUT"
        allow_origins: *, allow_methods: Any
            error: `Any` cannot be the value of `allow_methods` [field_value] @ Any
        allow_origins: *, allow_methods: [get, "delete", TRACE, "", "A B", "GET, PUT", 5]
            error: `get` is not in upper case [method_case] @ get
            error: `delete` is not in upper case [method_case] @ "delete"
            error: `TRACE` is a forbidden method [method_forbidden] @ TRACE
            error: `` is not a method [method_syntax] @ ""
            error: `A B` is not a method [method_syntax] @ "A B"
            error: `GET, PUT` is not a method [method_syntax] @ "GET, PUT"
            error: `5` cannot be an entry of `allow_methods` [entry_value] @ 5
            warning: `GET` is listed twice [redundant_method] @ "GET, PUT"
            warning: `PUT` is allowed, and the request header `content-type` is not [missing_content_type] @ "GET, PUT"
        allow_origins: *, allow_methods: [patch, purge, é]
            error: `patch` is not `PATCH` [patch_case] @ patch
            warning: `purge` is not in upper case [lower_case_method] @ purge
            error: `é` is not a method [method_syntax] @ é
        allow_origins: *, allow_methods: [Method::GET, VERSION-CONTROL, b"GET"]
            error: `Method::GET` cannot be an entry of `allow_methods` [entry_value] @ Method::GET
            error: `VERSION - CONTROL` cannot be an entry of `allow_methods` [entry_value] @ VERSION-CONTROL
            error: `b"GET"` cannot be an entry of `allow_methods` [entry_value] @ b"GET"
        allow_origins: *, allow_methods: [*]
            error: `*` stands among the entries of a list [star_in_list] @ *
        allow_origins: *, allow_methods: ["*"]
            error: `*` stands among the entries of a list [star_in_list] @ "*"
        allow_origins: *, allow_methods: [GET, GET]
            warning: `GET` is listed twice [redundant_method] @ GET
        allow_origins: *, allow_methods: [PUT]
            warning: `PUT` is allowed, and the request header `content-type` is not [missing_content_type] @ PUT
        allow_origins: *, allow_methods: [PUT], allow_headers: ["Content-Type"]
        "#,
    );
}

#[test]
fn request_headers_are_strings() {
    assert_said(
        r#"
        allow_origins: *, allow_headers: *
            warning: `*` does not stand for `authorization` [star_without_authorization] @ *
        allow_origins: *, allow_headers: mirror
        allow_origins: *, allow_headers: []
        allow_origins: *, allow_headers: [*, "authorization"]
        allow_origins: *, allow_headers: ["Authorization", *]
        allow_origins: *, allow_headers: [*, "authorization", "x-a"]
            error: `*` stands among the entries of a list [star_in_list] @ *
        allow_origins: *, allow_headers: "x-a"
            error: `"x-a"` cannot be the value of `allow_headers` [field_value] @ "x-a"
        allow_origins: *, allow_headers: ["Cookie", "X A", "", "x-a:", "sec-x", x-a, content_type, 5]
            error: `Cookie` is a forbidden request header [header_forbidden] @ "Cookie"
            error: `X A` is not a header name [header_syntax] @ "X A"
            error: `` is not a header name [header_syntax] @ ""
            error: `x-a:` is not a header name [header_syntax] @ "x-a:"
            error: `sec-x` is a forbidden request header [header_forbidden] @ "sec-x"
            error: `x - a` cannot be an entry of `allow_headers` [entry_value] @ x-a
            error: `content_type` cannot be an entry of `allow_headers` [entry_value] @ content_type
            error: `5` cannot be an entry of `allow_headers` [entry_value] @ 5
            error: `x-a` is listed twice [duplicate_header] @ x-a
        allow_origins: *, allow_headers: ["x-a", "X-A"]
            error: `x-a` is listed twice [duplicate_header] @ "X-A"
        allow_origins: *, allow_headers: ["x-http-method", "vary"]
            warning: `x-http-method` lets a POST pass for another method [method_override] @ "x-http-method"
            warning: `vary` is a response header [response_header] @ "vary"
        allow_origins: *, allow_headers: ["x-a" "x-b"]
            error: expected `,` before this [policy_syntax] @ "x-b"
        "#,
    );
}

#[test]
fn response_headers_are_strings() {
    assert_said(
        r#"
        allow_origins: *, expose_headers: *
        allow_origins: *, expose_headers: ["etag"]
        allow_origins: *, expose_headers: mirror
            error: `mirror` cannot be the value of `expose_headers` [field_value] @ mirror
        allow_origins: *, expose_headers: ["Set-Cookie", "x-a", "X-A", "pragma", "if-match"]
            error: `Set-Cookie` can never be exposed [expose_forbidden] @ "Set-Cookie"
            warning: scripts can read `pragma` anyway [exposed_already] @ "pragma"
            warning: `if-match` is nothing that a script reads from a response [expose_useless] @ "if-match"
            warning: `x-a` is listed twice [exposed_twice] @ "X-A"
        allow_origins: *, expose_headers: [*, "authorization"]
            error: `*` stands among the entries of a list [star_in_list] @ *
        "#,
    );
}

#[test]
fn a_duration_is_a_number_with_a_unit() {
    assert_said(
        r#"
        allow_origins: *, max_age: 600
        allow_origins: *, max_age: 1_0m
        allow_origins: *, max_age: 25h
            error: `25h` is more than a day [max_age_too_long] @ 25h
        allow_origins: *, max_age: -5
            error: `-5` is negative [max_age_negative] @ -5
        allow_origins: *, max_age: - 5
            error: `-5` is negative [max_age_negative] @ - 5
        allow_origins: *, max_age: "10m"
            error: `"10m"` cannot be the value of `max_age` [field_value] @ "10m"
        allow_origins: *, max_age: 10 m
            error: `10 m` cannot be the value of `max_age` [field_value] @ 10 m
        allow_origins: *, max_age: 10min
            error: `10min` is not a duration [max_age_form] @ 10min
        allow_origins: *, max_age: 1.5
            error: `1.5` is not a duration [max_age_form] @ 1.5
        allow_origins: *, max_age: 0x10
            error: `0x10` is not a duration [max_age_form] @ 0x10
        allow_origins: *, max_age: 600u32
            error: `600u32` is not a duration [max_age_form] @ 600u32
        allow_origins: *, max_age: 60 * 10
            error: `60 * 10` cannot be the value of `max_age` [field_value] @ 60 * 10
        allow_origins: *, max_age: Duration::from_secs(600)
            error: `Duration::from_secs (600)` cannot be the value of `max_age` [field_value] @ Duration::from_secs(600)
        allow_origins: *, max_age: 'a'
            error: `'a'` is not a duration [max_age_form] @ 'a'
        allow_origins: *, max_age: true
            error: `true` cannot be the value of `max_age` [field_value] @ true
        "#,
    );
}

#[test]
fn a_status_is_200_or_204() {
    assert_said(
        r#"
        allow_origins: *, preflight_status: 200
        allow_origins: *, preflight_status: 204
        allow_origins: *, preflight_status: 201
            error: `201` cannot be the value of `preflight_status` [field_value] @ 201
        allow_origins: *, preflight_status: "200"
            error: `"200"` cannot be the value of `preflight_status` [field_value] @ "200"
        allow_origins: *, preflight_status: 200u16
            error: `200u16` cannot be the value of `preflight_status` [field_value] @ 200u16
        allow_origins: *, preflight_status: StatusCode::OK
            error: `StatusCode::OK` cannot be the value of `preflight_status` [field_value] @ StatusCode::OK
        "#,
    );
}

#[test]
fn words_for_all_are_no_names_among_names() {
    assert_said(
        r#"
        allow_origins: *, allow_headers: [mirror, "authorization"]
            error: `mirror` cannot be an entry of `allow_headers` [entry_value] @ mirror
        allow_origins: *, allow_methods: [GET, mirror], allow_headers: ["content-type"]
            error: `mirror` cannot be an entry of `allow_methods` [entry_value] @ mirror
        allow_origins: *, allow_headers: [Any, "x-a"], expose_headers: [mirror]
            error: `Any` cannot be an entry of `allow_headers` [entry_value] @ Any
            error: `mirror` cannot be an entry of `expose_headers` [entry_value] @ mirror
        allow_origins: *, allow_methods: [GET, "mirror"]
            warning: `mirror` is not in upper case [lower_case_method] @ "mirror"
        allow_origins: *, allow_headers: ["mirror", "x-a"], allow_methods: [DELETE, ANY]
        "#,
    );
    let said = Expansion::of("allow_origins: *, allow_headers: [mirror, \"x-a\"]").messages;
    let text = said.iter().map(|message| message.text.as_str()).collect::<String>();
    assert!(text.contains("`allow_headers: mirror` as the whole value"), "{text}");
}

#[test]
fn a_duration_is_no_list() {
    assert_said(
        r#"
        allow_origins: *, max_age: [600]
            error: `a list` cannot be the value of `max_age` [field_value] @ …
        allow_origins: *, max_age: []
            error: `a list` cannot be the value of `max_age` [field_value] @ …
        "#,
    );
}

#[test]
fn methods_are_no_raw_identifiers() {
    assert_said(
        r#"
        allow_origins: *, allow_methods: [r#GET]
            error: …[entry_value] @ r#GET
        allow_origins: *, allow_methods: [_]
            error: …[entry_value] @ _
        "#,
    );
}

#[test]
fn null_with_credentials_is_one_mistake() {
    assert_said(
        r#"
        allow_origins: ["null"], allow_credentials: true
            error: …[null_origin] @ "null"
        "#,
    );
    let expansion = Expansion::of(r#"allow_origins: ["null"], allow_credentials: true"#);
    assert!(!expansion.messages.iter().any(|message| message.text.contains("#[allow(")));
}

#[test]
fn expectations_wait_for_the_origins() {
    assert_said(
        r#"
        expect: { allow "https://a.example" }
            error: …[missing_origins] @ expect
        allow_origins: 5, expect: { allow "https://a.example" }
            error: …[field_value] @ 5
        "#,
    );
}

#[test]
fn a_star_in_a_list_is_one_mistake() {
    assert_said(
        r#"
        allow_origins: *, allow_headers: [*]
            error: …[star_in_list] @ *
        allow_origins: *, allow_headers: ["*"]
            error: …[star_in_list] @ "*"
        "#,
    );
}
