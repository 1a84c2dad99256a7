//! IPv6 addresses as browsers write them.

use std::fmt::Write as _;
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

/// <https://url.spec.whatwg.org/#concept-ipv6-serializer>
///
/// Rust's `Display` prints IPv4-mapped addresses with a dotted tail, which no browser does.
pub(super) fn serialize(address: Ipv6Addr) -> String {
    let pieces = address.segments();
    let compressed = compressed(pieces);
    let mut text = String::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        if compressed.contains(&index) {
            if index == compressed.start {
                text.push_str("::");
            }
            continue;
        }
        if !text.is_empty() && !text.ends_with(':') {
            text.push(':');
        }
        let _ = write!(text, "{piece:x}");
    }
    text
}

/// The first of the longest runs of two or more zero pieces.
/// <https://url.spec.whatwg.org/#find-the-ipv6-address-compressed-piece-index>
fn compressed(pieces: [u16; 8]) -> std::ops::Range<usize> {
    let mut longest = 0..0;
    let mut run = 0..0;
    for (index, piece) in pieces.into_iter().enumerate() {
        run = match (piece, run.end == index) {
            (0, true) => run.start..index.saturating_add(1),
            (0, false) => index..index.saturating_add(1),
            _ => 0..0,
        };
        if run.len() > longest.len() {
            longest = run.clone();
        }
    }
    if longest.len() < 2 { 0..0 } else { longest }
}

#[cfg(test)]
mod tests {
    use super::{parse, serialize};

    #[test]
    fn the_first_longest_run_of_two_or_more_zeros_is_compressed() {
        for (text, expected) in [
            ("0:0:0:0:0:0:0:0", "::"),
            ("0:0:0:0:0:0:0:1", "::1"),
            ("1:0:0:0:0:0:0:0", "1::"),
            ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
            ("1:0:0:2:3:0:0:4", "1::2:3:0:0:4"),
            ("1:2:3:0:4:5:6:7", "1:2:3:0:4:5:6:7"),
            ("0:1:2:3:4:5:6:7", "0:1:2:3:4:5:6:7"),
            ("0:0:1:2:3:4:5:6", "::1:2:3:4:5:6"),
            ("::ffff:1.2.3.4", "::ffff:102:304"),
            ("2001:DB8::1", "2001:db8::1"),
        ] {
            assert_eq!(serialize(parse(text).unwrap()), expected, "{text}");
        }
    }
}
