//! IPv6 addresses in entries.

use std::net::Ipv6Addr;

/// Rust's parser and the URL Standard's read the same forms; the property tests compare them.
pub(super) fn parse(text: &str) -> Option<Ipv6Addr> {
    text.parse().ok()
}

/// Whether a host without brackets is an IPv6 address, perhaps with a port after it.
pub(super) fn looks_like(text: &str) -> bool {
    let colons = text.bytes().filter(|byte| *byte == b':').count();
    colons > 1 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
}
