//! Of many texts that nobody chose: a replacement is accepted, and a pattern matches something.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use cors_rules::origin::{self, Entry, Host, Port};
use cors_rules::policy::{self, Declaration, Origins};
use cors_rules::{Checked, Fault, Level, header, method};
use cors_table::Origin;
use fastrand::Rng;

const SCHEMES: &[&str] = &[
    "https://",
    "https://",
    "https://",
    "http://",
    "HTTP://",
    "https:/",
    "https//",
    "ws://",
    "*://",
    "http*://",
    "tauri://",
    "app://",
    "blob://",
    "data:",
    "file://",
    "moz-extension://",
    "chrome-extension://",
    "//",
    "",
    "https://https://",
    "^https://",
    "https?://",
    "[\"https://",
    "\"https://",
    "'http://",
    "raw://",
    "a.+://",
];
const STARS: &[&str] = &[
    "", "", "", "*.", "*", "**.", "*.*.", "pr-*.", "*-app.", "pr-*--x.", ".*\\.", ".", "(.*\\.)?",
];
const HOSTS: &[&str] = &[
    "example.com",
    "app.example.com",
    "App.Example.com",
    "localhost",
    "a",
    "com",
    "co.uk",
    "github.io",
    "192.168.1.0",
    "192.168.*",
    "10.0.0.1",
    "0x7f.1",
    "1.2.3.4.5",
    "[::1]",
    "[0:0::1]",
    "[fe80::]",
    "[::ffff:1.2.3.4]",
    "münchen.de",
    "a..b",
    "a_b.example",
    "-a-.example",
    "xn--bad.example",
    "example.com.",
    "ex%61mple.com",
    "a\\.example\\.com",
    "example.*",
    "*",
    "null",
    "all",
    "none",
    "",
    "my app.example",
    "user@a.example",
    "a|b",
];
const PORTS: &[&str] = &[
    "", "", "", "", ":3000", ":443", ":80", ":0", ":*", ":08", ":", ":x", ":99999", ":\\d+", "/24",
    "/24:80",
];
const TAILS: &[&str] = &[
    "", "", "", "", "/", "/a", "?b", "#c", " ", "\n", "\"", "\"]", "'", "$", ",", ";", "|", "]",
    "\u{1}", "*",
];
const SEPARATORS: &[&str] = &[",", ", ", " ", ";", "|", "\n", "\",\"", " or "];

fn pick<'t>(rng: &mut Rng, all: &[&'t str]) -> &'t str {
    rng.choice(all).unwrap()
}

/// Something that people might write for an origin.
fn text(rng: &mut Rng) -> String {
    let mut text = String::new();
    if rng.u8(..12) == 0 {
        text.push_str(pick(rng, &[" ", "\t", "\u{1}", "\u{feff}", "[", "^"]));
    }
    loop {
        for pieces in [SCHEMES, STARS, HOSTS, PORTS, TAILS] {
            text.push_str(pick(rng, pieces));
        }
        if rng.u8(..6) > 0 {
            break;
        }
        text.push_str(pick(rng, SEPARATORS));
    }
    // A slip of a key.
    if rng.u8(..4) == 0 {
        let places: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
        if let Some(at) = rng.choice(&places).copied() {
            if rng.bool() {
                text.remove(at);
            } else {
                text.insert(at, rng.char(' '..='~'));
            }
        }
    }
    text
}

/// An entry that is often a good one.
fn good(rng: &mut Rng) -> String {
    let scheme = pick(rng, &["https", "http", "app", "moz-extension", "tauri"]);
    let (star, host) = (pick(rng, STARS), pick(rng, HOSTS));
    format!("{scheme}://{star}{host}{}", pick(rng, &["", ":*", ":8443", ":443"]))
}

fn is_refused(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| fault.level > Level::Warning)
}

/// The entries that are pasted with a replacement; a text that is `raw` may hold what separates others.
fn pasted(replacement: &str) -> Vec<Checked<Entry>> {
    let quoted = |text: &str| {
        text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap().to_owned()
    };
    let raw =
        |text: &str| text.strip_prefix("raw(").and_then(|text| text.strip_suffix(')')).map(quoted);
    if let Some(raw) = raw(replacement).filter(|raw| !raw.contains('"')) {
        return vec![origin::check_raw(&raw)];
    }
    let members = replacement.split(", ");
    members
        .map(|member| match raw(member) {
            Some(raw) => origin::check_raw(&raw),
            None => origin::check(&quoted(member)),
        })
        .collect()
}

#[test]
fn every_replacement_of_an_origin_is_accepted() {
    let mut rng = Rng::with_seed(5);
    let mut offered = 0;
    for _ in 0..200_000 {
        let text = text(&mut rng);
        for fault in
            [origin::check(&text), origin::check_raw(&text)].into_iter().flat_map(|all| all.faults)
        {
            let Some(replacement) = &fault.replacement else { continue };
            offered += 1;
            for entry in pasted(replacement) {
                let is_accepted = entry.value.is_some() && !is_refused(&entry.faults);
                assert!(is_accepted, "{text:?} -> {replacement}\n{:?}", entry.faults);
            }
        }
    }
    assert!(offered > 20_000, "{offered}");
}

/// Also what is said of entries together, and with credentials.
#[test]
fn every_replacement_in_a_policy_is_accepted() {
    let mut rng = Rng::with_seed(6);
    let mut offered = 0;
    for _ in 0..50_000 {
        let entries: Vec<_> = (0..rng.u8(1..4))
            .filter_map(|_| origin::check(&good(&mut rng)).value)
            .map(Some)
            .collect();
        let judged = |origins: Vec<Option<Entry>>| {
            policy::check(&Declaration {
                origins: Origins::Listed(origins),
                credentials: true,
                ..Declaration::default()
            })
        };
        for located in judged(entries) {
            let Some(replacement) = &located.fault.replacement else { continue };
            offered += 1;
            let entries = pasted(replacement);
            for entry in &entries {
                assert!(entry.value.is_some() && !is_refused(&entry.faults), "{:?}", located.fault);
            }
            let left = judged(entries.into_iter().map(|entry| entry.value).collect());
            assert!(left.iter().all(|left| left.fault.rule != located.fault.rule), "{left:?}");
        }
    }
    assert!(offered > 1_000, "{offered}");
}

#[test]
fn every_replacement_of_a_name_is_accepted() {
    const WORDS: &[&str] = &[
        "content-type",
        "Content-Type",
        "authorization",
        "x-a",
        "X-Request-ID",
        "charset",
        "charset=utf-8",
        "q=0.5",
        "PUT",
        "put",
        "patch",
        "GET",
        "CONNECT",
        "cookie",
        "*",
        "x-amz-meta-*",
        "G*",
        "content type",
        "é",
        "",
        "a:b",
        "application/json",
        "content_type",
        "sec-fetch-mode",
        "set-cookie",
    ];
    let mut rng = Rng::with_seed(7);
    let mut offered = 0;
    for _ in 0..100_000 {
        let mut text = pick(&mut rng, WORDS).to_owned();
        for _ in 0..rng.u8(..3) {
            text.push_str(pick(&mut rng, &[",", ", ", ";", "; ", " ", ":", ": ", "|", "/"]));
            text.push_str(pick(&mut rng, WORDS));
        }
        let checks: [fn(&str) -> Checked<String>; 3] =
            [method::check, header::check_request, header::check_exposed];
        for check in checks {
            for fault in check(&text).faults {
                let Some(replacement) = &fault.replacement else { continue };
                offered += 1;
                for member in replacement.split(", ") {
                    let name = member.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
                    let checked = check(name.unwrap());
                    let is_accepted = checked.value.is_some() && !is_refused(&checked.faults);
                    assert!(is_accepted, "{text:?} -> {replacement}");
                }
            }
        }
    }
    assert!(offered > 10_000, "{offered}");
}

/// The shortest origin that a pattern is for.
fn shortest(entry: &origin::PatternEntry) -> String {
    let host = match entry.host() {
        Host::Exactly(host) => host.clone(),
        Host::Below(domain) => format!("a.{domain}"),
        Host::Label { before, after, domain } => format!("{before}a{after}.{domain}"),
        Host::Every => "a".to_owned(),
    };
    let port = match entry.port() {
        Port::None | Port::Any => String::new(),
        Port::Exactly(port) => format!(":{port}"),
    };
    format!("{}://{host}{port}", entry.scheme())
}

fn assert_alive(text: &str) -> bool {
    let Some(Entry::Pattern(pattern)) = origin::check(text).value else { return false };
    let origin = shortest(&pattern);
    assert!(pattern.as_pattern().matches(origin.as_bytes()), "{text:?} does not match {origin:?}");
    assert!(Origin::parse(origin.as_bytes()).is_some(), "{text:?} matches {origin:?}, never sent");
    true
}

#[test]
fn every_pattern_matches_an_origin_that_can_be_sent() {
    let mut rng = Rng::with_seed(8);
    let texts = (0..200_000).map(|n| if n % 2 == 0 { text(&mut rng) } else { good(&mut rng) });
    let accepted = texts.filter(|text| assert_alive(text)).count();
    assert!(accepted > 5_000, "{accepted}");
}

#[test]
fn a_pattern_at_the_limits_of_a_name_matches_or_is_refused() {
    let mut accepted = 0;
    for domain_len in 230..=256 {
        for labels in [61, 62, 63, 64] {
            let mut domain = String::new();
            while domain.len() < domain_len {
                domain.push_str(&"d".repeat(labels.min(domain_len - domain.len())));
                if domain.len() < domain_len {
                    domain.push('.');
                }
            }
            let domain = domain.trim_end_matches('.');
            for stars in ["*.", "**.", "*-.", "pr-*.", "x*", "*a."] {
                for (scheme, tail) in [("https", ""), ("http", ":*"), ("https", ".:65535")] {
                    accepted +=
                        usize::from(assert_alive(&format!("{scheme}://{stars}{domain}{tail}")));
                }
            }
        }
    }
    for scheme_len in (1..=10).chain(255..=270) {
        for host in ["*", "a:*", "localhost:*"] {
            let scheme = "s".repeat(scheme_len);
            accepted += usize::from(assert_alive(&format!("{scheme}://{host}")));
        }
    }
    assert!(accepted > 500, "{accepted}");
}
