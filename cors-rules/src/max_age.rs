//! `max_age`: how long a browser may keep a preflight's answer.

use crate::fault::{Checked, Fault};
use crate::nearest::nearest;
use crate::rule::Rule;

/// The longest time that any browser keeps an answer, in seconds: Firefox a day, Chromium two hours,
/// Safari ten minutes. <https://fetch.spec.whatwg.org/#http-access-control-max-age>
pub const LONGEST: u32 = 86_400;

/// Checks a number as Rust's lexer reads it, with its unit as the suffix: `600`, `10m`, `24h`. The
/// value is in seconds.
///
/// ```
/// use cors_rules::{Rule, max_age};
///
/// assert_eq!(max_age::check("10m").value, Some(600));
/// assert_eq!(max_age::check("48h").faults[0].rule, Rule::MaxAgeTooLong);
/// assert_eq!(max_age::check("10min").faults[0].replacement.as_deref(), Some("10m"));
/// ```
#[must_use]
pub fn check(text: &str) -> Checked<u32> {
    let unit_at = text
        .find(|character: char| !character.is_ascii_digit() && character != '_')
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(unit_at).unwrap_or((text, ""));
    let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
    if plain.is_empty() {
        return Checked::bad(Fault::at(Rule::MaxAgeForm, text));
    }
    let Some(seconds) = seconds_in(unit) else {
        let meant = seconds_in(meant_unit(unit)).map(|seconds| (meant_unit(unit), seconds));
        let replacement = meant
            .filter(|(_, seconds)| total(&plain, *seconds).is_some())
            .map(|(unit, _)| format!("{plain}{unit}"));
        return Checked::bad(Fault::at(Rule::MaxAgeForm, text).replaced_by(replacement));
    };
    match total(&plain, seconds) {
        Some(seconds) => Checked::good(seconds),
        None => Checked::bad(Fault::at(Rule::MaxAgeTooLong, text).replaced_by("24h".to_owned())),
    }
}

fn total(digits: &str, unit: u32) -> Option<u32> {
    let number: u32 = digits.parse().ok()?;
    number.checked_mul(unit).filter(|seconds| *seconds <= LONGEST)
}

fn seconds_in(unit: &str) -> Option<u32> {
    match unit {
        "" | "s" => Some(1),
        "m" => Some(60),
        "h" => Some(60 * 60),
        "d" => Some(24 * 60 * 60),
        _ => None,
    }
}

const WORDS: [&str; 9] =
    ["min", "mins", "minutes", "sec", "seconds", "hour", "hours", "day", "days"];

/// The unit that another spelling of it stands for; a word that stands for none is given back.
fn meant_unit(unit: &str) -> &str {
    match &*unit.to_ascii_lowercase() {
        "s" | "sec" | "secs" | "second" | "seconds" => "s",
        "m" | "min" | "mins" | "minute" | "minutes" => "m",
        "h" | "hr" | "hrs" | "hour" | "hours" => "h",
        "d" | "day" | "days" => "d",
        slip if slip.len() > 1 => {
            nearest(slip, WORDS).and_then(|word| word.get(..1)).unwrap_or(unit)
        }
        _ => unit,
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::rule::Rule;

    #[test]
    fn numbers_and_units() {
        for (text, seconds) in [
            ("0", 0),
            ("600", 600),
            ("30s", 30),
            ("10m", 600),
            ("24h", 86_400),
            ("1d", 86_400),
            ("86_400", 86_400),
            ("0d", 0),
        ] {
            let checked = check(text);
            assert_eq!((checked.value, checked.faults.len()), (Some(seconds), 0), "{text}");
        }
        for (text, rule, replacement) in [
            ("86401", Rule::MaxAgeTooLong, Some("24h")),
            ("25h", Rule::MaxAgeTooLong, Some("24h")),
            ("2d", Rule::MaxAgeTooLong, Some("24h")),
            ("99999999999999999999", Rule::MaxAgeTooLong, Some("24h")),
            ("71582789m", Rule::MaxAgeTooLong, Some("24h")),
            ("10min", Rule::MaxAgeForm, Some("10m")),
            ("1hour", Rule::MaxAgeForm, Some("1h")),
            ("48hours", Rule::MaxAgeForm, None),
            ("10M", Rule::MaxAgeForm, Some("10m")),
            ("10mn", Rule::MaxAgeForm, Some("10m")),
            ("10minuts", Rule::MaxAgeForm, Some("10m")),
            ("1e3", Rule::MaxAgeForm, None),
            ("0x10", Rule::MaxAgeForm, None),
            ("600u32", Rule::MaxAgeForm, None),
            ("600.0", Rule::MaxAgeForm, None),
            ("", Rule::MaxAgeForm, None),
            ("_", Rule::MaxAgeForm, None),
            ("é", Rule::MaxAgeForm, None),
        ] {
            let checked = check(text);
            assert_eq!(checked.value, None, "{text}");
            assert_eq!(checked.faults[0].rule, rule, "{text}");
            assert_eq!(checked.faults[0].replacement.as_deref(), replacement, "{text}");
        }
    }
}
