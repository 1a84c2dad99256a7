//! The mistakes that policies are written with, row by row, and what the macro says of each.

use cors_rules::Level;

use super::Expansion;

/// What is written, and the verdict: the level and the rules, or that nothing is said.
///
/// Something that begins with a quote, `raw`, a `*` or an attribute is the list of `allow_origins`;
/// anything else is fields, beside `allow_origins` with an origin as it should be if they have none.
pub(super) const TABLE: &[(u8, &str, &str)] = &[
    // A page's address instead of its origin.
    (1, r#""https://a.com/""#, "error origin_path"),
    (2, r#""https://a.com/app""#, "error origin_path"),
    (3, r#""https://a.com?x""#, "error origin_query"),
    (3, r#""https://a.com#x""#, "error origin_fragment"),
    (4, r#""https://user:pw@a.com""#, "error origin_userinfo"),
    (5, r#""a.com""#, "error missing_scheme"),
    (5, r#""//a.com""#, "error missing_scheme"),
    (5, r#""www.a.com:3000""#, "error missing_scheme"),
    (6, r#""localhost""#, "error missing_scheme"),
    (6, r#""localhost:3000""#, "error missing_scheme"),
    (7, r#"" https://a.com""#, "error origin_whitespace"),
    (7, r#""\thttps://a.com""#, "error origin_whitespace"),
    (7, r#""https://a.com\n""#, "error origin_whitespace"),
    (8, r#""https://a.com, https://b.com""#, "error several_origins"),
    (8, r#""https://a.com https://b.com""#, "error several_origins"),
    (9, r#""https://a.com:443""#, "error default_port"),
    (9, r#""http://a.com:80""#, "error default_port"),
    (10, r#""https://a.com:80""#, "warning swapped_port"),
    (10, r#""http://a.com:443""#, "warning swapped_port"),
    (11, r#""HTTPS://A.com""#, "error scheme_case"),
    (11, r#""https://A.com""#, "error host_case"),
    (12, r#""https://münchen.de""#, "error host_unicode"),
    (13, r#""https://xn--bad.a.com""#, "warning undecodable_punycode"),
    (14, r#""https://ex%61mple.com""#, "error host_percent"),
    (15, r#""https:\\\\a.com""#, "error scheme_slashes"),
    (15, r#""https:a.com""#, "error scheme_slashes"),
    (15, r#""https:/a.com""#, "error scheme_slashes"),
    // Wildcards.
    (16, r#""https://app-*.a.com""#, ""),
    (16, r#""https://app-*-*.a.com""#, "error wildcard_place"),
    (16, r#""https://a*.com""#, "warning public_suffix"),
    (16, r#""https://app-*-acme.vercel.app""#, ""),
    (
        16,
        r#"allow_origins: ["https://app-*-acme.vercel.app"], allow_credentials: true"#,
        "denied registrable_preview",
    ),
    (17, r#""*.a.com""#, "error missing_scheme"),
    (18, r#""https://*""#, "error wildcard_host"),
    (18, r#""http://*""#, "error wildcard_host"),
    (19, r#""*://a.com""#, "error wildcard_scheme"),
    (19, r#""http*://a.com""#, "error wildcard_scheme"),
    (20, r#""https://a.*""#, "error wildcard_place"),
    (20, r#""https://*.*.a.com""#, "error wildcard_place"),
    (20, r#""https://x.*.a.com""#, "error wildcard_place"),
    (21, r#""https://*.com""#, "warning public_suffix"),
    (21, r#""https://*.co.uk""#, "warning public_suffix"),
    (21, r#""https://*.github.io""#, "warning public_suffix"),
    (21, r#""https://*.vercel.app""#, "warning public_suffix"),
    (21, r#"allow_origins: ["https://*.com"], allow_credentials: true"#, "denied public_suffix"),
    // Others have names further down, below `s3.amazonaws.com` and `up.railway.app`.
    (21, r#""https://*.eu-west-1.amazonaws.com""#, "warning public_suffix"),
    (
        21,
        r#"allow_origins: ["https://*.amazonaws.com"], allow_credentials: true"#,
        "denied public_suffix",
    ),
    (21, r#"allow_origins: ["https://a-*.railway.app"], allow_credentials: true"#, ""),
    (
        21,
        r#"allow_origins: ["https://*.vercel.app:*"], allow_credentials: true"#,
        "warning any_port, denied public_suffix",
    ),
    (22, r#"allow_origins: ["https://*.a.com", "https://a.com"], allow_credentials: true"#, ""),
    (22, r#""https://*.a.com", "https://a.com""#, ""),
    (23, r#""https://*.a.com""#, ""),
    (24, r#""https://a.com:*""#, "warning any_port"),
    (24, r#""http://localhost:*""#, ""),
    (24, r#""http://127.0.0.1:*", "http://[::1]:*", "http://app.localhost:*""#, ""),
    (25, r#"*, "https://a.com""#, "error star_in_list"),
    (25, r#""https://a.com", "*""#, "error star_in_list"),
    (26, "allow_origins: *, allow_credentials: true", "error credentials_any_origin"),
    (27, "allow_origins: mirror, allow_credentials: true", "error field_value"),
    (27, "allow_origins: mirror_request, allow_credentials: true", "error field_value"),
    // Origins that are not a page's on the web.
    (28, r#""null""#, "denied null_origin"),
    (29, r#"allow_origins: ["null"], allow_credentials: true"#, "error null_origin"),
    (
        29,
        r#"allow_origins: [#[allow(null_origin)] "null"], allow_credentials: true"#,
        "error null_origin",
    ),
    (30, r#""NULL""#, "error null_case"),
    (30, r#""Null""#, "error null_case"),
    (31, r#""file://""#, "error raw_origin"),
    (31, r#""file:///x""#, "error raw_origin"),
    (31, r#"raw("file://")"#, ""),
    (32, r#""data:text/html,x""#, "error never_an_origin"),
    (32, r#""blob:https://a.com/x""#, "error never_an_origin"),
    (32, r#""about:blank""#, "error never_an_origin"),
    (33, r#""ws://a.com""#, "error websocket_scheme"),
    (33, r#""wss://a.com""#, "error websocket_scheme"),
    (34, r#""ftp://a.com""#, "error never_an_origin"),
    (35, r#""moz-extension://8b2e0a5c-0000-0000-0000-000000000000""#, "warning installation_id"),
    (
        35,
        r#""safari-web-extension://8B2E0A5C-0000-0000-0000-000000000000""#,
        "warning installation_id",
    ),
    (36, r#""tauri://localhost""#, "warning missing_platform"),
    (36, r#""tauri://localhost", "http://tauri.localhost""#, ""),
    (37, r#""capacitor://localhost""#, "warning missing_platform"),
    (37, r#""capacitor://localhost", "https://localhost""#, ""),
    // Addresses.
    (38, r#""http://[0:0:0:0:0:0:0:1]""#, "error ipv6_form"),
    (38, r#""http://[2001:DB8::1]""#, "error ipv6_form"),
    (38, r#""http://[1::0:1]""#, "error ipv6_form"),
    (39, r#""http://[::ffff:127.0.0.1]""#, "error ipv6_form"),
    (40, r#""http://::1:3000""#, "error ipv6_brackets"),
    (41, r#""http://[fe80::1%25eth0]""#, "error ipv6_invalid"),
    (42, r#""http://0x7f000001""#, "error ipv4_form"),
    (42, r#""http://127.1""#, "error ipv4_form"),
    (42, r#""http://0177.0.0.1""#, "error ipv4_form"),
    (42, r#""http://2130706433""#, "error ipv4_form"),
    (42, r#""http://127.0.0.1.""#, "error ipv4_form"),
    (43, r#""http://999.1.1.1""#, "error ipv4_invalid"),
    (43, r#""http://1.2.3.4.5""#, "error ipv4_invalid"),
    (43, r#""http://host.123""#, "error ipv4_invalid"),
    // Names and ports.
    (44, r#""https://a.com.""#, "warning trailing_dot"),
    (45, r#""https://a..b""#, "error host_empty_label"),
    (45, r#""https://.a.com""#, "error leading_dot"),
    (
        45,
        r#""https://0123456789012345678901234567890123456789012345678901234567890123a.com""#,
        "error host_length",
    ),
    (
        45,
        r#""https://a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.a1234567.com""#,
        "error host_length",
    ),
    (46, r#""https://foo_bar.a.com""#, ""),
    (47, r#""https://-a.com""#, "warning edge_hyphen"),
    (48, r#""https://a.com:0""#, "error port_invalid"),
    (49, r#""https://a.com:22""#, "warning blocked_port"),
    (49, r#""http://localhost:6000""#, "warning blocked_port"),
    (50, r#""https://a.com:65536""#, "error port_invalid"),
    (50, r#""https://a.com:abc""#, "error port_invalid"),
    (50, r#""https://a.com:""#, "error empty_port"),
    (50, r#""https://a.com:-1""#, "error port_invalid"),
    (51, r#""https://a.com:08080""#, "error port_zeros"),
    (51, r#""https://a.com:0443""#, "error port_zeros"),
    (52, r#""https://a.com:65535""#, ""),
    // Origins in their policy.
    (53, r#"allow_origins: ["http://a.com"], allow_credentials: true"#, "denied insecure_origin"),
    (
        53,
        r#"allow_origins: [#[cfg(all())] "http://localhost:3000", #[cfg(all())] "http://127.0.0.1", #[cfg(all())] "http://[::1]"], allow_credentials: true"#,
        "",
    ),
    (
        53,
        r#"allow_origins: ["http://localhost:3000"], allow_credentials: true"#,
        "warning development_origin",
    ),
    (54, r#""http://a.com""#, ""),
    (55, r#""http://localhost:3000""#, ""),
    (56, r#""https://a.com", "https://a.com""#, "denied redundant_origin"),
    (56, r#""https://x.a.com", "https://*.a.com""#, "denied redundant_origin"),
    (57, "max_age: 600", "error missing_origins"),
    (57, "allow_origins: []", "error no_origin"),
    (57, r#""""#, "error empty_origin"),
    // Methods.
    (58, "allow_methods: [patch]", "denied patch_case"),
    (58, r#"allow_methods: ["Patch"]"#, "denied patch_case"),
    (59, r#"allow_methods: [put], allow_headers: ["content-type"]"#, "error method_case"),
    (59, "allow_methods: [get]", "error method_case"),
    (59, "allow_methods: [delete]", "error method_case"),
    (59, "allow_methods: [Post]", "error method_case"),
    (59, r#"allow_methods: ["options"]"#, "error method_case"),
    (60, "allow_methods: [Purge]", "warning lower_case_method"),
    (60, "allow_methods: [query]", "warning lower_case_method"),
    (61, "allow_methods: [CONNECT]", "error method_forbidden"),
    (61, "allow_methods: [trace]", "error method_forbidden"),
    (61, r#"allow_methods: ["TRACK"]"#, "error method_forbidden"),
    (62, r#"allow_methods: ["GET, POST"]"#, "error method_syntax"),
    (62, r#"allow_methods: ["DELETE "]"#, "error method_syntax"),
    (62, r#"allow_methods: [""]"#, "error method_syntax"),
    (62, r#"allow_methods: ["PÜT"]"#, "error method_syntax"),
    (63, "allow_methods: [GET, HEAD, POST]", ""),
    (64, "allow_methods: [OPTIONS]", ""),
    (65, "allow_methods: *, allow_credentials: true", "error credentials_any_method"),
    (66, r#"allow_methods: [*, PUT], allow_headers: ["content-type"]"#, "error star_in_list"),
    (67, "allow_methods: [DELETE, \"DELETE\"]", "warning redundant_method"),
    // Request headers.
    (68, r#"allow_headers: ["Cookie"]"#, "error header_forbidden"),
    (68, r#"allow_headers: ["Host"]"#, "error header_forbidden"),
    (68, r#"allow_headers: ["Origin"]"#, "error header_forbidden"),
    (68, r#"allow_headers: ["Content-Length"]"#, "error header_forbidden"),
    (69, r#"allow_headers: ["Sec-Fetch-Site"]"#, "error header_forbidden"),
    (69, r#"allow_headers: ["proxy-authorization"]"#, "error header_forbidden"),
    (70, r#"allow_headers: ["Set-Cookie"]"#, "error header_forbidden"),
    (71, r#"allow_headers: ["X-HTTP-Method-Override"]"#, "warning method_override"),
    (72, r#"allow_headers: ["Access-Control-Allow-Origin"]"#, "warning response_header"),
    (73, "allow_headers: *, allow_credentials: true", "error credentials_any_header"),
    (
        73,
        r#"allow_headers: [*, "authorization"], allow_credentials: true"#,
        "error credentials_any_header",
    ),
    (74, "allow_headers: *", "warning star_without_authorization"),
    (75, r#"allow_headers: [*, "authorization"]"#, ""),
    (76, r#"allow_headers: ["Accept", "Content-Type", "Range", "Accept-Language"]"#, ""),
    (77, r#"allow_methods: [PUT], allow_headers: ["x-a"]"#, "warning missing_content_type"),
    (77, "allow_methods: [PATCH]", "warning missing_content_type"),
    (77, r#"allow_methods: [PUT, PATCH], allow_headers: ["content-type"]"#, ""),
    (78, r#"allow_headers: ["Content-Type", "content-type"]"#, "error duplicate_header"),
    (79, r#"allow_headers: ["X-A, X-B"]"#, "error header_syntax"),
    (79, r#"allow_headers: ["X A"]"#, "error header_syntax"),
    (79, r#"allow_headers: ["X-A:"]"#, "error header_syntax"),
    (79, r#"allow_headers: ["X-Ä"]"#, "error header_syntax"),
    (79, r#"allow_headers: [""]"#, "error header_syntax"),
    (80, r#"allow_headers: ["User-Agent", "Cache-Control", "traceparent", "if-none-match"]"#, ""),
    // Response headers.
    (81, "expose_headers: *, allow_credentials: true", "error credentials_any_exposed"),
    (82, r#"expose_headers: ["Set-Cookie"]"#, "error expose_forbidden"),
    (82, r#"expose_headers: ["Set-Cookie2"]"#, "error expose_forbidden"),
    (83, r#"expose_headers: ["Content-Type"]"#, "warning exposed_already"),
    (83, r#"expose_headers: ["Cache-Control"]"#, "warning exposed_already"),
    (84, r#"expose_headers: ["Origin"]"#, "warning expose_useless"),
    (84, r#"expose_headers: ["Cookie"]"#, "warning expose_useless"),
    (84, r#"expose_headers: ["Host"]"#, "warning expose_useless"),
    (84, r#"expose_headers: ["Accept"]"#, "warning expose_useless"),
    (84, r#"expose_headers: ["Access-Control-Allow-Origin"]"#, "warning expose_useless"),
    (84, r#"expose_headers: ["Access-Control-Request-Method"]"#, "warning expose_useless"),
    (84, r#"expose_headers: ["Authorization"]"#, ""),
    (85, r#"expose_headers: [*, "etag"]"#, "error star_in_list"),
    (85, r#"expose_headers: ["etag", "ETag"]"#, "warning exposed_twice"),
    // The other fields.
    (86, r#"allow_credentials: "True""#, "error field_value"),
    (86, "allow_credentials: 1", "error field_value"),
    (87, "max_age: -5", "error max_age_negative"),
    (88, "max_age: 0", ""),
    (89, "allow_methods: [GET]", ""),
    (90, "max_age: 601", ""),
    (90, "max_age: 7200", ""),
    (91, "max_age: 7201", ""),
    (91, "max_age: 86400", ""),
    (92, "max_age: 86401", "error max_age_too_long"),
    (93, r#"max_age: "10m""#, "error field_value"),
    (93, "max_age: 600.0", "error max_age_form"),
    (93, "max_age: 1e3", "error max_age_form"),
    (94, "allow_private_network: true", "error unknown_field"),
    (94, "allow_private_network: false", "error unknown_field"),
    (95, r#"timing_allow_origins: ["https://a.com/"]"#, "error origin_path"),
    (
        95,
        r#"timing_allow_origins: ["a.com", "HTTPS://b.com"]"#,
        "error missing_scheme, error scheme_case",
    ),
    (95, r#"timing_allow_origins: ["null"]"#, "denied null_origin"),
    (95, r#"timing_allow_origins: ["https://a.com", "https://a.com"]"#, "denied redundant_origin"),
    (95, r#"timing_allow_origins: ["tauri://localhost"]"#, "warning missing_platform"),
    (95, r#"timing_allow_origins: ["https://*.a.com"]"#, "error timing_pattern"),
    (95, r#"timing_allow_origins: ["https://a.com", *]"#, "error star_in_list"),
    (95, "timing_allow_origins: []", "error no_origin"),
    (95, "timing_allow_origins: *", ""),
    (95, "timing_allow_origins: same", ""),
];

/// What is written in a row, as a whole policy.
pub(super) fn policy(written: &str) -> String {
    if written.starts_with(['"', '*', '#']) || written.starts_with("raw") {
        format!("allow_origins: [{written}]")
    } else if written.contains("allow_origins: ") && !written.starts_with("timing")
        || written == "max_age: 600"
    {
        written.to_owned()
    } else {
        format!(r#"allow_origins: ["https://app.example.com"], {written}"#)
    }
}

fn verdict(written: &str) -> String {
    let expansion = Expansion::of(&policy(written));
    let said: Vec<_> = expansion
        .messages
        .iter()
        .map(|message| {
            let level = match message.level() {
                Level::Error => "error",
                Level::Denied => "denied",
                Level::Warning => "warning",
            };
            format!("{level} {}", message.rule().name())
        })
        .collect();
    said.join(", ")
}

#[test]
fn every_row_has_its_verdict() {
    let mut wrong = Vec::new();
    for (row, written, expected) in TABLE {
        let found = verdict(written);
        if found != *expected {
            wrong.push(format!("{row} | {written} | expected {expected:?} | found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_row_is_there() {
    let rows: Vec<u8> = TABLE.iter().map(|(row, ..)| *row).collect();
    assert!(rows.is_sorted());
    assert!((1..=95).all(|row| rows.contains(&row)));
    assert_eq!(rows.last(), Some(&95));
}

#[test]
fn the_everyday_policy_is_silent() {
    let everyday = r#"
        allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
        allow_methods: [GET, POST, PUT, DELETE, OPTIONS],
        allow_headers: ["Content-Type", "Authorization", "X-Request-ID"],
        allow_credentials: true,
        max_age: 86400,
    "#;
    assert_eq!(verdict(everyday), "");
    assert_eq!(verdict(&everyday.replace("allow_credentials: true,", "")), "");
}
