//! Hosts: names, addresses, and `*.` before a name. <https://url.spec.whatwg.org/#host-parsing>

use std::ops::Range;

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
        let canonical = format!("[{}]", ipv6::serialize(address));
        if canonical != text {
            reading.note(Rule::Ipv6Form, place.range());
        }
        return Ok(Host::Exactly(canonical));
    }
    if text == "*" {
        return Err(reading.fail(Rule::WildcardHost, place.range()));
    }
    let (domain, place, below) = match text.strip_prefix("*.") {
        Some(domain) => (domain, Place { at: place.at.saturating_add(2), ..place }, true),
        None => (text, place, false),
    };
    if let Some(star) = domain.find('*') {
        return Err(reading.fail(Rule::WildcardPlace, place.part(star, 1)));
    }
    let domain = name(domain, place, reading)?;
    if !below {
        return Ok(Host::Exactly(domain));
    }
    // Nothing is below an address.
    if ipv4::ends_in_number(&domain) {
        return Err(reading.fail(Rule::WildcardPlace, place.part(0, 0)));
    }
    Ok(Host::Below(domain))
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
    if ipv4::ends_in_number(&lower) {
        let Some(address) = ipv4::parse(&lower) else {
            return Err(reading.fail(Rule::Ipv4Invalid, place.range()));
        };
        let canonical = address.to_string();
        if canonical != text {
            reading.note(Rule::Ipv4Form, place.range());
        }
        return Ok(canonical);
    }
    if let Some(at) = ascii.bytes().position(|byte| byte.is_ascii_uppercase()) {
        let len = ascii.bytes().skip(at).take_while(u8::is_ascii_uppercase).count();
        reading.note(Rule::HostCase, place.part_if(ascii == text, at, len));
    }
    lengths(&lower, place, reading)?;
    Ok(lower)
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
