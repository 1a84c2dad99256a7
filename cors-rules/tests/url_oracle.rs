//! The rules for origins against an independent reading of the URL Standard, the `url` crate:
//! whatever it parses to a tuple origin is accepted exactly if it equals that origin's ASCII
//! serialization, and is otherwise refused with that serialization as the replacement.

use cors_rules::{Fault, Level, Rule, origin};
use proptest::prelude::*;
use url::{Origin, Url};

/// The serialization of what a browser makes of `text` as the address of a page; `None` where it has
/// no tuple origin, or one that no page can have.
fn serialized(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    match url.origin() {
        origin @ Origin::Tuple(..) => Some(origin.ascii_serialization()),
        Origin::Opaque(_) => None,
    }
}

/// Where the rules are meant to differ from the URL Standard, and why.
fn is_exception(fault: &Fault) -> bool {
    match fault.rule {
        // The parser takes any length and empty labels; DNS resolves neither (U#concept-domain-to-ascii).
        Rule::HostLength | Rule::HostEmptyLabel
        // The parser takes more ASCII than a name in DNS can hold (RFC 1035 2.3.1).
        | Rule::HostCharacter
        // `*` is an ordinary character of hosts in the URL Standard; here it is a wildcard (U#concept-domain-to-ascii).
        | Rule::WildcardHost | Rule::WildcardPlace
        // White space or commas inside: read as a list, which the parser would strip or keep.
        | Rule::SeveralOrigins
        // Notations of other software: no name in DNS, or a path that is a number of bits.
        | Rule::RegularExpression | Rule::QuotedOrigin | Rule::AddressRange | Rule::LeadingDot => true,
        // Where the ASCII form is not certain, none is offered.
        Rule::HostUnicode => fault.replacement.is_none(),
        // Port 0 parses, and browsers refuse to connect to it (port blocking, in Fetch).
        Rule::PortInvalid => fault.value.get(fault.range.clone()).is_some_and(|port| port.trim_start_matches('0').is_empty()),
        _ => false,
    }
}

fn agree(text: &str) -> Result<(), TestCaseError> {
    let checked = origin::check(text);
    let Some(serialized) = serialized(text) else {
        // The `url` crate does not know ASCII hosts with undecodable Punycode, which browsers take
        // since 2026 (U#concept-domain-to-ascii); and wildcards for ports are ours.
        let ours = text.contains("xn--")
            || text.contains(":*")
            || !text.to_ascii_lowercase().starts_with("http");
        prop_assert!(ours || checked.value.is_none(), "{text:?} is no origin and was accepted");
        return Ok(());
    };
    // What browsers can send and hardly anybody means is accepted.
    let errors: Vec<_> =
        checked.faults.iter().filter(|fault| fault.level == Level::Error).collect();
    match &errors[..] {
        [] => {
            let is_pattern = text.contains('*');
            prop_assert!(
                is_pattern || serialized == text,
                "{text:?} was accepted, browsers send {serialized:?}"
            );
        }
        [fault] => {
            prop_assert!(serialized != text || is_exception(fault), "{text:?}: {fault}");
            if !is_exception(fault) && !text.contains('*') {
                let expected = format!("{serialized:?}");
                prop_assert_eq!(
                    fault.replacement.as_deref(),
                    Some(&*expected),
                    "{:?}: {}",
                    text,
                    fault
                );
            }
        }
        more => prop_assert!(false, "{text:?}: {more:?}"),
    }
    Ok(())
}

/// Text that is nearly an origin: pieces of origins, good and bad, put together.
fn nearly_an_origin() -> impl Strategy<Value = String> {
    let scheme = prop::sample::select(vec![
        "https://",
        "http://",
        "HTTP://",
        "https:/",
        "https:",
        "https:\\\\",
        "http:///",
        "ws://",
        "tauri://",
        "//",
        "",
    ]);
    let userinfo = prop::sample::select(vec!["", "", "", "", "a@", "a:b@"]);
    let host = prop_oneof![
        "[a-z0-9-]{1,8}(\\.[a-z0-9_-]{1,8}){0,3}\\.?",
        "[A-Za-z.-]{1,12}",
        "(0x)?[0-9a-f]{1,4}(\\.(0x)?[0-9]{1,4}){0,4}\\.?",
        "\\[[0-9a-fA-F:.]{2,20}\\]",
        "\\[([0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}\\]",
        any::<std::net::Ipv6Addr>().prop_map(|address| format!("[{address}]")),
        any::<[bool; 8]>().prop_map(|zeros| {
            let pieces: Vec<_> = zeros.iter().map(|zero| if *zero { "0" } else { "1f" }).collect();
            format!("[{}]", pieces.join(":"))
        }),
        any::<std::net::Ipv4Addr>().prop_map(|address| address.to_string()),
        "[a-z%0-9]{1,10}",
        "(\\*\\.)?[a-z*]{1,5}\\.com",
        "\\PC{1,6}",
    ];
    let port = prop_oneof![
        3 => Just(String::new()),
        1 => Just(":443".to_owned()),
        1 => Just(":80".to_owned()),
        1 => ":[0-9]{0,6}",
        1 => ":[*a-z0-9-]{1,3}",
    ];
    let tail = prop::sample::select(vec!["", "", "", "", "/", "/a", "?a", "#a", "\\a", "/a?b#c"]);
    (scheme, userinfo, host, port, tail).prop_map(|(scheme, userinfo, host, port, tail)| {
        format!("{scheme}{userinfo}{host}{port}{tail}")
    })
}

/// The host that browsers send for one with `label` in it.
fn ascii(label: &str) -> Option<String> {
    serialized(&format!("https://a{label}.example"))
}

/// What is offered for it.
fn offered(label: &str) -> Option<String> {
    let checked = origin::check(&format!("https://a{label}.example"));
    let replacement = checked.faults.first()?.replacement.clone()?;
    Some(replacement.trim_matches('"').to_owned())
}

#[test]
fn punycode_is_right_for_every_character_for_which_it_is_offered() {
    let mut count = 0;
    for character in ('\u{80}'..=char::MAX).map(String::from) {
        if let Some(offered) = offered(&character) {
            assert_eq!(Some(offered), ascii(&character), "{character}");
            count += 1;
        }
    }
    // The scripts of most people; not an empty loop.
    assert!(count > 40_000, "{count}");
}

/// What has no scheme, or a broken one, is mended to the origin that was meant.
#[test]
fn a_missing_or_broken_scheme_is_mended_to_the_origin_that_was_meant() {
    for host in ["App.example", "www", "a-b.example", "localhost", "127.0.0.1"] {
        for port in ["", ":443", ":80", ":3000"] {
            for tail in ["", "/", "/x"] {
                // The last scheme that is written counts; without one it is https, and http on one's own machine.
                let without = if host.starts_with(['l', '1']) { "http" } else { "https" };
                for (broken, scheme) in [
                    ("", without),
                    ("//", without),
                    ("http//", "http"),
                    ("https;//", "https"),
                    ("https://https://", "https"),
                    ("http://HTTPS://", "https"),
                    ("https:/", "https"),
                ] {
                    let text = format!("{broken}{host}{port}{tail}");
                    let meant = serialized(&format!("{scheme}://{host}{port}{tail}"));
                    // That a word alone is a host is not sure.
                    let is_sure = host != "www" || !port.is_empty() || broken.len() > 2;
                    let expected = meant.filter(|_| is_sure).map(|origin| format!("{origin:?}"));
                    assert_eq!(origin::check(&text).faults[0].replacement, expected, "{text}");
                }
            }
        }
    }
}

/// Whatever follows, also what looks like the end of another scheme.
#[test]
fn a_scheme_of_web_pages_ends_with_its_colon() {
    for text in [
        "https:/app.example://",
        "http:/app.example://x",
        "https:app.example://",
        "https:/a:8443//",
    ] {
        let expected = serialized(text).map(|origin| format!("{origin:?}"));
        assert!(expected.is_some(), "{text}");
        assert_eq!(origin::check(text).faults[0].replacement, expected, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_rules_agree_with_the_url_standard(text in nearly_an_origin()) {
        agree(&text)?;
    }

    /// Two grammars stand for one thing: what is accepted here can be split there.
    #[test]
    fn what_is_accepted_is_an_origin_to_the_table(text in nearly_an_origin()) {
        let checked = origin::check(&text);
        if let Some(origin::Entry::Exact(exact)) = checked.value
            && exact != "null"
            && exact.len() <= cors_table::MAX_WEB_ORIGIN_BYTES
        {
            let origin = cors_table::Origin::parse(exact.as_bytes());
            prop_assert_eq!(origin.map(|origin| origin.as_str()), Some(&*exact));
        }
    }

    #[test]
    fn punycode_is_right_for_words(label in "([a-zA-Z0-9-]{0,2}[À-žΈ-ώЀ-ԯぁ-ヺ一-鿿가-힣☀-➿🌀-🙏]{1,3}){1,5}") {
        if let Some(offered) = offered(&label) {
            prop_assert_eq!(Some(offered), ascii(&label), "{}", label);
        }
    }

    #[test]
    fn what_is_offered_as_a_replacement_is_accepted(text in prop_oneof![nearly_an_origin(), "\\PC*", "[a-z:/.,*; ]{0,30}"]) {
        for fault in origin::check(&text).faults.into_iter().chain(origin::check_raw(&text).faults) {
            let Some(replacement) = fault.replacement else { continue };
            // A text that is raw alone may hold what separates the members of a list.
            let raw = |text: &str| {
                text.strip_prefix("raw(\"").and_then(|raw| raw.strip_suffix("\")")).map(str::to_owned)
            };
            if let Some(raw) = raw(&replacement) && !raw.contains('"') {
                prop_assert!(origin::check_raw(&raw).faults.is_empty(), "{text:?} -> {replacement}");
                continue;
            }
            for member in replacement.split(", ") {
                if let Some(raw) = raw(member) {
                    prop_assert!(origin::check_raw(&raw).faults.is_empty(), "{text:?} -> {replacement}");
                    continue;
                }
                let member = member.strip_prefix('"').and_then(|member| member.strip_suffix('"'));
                let member = member.expect("a replacement is in double quotes");
                prop_assert!(origin::check(member).value.is_some(), "{text:?} -> {replacement}");
            }
        }
    }

    #[test]
    fn no_text_makes_the_rules_or_their_messages_panic(text in any::<String>()) {
        for fault in origin::check(&text).faults.into_iter().chain(origin::check_raw(&text).faults) {
            prop_assert!(text.get(fault.range.clone()).is_some(), "{text:?}: {:?}", fault.range);
            prop_assert!(!fault.to_string().is_empty());
        }
    }
}
