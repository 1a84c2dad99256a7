//! The page of all rules is written from the catalogue and from the compiler's messages, and committed.
//!
//! `RULES_PAGE=overwrite cargo test -p cors-tests --test rules_page` writes it anew; read the difference.

#![expect(clippy::panic, clippy::expect_used, reason = "a test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use cors_rules::{Level, Rule};

const HEAD: &str = "\
# The rules

Every rule of `cors_policy!`, by the name that its message gives in brackets.

- An **error** finds what no browser ever sends or accepts. It cannot be allowed.
- What is **denied** is dangerous, but it works. It stops the build unless `#[allow(name)]` stands before the
  entry, where a reviewer sees it.
- A **warning** finds what is hardly ever meant. `#[allow(name)]` before the entry or the field silences it. rustc words
  it as the use of a deprecated function, for stable Rust has no other way; `#[allow(deprecated)]` would hide all of them.
";

#[test]
fn the_page_of_all_rules_is_that_of_the_catalogue() {
    let page = root().join("../cors-runtime/docs/rules.md");
    let written = page_text();
    if std::env::var_os("RULES_PAGE").is_some_and(|what| what == "overwrite") {
        fs::write(&page, &written).expect("the page can be written");
    }
    let committed = fs::read_to_string(&page).unwrap_or_default();
    assert!(
        committed == written,
        "{} is not what the catalogue says; see the head of this test",
        page.display()
    );
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn page_text() -> String {
    let mut page = HEAD.to_owned();
    for rule in Rule::ALL {
        let level = match rule.level() {
            Level::Error => "error",
            Level::Denied => "denied",
            Level::Warning => "warning",
        };
        let stricter = match rule {
            Rule::PublicSuffix => "; denied with credentials",
            Rule::NullOrigin => "; an error with credentials",
            _ => "",
        };
        let (kind, code) = case(*rule);
        let message = message(&kind);
        let _ = write!(
            page,
            "\n## `{}`\n\n**{level}**{stricter}. {}\n\n```rust,ignore\n{code}\n```\n\n```text\n{message}\n```\n",
            rule.name(),
            rule.summary(),
        );
        if !rule.standard().is_empty() {
            let _ = write!(page, "\nStandard: <{}>\n", rule.standard());
        }
    }
    page
}

/// The policy of the rule's test, and the path of its message.
fn case(rule: Rule) -> (PathBuf, String) {
    let folder = root().join("ui").join(match rule.level() {
        Level::Error
            if matches!(rule, Rule::RuntimeOutside | Rule::RuntimeClosed | Rule::NoRuntimeList) =>
        {
            "run"
        }
        _ if rule.is_for_release() => "release",
        Level::Warning => "warn",
        Level::Denied | Level::Error => "fail",
    });
    let source = folder.join(rule.name()).with_extension("rs");
    let text = read(&source);
    let policy = text.split_once("cors_policy! {").and_then(|(_, rest)| rest.split_once("\n};"));
    let (policy, _) = policy.unwrap_or_else(|| panic!("{} holds no policy", source.display()));
    // What is only known when the program starts stands in its `main`.
    let call = text.lines().find_map(|line| Some(line.split_once("= API.")?.1));
    let call = call.and_then(|rest| rest.rsplit_once(".unwrap_err()"));
    let start = call.map(|(call, _)| format!("\n\nAPI.{call}"));
    let code = format!("cors_policy! {{{policy}\n}}{}", start.unwrap_or_default());
    (source.with_extension("stderr"), code)
}

/// The first message that names the rule, without rustc's own lines about where it stands.
fn message(path: &Path) -> String {
    let rule = path.file_stem().and_then(|name| name.to_str()).expect("a rule's name");
    let all = read(path);
    let message = all.split("\n\nerror").find(|message| message.contains(&format!("[{rule}]")));
    let message = message.unwrap_or_else(|| panic!("{} does not name the rule", path.display()));
    let message =
        message.split("\n --> ").next().and_then(|message| message.split("\n  --> ").next());
    let message = message.unwrap_or_default().trim_start_matches("error").trim_start_matches(": ");
    // A warning reaches the reader as the use of a constant with the rule's name.
    let message = match message.split_once("::_::") {
        Some((_, rest)) if message.starts_with("use of deprecated") => {
            rest.split_once("`: ").map_or(rest, |(_, message)| message)
        }
        _ => message,
    };
    // The page does not point to itself.
    let lines = message.lines().filter(|line| !line.trim_start().starts_with("more: "));
    lines.collect::<Vec<_>>().join("\n").replace("\n         ", "\n  ")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
