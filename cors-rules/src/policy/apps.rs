//! Apps that embed a browser, whose pages have one origin on some platforms and another one on the rest.

use super::Located;
use super::origins::{usable, whole};
use crate::field::Field;
use crate::origin::Entry;
use crate::rule::Rule;

/// What an app sends on some platforms, and what on others, of which one must be listed beside it.
const PLATFORMS: [(&str, [&str; 2], &str); 3] = [
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
    (
        "ionic://localhost",
        ["http://localhost", "https://localhost"],
        "`http://localhost`, or `https://localhost` if its settings say so",
    ),
];

pub(super) fn check(field: Field, entries: &[Option<Entry>], faults: &mut Vec<Located>) {
    for (index, entry) in usable(entries) {
        let Some((one, others, words)) = PLATFORMS.iter().find(|(one, ..)| *one == entry.text())
        else {
            continue;
        };
        if !others.iter().any(|other| is_listed(other, entries)) {
            let [other, _] = others;
            let fault = whole(Rule::MissingPlatform, entry)
                .related_to(*words)
                .replaced_by(format!("\"{one}\", \"{other}\""));
            faults.push(Located::entry(field, index, fault));
        }
    }
}

/// Whether the entry is what an app sends that is listed with another platform's origin.
pub(super) fn is_one(entry: &Entry, entries: &[Option<Entry>]) -> bool {
    PLATFORMS
        .iter()
        .any(|(one, others, _)| others.contains(&entry.text()) && is_listed(one, entries))
}

fn is_listed(origin: &str, entries: &[Option<Entry>]) -> bool {
    let origin = Entry::Exact(origin.to_owned());
    usable(entries).any(|(_, entry)| entry.covers(&origin))
}
