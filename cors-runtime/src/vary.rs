//! `Vary`: which of the request's headers an answer depends on.
//! <https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>

use http::header::{MaxSizeReached, ORIGIN, VARY};
use http::{HeaderMap, HeaderValue};

/// Of a preflight's answer. Caches keep no answer to `OPTIONS` (RFC 9110 9.3.7); some intermediaries
/// do, and the names cost nothing.
pub(crate) const PREFLIGHT: HeaderValue = HeaderValue::from_static(
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
);

/// Of every other answer.
pub(crate) const ACTUAL: HeaderValue = HeaderValue::from_static("Origin");

/// Of a preflight's answer that mirrors the request, whatever its origin.
pub(crate) const REQUESTED: HeaderValue =
    HeaderValue::from_static("Access-Control-Request-Method, Access-Control-Request-Headers");

/// Says that the response depends on `Origin`, unless that is said already. Other members stay, and
/// so does every line: one of its own is added.
pub(crate) fn add_origin(headers: &mut HeaderMap) -> Result<(), MaxSizeReached> {
    if headers.get_all(VARY).iter().any(covers_origin) {
        return Ok(());
    }
    headers.try_append(VARY, ACTUAL)?;
    Ok(())
}

/// Whether a line of `Vary` names `Origin`, or everything with `*` (RFC 9110 12.5.5).
fn covers_origin(line: &HeaderValue) -> bool {
    line.as_bytes()
        .split(|byte| *byte == b',')
        .map(<[u8]>::trim_ascii)
        .any(|member| member == b"*" || member.eq_ignore_ascii_case(ORIGIN.as_str().as_bytes()))
}
