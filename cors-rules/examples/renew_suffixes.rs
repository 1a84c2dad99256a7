//! Writes `src/suffixes/icann.txt` and `private.txt` from a downloaded public suffix list:
//! `cargo run -p cors-rules --example renew_suffixes -- public_suffix_list.dat`. `.ci/renew-suffixes` downloads the list
//! and runs this.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    reason = "a tool of the repository, which a test includes"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Both tables of one list, as text.
pub(crate) struct Tables {
    /// Suffixes of registries, such as `com` and `co.uk`.
    pub(crate) icann: String,
    /// Suffixes of hosts of others' sites, such as `github.io`.
    pub(crate) private: String,
}

/// The tables of a list in the form of publicsuffix.org.
pub(crate) fn tables(list: &str) -> Tables {
    let (_, version) = list.split_once("// VERSION: ").expect("the list says its version");
    let date = version.get(..10).expect("a version begins with its date");
    let table = |section: &str| {
        let begin = format!("// ===BEGIN {section} DOMAINS===");
        let end = format!("// ===END {section} DOMAINS===");
        let (_, rules) = list.split_once(&begin).expect("the section begins");
        let (rules, _) = rules.split_once(&end).expect("the section ends");
        format!("{}{}", header(section, date), lines(rules))
    };
    Tables { icann: table("ICANN"), private: table("PRIVATE") }
}

/// The notice of the table's licence and origin. The date is its end, and a blank line ends the header.
fn header(section: &str, date: &str) -> String {
    format!(
        "# This Source Code Form is subject to the terms of the Mozilla Public
# License, v. 2.0. If a copy of the MPL was not distributed with this
# file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# The {section} rules of the public suffix list, https://publicsuffix.org/list/,
# without its comments, in ASCII, sorted by label from the right.
# `.ci/renew-suffixes` writes this file.
#
# Date of the list: {date}

"
    )
}

/// Each rule once, sorted by its labels from the right.
fn lines(rules: &str) -> String {
    let rules = rules.lines().filter_map(|line| line.split_whitespace().next());
    let rules: BTreeSet<Vec<String>> = rules
        .filter(|rule| !rule.starts_with("//"))
        .map(|rule| rule.rsplit('.').map(ascii).collect())
        .collect();
    let line = |labels: &Vec<String>| {
        let labels: Vec<_> = labels.iter().rev().map(String::as_str).collect();
        format!("{}\n", labels.join("."))
    };
    rules.iter().map(line).collect()
}

/// A label as origins have it. Wildcards and exceptions of the list are ASCII.
pub(crate) fn ascii(label: &str) -> String {
    if label.is_ascii() {
        return label.to_ascii_lowercase();
    }
    url::Host::parse(label).expect("a label of a host").to_string()
}

fn main() {
    let list = std::env::args_os().nth(1).expect("the path of public_suffix_list.dat");
    let tables = tables(&fs::read_to_string(list).expect("the list can be read"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/suffixes");
    fs::write(folder.join("icann.txt"), tables.icann).unwrap();
    fs::write(folder.join("private.txt"), tables.private).unwrap();
}
