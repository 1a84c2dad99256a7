//! Faults, their places, and the `#[allow]`s that silence some.

use std::collections::HashMap;

use cors_rules::field::Field;
use cors_rules::origin::PUBLIC_SUFFIX_LIST;
use cors_rules::{Fault, Level, Rule};
use proc_macro2::TokenTree;

use crate::carry::{Allow, Entry, Setting};
use crate::report::Report;
use crate::tokens::{self, Place};

/// The collector, with an eye on `#[allow]`.
#[derive(Default)]
pub(crate) struct Judge {
    pub(crate) report: Report,
    /// Whose values stand behind the last entry of a list.
    owners: HashMap<Field, Vec<usize>>,
}

impl Judge {
    /// A list with one value for each entry, `None` where it has none, and behind them the further values
    /// of those that will be several once a replacement is pasted.
    pub(crate) fn gather<T>(&mut self, field: Field, intended: Vec<Vec<T>>) -> Vec<Option<T>> {
        let mut list = Vec::new();
        let mut further = Vec::new();
        for (index, values) in intended.into_iter().enumerate() {
            let mut values = values.into_iter();
            list.push(values.next());
            further.extend(values.map(|value| (index, value)));
        }
        let (owners, further): (Vec<_>, Vec<_>) = further.into_iter().unzip();
        // A field that is set twice has been reported; what is said of the list is about the first.
        self.owners.entry(field).or_insert(owners);
        list.extend(further.into_iter().map(Some));
        list
    }

    /// The entry of the source that the value at `index` of the list comes from.
    pub(crate) fn source<'s>(
        &self,
        field: Field,
        setting: &'s Setting,
        index: usize,
    ) -> Option<&'s Entry> {
        let entries = setting.entries();
        entries.get(index).or_else(|| {
            let further = index.checked_sub(entries.len())?;
            entries.get(*self.owners.get(&field)?.get(further)?)
        })
    }

    /// A fault of a setting's value as a whole.
    pub(crate) fn value(&mut self, fault: Fault, setting: &Setting) {
        if !is_allowed(&fault, &setting.allows) {
            self.report.add(fault, setting.place());
        }
    }

    /// A fault of one entry. What is dangerous is allowed where it stands; a warning may be silenced
    /// for the whole field as well.
    pub(crate) fn entry(&mut self, fault: Fault, setting: &Setting, entry: &Entry) {
        let silenced = fault.level == Level::Warning && is_allowed(&fault, &setting.allows);
        if !silenced && !is_allowed(&fault, &entry.allows) {
            self.report.add(fault, entry.place());
        }
    }

    /// Reports attributes that mean nothing here, and rules that do not exist.
    pub(crate) fn attributes(&mut self, setting: &Setting) {
        let entries = setting.entries().iter().flat_map(|entry| &entry.foreign);
        let foreign = setting.foreign.iter().chain(entries);
        for attribute in foreign {
            let tokens: Vec<_> = attribute.clone().into_iter().collect();
            let fault = Fault::at(Rule::UnknownAttribute, &format!("#[{}]", tokens::text(&tokens)));
            self.report.add(fault, tokens::place(&tokens, setting.name.span()));
        }
        for allow in allows(setting) {
            let name = name(allow);
            let fault = match Rule::named(&name) {
                Some(rule) if rule.level() == Level::Error => {
                    Fault::at(Rule::RuleWithoutOptOut, &name)
                }
                Some(_) => continue,
                None => {
                    let meant = Rule::meant_by(&name).filter(|rule| rule.level() != Level::Error);
                    Fault::at(Rule::UnknownRule, &name)
                        .related_to("every message names its rule in brackets")
                        .replaced_by(meant.map(|rule| rule.name().to_owned()))
                }
            };
            allow.used.set(true);
            self.report.add(fault, place(allow));
        }
    }

    /// The report. An `#[allow]` that silenced nothing is worth a word, once nothing else is wrong:
    /// a mistake elsewhere can hide what it is there for.
    pub(crate) fn finish(mut self, settings: &[Setting]) -> Report {
        self.report.drop_weaker();
        if !self.report.is_fatal() {
            let is_idle = |allow: &&Allow| !allow.used.get() && !cannot_fire(&name(allow));
            let itself = Rule::UnusedAllow.name();
            let groups = settings.iter().flat_map(|setting| {
                let entries = setting.entries().iter().map(|entry| &entry.allows);
                std::iter::once(&setting.allows).chain(entries)
            });
            for group in groups.filter(|group| !group.iter().any(|allow| name(allow) == itself)) {
                for allow in group.iter().filter(is_idle) {
                    self.report.add(Fault::at(Rule::UnusedAllow, &name(allow)), place(allow));
                }
            }
        }
        self.report
    }
}

/// Whether a rule is asleep in this build of the library, so that nothing can be said of its `#[allow]`.
fn cannot_fire(name: &str) -> bool {
    !PUBLIC_SUFFIX_LIST && name == Rule::PublicSuffix.name()
}

fn is_allowed(fault: &Fault, allows: &[Allow]) -> bool {
    let mut allowed = false;
    if fault.level < Level::Error {
        for allow in allows.iter().filter(|allow| name(allow) == fault.rule.name()) {
            allow.used.set(true);
            allowed = true;
        }
    }
    allowed
}

fn allows(setting: &Setting) -> impl Iterator<Item = &Allow> {
    setting.allows.iter().chain(setting.entries().iter().flat_map(|entry| &entry.allows))
}

fn name(allow: &Allow) -> String {
    tokens::text(&allow.tokens)
}

fn place(allow: &Allow) -> Place {
    tokens::place(
        &allow.tokens,
        allow.tokens.first().map_or_else(proc_macro2::Span::call_site, TokenTree::span),
    )
}
