//! `Origin::parse` takes what a browser can send, and nothing else: held against the `url` crate.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use cors_table::Origin;
use fastrand::Rng;
use url::Url;

/// Whether a browser has a page at some address whose origin it sends as `text`.
fn is_sendable(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https") && url.origin().ascii_serialization() == text
    })
}

/// What browsers take as a page's origin and `Origin::parse` does not, and why.
fn is_left_out(text: &str) -> Option<&'static str> {
    let (_, rest) = text.split_once("://")?;
    let (host, port) = match rest.rsplit_once(':').filter(|_| !rest.ends_with(']')) {
        Some((host, port)) => (host, Some(port)),
        None => (rest, None),
    };
    let name = host.strip_suffix('.').unwrap_or(host);
    if port == Some("0") {
        return Some("browsers open no page on port 0 (Fetch, port blocking)");
    }
    if name.len() > 253 || name.split('.').any(|label| label.is_empty() || label.len() > 63) {
        return Some("no name in DNS (RFC 1035 2.3.4)");
    }
    let is_of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    if !name.starts_with('[') && !name.chars().all(is_of_name) {
        return Some("no name in DNS has such a character (RFC 1035 2.3.1)");
    }
    None
}

/// What `Origin::parse` takes and the `url` crate does not: ASCII hosts with bad Punycode, which the URL Standard accepts
/// since June 2026.
fn is_newer(text: &str) -> bool {
    text.contains("xn--")
}

fn text(rng: &mut Rng) -> String {
    let scheme = rng.choice(["http://", "https://", "https://", "HTTP://", "http:/"]).unwrap();
    let host = match rng.u8(..9) {
        0 => address(rng),
        1 => format!("[{}]", std::net::Ipv6Addr::from_bits(rng.u128(..) & mask(rng))),
        2 => ipv6(rng),
        3 => (0..rng.u8(1..6)).map(|_| number(rng)).collect::<Vec<_>>().join("."),
        4 => format!("{}.{}", label(rng), number(rng)),
        5 => (0..rng.u8(1..80)).map(|_| label(rng)).collect::<Vec<_>>().join("."),
        6 => (0..rng.u8(1..8)).map(|_| rng.char('!'..='~')).collect(),
        _ => (0..rng.u8(1..4)).map(|_| label(rng)).collect::<Vec<_>>().join("."),
    };
    let dot = if rng.u8(..6) == 0 { "." } else { "" };
    let port = match rng.u8(..8) {
        0 => format!(":{}", rng.u32(..70_000)),
        1 => rng.choice([":80", ":443", ":0", ":", ":08", ":x", ":65535"]).unwrap().to_owned(),
        _ => String::new(),
    };
    let tail = if rng.u8(..12) == 0 { rng.choice(["/", " ", "?", "/a"]).unwrap() } else { "" };
    format!("{scheme}{host}{dot}{port}{tail}")
}

fn address(rng: &mut Rng) -> String {
    let [a, b, c, d] = rng.u32(..).to_be_bytes();
    format!("{a}.{b}.{c}.{d}")
}

/// Masks with many zeros, so that runs of them are compressed.
fn mask(rng: &mut Rng) -> u128 {
    (0..8).fold(0, |mask, _| mask << 16 | if rng.bool() { 0xffff } else { 0 })
}

fn ipv6(rng: &mut Rng) -> String {
    let pieces: Vec<_> = (0..rng.u8(1..10))
        .map(|_| *rng.choice(&["", "0", "1", "a", "ffff", "00", "0a", "A", "1.2.3.4"]).unwrap())
        .collect();
    format!("[{}]", pieces.join(":"))
}

fn number(rng: &mut Rng) -> String {
    match rng.u8(..4) {
        0 => format!("0x{:x}", rng.u16(..)),
        1 => format!("0{}", rng.u8(..)),
        2 => rng.u32(..).to_string(),
        _ => rng.u8(..).to_string(),
    }
}

fn label(rng: &mut Rng) -> String {
    match rng.u8(..10) {
        0 => format!("xn--{}", plain(rng)),
        1 => format!("-{}", plain(rng)),
        2 => format!("{}_", plain(rng)),
        3 => "a".repeat(rng.usize(60..67)),
        4 => plain(rng).to_ascii_uppercase(),
        5 => String::new(),
        _ => plain(rng),
    }
}

fn plain(rng: &mut Rng) -> String {
    (0..rng.u8(1..6)).map(|_| rng.alphanumeric().to_ascii_lowercase()).collect()
}

#[test]
fn an_origin_is_what_a_browser_can_send() {
    let mut rng = Rng::with_seed(7);
    let (mut taken, mut refused, mut left_out) = (0, 0, 0);
    for _ in 0..400_000 {
        let text = text(&mut rng);
        let is_taken = Origin::parse(text.as_bytes()).is_some();
        match (is_taken, is_sendable(&text)) {
            (true, true) => taken += 1,
            (false, false) => refused += 1,
            (true, false) => assert!(is_newer(&text), "{text} is taken and never sent"),
            (false, true) => {
                assert!(is_left_out(&text).is_some(), "{text} is sent and not taken");
                left_out += 1;
            }
        }
    }
    // None of the three is rare.
    assert!(taken > 50_000 && refused > 50_000 && left_out > 5_000, "{taken} {refused} {left_out}");
}
