//! The items that an editor shows for the words of a policy are written from the field table, the words, the usual
//! methods, the rule catalogue and the reference, and committed.
//!
//! `EDITOR_ITEMS=overwrite cargo test -p cors-tests --test editor_items` writes them anew; read the difference.

#![expect(clippy::panic, clippy::expect_used, reason = "a test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use cors_rules::field::Field;
use cors_rules::word::{self, Position};
use cors_rules::{Rule, method};

const HEAD: &str = r#"//! The words of a policy as items, for editors: `cors_policy!` refers to them when rust-analyzer expands it, which then
//! shows their documentation. No program uses them.
//!
//! `tests/editor_items.rs` writes this file. Change the tables in `cors-rules` or the reference, not this file.

#![allow(
    non_upper_case_globals,
    clippy::doc_markdown,
    clippy::doc_link_with_quotes,
    clippy::too_long_first_doc_paragraph,
    reason = "the names and the words are those of policies"
)]

/// A function that says whether an origin is allowed.
pub type Predicate = fn(crate::Origin<'_>) -> bool;

/// A method in `allow_methods`.
pub struct Method;

/// A line of `expect`.
pub struct Line;

/// An entry that is not a string.
pub struct Entry;

/// A rule that can be allowed.
pub struct Rule;

/// The value of any field.
#[must_use]
pub fn any<T>() -> T {
    std::process::abort()
}
"#;

const REFERENCE: &str = "https://docs.rs/cors-runtime/latest/cors_runtime/macro.cors_policy.html";
const RULES: &str = "https://docs.rs/cors-runtime/latest/cors_runtime/rules/";

/// The macro's own, for places where a policy has no word yet.
const PAD: &str = "________________________________________";

#[test]
fn the_items_for_editors_are_those_of_the_tables() {
    let file = root().join("cors-runtime/src/editor.rs");
    let written = items();
    if std::env::var_os("EDITOR_ITEMS").is_some_and(|what| what == "overwrite") {
        fs::write(&file, &written).expect("the file can be written");
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == written,
        "{} is not what the tables say; see the head of this test",
        file.display()
    );
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn items() -> String {
    let reference = read(&root().join("cors-runtime/src/cors_policy.md"));
    let rules_page = read(&root().join("cors-runtime/docs/rules.md"));
    let mut file = HEAD.to_owned();
    for field in Field::ALL.iter().filter(|field| !is_bool(**field)) {
        let text = format!("The value of `{}`: {}.", field.name(), field.value());
        let _ = write!(file, "\n{}pub struct {field:?};\n", documented(&text, 0));
    }
    file.push_str("\n/// A policy.\npub struct Policy {\n");
    for field in Field::ALL {
        let documentation = documented(&of_field(*field, &reference), 1);
        let ty = if is_bool(*field) { "bool".to_owned() } else { format!("{field:?}") };
        let _ = writeln!(file, "{documentation}    pub {}: {ty},", field.name());
    }
    let _ = write!(file, "    #[doc(hidden)]\n    pub {PAD}: (),\n}}\n");
    file.push_str("\n/// The rules that can be allowed.\npub mod rules {\n    use super::Rule;\n");
    for rule in allowable() {
        let documentation = documented(&of_rule(rule, &rules_page), 1);
        let _ = write!(file, "\n{documentation}    pub const {}: Rule = Rule;\n", rule.name());
    }
    file.push_str("}\n");
    for field in Field::ALL {
        let _ =
            write!(file, "\n/// The words of `{name}`.\npub mod {name} {{\n", name = field.name());
        file.push_str(&words(*field));
        file.push_str("}\n");
    }
    file
}

/// The modules of a field's words.
fn words(field: Field) -> String {
    let mut modules = Vec::new();
    if !is_bool(field) && word::of(field, Position::Value).next().is_some() {
        let words = word::of(field, Position::Value).map(|word| (word.name, of_word(word)));
        modules.push(module("value", "begin the value", &format!("{field:?}"), words));
    }
    let entries = word::of(field, Position::Entry).map(|word| (word.name, of_word(word)));
    match field {
        Field::AllowMethods => {
            let is_name = |method: &&&str| method.bytes().all(|byte| byte.is_ascii_uppercase());
            let methods = method::usual().iter().filter(is_name);
            let methods = methods.map(|method| (*method, of_method(method)));
            modules.push(module("entry", "can be an entry", "Method", methods));
        }
        Field::Expect => modules.push(module("entry", "begin a line", "Line", entries)),
        _ if word::of(field, Position::Entry).next().is_some() => {
            modules.push(module("entry", "begin an entry", "Entry", entries));
        }
        _ => {}
    }
    let mut rules: Vec<_> = allowable()
        .filter(|rule| rule.fields().contains(&field))
        .map(|rule| format!("pub use super::super::rules::{};", rule.name()))
        .collect();
    rules.sort();
    modules.push(format!(
        "    /// The rules that can be allowed in this field.\n    pub mod rules {{\n        {}\n    }}\n",
        rules.join("\n        ")
    ));
    modules.join("\n")
}

fn module(
    name: &str,
    what: &str,
    ty: &str,
    words: impl Iterator<Item = (&'static str, String)>,
) -> String {
    let mut module = format!(
        "    /// The words that {what}.\n    pub mod {name} {{\n        use super::super::{ty};\n"
    );
    for (word, text) in words {
        let _ =
            write!(module, "\n{}        pub const {word}: {ty} = {ty};\n", documented(&text, 2));
    }
    module.push_str("    }\n");
    module
}

fn is_bool(field: Field) -> bool {
    word::named("true", field, Position::Value).is_some()
}

fn allowable() -> impl Iterator<Item = Rule> {
    Rule::ALL.iter().copied().filter(|rule| !rule.fields().is_empty())
}

/// The reference's section about the field, up to its first subsection.
fn of_field(field: Field, reference: &str) -> String {
    let name = field.name();
    let heading = format!("\n# `{name}`\n");
    let (_, section) = reference
        .split_once(&heading)
        .unwrap_or_else(|| panic!("the reference has no section about `{name}`"));
    let section = section.split("\n# ").next().unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let section = without_code(&without_links(section));
    format!(
        "{}\n\n```rust\n{name}: {}\n```\n\nThe value is {}.\n\n{}\n\nReference: <{REFERENCE}#{name}>",
        field.summary(),
        example(field),
        field.value(),
        section.trim(),
    )
}

/// A value among the words for it: the first list or block, or else the first.
fn example(field: Field) -> &'static str {
    let values = || field.value().split('`').skip(1).step_by(2);
    values()
        .filter(|value| !value.starts_with("[*"))
        .find(|value| value.contains(['[', '{']))
        .or_else(|| values().next())
        .expect("a value is quoted")
}

fn of_word(word: &word::Word) -> String {
    format!("{}\n\n```rust\n{}\n```", word.summary, word.example)
}

fn of_method(method: &str) -> String {
    let what = if method::is_safelisted(method) {
        format!("Browsers send `{method}` without a preflight, so listing it is optional.")
    } else {
        format!(
            "Lets scripts send `{method}`, after a preflight. Browsers compare names byte for byte."
        )
    };
    format!("{what}\n\n```rust\nallow_methods: [{method}]\n```")
}

/// The section about the rule on the page of all rules.
fn of_rule(rule: Rule, rules_page: &str) -> String {
    let name = rule.name();
    let (_, section) = rules_page
        .split_once(&format!("\n## `{name}`\n"))
        .unwrap_or_else(|| panic!("the page of rules has no section about `{name}`"));
    let section = section.split("\n## ").next().unwrap_or_default();
    format!(
        "{}\n\n`#[allow({name})]` before the entry or the field allows it.\n\nAll rules: <{RULES}#{name}>",
        section.replace("```rust,ignore", "```rust").trim(),
    )
}

/// The text with the words of its links only: they lead to other parts of the reference.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        plain.push_str(before);
        let parts = link.split_once(']').and_then(|(words, after)| {
            let close = match after.chars().next()? {
                '(' => ')',
                '[' => ']',
                _ => return None,
            };
            Some((words, after.split_once(close)?.1))
        });
        match parts {
            Some((words, after)) => {
                plain.push_str(words);
                rest = after;
            }
            None => {
                // A link by its own words, or a list.
                plain.push('[');
                rest = link;
            }
        }
    }
    plain.push_str(rest);
    plain.replace("[serialized origin]", "serialized origin")
}

/// The text without its blocks of code.
fn without_code(text: &str) -> String {
    let mut in_code = false;
    let mut plain = String::new();
    for line in text.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            plain.push_str(line);
            plain.push('\n');
        }
    }
    while plain.contains("\n\n\n") {
        plain = plain.replace("\n\n\n", "\n\n");
    }
    plain
}

/// The text as documentation.
fn documented(text: &str, depth: usize) -> String {
    let indent = "    ".repeat(depth);
    let mut documentation = String::new();
    for line in text.lines() {
        let space = if line.is_empty() { "" } else { " " };
        let _ = writeln!(documentation, "{indent}///{space}{line}");
    }
    documentation
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
