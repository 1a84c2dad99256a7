//! Patterns: any subdomain, a label with a star, any port, any host of a scheme. The table's rows 33 to 38 are in
//! `../data/decisions.toml`.

use cors_runtime::{CorsPolicy, cors_policy};

static PATTERNS: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://*.example.com",
        "http://localhost:*",
        #[allow(any_port)]
        "https://*.example.org:*",
        "https://*.example.net:8443",
        "https://pr-*.previews.example",
        "https://deploy-*--acme.host.example",
        "moz-extension://*",
        raw("app://"),
    ],
};

#[track_caller]
fn allowed<T: AsRef<str>>(origins: impl IntoIterator<Item = T>) {
    for origin in origins {
        assert!(PATTERNS.allows_origin(origin.as_ref()), "{:?} is refused", origin.as_ref());
    }
}

#[track_caller]
fn refused<T: AsRef<str>>(origins: impl IntoIterator<Item = T>) {
    for origin in origins {
        assert!(!PATTERNS.allows_origin(origin.as_ref()), "{:?} is allowed", origin.as_ref());
    }
}

#[test]
fn a_subdomain_pattern_stands_for_every_label_below() {
    allowed([
        "https://a.example.com",
        "https://a.b.c.d.e.example.com",
        "https://0.example.com",
        "https://a_b.example.com",
        "https://xn--mnchen-3ya.example.com",
        "https://example.com.example.com",
        "https://-.example.com",
    ]);
}

#[test]
fn a_subdomain_pattern_stands_for_neither_the_apex_nor_a_look_alike() {
    refused([
        "https://example.com",
        "https://.example.com",
        "https://..example.com",
        "https://a..example.com",
        "https://.a.example.com",
        "https://evilexample.com",
        "https://a.example.com.",
        "https://a.example.com.evil.example",
        "https://a.example.community",
        "https://a.exampleXcom",
        "https://A.example.com",
        "https://a.EXAMPLE.com",
        "HTTPS://a.example.com",
        "http://a.example.com",
        "https:a.example.com",
        "https:/a.example.com",
        "https:///a.example.com",
        "https://a.example.com/",
        "https://a.example.com?",
        "https://a.example.com#",
        " https://a.example.com",
        "https://a.example.com ",
        "https://a.example.com\0",
        "https://a b.example.com",
        "https://a,b.example.com",
        "https://a%2eb.example.com",
        "https://*.example.com",
        "https://[::1].example.com",
        "https://münchen.example.com",
        "https://evil.example/.example.com",
        "https://evil.example\\.example.com",
        "https://evil.example#.example.com",
        "https://evil.example?.example.com",
        "https://user@a.example.com",
        "https://user:secret@a.example.com",
        "https://evil.example:1.example.com",
        "https://https://a.example.com",
    ]);
}

/// DNS has no longer names, so no page has one; the bound keeps the work one.
#[test]
fn a_label_has_63_octets_at_most_and_a_name_253() {
    let label = |length| "a".repeat(length);
    let domain = ".example.com";
    allowed([format!("https://{}{domain}", label(63))]);
    refused([
        format!("https://{}{domain}", label(64)),
        format!("https://b.{}.c{domain}", label(64)),
    ]);

    let rest = 253 - domain.len() - 3 * 64;
    let longest = |rest| format!("https://{0}.{0}.{0}.{1}{domain}", label(63), label(rest));
    assert_eq!(longest(rest).len(), 8 + 253);
    allowed([longest(rest)]);
    refused([longest(rest + 1), longest(rest + 8)]);
}

#[test]
fn a_star_in_a_label_stands_for_a_part_of_that_label() {
    allowed([
        "https://pr-1.previews.example",
        "https://pr-fix-build.previews.example",
        "https://pr--.previews.example",
        "https://deploy-12--acme.host.example",
        "https://deploy----acme.host.example",
        "https://deploy-1--evil--acme.host.example",
    ]);
    refused([
        "https://pr-.previews.example",
        "https://pr1.previews.example",
        "https://xpr-1.previews.example",
        "https://pr-1.x.previews.example",
        "https://x.pr-1.previews.example",
        "https://pr-1.xpreviews.example",
        "https://pr-1.previews.example.evil.example",
        "https://pr-1.evil.example/.previews.example",
        "https://pr-1/.previews.example",
        "https://pr-a@b.previews.example",
        "https://pr-a:1.previews.example",
        "https://pr-a%2eb.previews.example",
        "https://pr-a_b.previews.example",
        "https://pr-A.previews.example",
        "https://pr-é.previews.example",
        "https://pr-*.previews.example",
        "https://pr-1.previews.example.",
        "https://pr-1.previews.example:8443",
        "http://pr-1.previews.example",
        "https://deploy---acme.host.example",
        "https://deploy--acme.host.example",
        "https://deploy-1--acme2.host.example",
        "https://deploy-1--evil.host.example",
        "https://deploy-1.evil--acme.host.example",
        "https://deploy-1-acme.host.example",
    ]);
}

#[test]
fn with_its_star_a_label_has_63_octets_at_most() {
    let label = |fixed: &str| format!("https://pr-{fixed}.previews.example");
    allowed([label(&"a".repeat(60))]);
    refused([label(&"a".repeat(61)), label(&"a".repeat(400))]);
}

#[test]
fn a_port_pattern_stands_for_every_port_and_none() {
    allowed(
        (1..=u16::MAX).filter(|port| *port != 80).map(|port| format!("http://localhost:{port}")),
    );
    allowed([
        "http://localhost",
        "https://a.example.org",
        "https://a.example.org:8443",
        "https://a.b.example.org:80",
    ]);
}

#[test]
fn a_port_pattern_stands_for_no_port_that_browsers_do_not_print() {
    let ports = [
        "",
        "0",
        "80",
        "080",
        "08080",
        "65536",
        "99999",
        "655350",
        "4294967297",
        "-1",
        "+1",
        "1 ",
        " 1",
        "1.",
        "a",
        "*",
        "0x50",
        "1e3",
        "1:1",
        "\u{661}",
        "1/",
        "1@evil.example",
        "1.evil.example",
    ];
    refused(ports.map(|port| format!("http://localhost:{port}")));
    refused([
        "https://a.example.org:443",
        "https://example.org:8443",
        "http://localhost.evil.example:3000",
    ]);
    refused([
        "https://localhost:3000",
        "http://127.0.0.1:3000",
        "http://a.localhost:3000",
        "http://evillocalhost:3000",
    ]);
}

#[test]
fn a_pattern_without_a_port_pattern_stands_for_its_own_port_alone() {
    allowed(["https://a.example.net:8443"]);
    refused(["https://a.example.net", "https://a.example.net:8444", "https://a.example.net:443"]);
    refused(["https://a.example.com:8443", "https://a.example.com:443", "https://a.example.com:"]);
}

#[test]
fn a_scheme_pattern_stands_for_every_host_of_that_scheme() {
    allowed(["moz-extension://6b5a1a9c-0d4e-4b5c-9f0e-1f2d3c4b5a69", "moz-extension://a"]);
    refused([
        "moz-extension://",
        "moz-extension:",
        "moz-extension",
        "xmoz-extension://a",
        "moz-extensions://a",
    ]);
    refused([
        "moz-extension://a/b",
        "moz-extension://a?",
        "moz-extension://a#",
        "moz-extension://u@a",
        "moz-extension://a b",
    ]);
    refused(["chrome-extension://a", "MOZ-extension://a"]);
}

#[test]
fn a_raw_entry_is_those_bytes() {
    allowed(["app://"]);
    refused(["app:", "app:/", "app:///", "app://a", "App://", ""]);
}
