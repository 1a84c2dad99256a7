//! Origins of browser extensions and of apps that embed a browser: other schemes than http(s).
//!
//! By the URL Standard their origin is opaque; what is sent is the embedder's doing. It is scheme,
//! `://` and an identifier, as the embedder writes it: nothing is normalized.

use cors_table::MAX_WEB_ORIGIN_BYTES;

use crate::fault::Fault;
use crate::origin::entry::{Entry, Host, Port};
use crate::origin::{Reading, tail_rule};
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
    let tail_at = at.saturating_add(end);
    let tail_range = tail_at..tail_at.saturating_add(tail.len());
    // A file has no host: what a WebView sends for it is scheme and slashes alone.
    if authority.is_empty() || matches!(scheme, "file" | "content") {
        let whole = reading.text.len();
        return Err(reading
            .fail(Rule::RawOrigin, whole..whole)
            .replaced_by(format!("raw(\"{scheme}://\")")));
    }
    let (authority, at) = match authority.rsplit_once('@') {
        Some((user, host)) => {
            let host_at = at.saturating_add(user.len()).saturating_add(1);
            reading.note(Rule::OriginUserinfo, at..host_at);
            (host, host_at)
        }
        None => (authority, at),
    };
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let host_range = at..at.saturating_add(host.len());
    let port_range = host_range.end.saturating_add(1)..tail_at;
    let host = match host {
        "*" => Host::Every,
        "" => return Err(reading.fail(Rule::EmptyHost, host_range.clone())),
        _ => {
            let is_usual =
                |character: char| character.is_ascii_alphanumeric() || "-._~".contains(character);
            if let Some((offset, bad)) =
                host.char_indices().find(|(_, character)| !is_usual(*character))
            {
                let bad_at = at.saturating_add(offset);
                let rule = if bad == '*' { Rule::WildcardPlace } else { Rule::HostCharacter };
                return Err(reading.fail(rule, bad_at..bad_at.saturating_add(bad.len_utf8())));
            }
            Host::Exactly(host.to_owned())
        }
    };
    let port = match port {
        None => Port::None,
        Some("*") => Port::Any,
        Some(digits) => {
            let canonical =
                !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
            match digits.parse() {
                Ok(port) if canonical => Port::Exactly(port),
                _ => return Err(reading.fail(Rule::PortInvalid, port_range)),
            }
        }
    };
    if !tail.is_empty() {
        reading.note(tail_rule(tail), tail_range);
    }
    let shortest = scheme.len().saturating_add("://".len()).saturating_add(host.text().len());
    if shortest > MAX_WEB_ORIGIN_BYTES {
        return Err(reading.fail(Rule::HostLength, host_range));
    }
    Ok(Entry::new(scheme, host, port))
}
