//! `allow_methods`, `allow_headers` and `expose_headers`.

use cors_rules::field::Field;
use cors_rules::policy::{NOT_COVERED_BY_STAR, Names};
use cors_rules::{Checked, Fault, Rule, header, method};
use proc_macro2::{Literal, TokenTree};

use super::origins::{is_star, is_word};
use super::place::{Found, Judge};
use super::{wrong_entry, wrong_value};
use crate::carry::{Entry, Setting, Value};
use crate::tokens::{self, is_punct, string};

pub(super) fn methods(setting: &Setting, judge: &mut Judge) -> Names {
    let field = Field::AllowMethods;
    names(field, setting, judge, |tokens| match tokens {
        // Raw identifiers and Rust's own words are no methods' names, though tokens of HTTP hold such characters.
        [TokenTree::Ident(word)] if is_plain(&word.to_string()) => {
            Some(method::check(&word.to_string()))
        }
        [text] => string(text).map(|text| method::check(&text)),
        _ => None,
    })
}

fn is_plain(word: &str) -> bool {
    !matches!(word, "_" | "self" | "Self" | "super" | "crate") && !word.contains(['#', '$'])
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
            let replacement = word(field, value).or_else(|| string_for_list(value, check));
            judge.value(wrong_value(field, setting).replaced_by(replacement), setting);
            unknown()
        }
        Value::Lines(_) | Value::Within(_) => {
            judge.value(wrong_value(field, setting), setting);
            unknown()
        }
        Value::Missing => unknown(),
    }
}

/// A list of which nothing is known, so that nothing is said to be missing in it.
fn unknown() -> Names {
    Names::Listed(vec![None])
}

/// What other libraries call `*` and `mirror`.
fn word(field: Field, value: &[TokenTree]) -> Option<String> {
    let in_quotes = match value {
        [text] => string(text),
        _ => None,
    };
    if in_quotes.as_deref() == Some("mirror") && field != Field::ExposeHeaders {
        return in_quotes;
    }
    if is_any(value) {
        return Some("*".to_owned());
    }
    let mirrors = ["mirror_request", "reflect", "reflected", "request"];
    let is_mirror = field != Field::ExposeHeaders && mirrors.contains(&&*last_name(value)?);
    is_mirror.then(|| "mirror".to_owned())
}

/// `Any`, `AllowOrigin::any()` and the like.
pub(super) fn is_any(value: &[TokenTree]) -> bool {
    last_name(value).is_some_and(|name| matches!(&*name, "any" | "all" | "star" | "wildcard"))
}

/// The last name of a path that may be called without arguments, in lower case.
fn last_name(value: &[TokenTree]) -> Option<String> {
    let path = match value {
        [path @ .., TokenTree::Group(arguments)] if arguments.stream().is_empty() => path,
        path => path,
    };
    tokens::last_of_path(path).map(|name| name.to_ascii_lowercase())
}

fn listed(
    field: Field,
    setting: &Setting,
    entries: &[Entry],
    judge: &mut Judge,
    check: Check,
) -> Names {
    // A word in brackets.
    if let [entry] = entries {
        let is_mirror = is_word(&entry.tokens, "mirror") && field != Field::ExposeHeaders;
        let meant = if is_mirror { Some("mirror".to_owned()) } else { word(field, &entry.tokens) };
        if let Some(meant) = meant {
            judge.entry(
                wrong_entry(
                    field,
                    &entry.tokens,
                    &format!("`{}: {meant}`, without brackets", field.name()),
                ),
                setting,
                entry,
            );
            return unknown();
        }
    }
    let found = entries.iter().map(|entry| one(field, setting, entry, judge, check)).collect();
    let names = judge.gather(field, found);
    let Some(star) = entries.iter().find(|entry| is_star(&entry.tokens)) else {
        return Names::Listed(names);
    };
    let beside: Vec<_> = names.iter().flatten().collect();
    let is_the_mixed_list =
        field == Field::AllowHeaders && names.len() == 2 && beside == [NOT_COVERED_BY_STAR];
    if !is_the_mixed_list {
        judge.entry(Fault::at(Rule::StarInList, "*"), setting, star);
        return Names::Listed(names);
    }
    Names::Any(names)
}

fn one(
    field: Field,
    setting: &Setting,
    entry: &Entry,
    judge: &mut Judge,
    check: Check,
) -> Vec<Found<String>> {
    let checked = match &entry.tokens[..] {
        // The list as a whole says whether `*` may stand in it.
        star if is_star(star) => return vec![(None, None)],
        word if is_word_for_all(word) => Checked::bad(for_all(field, word)),
        tokens => check(tokens).unwrap_or_else(|| {
            let meant = meant(field, tokens, check);
            Checked {
                mended: meant.clone().into_iter().collect(),
                ..Checked::bad(
                    wrong_entry(field, tokens, kind(field))
                        .replaced_by(meant.map(|name| format!("{name:?}"))),
                )
            }
        }),
    };
    judge.found(checked, None, setting, entry)
}

/// `mirror`, and what other libraries call `*`: among names they would be read as one. A method in upper case is one.
fn is_word_for_all(tokens: &[TokenTree]) -> bool {
    is_word(tokens, "mirror")
        || (is_any(tokens) && !is_word(tokens, "ANY") && !is_word(tokens, "ALL"))
}

fn for_all(field: Field, word: &[TokenTree]) -> Fault {
    let value = if is_any(word) { "*" } else { "mirror" };
    let wanted = match field {
        Field::ExposeHeaders if value == "mirror" => kind(field).to_owned(),
        _ => format!("`{}: {value}` as the whole value, or {}", field.name(), kind(field)),
    };
    wrong_entry(field, word, &wanted)
}

fn kind(field: Field) -> &'static str {
    match field {
        Field::AllowMethods => "a method's name, such as PUT or \"PURGE\"",
        _ => "a header's name in quotes, such as \"x-request-id\"",
    }
}

/// The name that an expression of another library stands for: `Method::PUT`, `header::CONTENT_TYPE`,
/// `HeaderName::from_static("x-a")`, or a name without quotes.
fn meant(field: Field, tokens: &[TokenTree], check: Check) -> Option<String> {
    let name = tokens::only_string(tokens).or_else(|| match field {
        // `r#PUT` is Rust's way to write PUT.
        Field::AllowMethods => {
            tokens::last_of_path(tokens).map(|name| name.trim_start_matches("r#").to_owned())
        }
        _ => match tokens::last_of_path(tokens) {
            Some(name) => in_words(&name),
            None => with_hyphens(tokens),
        },
    })?;
    let literal = TokenTree::Literal(Literal::string(&name));
    let checked = check(std::slice::from_ref(&literal))?;
    checked.intended().into_iter().next()
}

/// The header that `CONTENT_TYPE` or `ContentType` stands for.
fn in_words(name: &str) -> Option<String> {
    let name = name.trim_start_matches("r#");
    let is_upper = |byte: &u8| byte.is_ascii_uppercase();
    if name.contains('_') || name.bytes().all(|byte| !byte.is_ascii_lowercase()) {
        return Some(name.to_ascii_lowercase().replace('_', "-"));
    }
    // Where two capitals meet, a word may be one letter or all of them: `ETag`, `XSRFToken`. Only an `X` in front is one.
    let words = match name.as_bytes() {
        [b'X', next, after, ..] if is_upper(next) && !is_upper(after) => name.get(1..)?,
        _ => name,
    };
    if words.as_bytes().windows(2).any(|pair| pair.iter().all(is_upper)) {
        return None;
    }
    let mut words = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() && !words.is_empty() {
            words.push('-');
        }
        words.push(character.to_ascii_lowercase());
    }
    Some(words)
}

/// `x-request-id` without quotes.
fn with_hyphens(tokens: &[TokenTree]) -> Option<String> {
    let is_next = |(at, token): (usize, &TokenTree)| {
        if at % 2 == 0 { matches!(token, TokenTree::Ident(_)) } else { is_punct(Some(token), '-') }
    };
    let are_words = tokens.len() % 2 == 1 && tokens.iter().enumerate().all(is_next);
    are_words.then(|| tokens.iter().map(ToString::to_string).collect())
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
