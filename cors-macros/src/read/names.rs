//! `allow_methods`, `allow_headers` and `expose_headers`.

use cors_rules::field::Field;
use cors_rules::policy::Names;
use cors_rules::{Checked, Fault, Rule, header, method};
use proc_macro2::TokenTree;

use super::origins::{is_star, is_word, missing_comma};
use super::place::Judge;
use super::wrong_value;
use crate::carry::{Entry, Setting, Value};
use crate::tokens::string;

/// The one request header that `*` does not stand for.
/// <https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>
const NOT_COVERED_BY_STAR: &str = "authorization";

pub(super) fn methods(setting: &Setting, judge: &mut Judge) -> Names {
    let field = Field::AllowMethods;
    names(field, setting, judge, |tokens| match tokens {
        [word @ TokenTree::Ident(_)] => Some(method::check(&word.to_string())),
        [text] => string(text).map(|text| method::check(&text)),
        _ => None,
    })
}

pub(super) fn headers(setting: &Setting, judge: &mut Judge) -> Names {
    names(Field::AllowHeaders, setting, judge, |tokens| match tokens {
        [text] => string(text).map(|text| header::check_request(&text)),
        _ => None,
    })
}

pub(super) fn exposed(setting: &Setting, judge: &mut Judge) -> Names {
    names(Field::ExposeHeaders, setting, judge, |tokens| match tokens {
        [text] => string(text).map(|text| header::check_exposed(&text)),
        _ => None,
    })
}

type Check = fn(&[TokenTree]) -> Option<Checked<String>>;

fn names(field: Field, setting: &Setting, judge: &mut Judge, check: Check) -> Names {
    match &setting.value {
        Value::Single(value) if is_star(value) => Names::Any(Vec::new()),
        Value::Single(value) if is_word(value, "mirror") && field != Field::ExposeHeaders => {
            Names::Mirror
        }
        Value::List(entries) => listed(field, setting, entries, judge, check),
        Value::Single(value) => {
            let replacement = string_for_list(value, check);
            judge.value(wrong_value(field).replaced_by(replacement), setting);
            Names::default()
        }
        Value::Missing => Names::default(),
    }
}

fn listed(
    field: Field,
    setting: &Setting,
    entries: &[Entry],
    judge: &mut Judge,
    check: Check,
) -> Names {
    let names: Vec<_> =
        entries.iter().map(|entry| one(field, setting, entry, judge, check)).collect();
    let Some(star) = entries.iter().find(|entry| is_star(&entry.tokens)) else {
        return Names::Listed(names);
    };
    let is_the_mixed_list = field == Field::AllowHeaders
        && names.len() == 2
        && names.iter().flatten().all(|name| name == NOT_COVERED_BY_STAR);
    if !is_the_mixed_list {
        judge.entry(Fault::at(Rule::StarInList, "*"), setting, star);
    }
    Names::Any(names)
}

fn one(
    field: Field,
    setting: &Setting,
    entry: &Entry,
    judge: &mut Judge,
    check: Check,
) -> Option<String> {
    let checked = match &entry.tokens[..] {
        // The list as a whole says whether `*` may stand in it.
        star if is_star(star) => return None,
        several
            if several.len() > 1
                && several.iter().all(|one| check(std::slice::from_ref(one)).is_some()) =>
        {
            Checked { value: None, faults: vec![missing_comma(several)] }
        }
        tokens => check(tokens).unwrap_or_else(|| {
            let fault = Fault::at(Rule::EntryValue, field.name()).related_to(kind(field));
            Checked { value: None, faults: vec![fault] }
        }),
    };
    for fault in checked.faults {
        judge.entry(fault, setting, entry);
    }
    checked.value
}

fn kind(field: Field) -> &'static str {
    match field {
        Field::AllowMethods => "a method's name, such as PUT or \"PURGE\"",
        _ => "a header's name in quotes, such as \"x-request-id\"",
    }
}

/// A string where a list belongs.
fn string_for_list(value: &[TokenTree], check: Check) -> Option<String> {
    let [token] = value else { return None };
    let text = string(token)?;
    if text.trim() == "*" {
        return Some("*".to_owned());
    }
    let checked = check(value)?;
    match checked.faults.first() {
        None => Some(format!("[\"{text}\"]")),
        Some(fault) => fault.replacement.as_ref().map(|list| format!("[{list}]")),
    }
}
