//! `allow_origins`, `timing_allow_origins` and `runtime_origins`.

use cors_rules::field::Field;
use cors_rules::origin::{self, Entry as Origin};
use cors_rules::policy::{Origins, RuntimeOrigins, Timing};
use cors_rules::{Checked, Fault, Rule, runtime_origins};
use proc_macro2::{Delimiter, TokenTree};

use super::elsewhere::{self, Contents, Elsewhere};
use super::place::{Found, Judge};
use super::predicate::{self, Condition};
use super::{wrong_entry, wrong_value};
use crate::carry::{Entry, Setting, Value};
use crate::tokens::{self, group, ident, is_punct, string};

const ENTRY: &str = "an origin in quotes, such as \"https://app.example.com\"; `env!(\"APP_ORIGIN\")` or `include_str!(\"origins.txt\")` to read it while compiling; or `raw(\"app://\")` for what only an embedder sends";

/// Where the value of an expression belongs.
const RUN_TIME: &str = "Macros run before values exist: for origins that only the running program knows, write `runtime_origins: any` in the policy and pass them to `with_runtime_origins`, with the feature `runtime-origins`";

/// Only the program knows them, so they are in no header that is the same in every answer.
const OR_PREDICATE: &str =
    "; or `if path::to::predicate` to ask a function of yours while the program runs";

/// `allow_origins`, whose list may be empty if origins can be added at run time.
pub(super) fn allowed(setting: &Setting, has_runtime_origins: bool, judge: &mut Judge) -> Origins {
    let field = Field::AllowOrigins;
    match list(field, setting, judge) {
        List::Star => Origins::Any,
        List::Entries(entries) => {
            if !has_runtime_origins {
                at_least_one(field, setting, &entries, judge);
            }
            Origins::Listed(entries)
        }
        List::Other => {
            judge.value(mended(field, setting), setting);
            // An entry that cannot be used: nothing is known about the list.
            Origins::Listed(vec![None])
        }
    }
}

pub(super) fn timing(setting: &Setting, judge: &mut Judge) -> Timing {
    match list(Field::TimingAllowOrigins, setting, judge) {
        List::Star => Timing::Any,
        List::Entries(entries) => {
            at_least_one(Field::TimingAllowOrigins, setting, &entries, judge);
            Timing::Listed(entries)
        }
        List::Other => match &setting.value {
            Value::Single(value) if is_word(value, "same") => Timing::Same,
            _ => {
                judge.value(mended(Field::TimingAllowOrigins, setting), setting);
                Timing::None
            }
        },
    }
}

/// `runtime_origins`: which origins can be added at run time.
pub(super) fn runtime(setting: &Setting, judge: &mut Judge) -> RuntimeOrigins {
    let field = Field::RuntimeOrigins;
    let value = match &setting.value {
        Value::Within(list) => return within(setting, list, judge),
        Value::List(list) => {
            judge.value(Fault::at(Rule::MissingWithin, field.name()), setting);
            return within(setting, list, judge);
        }
        Value::Single(value) => &value[..],
        Value::Lines(_) | Value::Missing => &[],
    };
    if is_star(value) || is_word(value, "any") {
        for allow in &setting.allows {
            // A list at run time may have what it allows.
            if allow.rule().is_some_and(runtime_origins::can_be_broken) {
                allow.used.set(true);
            }
        }
        return if is_star(value) { RuntimeOrigins::Star } else { RuntimeOrigins::Any };
    }
    let list = match value {
        [word, list @ ..] if ident(Some(word)).is_some_and(|word| word == "within") => list,
        list => list,
    };
    let fault = if is_star(list) {
        runtime_origins::star_within()
    } else {
        wrong_value(field, setting).replaced_by(mended_runtime(list))
    };
    judge.value(fault, setting);
    RuntimeOrigins::Within(vec![None])
}

fn within(setting: &Setting, list: &[Entry], judge: &mut Judge) -> RuntimeOrigins {
    let entries = entries(Field::RuntimeOrigins, setting, list, judge);
    at_least_one(Field::RuntimeOrigins, setting, &entries, judge);
    RuntimeOrigins::Within(entries)
}

/// The value that something else was written for, if that is sure.
fn mended_runtime(value: &[TokenTree]) -> Option<String> {
    let text = match value {
        [text] => string(text),
        _ => None,
    };
    let text = text.as_deref().map(str::trim);
    if text == Some("*") {
        return Some("*".to_owned());
    }
    if text.is_some_and(|text| text.eq_ignore_ascii_case("any"))
        || is_word(value, "any")
        || super::names::is_any(value)
    {
        return Some("any".to_owned());
    }
    as_list(Field::RuntimeOrigins, value).map(|list| format!("within {list}"))
}

enum List {
    Star,
    Entries(Vec<Option<Origin>>),
    Other,
}

fn list(field: Field, setting: &Setting, judge: &mut Judge) -> List {
    match &setting.value {
        Value::Single(value) if is_star(value) => List::Star,
        Value::List(list) => List::Entries(entries(field, setting, list, judge)),
        Value::Single(_) | Value::Lines(_) | Value::Within(_) | Value::Missing => List::Other,
    }
}

/// The values of a list's entries.
fn entries(
    field: Field,
    setting: &Setting,
    list: &[Entry],
    judge: &mut Judge,
) -> Vec<Option<Origin>> {
    let found = list.iter().map(|entry| values(field, setting, entry, judge)).collect();
    judge.gather(field, found)
}

/// Reports a list without an entry.
fn at_least_one(field: Field, setting: &Setting, list: &[Option<Origin>], judge: &mut Judge) {
    if list.is_empty() && !predicate::is_in(setting) {
        judge.value(Fault::at(Rule::NoOrigin, field.name()), setting);
    }
}

/// What a text stands for in the field.
fn check(field: Field, text: &str) -> Checked<Origin> {
    if field == Field::RuntimeOrigins { runtime_origins::check(text) } else { origin::check(text) }
}

/// What an entry stands for: one value, as many as are read from elsewhere, or none if it is a predicate.
fn values(field: Field, setting: &Setting, entry: &Entry, judge: &mut Judge) -> Vec<Found<Origin>> {
    if let Some(condition) = predicate::read(&entry.tokens) {
        let fault = match (field, condition) {
            (Field::TimingAllowOrigins, _) => {
                Fault::at(Rule::TimingPattern, &tokens::text(&entry.tokens))
            }
            // Nobody can tell what a function covers.
            (Field::RuntimeOrigins, _) => wrong_entry(field, &entry.tokens, ENTRY),
            // It is none of the values; `predicate::all` has it.
            (_, Condition::Path(_)) => return Vec::new(),
            (_, Condition::Malformed) => wrong_entry(field, &entry.tokens, predicate::WANTED),
        };
        return judge.found(Checked::bad(fault), None, setting, entry);
    }
    let contents = match elsewhere::read(&entry.tokens) {
        None => return judge.found(one(field, &entry.tokens), None, setting, entry),
        Some(Elsewhere::Variable { name, is_optional }) => elsewhere::variable(&name, is_optional),
        Some(Elsewhere::File { path, written }) => elsewhere::file(&path, written),
        Some(Elsewhere::Malformed(wanted)) => {
            Contents::Fault(wrong_entry(field, &entry.tokens, wanted), None)
        }
    };
    match contents {
        Contents::Values(values, tracked) => {
            judge.tracked.push(tracked);
            let found = values.iter().flat_map(|(text, source)| {
                judge.found(check(field, text), Some(source), setting, entry)
            });
            found.collect()
        }
        Contents::Fault(fault, tracked) => {
            judge.tracked.extend(tracked);
            judge.found(Checked::bad(fault), None, setting, entry)
        }
        Contents::Unknown => vec![(None, None)],
    }
}

fn star_without_quotes(field: Field) -> Fault {
    if field == Field::RuntimeOrigins {
        runtime_origins::star_within()
    } else {
        Fault::at(Rule::StarInList, "*")
    }
}

/// What the entry is, checked.
fn one(field: Field, entry: &[TokenTree]) -> Checked<Origin> {
    match entry {
        [text] if string(text).is_some() => check(field, &string(text).unwrap_or_default()),
        [word, TokenTree::Group(content)]
            if ident(Some(word)).is_some_and(|word| word == "raw") =>
        {
            match group(entry.get(1), Delimiter::Parenthesis).and_then(|_| only_string(content)) {
                Some(text) => origin::check_raw(&text),
                None => wrong(field, entry),
            }
        }
        star if is_star(star) => Checked::bad(star_without_quotes(field)),
        tokens => wrong(field, tokens),
    }
}

/// Something that is no string. If it holds one, as in `"https://a.example".parse()?`, that is it.
fn wrong(field: Field, tokens: &[TokenTree]) -> Checked<Origin> {
    let wanted = match field {
        Field::AllowOrigins if is_expression(tokens) => {
            format!("an origin in quotes, such as \"https://app.example.com\". {RUN_TIME}")
        }
        Field::AllowOrigins => format!("{ENTRY}{OR_PREDICATE}"),
        _ => ENTRY.to_owned(),
    };
    let fault = wrong_entry(field, tokens, &wanted);
    let text = tokens::only_string(tokens).filter(|text| tokens.len() == 1 || text.contains("://"));
    let Some(text) = text else { return Checked::bad(fault) };
    let checked = check(field, &text);
    let replacement = match checked.faults.first() {
        Some(first) if checked.value.is_none() => first.replacement.clone(),
        // With a fault that is none of spelling, as of `null`, there is nothing to paste.
        Some(_) => None,
        None => Some(format!("{text:?}")),
    };
    Checked { mended: checked.intended(), ..Checked::bad(fault.replaced_by(replacement)) }
}

/// A string, or another library's word, where `*` or a list belongs.
fn mended(field: Field, setting: &Setting) -> Fault {
    let fault = wrong_value(field, setting);
    let Value::Single(value) = &setting.value else { return fault };
    let is_star = match &value[..] {
        [text] => string(text).is_some_and(|text| text.trim() == "*"),
        _ => false,
    };
    let is_same = matches!(&value[..], [text] if string(text).as_deref() == Some("same"));
    if is_same && field == Field::TimingAllowOrigins {
        return fault.replaced_by("same".to_owned());
    }
    if is_star || super::names::is_any(value) {
        return fault.replaced_by("*".to_owned());
    }
    let fault = match field {
        Field::AllowOrigins if is_expression(value) => {
            fault.wanting(format!("{}, with each origin in quotes. {RUN_TIME}", field.value()))
        }
        _ => fault,
    };
    fault.replaced_by(as_list(field, value))
}

/// Whether the tokens may stand for a value that the program makes: a name, a path, a call.
fn is_expression(tokens: &[TokenTree]) -> bool {
    let first = tokens.iter().find(|token| !is_punct(Some(token), '&'));
    first.is_some_and(|first| ident(Some(first)).is_some_and(|word| *word != "raw"))
        && elsewhere::read(tokens).is_none()
        && predicate::read(tokens).is_none()
}

/// A list with what stands where a list belongs, if that is sure.
fn as_list(field: Field, value: &[TokenTree]) -> Option<String> {
    if let Some(entry) = elsewhere::read(value).and_then(|entry| entry.text()) {
        return Some(format!("[{entry}]"));
    }
    if let Some(Condition::Path(_)) = predicate::read(value)
        && field == Field::AllowOrigins
    {
        return Some(format!("[{}]", tokens::text(value)));
    }
    let fault = wrong(field, value).faults.into_iter().next()?;
    fault.replacement.map(|list| format!("[{list}]"))
}

fn only_string(content: &proc_macro2::Group) -> Option<String> {
    match &tokens::visible(content.stream())[..] {
        [text] => string(text),
        _ => None,
    }
}

pub(super) fn is_star(tokens: &[TokenTree]) -> bool {
    tokens.len() == 1 && is_punct(tokens.first(), '*')
}

pub(super) fn is_word(tokens: &[TokenTree], word: &str) -> bool {
    tokens.len() == 1 && ident(tokens.first()).is_some_and(|token| token == word)
}
