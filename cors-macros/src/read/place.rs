//! Faults, their places, and the `#[allow]`s that silence some.

use std::collections::HashMap;

use cors_rules::field::Field;
use cors_rules::policy::Located;
use cors_rules::{Checked, Fault, Level, Rule, Source};
use proc_macro2::TokenTree;

use super::elsewhere;
use crate::carry::{Allow, Carried, Entry, Setting};
use crate::read::Tracked;
use crate::report::Report;
use crate::tokens::{self, Place};

/// The collector, with an eye on `#[allow]`.
#[derive(Default)]
pub(crate) struct Judge {
    pub(crate) report: Report,
    /// Where the values of each list come from, one after the other.
    provenance: HashMap<Field, Vec<Provenance>>,
    /// What was read from elsewhere.
    pub(crate) tracked: Vec<Tracked>,
}

/// Where a value of a list comes from.
#[derive(Clone)]
struct Provenance {
    /// The entry's index in its setting.
    entry: usize,
    /// Where the value stands, if the entry only says where to read it.
    source: Option<Source>,
}

/// A value of a list, if it can be used, and where it stands, if the entry only says where to read it.
pub(crate) type Found<T> = (Option<T>, Option<Source>);

impl Setting {
    /// Whether the field or one of its entries says `#[allow(rule)]`.
    pub(super) fn allows(&self, entry: &Entry, rule: Rule) -> bool {
        self.is_allowed(entry, &Fault::at(rule, ""))
    }

    /// Whether a fault of an entry is allowed there, or for the whole field. Either attribute is of use then.
    fn is_allowed(&self, entry: &Entry, fault: &Fault) -> bool {
        let [field, entry] = [&self.allows, &entry.allows].map(|allows| is_allowed(fault, allows));
        field || entry
    }
}

impl Judge {
    /// A list of the values of all entries, in the order of the source. An entry may have several, as a list
    /// in one string will be several once a replacement is pasted, and none.
    pub(crate) fn gather<T>(&mut self, field: Field, found: Vec<Vec<Found<T>>>) -> Vec<Option<T>> {
        let mut provenance = Vec::new();
        let mut list = Vec::new();
        for (entry, values) in found.into_iter().enumerate() {
            for (value, source) in values {
                list.push(value);
                provenance.push(Provenance { entry, source });
            }
        }
        // A field that is set twice has been reported; what is said of the list is about the first.
        self.provenance.entry(field).or_insert(provenance);
        list
    }

    /// A fault of one of the values, or of the setting as a whole, found when all of them were known.
    pub(crate) fn located(&mut self, located: Located, setting: &Setting) {
        let list = self.provenance.get(&located.field);
        let provenance = |index: usize| list?.get(index).cloned();
        let found = located.entry.and_then(|index| {
            let Provenance { entry, source } = provenance(index)?;
            Some((setting.entries().get(entry)?, source))
        });
        let Some((entry, source)) = found else { return self.value(located.fault, setting) };
        let mut fault = located.fault;
        if let Some(other) = located.other.and_then(provenance) {
            // Two that both stand in the policy are near enough to each other.
            let is_elsewhere = source.is_some() || other.source.is_some();
            let place = || tokens::file_and_line(setting.entries().get(other.entry)?.place().start);
            let related = other.source.or_else(|| place().filter(|_| is_elsewhere));
            fault = match related {
                Some(related) => fault.beside(related),
                None => fault,
            };
        }
        self.entry(placed(fault, source.as_ref()), setting, entry);
    }

    /// Reports what is wrong with a value that was checked by itself, and what there is to gather of it: what
    /// it will be once a replacement is pasted, so that what else is wrong is said in the same build.
    pub(crate) fn found<T>(
        &mut self,
        checked: Checked<T>,
        source: Option<&Source>,
        setting: &Setting,
        entry: &Entry,
    ) -> Vec<Found<T>> {
        for fault in &checked.faults {
            self.entry(placed(fault.clone(), source), setting, entry);
        }
        let intended = checked.intended();
        if intended.is_empty() {
            return vec![(None, source.cloned())];
        }
        intended.into_iter().map(|value| (Some(value), source.cloned())).collect()
    }

    /// A fault of a setting's value as a whole.
    pub(crate) fn value(&mut self, fault: Fault, setting: &Setting) {
        if !is_allowed(&fault, &setting.allows) {
            self.report.add_in(setting.name.to_string(), fault, setting.place());
        }
    }

    /// A fault of one entry. An `#[allow]` of the field counts for all its entries.
    pub(crate) fn entry(&mut self, fault: Fault, setting: &Setting, entry: &Entry) {
        if !setting.is_allowed(entry, &fault) {
            self.report.add_entry(
                setting.name.to_string(),
                fault,
                entry.place(),
                entry.is_conditional,
            );
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
    /// a mistake elsewhere can hide what it is there for, and so can a `#[cfg]` that does not hold. Not about an entry that
    /// is read from elsewhere, for the next build may read something else there.
    pub(crate) fn finish(mut self, carried: &Carried) -> Report {
        self.report.drop_weaker();
        self.report.drop_follow_ons();
        if !self.report.is_fatal() && carried.is_whole {
            let is_idle = |allow: &&Allow| !allow.used.get();
            let itself = Rule::UnusedAllow.name();
            let groups = carried.settings.iter().flat_map(|setting| {
                let is_here = |entry: &&Entry| elsewhere::read(&entry.tokens).is_none();
                let field = setting.entries().iter().all(|entry| is_here(&entry));
                let entries = setting.entries().iter().filter(is_here).map(|entry| &entry.allows);
                field.then_some(&setting.allows).into_iter().chain(entries)
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

/// The fault with the place of its value, if that is read from elsewhere.
fn placed(fault: Fault, source: Option<&Source>) -> Fault {
    match source {
        Some(source) => fault.found_in(source),
        None => fault,
    }
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
