//! IPv4 addresses as the URL Standard reads them, which is more forms than Rust's parser knows.

use std::net::Ipv4Addr;

fn hexadecimal(part: &str) -> Option<&str> {
    part.strip_prefix("0x").or_else(|| part.strip_prefix("0X"))
}

/// <https://url.spec.whatwg.org/#concept-ipv4-parser>
pub(super) fn parse(host: &str) -> Option<Ipv4Addr> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let parts: Vec<_> = host.split('.').collect();
    if parts.len() > 4 {
        return None;
    }
    let numbers: Vec<_> = parts.iter().map(|part| number(part)).collect::<Option<_>>()?;
    let (last, leading) = numbers.split_last()?;
    // Each leading part is one byte; the last one fills what is left.
    let left = u32::try_from(4_usize.checked_sub(leading.len())?).ok()?;
    let limit = 1_u64.checked_shl(left.checked_mul(8)?)?;
    if *last >= limit || leading.iter().any(|part| *part > 255) {
        return None;
    }
    let mut address = *last;
    for (index, part) in leading.iter().enumerate() {
        let shift = u32::try_from(3_usize.checked_sub(index)?).ok()?.checked_mul(8)?;
        address |= part.checked_shl(shift)?;
    }
    u32::try_from(address).ok().map(Ipv4Addr::from_bits)
}

/// <https://url.spec.whatwg.org/#ipv4-number-parser>
fn number(part: &str) -> Option<u64> {
    if part.is_empty() {
        return None;
    }
    let (digits, radix) = match hexadecimal(part) {
        Some(digits) => (digits, 16),
        None => match part.strip_prefix('0') {
            Some(digits) => (digits, 8),
            None => (part, 10),
        },
    };
    if digits.is_empty() {
        return Some(0);
    }
    // `from_str_radix` takes a sign, the standard does not.
    let valid = digits.chars().all(|digit| digit.is_digit(radix));
    let number = u64::from_str_radix(digits, radix);
    // A number too large for 64 bits is too large for an address as well.
    valid.then(|| number.unwrap_or(u64::MAX))
}
