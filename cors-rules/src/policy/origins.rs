//! What entries of `allow_origins` and `timing_allow_origins` say about one another, and about
//! credentials.

use std::collections::HashMap;

use super::{Declaration, Located, Origins, Timing};
use crate::fault::Fault;
use crate::field::Field;
use crate::origin::{Entry, is_open_below};
use crate::rule::{Level, Rule};

pub(super) fn check(policy: &Declaration, faults: &mut Vec<Located>) {
    if let Origins::Listed(entries) = &policy.origins {
        redundant(Field::AllowOrigins, entries, faults);
        suffixes(entries, policy.credentials, faults);
        platforms(entries, faults);
        if policy.credentials {
            dangerous_with_credentials(entries, faults);
        }
    }
    if let Timing::Listed(entries) = &policy.timing {
        redundant(Field::TimingAllowOrigins, entries, faults);
        timing_patterns(entries, faults);
    }
}

/// The entries that can be used, with their places.
fn usable(entries: &[Option<Entry>]) -> impl Iterator<Item = (usize, &Entry)> {
    entries.iter().enumerate().filter_map(|(index, entry)| Some((index, entry.as_ref()?)))
}

fn whole(rule: Rule, entry: &Entry) -> Fault {
    Fault::within(rule, entry.text(), 0..entry.text().len())
}

/// Entries that change nothing. Of two that are equal it is the later one.
fn redundant(field: Field, entries: &[Option<Entry>], faults: &mut Vec<Located>) {
    let mut first_of = HashMap::new();
    let patterns = Patterns::new(entries);
    for (index, entry) in usable(entries) {
        let covered_by = if *first_of.entry(entry.text()).or_insert(index) < index {
            Some(entry)
        } else {
            patterns.covering(entry)
        };
        if let Some(other) = covered_by {
            let fault = whole(Rule::RedundantOrigin, entry).related_to(other.text());
            faults.push(Located::entry(field, index, fault));
        }
    }
}

/// The patterns of a list by scheme and host, so that a list of thousands is not compared pair by pair.
struct Patterns<'e> {
    by_place: HashMap<(&'e str, &'e str), Vec<&'e Entry>>,
}

impl<'e> Patterns<'e> {
    fn new(entries: &'e [Option<Entry>]) -> Self {
        let mut by_place: HashMap<_, Vec<_>> = HashMap::new();
        for (_, entry) in usable(entries) {
            if let Entry::Pattern(_) = entry {
                by_place.entry(entry.place()).or_default().push(entry);
            }
        }
        Patterns { by_place }
    }

    /// The first pattern that covers an entry and is not equal to it. It has the entry's own host, or one
    /// that the host is below, or every host. Two patterns that cover each other are equal.
    fn covering(&self, entry: &Entry) -> Option<&'e Entry> {
        let (scheme, host) = entry.place();
        let above =
            std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, above)| above));
        above
            .chain(["*"])
            .filter_map(|host| self.by_place.get(&(scheme, host)))
            .flatten()
            .copied()
            .find(|pattern| pattern.text() != entry.text() && pattern.covers(entry))
    }
}

/// Patterns below a name under which anybody can have one.
fn suffixes(entries: &[Option<Entry>], credentials: bool, faults: &mut Vec<Located>) {
    for (index, entry) in usable(entries) {
        let Some(suffix) = entry.domain().filter(|domain| is_open_below(domain)) else { continue };
        let from = entry.host_at().saturating_add("*.".len());
        let fault = Fault::within(
            Rule::PublicSuffix,
            entry.text(),
            from..from.saturating_add(suffix.len()),
        )
        .related_to(suffix)
        .with_level(if credentials { Level::Denied } else { Level::Warning });
        faults.push(Located::entry(Field::AllowOrigins, index, fault));
    }
}

/// Apps whose pages have one origin on some platforms and another one on the rest: what they send, and
/// where else one of which must be listed.
const PLATFORMS: [(&str, [&str; 2], &str); 2] = [
    (
        "tauri://localhost",
        ["http://tauri.localhost", "https://tauri.localhost"],
        "`http://tauri.localhost`, or `https://tauri.localhost` if its settings say so",
    ),
    (
        "capacitor://localhost",
        ["https://localhost", "http://localhost"],
        "`https://localhost`, or `http://localhost` before Capacitor 6",
    ),
];

fn platforms(entries: &[Option<Entry>], faults: &mut Vec<Located>) {
    for (index, entry) in usable(entries) {
        let Some((one, others, words)) = PLATFORMS.iter().find(|(one, ..)| *one == entry.text())
        else {
            continue;
        };
        let is_listed = |other: &str| {
            let other = Entry::Exact(other.to_owned());
            usable(entries).any(|(_, entry)| entry.covers(&other))
        };
        if !others.iter().any(|other| is_listed(other)) {
            let [other, _] = others;
            let fault = whole(Rule::MissingPlatform, entry)
                .related_to(*words)
                .replaced_by(format!("\"{one}\", \"{other}\""));
            faults.push(Located::entry(Field::AllowOrigins, index, fault));
        }
    }
}

fn dangerous_with_credentials(entries: &[Option<Entry>], faults: &mut Vec<Located>) {
    for (index, entry) in usable(entries) {
        if entry.text() == "null" {
            // Allowed by name or not: with cookies it would hand every user's data to every site.
            let fault = whole(Rule::NullOrigin, entry).with_level(Level::Error);
            faults.push(Located::entry(Field::AllowOrigins, index, fault));
        }
        if entry.is_insecure() {
            faults.push(Located::entry(
                Field::AllowOrigins,
                index,
                whole(Rule::InsecureOrigin, entry),
            ));
        }
    }
}

/// `timing_allow_origins` becomes one constant header.
fn timing_patterns(entries: &[Option<Entry>], faults: &mut Vec<Located>) {
    for (index, entry) in usable(entries).filter(|(_, entry)| matches!(entry, Entry::Pattern(_))) {
        faults.push(Located::entry(
            Field::TimingAllowOrigins,
            index,
            whole(Rule::TimingPattern, entry),
        ));
    }
}
