//! The catalogue as a whole: no rule without a row in a table of tests, and no words left out.

use cors_rules::{Level, Rule};

/// Where the tables are. The rules of the notation are about tokens, so theirs are the compiler's
/// messages in `tests/ui`, one a rule, which that test demands.
const TABLES: [&str; 6] = [
    include_str!("notations.rs"),
    include_str!("runtime_origins.rs"),
    include_str!("origins.rs"),
    include_str!("names.rs"),
    include_str!("../src/max_age.rs"),
    include_str!("../src/policy/tests.rs"),
];

const NOTATION: [Rule; 17] = [
    Rule::MissingOrigins,
    Rule::NoOrigin,
    Rule::UnknownField,
    Rule::RepeatedField,
    Rule::FieldValue,
    Rule::EntryValue,
    Rule::PolicySyntax,
    Rule::UnusableVariable,
    Rule::UnusableFile,
    Rule::UnknownAttribute,
    Rule::UnknownRule,
    Rule::RuleWithoutOptOut,
    Rule::UnusedAllow,
    Rule::MaxAgeNegative,
    Rule::MissingWithin,
    Rule::ExpectAllow,
    Rule::ExpectDeny,
];

#[test]
fn every_rule_stands_in_a_table_of_tests() {
    let missing: Vec<_> = Rule::ALL
        .iter()
        .filter(|rule| !NOTATION.contains(rule))
        .filter(|rule| {
            let variant = format!("Rule::{rule:?}");
            let is_named = |table: &str| {
                let (_, tests) = table.split_once("#[cfg(test)]").unwrap_or(("", table));
                tests
                    .split(&*variant)
                    .skip(1)
                    .any(|after| !after.starts_with(|next: char| next.is_ascii_alphanumeric()))
            };
            !TABLES.iter().any(|table| is_named(table))
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn names_are_snake_case_and_one_rules_alone() {
    for rule in Rule::ALL {
        assert_eq!(Rule::named(rule.name()), Some(*rule));
        assert!(
            rule.name()
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'0'..=b'9'))
        );
    }
}

#[test]
fn every_rule_has_its_words() {
    for rule in Rule::ALL {
        assert!(rule.summary().ends_with('.'), "{rule:?}");
        for words in [rule.headline(), rule.help(), rule.note()] {
            assert!(!words.ends_with('.') && !words.contains("please"), "{rule:?}: {words}");
        }
        assert!(!rule.headline().is_empty() && !rule.help().is_empty(), "{rule:?}");
        // What browsers do is said wherever it is about browsers.
        assert!(rule.standard().is_empty() || rule.standard().starts_with("https://"), "{rule:?}");
        assert!(rule.standard().is_empty() || !rule.note().is_empty(), "{rule:?}");
        assert!(rule.level() != Level::Denied || !rule.note().is_empty(), "{rule:?}");
    }
}
