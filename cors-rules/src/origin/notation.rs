//! Entries in a notation of other software: regular expressions, JSON, address ranges, leading dots, words.
//!
//! Configuration files of other libraries, proxies and firewalls have them, and people carry them over. Each has a sentence
//! of its own, because none is a misspelt origin.

use super::{mended, read_origin};
use crate::fault::Fault;
use crate::rule::Rule;

/// The fault of a text in one of these notations.
pub(super) fn find(text: &str) -> Option<Fault> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    word(text, trimmed)
        .or_else(|| regular_expression(text, trimmed))
        .or_else(|| quotes(text, trimmed))
        .or_else(|| address_range(text, trimmed))
        .or_else(|| leading_dot(text, trimmed))
}

fn whole(rule: Rule, text: &str) -> Fault {
    Fault::within(rule, text, 0..text.len())
}

/// The texts as entries to paste, if the rules accept each.
fn accepted<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<String> {
    let mut list = Vec::new();
    for text in texts {
        let entry = mended(&read_origin(text).ok()?)?;
        if !list.contains(&entry) {
            list.push(entry);
        }
    }
    (!list.is_empty()).then(|| list.join(", "))
}

const EVERYBODY: [&str; 8] =
    ["all", "allow-all", "any", "anyone", "anything", "everybody", "everyone", "wildcard"];
const NOBODY: [&str; 9] =
    ["deny", "disabled", "empty", "false", "nil", "no", "nobody", "none", "off"];
const OWN: [&str; 5] = ["'self'", "same", "same-origin", "self", "sameorigin"];
const UNSAID: [&str; 8] = ["auto", "default", "enabled", "on", "true", "undefined", "unset", "yes"];

fn word(text: &str, trimmed: &str) -> Option<Fault> {
    let lower = trimmed.to_ascii_lowercase();
    let (note, help) = if EVERYBODY.contains(&&*lower) {
        (
            "`*` allows every origin, and it replaces a list instead of being in one",
            "write `allow_origins: *`; a list that is read at run time may be `*` where the policy says `runtime_origins: *`",
        )
    } else if NOBODY.contains(&&*lower) {
        ("an empty list allows nobody", "leave the list empty, or the variable unset")
    } else if OWN.contains(&&*lower) {
        (
            "pages of the server's own origin are same-origin, and need no CORS",
            "remove it; if a proxy gives the pages another origin, write that one",
        )
    } else if UNSAID.contains(&&*lower) {
        ("it does not say who is allowed", "list origins, such as \"https://app.example.com\"")
    } else {
        return None;
    };
    Some(whole(Rule::NotAnOrigin, text).related_to(note).wanting(help))
}

/// Signs that regular expressions have and that neither origins nor addresses of pages do.
fn is_regular_expression(text: &str) -> bool {
    const SIGNS: [&str; 13] = [
        "\\.", "\\d", "\\w", "\\/", "://.*", ".+", "[^", "[a-z", "[A-Z", "[0-9", "(?", "https?:",
        "[s]?:",
    ];
    let is_choice = text.contains('(') && text.contains(')') && text.contains('|');
    text.starts_with(['^'])
        || text.starts_with(".*")
        || text.ends_with('$')
        || is_choice
        || SIGNS.iter().any(|sign| text.contains(sign))
}

fn regular_expression(text: &str, trimmed: &str) -> Option<Fault> {
    if !is_regular_expression(trimmed) {
        return None;
    }
    let patterns = patterns(trimmed);
    let replacement = accepted(patterns.iter().map(String::as_str));
    Some(whole(Rule::RegularExpression, text).replaced_by(replacement))
}

/// The patterns that say the same as a simple regular expression, anchored at both ends.
fn patterns(expression: &str) -> Vec<String> {
    let expression = expression
        .strip_prefix('/')
        .and_then(|inside| inside.strip_suffix('/'))
        .unwrap_or(expression);
    let expression = expression.strip_prefix('^').unwrap_or(expression);
    let expression = expression.strip_suffix('$').unwrap_or(expression);
    let plain = expression.replace("\\/", "/").replace("\\-", "-");
    let (schemes, rest) =
        ["https?://", "http[s]?://", "http(s)?://", "(http|https)://", "(https|http)://"]
            .iter()
            .find_map(|both| Some((&["https", "http"][..], plain.strip_prefix(both)?)))
            .or_else(|| Some((&["https"][..], plain.strip_prefix("https://")?)))
            .or_else(|| Some((&["http"][..], plain.strip_prefix("http://")?)))
            .unwrap_or((&[], ""));
    let any_port = [":\\d+", ":\\d*", ":[0-9]+", "(:\\d+)?", "(:[0-9]+)?", ":.*", ":.+"];
    let (host, port) = any_port
        .iter()
        .find_map(|port| Some((rest.strip_suffix(port)?, ":*")))
        .unwrap_or((rest, ""));
    let optional = ["(.*\\.)?", "(.+\\.)?", "(?:.*\\.)?", "(?:.+\\.)?"];
    let below = [".*\\.", ".+\\.", "(.*)\\.", "(.+)\\."];
    let strip = |all: &[&str]| all.iter().find_map(|prefix| host.strip_prefix(prefix));
    let (prefixes, host) = if let Some(host) = strip(&optional) {
        (&["", "*."][..], host)
    } else if let Some(host) = strip(&below) {
        (&["*."][..], host)
    } else {
        (&[""][..], host)
    };
    // A dot that is not escaped is any character; it is taken for a dot only where no other sign is left.
    let host = host.replace("\\.", ".");
    let mut patterns = Vec::new();
    for scheme in schemes {
        patterns.extend(prefixes.iter().map(|prefix| format!("{scheme}://{prefix}{host}{port}")));
    }
    patterns
}

/// `["https://a.example"]`, `'https://a.example'`, and the halves of such a list that a comma leaves.
fn quotes(text: &str, trimmed: &str) -> Option<Fault> {
    let is_quote = |c: char| matches!(c, '"' | '\'' | '`' | '\u{201c}' | '\u{201d}' | '\u{2019}');
    let is_bracket = trimmed.starts_with(['[', '(', '{']) && trimmed.contains("://");
    let is_end = trimmed.contains("://") && trimmed.ends_with(']') && !trimmed.contains('[');
    if !is_bracket && !is_end && !trimmed.contains(is_quote) {
        return None;
    }
    let is_separator = |c: char| matches!(c, ',' | ';') || c.is_whitespace();
    let is_wrapper = |c: char| is_quote(c) || matches!(c, '[' | ']' | '(' | ')' | '{' | '}' | '\\');
    let inside = |part: &str| {
        let inside = part.trim_matches(is_wrapper);
        // An address keeps the bracket at its end.
        [inside.to_owned(), format!("{inside}]")]
            .into_iter()
            .find(|inside| read_origin(inside).is_ok())
    };
    let parts = trimmed.split(is_separator).filter(|part| !part.chars().all(is_wrapper));
    let inside: Option<Vec<_>> = parts.map(inside).collect();
    let replacement = inside.and_then(|list| accepted(list.iter().map(String::as_str)));
    Some(whole(Rule::QuotedOrigin, text).replaced_by(replacement))
}

/// `192.168.1.0/24`, `192.168.*`, `192.168.1.1-50`, with or without a scheme and a port.
fn address_range(text: &str, trimmed: &str) -> Option<Fault> {
    let rest = trimmed.split_once("://").map_or(trimmed, |(_, rest)| rest);
    let is_range = is_block(rest) || is_glob(without_port(rest));
    is_range.then(|| whole(Rule::AddressRange, text))
}

/// An address and a number of bits, or a mask.
fn is_block(text: &str) -> bool {
    let Some((address, bits)) = text.split_once('/') else { return false };
    let address =
        address.strip_prefix('[').and_then(|inside| inside.strip_suffix(']')).unwrap_or(address);
    let bits = without_port(bits);
    let is_up_to = |most: u8| bits.parse::<u8>().is_ok_and(|bits| bits <= most);
    let is_mask = bits.starts_with("255.") && bits.parse::<std::net::Ipv4Addr>().is_ok();
    match address.parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(_)) => is_up_to(32) || is_mask,
        Ok(std::net::IpAddr::V6(_)) => is_up_to(128),
        // `10.0/16`
        Err(_) => is_up_to(32) && is_dotted(address),
    }
}

/// Two or three numbers of an address.
fn is_dotted(text: &str) -> bool {
    let numbers: Vec<_> = text.split('.').map(str::parse::<u8>).collect();
    (2..=3).contains(&numbers.len()) && numbers.iter().all(Result::is_ok)
}

/// Numbers with dots between them, some of which are a `*` or a range.
fn is_glob(text: &str) -> bool {
    let is_number = |part: &str| part.parse::<u8>().is_ok();
    let is_many = |part: &str| {
        matches!(part, "*" | "x" | "X" | "0-255" | "[0-9]+")
            || part.split_once('-').is_some_and(|(from, to)| is_number(from) && is_number(to))
    };
    let parts: Vec<_> = text.split('.').collect();
    let most = if text.contains('-') { 7 } else { 4 };
    (2..=most).contains(&parts.len())
        && parts.iter().all(|part| is_number(part) || is_many(part))
        && parts.iter().any(|part| is_number(part))
        && parts.iter().any(|part| is_many(part))
}

fn without_port(text: &str) -> &str {
    let is_port = |port: &str| port == "*" || port.parse::<u16>().is_ok();
    match text.rsplit_once(':') {
        Some((before, port)) if is_port(port) => before,
        _ => text,
    }
}

/// `.example.com`, as cookies and some proxies spell a domain with everything below it.
fn leading_dot(text: &str, trimmed: &str) -> Option<Fault> {
    let (scheme, rest) = trimmed.split_once("://").unwrap_or(("https", trimmed));
    let domain = rest.strip_prefix('.')?;
    let (below, itself) = (format!("{scheme}://*.{domain}"), format!("{scheme}://{domain}"));
    let both = accepted([&*below]).zip(accepted([&*itself]))?;
    Some(whole(Rule::LeadingDot, text).wanting(format!(
        "write {} for the hosts below it, {} for itself, or both",
        both.0, both.1
    )))
}
