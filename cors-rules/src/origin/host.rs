//! Hosts: names, addresses, and `*` in or as the label before a name. <https://url.spec.whatwg.org/#host-parsing>

use std::ops::Range;

use cors_table::{SerializedIpv6, ends_in_number};

use crate::fault::Fault;
use crate::origin::entry::Host;
use crate::origin::{Reading, ipv4, ipv6, unicode};
use crate::rule::Rule;

/// Where a host stands in the value.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) at: usize,
    pub(super) end: usize,
}

impl Place {
    fn range(self) -> Range<usize> {
        self.at..self.end
    }

    /// A part of the host, if positions in it are still those in the value.
    fn part_if(self, is_as_written: bool, from: usize, len: usize) -> Range<usize> {
        if is_as_written { self.part(from, len) } else { self.range() }
    }

    fn part(self, from: usize, len: usize) -> Range<usize> {
        let from = self.at.saturating_add(from);
        from..from.saturating_add(len)
    }
}

pub(super) fn read(text: &str, place: Place, reading: &mut Reading<'_>) -> Result<Host, Fault> {
    if text.is_empty() {
        return Err(reading.fail(Rule::EmptyHost, place.range()));
    }
    if let Some(inside) = text.strip_prefix('[') {
        let address = inside.strip_suffix(']').and_then(ipv6::parse);
        let Some(address) = address else {
            return Err(reading.fail(Rule::Ipv6Invalid, place.range()));
        };
        let canonical = format!("[{}]", SerializedIpv6(address));
        if canonical != text {
            reading.note(Rule::Ipv6Form, place.range());
        }
        return Ok(Host::Exactly(canonical));
    }
    if text == "*" {
        return Err(reading.fail(Rule::WildcardHost, place.range()));
    }
    let (stars, domain) = leading_stars(text);
    let below = !stars.is_empty();
    if stars.len() > "*.".len() {
        // `**.` and `*.*.` say what `*.` does: any number of labels.
        reading.note(Rule::WildcardPlace, place.part(0, stars.len()));
    }
    let place = Place { at: place.at.saturating_add(stars.len()), ..place };
    if let Some(star) = domain.find('*') {
        return match domain.split_once('.') {
            Some((label, domain)) if !below && !domain.contains('*') => {
                self::label(label, star, domain, place, reading)
            }
            _ => Err(reading.fail(Rule::WildcardPlace, place.part(star, 1))),
        };
    }
    if !below {
        return Ok(Host::Exactly(name(domain, place, reading)?));
    }
    let name = self::domain(domain, place, reading)?;
    // With a label of one character for the `*`, which is the least.
    lengths(&format!("a.{name}"), place, reading)?;
    Ok(Host::Below(name))
}

/// The labels that consist of `*` alone, with their dots, and the domain behind them.
fn leading_stars(text: &str) -> (&str, &str) {
    let mut domain = text;
    while let Some(after) = domain.strip_prefix('*').map(|after| after.trim_start_matches('*'))
        && let Some(after) = after.strip_prefix('.')
    {
        domain = after;
    }
    text.split_at_checked(text.len().saturating_sub(domain.len())).unwrap_or(("", text))
}

/// A name that others are below. Nothing is below an address.
fn domain(text: &str, place: Place, reading: &mut Reading<'_>) -> Result<String, Fault> {
    let domain = name(text, place, reading)?;
    if ends_in_number(domain.as_bytes()) {
        return Err(reading.fail(Rule::WildcardPlace, place.part(0, 0)));
    }
    Ok(domain)
}

/// A first label in which a `*` stands at `star`, and the domain behind it.
fn label(
    label: &str,
    star: usize,
    domain: &str,
    place: Place,
    reading: &mut Reading<'_>,
) -> Result<Host, Fault> {
    // What is encoded as a whole cannot be cut: of the fixed text only letters, digits and hyphens are sure.
    let is_usual = |at: usize, byte: u8| {
        at == star || byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
    };
    if let Some((at, bad)) = label
        .char_indices()
        .find(|(at, character)| !u8::try_from(*character).is_ok_and(|byte| is_usual(*at, byte)))
    {
        let rule = match bad {
            '*' => Rule::WildcardPlace,
            bad if bad.is_ascii() => Rule::HostCharacter,
            _ => Rule::HostUnicode,
        };
        return Err(reading.fail(rule, place.part(at, bad.len_utf8())));
    }
    if let Some((at, len)) = capitals(label) {
        reading.note(Rule::HostCase, place.part(at, len));
    }
    let lower = label.to_ascii_lowercase();
    let (before, after) = lower.split_once('*').unwrap_or((&lower, ""));
    let domain_at = place.at.saturating_add(label.len()).saturating_add(1);
    let domain = self::domain(domain, Place { at: domain_at, ..place }, reading)?;
    // With one character for the `*`, which is the least.
    lengths(&format!("{lower}.{domain}"), place, reading)?;
    Ok(Host::Label { before: before.to_owned(), after: after.to_owned(), domain })
}

/// A name or an IPv4 address as browsers write it. <https://url.spec.whatwg.org/#concept-host-parser>
fn name(text: &str, place: Place, reading: &mut Reading<'_>) -> Result<String, Fault> {
    let decoded = decoded(text, place, reading)?;
    let ascii = ascii(&decoded, text, place, reading)?;
    let is_usual = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if let Some(at) = ascii.bytes().position(|byte| !is_usual(&byte)) {
        return Err(reading.fail(Rule::HostCharacter, place.part_if(ascii == text, at, 1)));
    }
    let lower = ascii.to_ascii_lowercase();
    if ends_in_number(lower.as_bytes()) {
        let Some(address) = ipv4::parse(&lower) else {
            return Err(reading.fail(Rule::Ipv4Invalid, place.range()));
        };
        let canonical = address.to_string();
        if canonical != text {
            reading.note(Rule::Ipv4Form, place.range());
        }
        return Ok(canonical);
    }
    if let Some((at, len)) = capitals(&ascii) {
        reading.note(Rule::HostCase, place.part_if(ascii == text, at, len));
    }
    lengths(&lower, place, reading)?;
    Ok(lower)
}

/// Where the first capitals begin, and how many they are, in bytes.
fn capitals(text: &str) -> Option<(usize, usize)> {
    let at = text.bytes().position(|byte| byte.is_ascii_uppercase())?;
    Some((at, text.bytes().skip(at).take_while(u8::is_ascii_uppercase).count()))
}

fn decoded(text: &str, place: Place, reading: &mut Reading<'_>) -> Result<String, Fault> {
    let Some(percent) = text.find('%') else { return Ok(text.to_owned()) };
    match percent_decode(text).filter(|decoded| !decoded.contains('%')) {
        Some(decoded) => {
            reading.note(Rule::HostPercent, place.part(percent, 3));
            Ok(decoded)
        }
        None => Err(reading.fail(Rule::HostCharacter, place.part(percent, 1))),
    }
}

fn ascii(
    decoded: &str,
    text: &str,
    place: Place,
    reading: &mut Reading<'_>,
) -> Result<String, Fault> {
    let Some((at, first)) = decoded.char_indices().find(|(_, character)| !character.is_ascii())
    else {
        return Ok(decoded.to_owned());
    };
    let range = place.part_if(decoded == text, at, first.len_utf8());
    match unicode::to_ascii(decoded) {
        Some(ascii) => {
            reading.note(Rule::HostUnicode, range);
            Ok(ascii)
        }
        None => Err(reading.fail(Rule::HostUnicode, range)),
    }
}

/// What DNS can resolve. One dot at the end is another name for the same host, and another origin.
fn lengths(name: &str, place: Place, reading: &Reading<'_>) -> Result<(), Fault> {
    let labels = name.strip_suffix('.').unwrap_or(name);
    if labels.len() > 253 {
        return Err(reading.fail(Rule::HostLength, place.range()));
    }
    for label in labels.split('.') {
        if label.is_empty() {
            return Err(reading.fail(Rule::HostEmptyLabel, place.range()));
        }
        if label.len() > 63 {
            return Err(reading.fail(Rule::HostLength, place.range()));
        }
    }
    Ok(())
}

/// <https://url.spec.whatwg.org/#percent-decode>; `None` if what comes out is not UTF-8.
fn percent_decode(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit =
            |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let encoded = match after {
            [high, low, ..] if *first == b'%' => digit(high).zip(digit(low)),
            _ => None,
        };
        if let Some((high, low)) = encoded {
            decoded.push(high.wrapping_mul(16).wrapping_add(low));
            rest = after.get(2..).unwrap_or_default();
        } else {
            decoded.push(*first);
            rest = after;
        }
    }
    String::from_utf8(decoded).ok()
}
