//! What needs no permission, and what no permission helps with.

use crate::mime;

/// Methods that scripts cannot send. <https://fetch.spec.whatwg.org/#forbidden-method>
#[must_use]
pub fn is_forbidden_method(method: &str) -> bool {
    ["CONNECT", "TRACE", "TRACK"].iter().any(|forbidden| method.eq_ignore_ascii_case(forbidden))
}

/// The method that is sent for what a script writes. <https://fetch.spec.whatwg.org/#concept-method-normalize>
#[must_use]
pub fn normalize_method(method: &str) -> String {
    let upper = method.to_ascii_uppercase();
    match &*upper {
        "DELETE" | "GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" => upper,
        _ => method.to_owned(),
    }
}

/// <https://fetch.spec.whatwg.org/#cors-safelisted-method>
#[must_use]
pub fn is_safelisted_method(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

/// Headers that a script cannot set: the browser leaves them out without a word.
/// <https://fetch.spec.whatwg.org/#forbidden-request-header>
#[must_use]
pub fn is_forbidden_request_header(name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    match &*name {
        "accept-charset"
        | "accept-encoding"
        | "access-control-request-headers"
        | "access-control-request-method"
        | "connection"
        | "content-length"
        | "cookie"
        | "cookie2"
        | "date"
        | "dnt"
        | "expect"
        | "host"
        | "keep-alive"
        | "origin"
        | "referer"
        | "set-cookie"
        | "te"
        | "trailer"
        | "transfer-encoding"
        | "upgrade"
        | "via" => true,
        "x-http-method" | "x-http-method-override" | "x-method-override" => {
            value.split(',').any(|method| is_forbidden_method(method.trim_matches([' ', '\t'])))
        }
        _ => name.starts_with("proxy-") || name.starts_with("sec-"),
    }
}

/// <https://fetch.spec.whatwg.org/#cors-safelisted-request-header>
#[must_use]
pub fn is_safelisted_request_header(name: &str, value: &str) -> bool {
    const LONGEST: usize = 128;
    if bytes(value) > LONGEST {
        return false;
    }
    match &*name.to_ascii_lowercase() {
        "accept" => !value.bytes().any(is_unsafe_byte),
        "accept-language" | "content-language" => value.bytes().all(|byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b' ' | b'*' | b',' | b'-' | b'.' | b';' | b'=')
        }),
        "content-type" => {
            !value.bytes().any(is_unsafe_byte)
                && mime::essence(value).is_some_and(|essence| {
                    matches!(
                        &*essence,
                        "application/x-www-form-urlencoded" | "multipart/form-data" | "text/plain"
                    )
                })
        }
        "range" => is_simple_range(value),
        _ => false,
    }
}

/// A script's string is sent as one byte a character. <https://infra.spec.whatwg.org/#isomorphic-encode>
fn bytes(value: &str) -> usize {
    value.chars().count()
}

/// <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte>
fn is_unsafe_byte(byte: u8) -> bool {
    match byte {
        b'\t' => false,
        0..=0x1f | 0x7f => true,
        _ => b"\"():<>?@[\\]{}".contains(&byte),
    }
}

/// One range with a first position, without white space.
/// <https://fetch.spec.whatwg.org/#simple-range-header-value>
fn is_simple_range(value: &str) -> bool {
    let Some((first, last)) = value.strip_prefix("bytes=").and_then(|range| range.split_once('-'))
    else {
        return false;
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if first.is_empty() || !is_digits(first) || !is_digits(last) {
        return false;
    }
    // Numbers of any length, compared without being parsed.
    let plain = |digits: &str| digits.trim_start_matches('0').to_owned();
    let (first, last_plain) = (plain(first), plain(last));
    last.is_empty() || (first.len(), &first) <= (last_plain.len(), &last_plain)
}

/// The names, in lower case, sorted and once each, for which a request needs permission.
/// <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names>
#[must_use]
pub fn unsafe_request_header_names(headers: &[(String, String)]) -> Vec<String> {
    const MOST: usize = 1024;
    let (safe, mut names): (Vec<_>, Vec<_>) =
        headers.iter().partition(|(name, value)| is_safelisted_request_header(name, value));
    let safe_bytes = safe.iter().map(|(_, value)| bytes(value)).sum::<usize>();
    if safe_bytes > MOST {
        names.extend(safe);
    }
    let mut names: Vec<_> = names.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// <https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>
#[must_use]
pub fn is_safelisted_response_header(name: &str) -> bool {
    matches!(
        &*name.to_ascii_lowercase(),
        "cache-control"
            | "content-language"
            | "content-length"
            | "content-type"
            | "expires"
            | "last-modified"
            | "pragma"
    )
}
