//! The second stage: the values of a policy's live settings, judged by cors-rules.

mod elsewhere;
mod expect;
mod names;
mod origins;
mod place;
mod predicate;
mod scalar;

use cors_rules::field::{Field, removed};
use cors_rules::policy::{self, Declaration};
use cors_rules::{Fault, Level, Rule};
use proc_macro2::TokenTree;

use crate::carry::{Allow, Carried, Setting, Value};
use crate::report::Report;
use crate::tokens;
pub(crate) use elsewhere::Tracked;
use place::Judge;
pub(crate) use predicate::Predicate;

/// A policy whose values have been read; whether it may be compiled, the report says.
#[derive(Default)]
pub(crate) struct Policy {
    pub(crate) declaration: Declaration,
    /// The predicates of `allow_origins`.
    pub(crate) predicates: Vec<Predicate>,
    /// The rules that `#[allow]` names on `runtime_origins`: lists at run time may break them.
    pub(crate) runtime_allowed: Vec<&'static str>,
    /// In seconds.
    pub(crate) max_age: Option<u32>,
    /// `preflight_status: 200`.
    pub(crate) preflight_ok: bool,
    /// What was read that is not in the source.
    pub(crate) tracked: Vec<Tracked>,
}

pub(crate) fn read(carried: &Carried) -> (Policy, Report) {
    let settings = &carried.settings;
    let mut judge = Judge::default();
    let mut policy = Policy::default();
    let mut fields: Vec<(Field, &Setting)> = Vec::new();
    let has_runtime_origins = settings.iter().any(|setting| {
        let name = setting.name.to_string();
        Field::named(&name).or_else(|| Field::meant_by(&name)) == Some(Field::RuntimeOrigins)
    });
    for setting in settings {
        judge.attributes(setting);
        let Some(field) = known_field(setting, &mut judge) else { continue };
        if fields.iter().any(|(other, _)| *other == field) {
            judge.report.add(Fault::at(Rule::RepeatedField, field.name()), setting.name.span());
            // Which of the two is kept is the reader's choice, so both have to be right.
            value(field, setting, has_runtime_origins, &mut Policy::default(), &mut judge);
            continue;
        }
        fields.push((field, setting));
        value(field, setting, has_runtime_origins, &mut policy, &mut judge);
    }
    match fields.iter().find(|(field, _)| *field == Field::AllowOrigins) {
        Some((_, setting)) => {
            let credentials = policy.declaration.credentials;
            policy.predicates = predicate::all(setting, credentials, &mut judge);
        }
        None if has_runtime_origins => {}
        None => {
            judge.report.add(Fault::at(Rule::MissingOrigins, ""), carried.place());
        }
    }
    let of_all_builds = policy::check(&policy.declaration);
    for located in of_all_builds.into_iter().chain(policy::check_release(&policy.declaration)) {
        let setting = fields.iter().find(|(field, _)| *field == located.field);
        if let Some((_, setting)) = setting {
            judge.located(located, setting);
        }
    }
    if let Some((_, setting)) = fields.iter().find(|(field, _)| *field == Field::Expect) {
        expect::check(setting, &policy, &mut judge);
    }
    policy.tracked = std::mem::take(&mut judge.tracked);
    (policy, judge.finish(carried))
}

/// The field that a setting sets. An unknown name that was meant to be one is read as that one, so
/// that the field does not seem to be missing, and the value's mistakes are found in the same build.
fn known_field(setting: &Setting, judge: &mut Judge) -> Option<Field> {
    let name = setting.name.to_string();
    if let Some(field) = Field::named(&name) {
        return Some(field);
    }
    let meant = Field::meant_by(&name);
    // That it has no value has been said, and how it is spelled with it.
    if matches!(setting.value, Value::Missing) {
        return meant;
    }
    let fault = Fault::at(Rule::UnknownField, &name);
    let fault = match removed(&name) {
        Some(why) => fault.related_to(why).wanting("remove it"),
        None => {
            let names = Field::ALL.iter().map(|field| format!("`{}`", field.name()));
            let names: Vec<_> = names.collect();
            fault
                .wanting(format!("the fields are {}", names.join(", ")))
                .replaced_by(meant.map(|field| field.name().to_owned()))
        }
    };
    judge.report.add(fault, setting.name.span());
    meant
}

fn value(
    field: Field,
    setting: &Setting,
    has_runtime_origins: bool,
    policy: &mut Policy,
    judge: &mut Judge,
) {
    if matches!(setting.value, Value::Missing) {
        return;
    }
    let declaration = &mut policy.declaration;
    match field {
        Field::AllowOrigins => {
            declaration.origins = origins::allowed(setting, has_runtime_origins, judge);
        }
        Field::TimingAllowOrigins => declaration.timing = origins::timing(setting, judge),
        Field::RuntimeOrigins => {
            declaration.runtime = Some(origins::runtime(setting, judge));
            let rules = setting.allows.iter().filter_map(Allow::rule);
            let rules = rules.filter(|rule| rule.level() < Level::Error);
            policy.runtime_allowed = rules.map(Rule::name).collect();
        }
        Field::AllowMethods => declaration.methods = names::methods(setting, judge),
        Field::AllowHeaders => declaration.headers = names::headers(setting, judge),
        Field::ExposeHeaders => declaration.exposed = names::exposed(setting, judge),
        Field::AllowCredentials => declaration.credentials = scalar::boolean(field, setting, judge),
        Field::MaxAge => policy.max_age = scalar::max_age(setting, judge),
        // Asked when everything else is known.
        Field::Expect => {}
        Field::PreflightStatus => policy.preflight_ok = scalar::is_status_ok(setting, judge),
    }
}

/// The fault of a value of the wrong kind.
fn wrong_value(field: Field, setting: &Setting) -> Fault {
    let text = match &setting.value {
        Value::Single(value) => tokens::text(value),
        Value::List(_) => "a list".to_owned(),
        Value::Within(_) => "within [...]".to_owned(),
        Value::Lines(_) | Value::Missing => "a block".to_owned(),
    };
    Fault::at(Rule::FieldValue, &text).related_to(field.name()).wanting(field.value())
}

/// The fault of an entry of the wrong kind.
fn wrong_entry(field: Field, entry: &[TokenTree], wanted: &str) -> Fault {
    Fault::at(Rule::EntryValue, &tokens::text(entry)).related_to(field.name()).wanting(wanted)
}
