//! Fields with one value: truth, time and status.

use cors_rules::field::Field;
use cors_rules::{Fault, Rule, max_age as rules};
use proc_macro2::TokenTree;

use super::origins::is_word;
use super::place::Judge;
use super::wrong_value;
use crate::carry::{Setting, Value};
use crate::tokens::{self, is_punct, string};

pub(super) fn boolean(field: Field, setting: &Setting, judge: &mut Judge) -> bool {
    match single(setting) {
        Some(value) if is_word(value, "true") => true,
        Some(value) if is_word(value, "false") => false,
        value => {
            let meant = value.and_then(meant_boolean);
            judge.value(
                wrong_value(field, setting).replaced_by(meant.map(|meant| meant.to_string())),
                setting,
            );
            // What follows from the value that was meant is found in the same build.
            meant.unwrap_or_default()
        }
    }
}

/// What was written for `true` or `false`.
fn meant_boolean(value: &[TokenTree]) -> Option<bool> {
    let [token] = value else { return None };
    let text = string(token).unwrap_or_else(|| token.to_string());
    match &*text.trim().to_ascii_lowercase() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

pub(super) fn max_age(setting: &Setting, judge: &mut Judge) -> Option<u32> {
    let Some(value) = single(setting) else {
        judge.value(wrong_value(Field::MaxAge, setting), setting);
        return None;
    };
    let checked = match value {
        [number @ TokenTree::Literal(_)] if string(number).is_none() => {
            rules::check(&number.to_string())
        }
        [minus, number @ TokenTree::Literal(_)] if is_punct(Some(minus), '-') => {
            let fault = Fault::at(Rule::MaxAgeNegative, &format!("-{number}"));
            judge.value(fault.replaced_by("0".to_owned()), setting);
            return None;
        }
        _ => {
            let meant = meant_seconds(value).filter(|text| rules::check(text).value.is_some());
            judge.value(wrong_value(Field::MaxAge, setting).replaced_by(meant), setting);
            return None;
        }
    };
    for fault in checked.faults {
        judge.value(fault, setting);
    }
    checked.value
}

/// `"600"`, or the one number in `Duration::from_secs(600)`.
fn meant_seconds(value: &[TokenTree]) -> Option<String> {
    if let [text] = value {
        return string(text).map(|text| text.trim().to_owned());
    }
    let [path @ .., TokenTree::Group(arguments)] = value else { return None };
    let is_seconds =
        tokens::last_of_path(path).is_some_and(|name| matches!(&*name, "from_secs" | "seconds"));
    match &tokens::visible(arguments.stream())[..] {
        [number] if is_seconds => Some(number.to_string()),
        _ => None,
    }
}

pub(super) fn is_status_ok(setting: &Setting, judge: &mut Judge) -> bool {
    match single(setting).map(tokens::text).as_deref() {
        Some("200") => true,
        Some("204") => false,
        text => {
            let meant = text
                .map(|text| text.trim_matches('"'))
                .filter(|text| matches!(*text, "200" | "204"));
            let fault = wrong_value(Field::PreflightStatus, setting)
                .replaced_by(meant.map(ToOwned::to_owned));
            judge.value(fault, setting);
            false
        }
    }
}

fn single(setting: &Setting) -> Option<&[TokenTree]> {
    match &setting.value {
        Value::Single(value) => Some(value),
        Value::List(_) | Value::Lines(_) | Value::Within(_) | Value::Missing => None,
    }
}
