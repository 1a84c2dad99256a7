//! `expect`: what the policy must do, asked of the table that will answer at run time.

use cors_rules::field::Field;
use cors_rules::origin::{self, Entry as Origin};
use cors_rules::policy::{Origins, RuntimeOrigins};
use cors_rules::runtime_origins::{Limits, Scope};
use cors_rules::{Fault, Level, Rule};
use proc_macro2::TokenTree;

use super::place::Judge;
use super::{Policy, wrong_entry, wrong_value};
use crate::carry::{Entry, Setting, Value};
use crate::table::Table;
use crate::tokens::{self, ident, string};

const LINE: &str = "`allow \"https://app.example.com\"` or `deny \"https://evil.example\"`";

/// Reports each line that does not hold. Where the list or an entry of it cannot be used, the lines wait
/// until it is mended: they might be about that one. Predicates cannot be asked while compiling, so the lines
/// are about the entries beside them.
pub(super) fn check(setting: &Setting, policy: &Policy, judge: &mut Judge) {
    let lines = match &setting.value {
        Value::Lines(lines) => lines,
        Value::Single(_) | Value::List(_) | Value::Within(_) => {
            return judge.value(wrong_value(Field::Expect, setting), setting);
        }
        Value::Missing => return,
    };
    let origins = &policy.declaration.origins;
    let has_predicates = !policy.predicates.is_empty();
    let may_be_empty = has_predicates || policy.declaration.runtime.is_some();
    let table = match origins {
        Origins::Listed(entries)
            if (may_be_empty || !entries.is_empty()) && entries.iter().all(Option::is_some) =>
        {
            Table::new(entries).ok()
        }
        Origins::Listed(_) | Origins::Any => None,
    };
    let is_any = *origins == Origins::Any;
    for line in lines {
        let known = read(line).and_then(|(verdict, text)| Some((verdict, about(&text)?, text)));
        let Some((verdict, origins, text)) = known else {
            let fault = wrong_entry(Field::Expect, &line.tokens, LINE);
            judge.entry(fault.replaced_by(mended(line)), setting, line);
            continue;
        };
        let allowed_by = |origin: &str| match &table {
            Some(table) => table.allowed_by(origin).map(|entry| format!("`{entry}`")),
            None => is_any.then(|| "`allow_origins: *`".to_owned()),
        };
        match verdict {
            // Of what nothing is known, nothing is said.
            _ if table.is_none() && !is_any => {}
            Verdict::Allow => {
                let is_allowed = origins == [&*text] && allowed_by(&text).is_some();
                if !is_allowed {
                    let why = why_not(&text, has_predicates);
                    let fault = Fault::at(Rule::ExpectAllow, &text).related_to(why);
                    judge.entry(fault, setting, line);
                }
            }
            Verdict::Deny => {
                let at_run_time = |origin: &str| at_run_time(origin, policy);
                let allowed = origins.into_iter().find_map(|origin| {
                    let entry = allowed_by(&origin).or_else(|| at_run_time(&origin))?;
                    Some(Fault::at(Rule::ExpectDeny, &origin).related_to(entry))
                });
                if let Some(fault) = allowed {
                    judge.entry(fault, setting, line);
                }
            }
        }
    }
}

enum Verdict {
    Allow,
    Deny,
}

/// `allow "…"` or `deny "…"`.
fn read(line: &Entry) -> Option<(Verdict, String)> {
    let [verdict, text @ TokenTree::Literal(_)] = &line.tokens[..] else { return None };
    let verdict = match &*ident(Some(verdict))?.to_string() {
        "allow" => Verdict::Allow,
        "deny" => Verdict::Deny,
        _ => return None,
    };
    Some((verdict, string(text)?))
}

/// The origin that a line is about. No browser sends what is no serialized origin, so a `deny` with one would hold
/// whatever the policy allows: what was meant by it is asked about, and where that is not sure, nothing can be asked.
/// Nor can it of a pattern: whether all that it stands for are allowed is no question to a table.
fn about(text: &str) -> Option<Vec<String>> {
    let meant = origin::check(text).intended();
    if meant.is_empty() {
        // What only an embedder sends. A word may be meant to be a host.
        let is_word = !text.contains(':');
        let raw = origin::check_raw(text).value.filter(|_| !is_word);
        return raw.map(|_| vec![text.to_owned()]);
    }
    let is_one = |entry: &Origin| matches!(entry, Origin::Exact(_));
    let texts = meant.iter().map(|entry| entry.text().to_owned());
    meant.iter().all(is_one).then(|| texts.collect())
}

/// The line with the one string that stands in it, as in `allow raw("app://")`.
fn mended(line: &Entry) -> Option<String> {
    let (verdict, value) = line.tokens.split_first()?;
    let text =
        tokens::only_string(value).filter(|text| value.len() > 1 && about(text).is_some())?;
    let verdict = ident(Some(verdict)).filter(|word| *word == "allow" || *word == "deny")?;
    Some(format!("{verdict} {text:?}"))
}

/// The value of `runtime_origins` by which a list could add an origin: then it is not denied for good.
fn at_run_time(origin: &str, policy: &Policy) -> Option<String> {
    let Policy { declaration, runtime_allowed, .. } = policy;
    let (scope, value) = match declaration.runtime.as_ref()? {
        RuntimeOrigins::Within(entries) => {
            let origin = Origin::Exact(origin.to_owned());
            let entry = entries.iter().flatten().find(|entry| entry.covers(&origin))?;
            return Some(format!("a list at run time: `{}` is in `runtime_origins`", entry.text()));
        }
        RuntimeOrigins::Any => (Scope::Any, "any"),
        RuntimeOrigins::Star => (Scope::Star, "*"),
    };
    let limits = Limits::new(scope, declaration.credentials, runtime_allowed.iter().copied());
    let judged = limits.judge([origin]);
    let is_accepted = judged.faults.iter().all(|(_, fault)| fault.level == Level::Warning);
    // `*` allows every origin, also those that no list could name.
    (is_accepted || scope == Scope::Star)
        .then(|| format!("a list at run time: the policy says `runtime_origins: {value}`"))
}

/// Why no entry allows an origin: nobody can send it, or it is not listed.
fn why_not(origin: &str, has_predicates: bool) -> String {
    let checked = origin::check(origin);
    match checked.faults.first().filter(|_| checked.value.is_none()) {
        Some(fault) => format!("browsers never send it: {}", fault.headline()),
        None if has_predicates => {
            "no entry of `allow_origins` stands for it, and a predicate is not asked while compiling"
                .to_owned()
        }
        None => "no entry of `allow_origins` stands for it".to_owned(),
    }
}
