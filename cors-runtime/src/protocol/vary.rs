//! `Vary`: which of the request's headers an answer depends on.
//! <https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>

use super::headers::{Name, NotAdded, ResponseHeaders, Value, Word};

/// Adds `Origin` to a response that has a `Vary` already, unless its last line covers it. Other members stay.
///
/// nginx before 1.23 reads only the last line of `Vary`, and some gateways keep only one. So all lines become one, at the
/// price of an allocation.
pub(super) fn add_origin(headers: &mut impl ResponseHeaders) -> Result<(), NotAdded> {
    let lines = || headers.lines(Name::Vary);
    if lines().last().is_some_and(covers_origin) {
        return Ok(());
    }
    let mut joined = Vec::new();
    let origin = Word::VaryActual.text().as_bytes();
    let is_covered = lines().any(covers_origin);
    for line in lines().chain((!is_covered).then_some(origin)).filter(|line| !line.is_empty()) {
        if !joined.is_empty() {
            joined.extend_from_slice(b", ");
        }
        joined.extend_from_slice(line);
    }
    // Lines that are not ASCII stay as they are.
    match str::from_utf8(&joined) {
        Ok(text) if text.is_ascii() => headers.set_text(Name::Vary, text),
        _ => headers.add(Name::Vary, Value::Word(Word::VaryActual)),
    }
}

/// Whether a line of `Vary` names `Origin`, or everything with `*` (RFC 9110 12.5.5).
fn covers_origin(line: &[u8]) -> bool {
    line.split(|byte| *byte == b',')
        .map(<[u8]>::trim_ascii)
        .any(|member| member == b"*" || member.eq_ignore_ascii_case(b"origin"))
}

#[cfg(test)]
mod tests {
    use http::header::{HeaderMap, HeaderValue, VARY};

    use super::add_origin;

    #[test]
    fn origin_is_in_the_last_line_and_every_member_stays() {
        for (before, after) in [
            (&["accept-encoding"][..], &["accept-encoding, Origin"][..]),
            (&["accept", "accept-language"], &["accept, accept-language, Origin"]),
            (&["origin"], &["origin"]),
            (&["X, ORIGIN"], &["X, ORIGIN"]),
            (&["X-Origin"], &["X-Origin, Origin"]),
            (&["*"], &["*"]),
            (&["*, X"], &["*, X"]),
            (&["accept", "Origin"], &["accept", "Origin"]),
            // nginx before 1.23 would read `accept` alone.
            (&["Origin", "accept"], &["Origin, accept"]),
            (&["*", "accept"], &["*, accept"]),
            (&[""], &["Origin"]),
            (&["", "accept", ""], &["accept, Origin"]),
            (&["\u{e9}"], &["\u{e9}", "Origin"]),
            (&["origin", "\u{e9}"], &["origin", "\u{e9}", "Origin"]),
        ] {
            let mut headers = HeaderMap::new();
            for line in before {
                headers.append(VARY, HeaderValue::from_bytes(line.as_bytes()).unwrap());
            }
            add_origin(&mut headers).unwrap();
            let lines: Vec<_> = headers.get_all(VARY).iter().map(HeaderValue::as_bytes).collect();
            let expected: Vec<_> = after.iter().map(|line| line.as_bytes()).collect();
            assert_eq!(lines, expected, "{before:?}");
        }
    }
}
