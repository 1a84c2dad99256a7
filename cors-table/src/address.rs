//! Addresses in the spelling that browsers send.

use core::fmt::{self, Write};
use core::net::{Ipv4Addr, Ipv6Addr};
use core::ops::Range;

/// Whether a host has to be an IPv4 address: its last label is a number, decimal or hexadecimal.
/// <https://url.spec.whatwg.org/#ends-in-a-number-checker>
#[must_use]
pub fn ends_in_number(host: &[u8]) -> bool {
    let host = host.strip_suffix(b".").unwrap_or(host);
    let last = host.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    match last {
        [b'0', b'x' | b'X', digits @ ..] => digits.iter().all(u8::is_ascii_hexdigit),
        [_, ..] => last.iter().all(u8::is_ascii_digit),
        [] => false,
    }
}

/// Whether `host` is an IPv4 address in the one form in which browsers send it.
/// <https://url.spec.whatwg.org/#concept-ipv4-serializer>
pub(crate) fn is_ipv4(host: &[u8]) -> bool {
    // The standard library reads that form and no other.
    core::str::from_utf8(host).is_ok_and(|host| host.parse::<Ipv4Addr>().is_ok())
}

/// Whether `inside`, what stands between brackets, is an IPv6 address in the one form in which browsers send it.
pub(crate) fn is_ipv6(inside: &[u8]) -> bool {
    let Ok(inside) = core::str::from_utf8(inside) else { return false };
    let Ok(address) = inside.parse::<Ipv6Addr>() else { return false };
    let mut rest = Rest(inside);
    write!(rest, "{}", SerializedIpv6(address)).is_ok() && rest.0.is_empty()
}

/// An IPv6 address as browsers write it, without brackets.
/// <https://url.spec.whatwg.org/#concept-ipv6-serializer>
///
/// `Display` of the standard library prints IPv4-mapped addresses with a dotted tail, which browsers do not.
///
/// ```
/// use cors_table::SerializedIpv6;
///
/// let mapped = "::ffff:1.2.3.4".parse().unwrap();
/// assert_eq!(SerializedIpv6(mapped).to_string(), "::ffff:102:304");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SerializedIpv6(pub Ipv6Addr);

impl fmt::Display for SerializedIpv6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pieces = self.0.segments();
        let compressed = compressed(pieces);
        let mut needs_colon = false;
        for (index, piece) in pieces.into_iter().enumerate() {
            if compressed.contains(&index) {
                if index == compressed.start {
                    f.write_str("::")?;
                }
                needs_colon = false;
                continue;
            }
            if needs_colon {
                f.write_char(':')?;
            }
            write!(f, "{piece:x}")?;
            needs_colon = true;
        }
        Ok(())
    }
}

/// The first of the longest runs of two or more zero pieces.
/// <https://url.spec.whatwg.org/#find-the-ipv6-address-compressed-piece-index>
fn compressed(pieces: [u16; 8]) -> Range<usize> {
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

/// Text that is compared with what is written, without keeping it.
struct Rest<'t>(&'t str);

impl Write for Rest<'_> {
    fn write_str(&mut self, written: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(written).ok_or(fmt::Error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::string::ToString as _;

    use super::{SerializedIpv6, ends_in_number, is_ipv4, is_ipv6};

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
            assert_eq!(SerializedIpv6(text.parse().unwrap()).to_string(), expected, "{text}");
            assert!(is_ipv6(expected.as_bytes()), "{expected}");
            assert_eq!(is_ipv6(text.as_bytes()), text == expected, "{text}");
        }
    }

    #[test]
    fn a_number_at_the_end_is_decimal_or_hexadecimal() {
        for (host, expected) in [
            ("1", true),
            ("a.1", true),
            ("a.1.", true),
            ("a.0x", true),
            ("a.0xF", true),
            ("a.0Xf.", true),
            ("a.0xg", false),
            ("a.1e", false),
            ("a.x1", false),
            ("1.a", false),
            ("a.1..", false),
            ("a", false),
            (".", false),
            ("", false),
        ] {
            assert_eq!(ends_in_number(host.as_bytes()), expected, "{host}");
        }
    }

    #[test]
    fn an_ipv4_address_has_four_decimal_numbers_without_leading_zeros() {
        for (host, expected) in [
            ("127.0.0.1", true),
            ("255.255.255.255", true),
            ("127.0.0.1.", false),
            ("127.0.0.01", false),
            ("127.0.0.0x1", false),
            ("127.1", false),
            ("2130706433", false),
            ("1.2.3.256", false),
            ("1.2.3.4.5", false),
            ("+1.2.3.4", false),
        ] {
            assert_eq!(is_ipv4(host.as_bytes()), expected, "{host}");
        }
    }
}
