//! What the limits of all frameworks have in common.

pub(super) const VARY_OF_PREFLIGHT: &str =
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

/// Whether an origin is below `https://example.com`, also with empty labels, or too long ones.
#[inline]
pub(super) fn is_below_example(origin: &[u8]) -> bool {
    origin
        .strip_prefix(b"https://")
        .and_then(|rest| rest.strip_suffix(b".example.com"))
        .is_some_and(|labels| {
            labels.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))
        })
}
