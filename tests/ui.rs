//! The compiler's messages: one mistake a file, named after the rule, with the whole message beside
//! it. Each file also uses the policy that failed, and shows no error there.
//!
//! `TRYBUILD=overwrite cargo test -p cors-tests --test ui` writes the messages anew; read the
//! difference.

use std::fs;
use std::path::Path;

use cors_rules::{Level, Rule};

#[test]
fn every_mistake_has_its_message() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/fail/*.rs");
    // Warnings, which the files turn into errors to have them shown.
    cases.compile_fail("ui/warn/*.rs");
    // What is only known when the program starts: these compare their messages themselves.
    cases.pass("ui/run/*.rs");
}

/// Where the file of a rule is.
fn kind(rule: Rule) -> &'static str {
    match rule {
        Rule::OperatorOutside => "run",
        rule if rule.level() == Level::Warning => "warn",
        _ => "fail",
    }
}

/// Files that are about more than one rule, or about one that is stricter with credentials.
const SEVERAL: [&str; 5] = [
    "mistakes_in_a_file",
    "null_origin_with_credentials",
    "other_libraries",
    "public_suffix_with_credentials",
    "ten_mistakes",
];

#[test]
fn every_rule_has_a_file_whose_message_names_it_and_every_file_a_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    for rule in Rule::ALL {
        let message = folder.join(kind(*rule)).join(rule.name()).with_extension("stderr");
        let message = fs::read_to_string(&message)
            .unwrap_or_else(|error| panic!("{}: {error}", message.display()));
        assert!(message.contains(&format!("[{}]", rule.name())), "{message}");
    }
    for kind in ["fail", "warn", "run"] {
        for file in fs::read_dir(folder.join(kind)).unwrap() {
            let file = file.unwrap().path();
            let name = file.file_stem().unwrap().to_str().unwrap();
            assert!(Rule::named(name).is_some() || SEVERAL.contains(&name), "{}", file.display());
        }
    }
}
