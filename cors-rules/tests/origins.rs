//! Every branch of reading an origin: what is accepted, and for each mistake the rule, the offending
//! part and the text to paste.

#![expect(clippy::string_slice, reason = "a test")]

use cors_rules::{Level, Rule, origin};

/// Accepted as written.
const GOOD: &[&str] = &[
    "https://app.example.com",
    "http://app.example.com",
    "https://app.example.com:8443",
    "http://localhost",
    "http://localhost:3000",
    "http://127.0.0.1:3000",
    "http://[::1]:3000",
    "http://[2001:db8::1]",
    "http://[::ffff:7f00:1]",
    "https://a.com:65535",
    "https://foo_bar.a.com",
    "https://xn--mnchen-3ya.example",
    "https://a",
    "https://1.a",
    "https://*.example.com",
    "https://*.example.com:8443",
    "http://localhost:*",
    "http://[::1]:*",
    "http://*.localhost:3000",
    "tauri://localhost",
    "app://obsidian.md",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
    "moz-extension://*",
    "app://localhost:3000",
    "app://localhost:*",
    "https://pr-*.preview.a.com",
    "https://*-team.a.com:8443",
    "https://deploy-preview-*--acme.a.com",
    "https://app_1-*.a.com",
    "http://*-x.localhost:*",
];

#[test]
fn correct_origins_and_patterns_have_no_fault() {
    for text in GOOD {
        let checked = origin::check(text);
        assert_eq!(checked.faults, [], "{text}");
        assert_eq!(checked.value.unwrap().text(), *text);
    }
}

/// What browsers can send and hardly anybody means: accepted, with a warning or refused unless allowed.
const ADVICE: &[(&str, Rule, Level, &str, Option<&str>)] = &[
    ("null", Rule::NullOrigin, Level::Denied, "null", None),
    ("htp://a.com", Rule::SchemeSlip, Level::Warning, "htp", None),
    ("ttp://a.com", Rule::SchemeSlip, Level::Warning, "ttp", None),
    ("htps://a.com", Rule::SchemeSlip, Level::Warning, "htps", None),
    ("htttp://localhost:3000", Rule::SchemeSlip, Level::Warning, "htttp", None),
    ("https://a.com:80", Rule::SwappedPort, Level::Warning, ":80", None),
    ("http://a.com:443", Rule::SwappedPort, Level::Warning, ":443", None),
    ("https://*.a.com:80", Rule::SwappedPort, Level::Warning, ":80", None),
    ("https://a.com:22", Rule::BlockedPort, Level::Warning, ":22", None),
    ("http://localhost:6000", Rule::BlockedPort, Level::Warning, ":6000", None),
    ("https://a.com:*", Rule::AnyPort, Level::Warning, ":*", None),
    ("https://*.a.com:*", Rule::AnyPort, Level::Warning, ":*", None),
    ("https://xn--99999999.a.com", Rule::UndecodablePunycode, Level::Warning, "xn--99999999", None),
    ("https://xn--a.com", Rule::UndecodablePunycode, Level::Warning, "xn--a", None),
    (
        "https://*app.example.com",
        Rule::MissingDot,
        Level::Denied,
        "*",
        Some(r#""https://*.app.example.com""#),
    ),
    (
        "https://*example.com",
        Rule::MissingDot,
        Level::Denied,
        "*",
        Some(r#""https://*.example.com""#),
    ),
    (
        "http://*1.example.com:8080",
        Rule::MissingDot,
        Level::Denied,
        "*",
        Some(r#""http://*.1.example.com:8080""#),
    ),
    ("https://-a.com", Rule::EdgeHyphen, Level::Warning, "-a", None),
    ("https://*.a-.com", Rule::EdgeHyphen, Level::Warning, "a-", None),
    ("https://a.com.", Rule::TrailingDot, Level::Warning, "a.com.", Some(r#""https://a.com""#)),
    (
        "https://pr-*.a.com.",
        Rule::TrailingDot,
        Level::Warning,
        "pr-*.a.com.",
        Some(r#""https://pr-*.a.com""#),
    ),
    ("https://pr-*.a.com:*", Rule::AnyPort, Level::Warning, ":*", None),
    ("https://-*.a.com", Rule::EdgeHyphen, Level::Warning, "-*", None),
    ("https://pr-*.a-.com", Rule::EdgeHyphen, Level::Warning, "a-", None),
    ("https://xn--*.a.com", Rule::UndecodablePunycode, Level::Warning, "xn--*", None),
    (
        "https://*.a.com.:8443",
        Rule::TrailingDot,
        Level::Warning,
        "a.com.",
        Some(r#""https://*.a.com:8443""#),
    ),
    ("moz-extension://8a7a", Rule::InstallationId, Level::Warning, "8a7a", None),
    (
        "safari-web-extension://1A2B3C4D-0000-0000-0000-000000000000",
        Rule::InstallationId,
        Level::Warning,
        "1A2B3C4D-0000-0000-0000-000000000000",
        None,
    ),
    (
        "vscode-webview://1k2j3h4g5f6d7s8a9p0o",
        Rule::InstallationId,
        Level::Warning,
        "1k2j3h4g5f6d7s8a9p0o",
        None,
    ),
    ("chrome-extension://my-extension", Rule::ExtensionId, Level::Warning, "my-extension", None),
    (
        "chrome-extension://ABCDEFGHIJKLMNOPABCDEFGHIJKLMNOP",
        Rule::ExtensionId,
        Level::Warning,
        "ABCDEFGHIJKLMNOPABCDEFGHIJKLMNOP",
        Some(r#""chrome-extension://abcdefghijklmnopabcdefghijklmnop""#),
    ),
    (
        "chrome-extension://abcdefghijklmnopabcdefghijklmnoq",
        Rule::ExtensionId,
        Level::Warning,
        "abcdefghijklmnopabcdefghijklmnoq",
        None,
    ),
];

#[test]
fn what_is_hardly_ever_meant_is_accepted_with_a_word() {
    for (text, rule, level, part, replacement) in ADVICE {
        let checked = origin::check(text);
        assert_eq!(checked.value.unwrap().text(), *text);
        let found: Vec<_> = checked
            .faults
            .iter()
            .map(|fault| {
                (
                    fault.rule,
                    fault.level,
                    &fault.value[fault.range.clone()],
                    fault.replacement.as_deref(),
                )
            })
            .collect();
        assert_eq!(found, [(*rule, *level, *part, *replacement)], "{text}");
    }
}

/// Text, rule, offending part, replacement.
type Mistake = (&'static str, Rule, &'static str, Option<&'static str>);

const MISTAKES: &[Mistake] = &[
    // One string, one origin.
    ("", Rule::EmptyOrigin, "", None),
    (" ", Rule::EmptyOrigin, " ", None),
    ("\t\n", Rule::EmptyOrigin, "\t\n", None),
    (" https://a.com", Rule::OriginWhitespace, " ", Some(r#""https://a.com""#)),
    ("https://a.com\n", Rule::OriginWhitespace, "\n", Some(r#""https://a.com""#)),
    ("\u{0}https://a.com", Rule::OriginWhitespace, "\u{0}", Some(r#""https://a.com""#)),
    (
        "https://a.com,https://b.com",
        Rule::SeveralOrigins,
        ",",
        Some(r#""https://a.com", "https://b.com""#),
    ),
    (
        "https://a.com, https://B.com/",
        Rule::SeveralOrigins,
        ",",
        Some(r#""https://a.com", "https://b.com""#),
    ),
    (
        " https://a.com  https://b.com",
        Rule::SeveralOrigins,
        " ",
        Some(r#""https://a.com", "https://b.com""#),
    ),
    ("https://a.com;b.com", Rule::SeveralOrigins, ";", Some(r#""https://a.com", "https://b.com""#)),
    ("https://a.com https://a.com", Rule::SeveralOrigins, " ", Some(r#""https://a.com""#)),
    ("https://my app.example.com", Rule::SeveralOrigins, " ", None),
    ("a or b", Rule::SeveralOrigins, " ", None),
    ("file:", Rule::SchemeSlashes, ":", Some(r#"raw("file://")"#)),
    ("file:/x", Rule::SchemeSlashes, ":/x", Some(r#"raw("file://")"#)),
    ("app:/x", Rule::SchemeSlashes, ":/x", None),
    ("https://a.com,", Rule::SeveralOrigins, ",", Some(r#""https://a.com""#)),
    ("https://a.com, *", Rule::SeveralOrigins, ",", None),
    (",", Rule::SeveralOrigins, ",", None),
    ("*", Rule::StarInList, "*", None),
    ("NULL", Rule::NullCase, "NULL", None),
    (" null", Rule::NullCase, " null", None),
    // Scheme.
    ("a.com", Rule::MissingScheme, "", Some(r#""https://a.com""#)),
    ("www.a.com:3000", Rule::MissingScheme, "", Some(r#""https://www.a.com:3000""#)),
    ("//a.com", Rule::MissingScheme, "//", Some(r#""https://a.com""#)),
    ("localhost", Rule::MissingScheme, "", Some(r#""http://localhost""#)),
    ("localhost:3000", Rule::MissingScheme, "", Some(r#""http://localhost:3000""#)),
    ("127.0.0.1:8080", Rule::MissingScheme, "", Some(r#""http://127.0.0.1:8080""#)),
    ("localhost:80", Rule::MissingScheme, "", Some(r#""http://localhost""#)),
    ("*.a.com", Rule::MissingScheme, "", Some(r#""https://*.a.com""#)),
    ("HTTPS://A.com", Rule::SchemeCase, "HTTPS", Some(r#""https://a.com""#)),
    ("https:a.com", Rule::SchemeSlashes, ":", Some(r#""https://a.com""#)),
    ("https:/a.com", Rule::SchemeSlashes, ":/", Some(r#""https://a.com""#)),
    ("https:\\\\a.com", Rule::SchemeSlashes, ":\\\\", Some(r#""https://a.com""#)),
    ("https:///a.com", Rule::SchemeSlashes, "/", Some(r#""https://a.com""#)),
    ("http//a.com", Rule::SchemeSlashes, "//", Some(r#""http://a.com""#)),
    ("https;//A.com/", Rule::SchemeSlashes, ";//", Some(r#""https://a.com""#)),
    ("HTTPS.//a.com", Rule::SchemeSlashes, ".//", Some(r#""https://a.com""#)),
    ("https://https://a.com", Rule::DoubledScheme, "https://", Some(r#""https://a.com""#)),
    ("http://https://A.com/", Rule::DoubledScheme, "http://", Some(r#""https://a.com""#)),
    ("http/a.com", Rule::MissingScheme, "", None),
    ("null/", Rule::NullCase, "null/", None),
    ("https://a.com:+80", Rule::PortInvalid, "+80", None),
    // A word is not sure to be a host's name, nor the scheme of something else.
    ("any", Rule::NotAnOrigin, "any", None),
    ("self", Rule::NotAnOrigin, "self", None),
    ("intranet/", Rule::MissingScheme, "", None),
    ("3000", Rule::MissingScheme, "", None),
    ("chrome-extension//abc", Rule::MissingScheme, "", None),
    ("intranet:3000", Rule::MissingScheme, "", Some(r#""https://intranet:3000""#)),
    ("[::1]", Rule::MissingScheme, "", Some(r#""http://[::1]""#)),
    // The scheme of an app after that of a page.
    ("https://tauri://localhost", Rule::DoubledScheme, "https://", Some(r#""tauri://localhost""#)),
    ("http://app://obsidian.md/", Rule::DoubledScheme, "http://", Some(r#""app://obsidian.md""#)),
    ("https://wss://a.com", Rule::DoubledScheme, "https://", Some(r#""https://a.com""#)),
    ("https://localhost://3000", Rule::EmptyPort, ":", None),
    ("https://backend://8080", Rule::EmptyPort, ":", None),
    ("https://blob://x", Rule::EmptyPort, ":", None),
    ("tauri:localhost", Rule::SchemeSlashes, ":", Some(r#""tauri://localhost""#)),
    ("capacitor:/localhost", Rule::SchemeSlashes, ":/", Some(r#""capacitor://localhost""#)),
    ("app://user@host", Rule::OriginUserinfo, "user@", Some(r#""app://host""#)),
    ("app://a?b", Rule::OriginQuery, "?b", Some(r#""app://a""#)),
    ("app://a#b", Rule::OriginFragment, "#b", Some(r#""app://a""#)),
    ("filesystem:https://a.com/temporary", Rule::NeverAnOrigin, "filesystem", None),
    // A comma for a dot, and a list.
    ("https://app,a.com", Rule::SeveralOrigins, ",", None),
    ("https://app.a,com", Rule::SeveralOrigins, ",", None),
    ("https://a.com,b.com", Rule::SeveralOrigins, ",", Some(r#""https://a.com", "https://b.com""#)),
    ("1http://a.com", Rule::SchemeSyntax, "1http", None),
    ("ht~tp://a.com", Rule::SchemeSyntax, "ht~tp", None),
    ("*://a.com", Rule::WildcardScheme, "*", Some(r#""https://a.com", "http://a.com""#)),
    ("http*://a.com", Rule::WildcardScheme, "http*", Some(r#""https://a.com", "http://a.com""#)),
    ("*://a.com/", Rule::WildcardScheme, "*", None),
    ("ws://a.com", Rule::WebSocketScheme, "ws", Some(r#""http://a.com""#)),
    ("wss://a.com:443", Rule::WebSocketScheme, "wss", Some(r#""https://a.com""#)),
    ("data:text/html,x", Rule::NeverAnOrigin, "data", None),
    ("blob:https://a.com/1", Rule::NeverAnOrigin, "blob", None),
    ("about:blank", Rule::NeverAnOrigin, "about", None),
    ("javascript:0", Rule::NeverAnOrigin, "javascript", None),
    ("ftp://a.com", Rule::NeverAnOrigin, "ftp", None),
    ("file://", Rule::RawOrigin, "", Some(r#"raw("file://")"#)),
    ("file:///x", Rule::RawOrigin, "", Some(r#"raw("file://")"#)),
    ("file://x", Rule::RawOrigin, "", Some(r#"raw("file://")"#)),
    ("file://*", Rule::RawOrigin, "", Some(r#"raw("file://")"#)),
    ("app://", Rule::RawOrigin, "", Some(r#"raw("app://")"#)),
    // What follows the host.
    ("https://a.com/", Rule::OriginPath, "/", Some(r#""https://a.com""#)),
    ("https://a.com/app", Rule::OriginPath, "/app", Some(r#""https://a.com""#)),
    ("https://a.com\\app", Rule::OriginPath, "\\app", Some(r#""https://a.com""#)),
    ("https://a.com?x", Rule::OriginQuery, "?x", Some(r#""https://a.com""#)),
    ("https://a.com#x", Rule::OriginFragment, "#x", Some(r#""https://a.com""#)),
    ("https://*.a.com/", Rule::OriginPath, "/", Some(r#""https://*.a.com""#)),
    ("tauri://localhost/", Rule::OriginPath, "/", Some(r#""tauri://localhost""#)),
    ("https://user:pw@a.com", Rule::OriginUserinfo, "user:pw@", Some(r#""https://a.com""#)),
    ("https://a@b@a.com", Rule::OriginUserinfo, "a@b@", Some(r#""https://a.com""#)),
    // Ports.
    ("https://a.com:443", Rule::DefaultPort, ":443", Some(r#""https://a.com""#)),
    ("http://a.com:80", Rule::DefaultPort, ":80", Some(r#""http://a.com""#)),
    ("https://a.com:443/x", Rule::DefaultPort, ":443", Some(r#""https://a.com""#)),
    ("https://a.com:", Rule::EmptyPort, ":", Some(r#""https://a.com""#)),
    ("http://a.com:08080", Rule::PortZeros, "08080", Some(r#""http://a.com:8080""#)),
    ("https://a.com:0443", Rule::PortZeros, "0443", Some(r#""https://a.com""#)),
    ("https://a.com:0", Rule::PortInvalid, "0", None),
    ("https://a.com:65536", Rule::PortInvalid, "65536", None),
    ("https://a.com:abc", Rule::PortInvalid, "abc", None),
    ("https://a.com:-1", Rule::PortInvalid, "-1", None),
    ("https://a.com:80:81", Rule::PortInvalid, "80:81", None),
    ("https://a.com:*0", Rule::PortInvalid, "*0", None),
    ("app://localhost:080", Rule::PortInvalid, "080", None),
    // Hosts.
    ("https://", Rule::EmptyHost, "", None),
    ("https://:8080", Rule::EmptyHost, "", None),
    ("https://*.", Rule::HostEmptyLabel, "", None),
    ("https://App.Example.com", Rule::HostCase, "A", Some(r#""https://app.example.com""#)),
    ("https://*.EXAMPLE.com", Rule::HostCase, "EXAMPLE", Some(r#""https://*.example.com""#)),
    (
        "https://münchen.example",
        Rule::HostUnicode,
        "ü",
        Some(r#""https://xn--mnchen-3ya.example""#),
    ),
    (
        "https://MÜNCHEN.Example",
        Rule::HostUnicode,
        "Ü",
        Some(r#""https://xn--mnchen-3ya.example""#),
    ),
    (
        "https://*.bücher.example",
        Rule::HostUnicode,
        "ü",
        Some(r#""https://*.xn--bcher-kva.example""#),
    ),
    ("https://faß.example", Rule::HostUnicode, "ß", Some(r#""https://xn--fa-hia.example""#)),
    ("https://☕.example", Rule::HostUnicode, "☕", Some(r#""https://xn--53h.example""#)),
    ("https://例え。テスト", Rule::HostUnicode, "例", Some(r#""https://xn--r8jz45g.xn--zckzah""#)),
    (
        "https://b%C3%BCcher.example",
        Rule::HostPercent,
        "%C3",
        Some(r#""https://xn--bcher-kva.example""#),
    ),
    // A sequence of emoji, a right-to-left script, a letter that stands for two, half-encoded: not certain.
    ("https://👩‍💻.example", Rule::HostUnicode, "👩", None),
    ("https://אבג.example", Rule::HostUnicode, "א", None),
    ("https://ĳ.example", Rule::HostUnicode, "ĳ", None),
    ("https://xn--ü.example", Rule::HostUnicode, "ü", None),
    ("https://ex%61mple.com", Rule::HostPercent, "%61", Some(r#""https://example.com""#)),
    ("https://ex%41mple.com", Rule::HostPercent, "%41", Some(r#""https://example.com""#)),
    ("https://ex%zzmple.com", Rule::HostCharacter, "%", None),
    ("https://ex%25mple.com", Rule::HostCharacter, "%", None),
    ("https://ex%ffmple.com", Rule::HostCharacter, "%", None),
    ("https://a$b.com", Rule::HostCharacter, "$", None),
    ("https://a..b", Rule::HostEmptyLabel, "a..b", None),
    ("https://.a.com", Rule::LeadingDot, "https://.a.com", None),
    ("https://a.com..", Rule::HostEmptyLabel, "a.com..", None),
    ("app://a^b", Rule::HostCharacter, "^", None),
    // Addresses.
    ("http://0x7f000001", Rule::Ipv4Form, "0x7f000001", Some(r#""http://127.0.0.1""#)),
    ("http://0X7F.1", Rule::Ipv4Form, "0X7F.1", Some(r#""http://127.0.0.1""#)),
    ("http://127.1", Rule::Ipv4Form, "127.1", Some(r#""http://127.0.0.1""#)),
    ("http://0177.0.0.1", Rule::Ipv4Form, "0177.0.0.1", Some(r#""http://127.0.0.1""#)),
    ("http://2130706433", Rule::Ipv4Form, "2130706433", Some(r#""http://127.0.0.1""#)),
    ("http://127.0.0.1.", Rule::Ipv4Form, "127.0.0.1.", Some(r#""http://127.0.0.1""#)),
    ("http://0x", Rule::Ipv4Form, "0x", Some(r#""http://0.0.0.0""#)),
    ("http://1.0xffffff", Rule::Ipv4Form, "1.0xffffff", Some(r#""http://1.255.255.255""#)),
    ("http://999.1.1.1", Rule::Ipv4Invalid, "999.1.1.1", None),
    ("http://1.2.3.4.5", Rule::Ipv4Invalid, "1.2.3.4.5", None),
    ("http://host.123", Rule::Ipv4Invalid, "host.123", None),
    ("http://09", Rule::Ipv4Invalid, "09", None),
    ("http://1..2", Rule::Ipv4Invalid, "1..2", None),
    ("http://4294967296", Rule::Ipv4Invalid, "4294967296", None),
    ("http://99999999999999999999999", Rule::Ipv4Invalid, "99999999999999999999999", None),
    ("http://[0:0:0:0:0:0:0:1]", Rule::Ipv6Form, "[0:0:0:0:0:0:0:1]", Some(r#""http://[::1]""#)),
    ("http://[2001:DB8::1]", Rule::Ipv6Form, "[2001:DB8::1]", Some(r#""http://[2001:db8::1]""#)),
    ("http://[1::0:1]", Rule::Ipv6Form, "[1::0:1]", Some(r#""http://[1::1]""#)),
    (
        "http://[::ffff:127.0.0.1]",
        Rule::Ipv6Form,
        "[::ffff:127.0.0.1]",
        Some(r#""http://[::ffff:7f00:1]""#),
    ),
    ("http://[fe80::1%25eth0]", Rule::Ipv6Invalid, "[fe80::1%25eth0]", None),
    ("http://[::1", Rule::Ipv6Invalid, "[::1", None),
    ("http://[::1]x", Rule::Ipv6Invalid, "[::1]x", None),
    ("http://[]", Rule::Ipv6Invalid, "[]", None),
    ("http://::1:3000", Rule::Ipv6Brackets, "::1:3000", None),
    // Wildcards.
    ("https://*", Rule::WildcardHost, "*", None),
    ("http://*:*", Rule::WildcardHost, "*", None),
    ("https://app-*", Rule::WildcardPlace, "*", None),
    ("https://app-*-*.a.com", Rule::WildcardPlace, "*", None),
    ("https://*.app-*.a.com", Rule::WildcardPlace, "*", None),
    ("https://x.app-*.a.com", Rule::WildcardPlace, "*", None),
    ("https://app-*.127.0.0.1", Rule::WildcardPlace, "", None),
    ("https://app-*.", Rule::HostEmptyLabel, "", None),
    ("https://App-*-Team.A.com/", Rule::HostCase, "A", Some(r#""https://app-*-team.a.com""#)),
    ("https://app-*.a.com:443", Rule::DefaultPort, ":443", Some(r#""https://app-*.a.com""#)),
    ("app-*.a.com", Rule::MissingScheme, "", Some(r#""https://app-*.a.com""#)),
    ("https://büro-*.a.com", Rule::HostUnicode, "ü", None),
    ("https://app%2d*.a.com", Rule::HostCharacter, "%", None),
    ("https://a.*", Rule::WildcardPlace, "*", None),
    ("https://*.*.a.com", Rule::WildcardPlace, "*.*.", Some(r#""https://*.a.com""#)),
    ("https://*.**.*.a.com:*", Rule::WildcardPlace, "*.**.*.", Some(r#""https://*.a.com:*""#)),
    ("https://x.*.a.com", Rule::WildcardPlace, "*", None),
    ("https://**.a.com", Rule::WildcardPlace, "**.", Some(r#""https://*.a.com""#)),
    ("https://*.*", Rule::WildcardPlace, "*", None),
    ("https://*.x*.a.com", Rule::WildcardPlace, "*", None),
    ("https://*.127.0.0.1", Rule::WildcardPlace, "", None),
    ("app://a*", Rule::WildcardPlace, "*", None),
];

#[test]
fn each_mistake_is_found_at_its_place_with_what_to_write() {
    let mut wrong = Vec::new();
    for (text, rule, part, replacement) in MISTAKES {
        let checked = origin::check(text);
        let [fault] = &checked.faults[..] else {
            wrong.push(format!("{text:?}: {:?}", checked.faults));
            continue;
        };
        let found =
            (fault.rule, text.get(fault.range.clone()).unwrap(), fault.replacement.as_deref());
        if found != (*rule, *part, *replacement)
            || checked.value.is_some()
            || fault.level != Level::Error
        {
            wrong.push(format!(
                "{text:?}: expected {:?}, found {found:?}",
                (rule, part, replacement)
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_scheme_is_doubled_any_number_of_times() {
    for times in [2, 3, 100_000] {
        let fault = origin::check(&format!("{}a.com", "http://".repeat(times))).faults.remove(0);
        assert_eq!(
            (fault.rule, fault.replacement.as_deref()),
            (Rule::DoubledScheme, Some(r#""http://a.com""#))
        );
    }
}

#[test]
fn long_names_are_refused_at_the_limits_of_dns() {
    let label = "a".repeat(63);
    let name = format!("{label}.{label}.{label}.{}", "a".repeat(61));
    assert_eq!(name.len(), 253);
    for (host, accepted) in [
        (label.clone(), true),
        (format!("{label}a"), false),
        (name.clone(), true),
        (format!("{name}."), true),
        (format!("{name}a"), false),
        // The `*` stands for one character at least.
        (format!("{}*-a.example", "a".repeat(60)), true),
        (format!("{}*-a.example", "a".repeat(61)), false),
        (name.replacen('a', "*", 1), true),
        (format!("*{}", name.replacen('.', "a.", 1)), false),
        (format!("*{}", &name[2..]), true),
    ] {
        let checked = origin::check(&format!("https://{host}"));
        assert_eq!(checked.value.is_some(), accepted, "{host}");
        assert!(accepted || checked.faults[0].rule == Rule::HostLength, "{host}");
    }
}

#[test]
fn raw_spells_what_the_standards_do_not_and_nothing_else() {
    for text in ["app://", "file://", "content://", "app://a^b", "weird", "x:y"] {
        assert!(origin::check_raw(text).faults.is_empty(), "{text}");
    }
    for (text, rule, replacement) in [
        ("", Rule::EmptyOrigin, None),
        ("app://ü", Rule::RawBytes, None),
        ("app:// a", Rule::RawBytes, None),
        ("app://\r\n", Rule::RawBytes, None),
        ("x,*", Rule::RawBytes, None),
        ("app://*", Rule::RawNeedless, Some(r#""app://*""#)),
        ("app://a*", Rule::RawBytes, None),
        ("data:x", Rule::NeverAnOrigin, None),
        ("ftp://a.com", Rule::NeverAnOrigin, None),
        ("about:blank", Rule::NeverAnOrigin, None),
        ("blob:https://a.com", Rule::NeverAnOrigin, None),
        ("wss://a.com", Rule::RawNeedless, None),
        ("file:///x", Rule::OriginPath, Some(r#"raw("file://")"#)),
        ("app://\"x/", Rule::OriginPath, Some(r#"raw("app://\"x")"#)),
        ("https://a.example", Rule::RawNeedless, Some(r#""https://a.example""#)),
        ("https://*.example.com", Rule::RawNeedless, Some(r#""https://*.example.com""#)),
        ("https://a.example/", Rule::RawNeedless, None),
        ("HTTP://A", Rule::RawNeedless, None),
        ("app.example.com", Rule::MissingScheme, Some(r#""https://app.example.com""#)),
        ("localhost:3000", Rule::MissingScheme, Some(r#""http://localhost:3000""#)),
        ("app://user@host", Rule::OriginUserinfo, Some(r#""app://host""#)),
        ("app://u:p@host:1/x", Rule::OriginUserinfo, Some(r#""app://host:1""#)),
        ("app:///?x", Rule::OriginPath, Some(r#"raw("app://")"#)),
        ("app://?x", Rule::OriginQuery, Some(r#"raw("app://")"#)),
        ("tauri://localhost", Rule::RawNeedless, Some(r#""tauri://localhost""#)),
        ("null", Rule::RawNeedless, None),
        ("NULL", Rule::RawNeedless, None),
        ("*", Rule::StarInList, None),
    ] {
        let checked = origin::check_raw(text);
        assert_eq!(checked.value, None, "{text:?}");
        assert_eq!(
            (checked.faults[0].rule, checked.faults[0].replacement.as_deref()),
            (rule, replacement),
            "{text:?}"
        );
    }
}
