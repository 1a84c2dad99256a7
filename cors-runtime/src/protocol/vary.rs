//! `Vary`: which of the request's headers an answer depends on.
//! <https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>

use super::headers::{Name, NotAdded, ResponseHeaders, Value, Word};

/// Says that the response depends on `Origin`, unless that is said already. Other members stay, and
/// so does every line: one of its own is added.
pub(super) fn add_origin(headers: &mut impl ResponseHeaders) -> Result<(), NotAdded> {
    if headers.lines(Name::Vary).any(covers_origin) {
        return Ok(());
    }
    headers.add(Name::Vary, Value::Word(Word::VaryActual))
}

/// Whether a line of `Vary` names `Origin`, or everything with `*` (RFC 9110 12.5.5).
fn covers_origin(line: &[u8]) -> bool {
    line.split(|byte| *byte == b',')
        .map(<[u8]>::trim_ascii)
        .any(|member| member == b"*" || member.eq_ignore_ascii_case(b"origin"))
}
