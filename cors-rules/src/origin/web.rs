//! Origins of pages on the web: http and https.

use crate::fault::Fault;
use crate::origin::entry::{Entry, Port};
use crate::origin::host::{self, Place};
use crate::origin::{Reading, ipv6, tail_rule};
use crate::rule::Rule;

/// Reads what follows `scheme://`. `at` is where it begins in the value.
pub(super) fn read(
    scheme: &str,
    rest: &str,
    at: usize,
    reading: &mut Reading<'_>,
) -> Result<Entry, Fault> {
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let (userinfo, host_and_port) = match authority
        .rfind('@')
        .and_then(|sign| authority.split_at_checked(sign.saturating_add(1)))
    {
        Some((userinfo, after)) => (userinfo, after),
        None => ("", authority),
    };
    let host_at = at.saturating_add(userinfo.len());
    if !userinfo.is_empty() {
        reading.note(Rule::OriginUserinfo, at..host_at);
    }
    let (host, port) = split_port(host_and_port, host_at, reading)?;
    let place = Place { at: host_at, end: host_at.saturating_add(host.len()) };
    let host = host::read(host, place, reading)?;
    // A name that two slashes follow may be the scheme of something else, and what follows them its port.
    let is_scheme =
        port == Some("") && tail.starts_with("//") && !tail.trim_matches('/').is_empty();
    if is_scheme && !host_and_port.contains('.') {
        return Err(reading.fail(Rule::EmptyPort, place.end..place.end.saturating_add(1)));
    }
    let port = match port {
        Some(digits) => read_port(scheme, digits, place.end, reading)?,
        None => Port::None,
    };
    if !tail.is_empty() {
        let tail_at = at.saturating_add(end);
        reading.note(tail_rule(tail), tail_at..tail_at.saturating_add(tail.len()));
    }
    Ok(Entry::new(scheme, host, port))
}

/// The host, and what follows the colon after it.
fn split_port<'t>(
    text: &'t str,
    at: usize,
    reading: &Reading<'_>,
) -> Result<(&'t str, Option<&'t str>), Fault> {
    let whole = at..at.saturating_add(text.len());
    if text.starts_with('[') {
        let Some(bracket) = text.find(']') else {
            return Err(reading.fail(Rule::Ipv6Invalid, whole));
        };
        let (host, after) = text.split_at_checked(bracket.saturating_add(1)).unwrap_or((text, ""));
        return match after.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if after.is_empty() => Ok((host, None)),
            None => Err(reading.fail(Rule::Ipv6Invalid, whole)),
        };
    }
    if ipv6::looks_like(text) {
        return Err(reading.fail(Rule::Ipv6Brackets, whole));
    }
    Ok(match text.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (text, None),
    })
}

/// Reads a port. `colon` is where its colon stands in the value.
fn read_port(
    scheme: &str,
    digits: &str,
    colon: usize,
    reading: &mut Reading<'_>,
) -> Result<Port, Fault> {
    let from = colon.saturating_add(1);
    let range = from..from.saturating_add(digits.len());
    if digits == "*" {
        return Ok(Port::Any);
    }
    if digits.is_empty() {
        reading.note(Rule::EmptyPort, colon..from);
        return Ok(Port::None);
    }
    let number = digits.trim_start_matches('0');
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let Some(port) = number.parse::<u16>().ok().filter(|port| is_number && *port > 0) else {
        return Err(reading.fail(Rule::PortInvalid, range));
    };
    if number.len() < digits.len() {
        reading.note(Rule::PortZeros, range.clone());
    }
    let default = if scheme == "http" { 80 } else { 443 };
    if port == default {
        reading.note(Rule::DefaultPort, colon..range.end);
        return Ok(Port::None);
    }
    Ok(Port::Exactly(port))
}
