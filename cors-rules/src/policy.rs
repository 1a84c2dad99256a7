//! What a policy declares, and the rules over several of its values.
//!
//! Every value has been checked by itself; what is left is what one says about another.

use crate::fault::Fault;
use crate::field::Field;
use crate::origin::Entry;
use crate::rule::{Level, Rule};

/// A policy as it is declared: the entries of its lists in the order of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declaration {
    /// `allow_origins`.
    pub origins: Origins,
    /// `allow_methods`.
    pub methods: Names,
    /// `allow_headers`, in lower case.
    pub headers: Names,
    /// `expose_headers`, in lower case; never [`Names::Mirror`].
    pub exposed: Names,
    /// `allow_credentials`.
    pub credentials: bool,
    /// `timing_allow_origins`.
    pub timing: Timing,
}

/// The value of `allow_origins`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origins {
    /// `*`.
    Any,
    /// A list; an entry that cannot be used is `None`, so that the places stay those of the source.
    Listed(Vec<Option<Entry>>),
}

/// The value of a field that lists methods or header names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Names {
    /// `*`, and the names beside it.
    Any(Vec<Option<String>>),
    /// `mirror`.
    Mirror,
    /// A list; an entry that cannot be used is `None`.
    Listed(Vec<Option<String>>),
}

/// The value of `timing_allow_origins`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Timing {
    /// Not set.
    #[default]
    None,
    /// `*`.
    Any,
    /// `same`.
    Same,
    /// A list.
    Listed(Vec<Option<Entry>>),
}

impl Default for Origins {
    fn default() -> Self {
        Origins::Listed(Vec::new())
    }
}

impl Default for Names {
    fn default() -> Self {
        Names::Listed(Vec::new())
    }
}

/// A fault and the place it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The field.
    pub field: Field,
    /// Which entry of the field's list; `None` for the field's value as a whole.
    pub entry: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

impl Located {
    fn value(field: Field, fault: Fault) -> Self {
        Located { field, entry: None, fault }
    }

    fn entry(field: Field, entry: usize, fault: Fault) -> Self {
        Located { field, entry: Some(entry), fault }
    }
}

/// Checks what the values of a policy say about one another.
///
/// ```
/// use cors_rules::policy::{Declaration, Origins, check};
/// use cors_rules::Rule;
///
/// let policy = Declaration { origins: Origins::Any, credentials: true, ..Declaration::default() };
/// assert_eq!(check(&policy)[0].fault.rule, Rule::CredentialsAnyOrigin);
/// ```
#[must_use]
pub fn check(policy: &Declaration) -> Vec<Located> {
    let mut faults = Vec::new();
    if policy.credentials {
        wildcards_with_credentials(policy, &mut faults);
    }
    if let Origins::Listed(entries) = &policy.origins {
        redundant(Field::AllowOrigins, entries, &mut faults);
        if policy.credentials {
            dangerous_with_credentials(entries, &mut faults);
        }
    }
    if let Timing::Listed(entries) = &policy.timing {
        redundant(Field::TimingAllowOrigins, entries, &mut faults);
        patterns(entries, &mut faults);
    }
    duplicates(Field::AllowMethods, &policy.methods, Rule::RedundantMethod, &mut faults);
    duplicates(Field::AllowHeaders, &policy.headers, Rule::DuplicateHeader, &mut faults);
    duplicates(Field::ExposeHeaders, &policy.exposed, Rule::DuplicateHeader, &mut faults);
    faults
}

fn wildcards_with_credentials(policy: &Declaration, faults: &mut Vec<Located>) {
    let is_any = |names: &Names| matches!(names, Names::Any(_));
    let fields = [
        (Field::AllowOrigins, policy.origins == Origins::Any, Rule::CredentialsAnyOrigin),
        (Field::AllowMethods, is_any(&policy.methods), Rule::CredentialsAnyMethod),
        (Field::AllowHeaders, is_any(&policy.headers), Rule::CredentialsAnyHeader),
        (Field::ExposeHeaders, is_any(&policy.exposed), Rule::CredentialsAnyExposed),
    ];
    for (field, is_any, rule) in fields {
        if is_any {
            faults.push(Located::value(field, Fault::at(rule, "*")));
        }
    }
}

/// Entries that change nothing. Of two that are equal it is the later one.
fn redundant(field: Field, entries: &[Option<Entry>], faults: &mut Vec<Located>) {
    let mut first_of = std::collections::HashMap::new();
    let patterns: Vec<(usize, &Entry)> = entries
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| Some((index, entry.as_ref()?)))
        .filter(|(_, entry)| matches!(entry, Entry::Pattern(_)))
        .collect();
    for (index, entry) in entries.iter().enumerate() {
        let Some(entry) = entry else { continue };
        let first = *first_of.entry(entry.text()).or_insert(index);
        let covered_by = if first < index {
            Some(entry)
        } else {
            // Two patterns that cover each other are equal, and were found above.
            patterns
                .iter()
                .find(|(other, pattern)| {
                    *other != index && pattern.text() != entry.text() && pattern.covers(entry)
                })
                .map(|(_, pattern)| *pattern)
        };
        if let Some(other) = covered_by {
            let fault = Fault::within(Rule::RedundantOrigin, entry.text(), 0..entry.text().len())
                .related_to(other.text());
            faults.push(Located::entry(field, index, fault));
        }
    }
}

/// `timing_allow_origins` becomes one constant header.
fn patterns(entries: &[Option<Entry>], faults: &mut Vec<Located>) {
    for (index, entry) in entries.iter().enumerate() {
        if let Some(Entry::Pattern(pattern)) = entry {
            let fault = Fault::within(Rule::TimingPattern, &pattern.text, 0..pattern.text.len());
            faults.push(Located::entry(Field::TimingAllowOrigins, index, fault));
        }
    }
}

fn dangerous_with_credentials(entries: &[Option<Entry>], faults: &mut Vec<Located>) {
    for (index, entry) in entries.iter().enumerate() {
        let Some(entry) = entry else { continue };
        let whole = 0..entry.text().len();
        if entry.text() == "null" {
            // Allowed by name or not: with cookies it would hand every user's data to every site.
            let fault =
                Fault::within(Rule::NullOrigin, "null", whole.clone()).with_level(Level::Error);
            faults.push(Located::entry(Field::AllowOrigins, index, fault));
        }
        if entry.is_insecure() {
            let fault = Fault::within(Rule::InsecureOrigin, entry.text(), whole);
            faults.push(Located::entry(Field::AllowOrigins, index, fault));
        }
    }
}

fn duplicates(field: Field, names: &Names, rule: Rule, faults: &mut Vec<Located>) {
    let (Names::Any(entries) | Names::Listed(entries)) = names else { return };
    let mut seen = std::collections::HashSet::new();
    for (index, name) in entries.iter().enumerate() {
        let Some(name) = name else { continue };
        if !seen.insert(name) {
            let fault = Fault::within(rule, name, 0..name.len());
            faults.push(Located::entry(field, index, fault));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Declaration, Names, Origins, Timing, check};
    use crate::origin::{self, Entry};
    use crate::rule::{Level, Rule};

    fn entries(list: &[&str]) -> Vec<Option<Entry>> {
        list.iter().map(|text| origin::check(text).value).collect()
    }

    fn origins(list: &[&str]) -> Origins {
        Origins::Listed(entries(list))
    }

    fn timing(list: &[&str]) -> Timing {
        Timing::Listed(entries(list))
    }

    #[test]
    fn entries_that_change_nothing_are_named_with_the_one_that_covers_them() {
        for (list, expected) in [
            (&["https://a.example", "https://b.example"][..], &[][..]),
            (&["https://a.example", "https://a.example"], &[(1, "https://a.example")]),
            (&["https://a.b.example", "https://*.b.example"], &[(0, "https://*.b.example")]),
            (&["https://*.b.example", "https://a.b.example"], &[(1, "https://*.b.example")]),
            (&["https://*.b.example", "https://b.example"], &[]),
            (&["https://*.a.b.example", "https://*.b.example"], &[(0, "https://*.b.example")]),
            (&["https://*.b.example", "https://*.b.example"], &[(1, "https://*.b.example")]),
            (&["http://localhost:3000", "http://localhost:*"], &[(0, "http://localhost:*")]),
            (&["http://localhost", "http://localhost:*"], &[(0, "http://localhost:*")]),
            (&["https://localhost:3000", "http://localhost:*"], &[]),
            (
                &["https://*.b.example:*", "https://*.b.example:8443", "https://*.b.example"],
                &[(1, "https://*.b.example:*"), (2, "https://*.b.example:*")],
            ),
            (&["moz-extension://*", "moz-extension://abc"], &[(1, "moz-extension://*")]),
        ] {
            let policy = Declaration { origins: origins(list), ..Declaration::default() };
            let found: Vec<_> = check(&policy)
                .into_iter()
                .map(|located| {
                    assert_eq!(
                        (located.fault.rule, located.fault.level),
                        (Rule::RedundantOrigin, Level::Denied)
                    );
                    (located.entry.unwrap(), located.fault.related)
                })
                .collect();
            let expected: Vec<_> =
                expected.iter().map(|(index, text)| (*index, (*text).to_owned())).collect();
            assert_eq!(found, expected, "{list:?}");
        }
    }

    #[test]
    fn what_credentials_forbid() {
        let any = || Names::Any(Vec::new());
        let policy = Declaration {
            origins: Origins::Any,
            methods: any(),
            headers: any(),
            exposed: any(),
            ..Declaration::default()
        };
        assert!(check(&policy).is_empty());
        let rules: Vec<_> = check(&Declaration { credentials: true, ..policy })
            .into_iter()
            .map(|located| located.fault.rule)
            .collect();
        assert_eq!(
            rules,
            [
                Rule::CredentialsAnyOrigin,
                Rule::CredentialsAnyMethod,
                Rule::CredentialsAnyHeader,
                Rule::CredentialsAnyExposed,
            ]
        );

        let policy = Declaration {
            origins: origins(&[
                "null",
                "http://app.example",
                "http://*.app.example",
                "http://localhost:*",
                "http://[::1]:3000",
                "http://127.0.0.1",
            ]),
            methods: Names::Mirror,
            headers: Names::Mirror,
            ..Declaration::default()
        };
        assert!(check(&policy).is_empty());
        let found: Vec<_> = check(&Declaration { credentials: true, ..policy })
            .into_iter()
            .map(|located| (located.entry, located.fault.rule, located.fault.level))
            .collect();
        assert_eq!(
            found,
            [
                (Some(0), Rule::NullOrigin, Level::Error),
                (Some(1), Rule::InsecureOrigin, Level::Denied),
                (Some(2), Rule::InsecureOrigin, Level::Denied),
            ]
        );
    }

    #[test]
    fn timings_are_allowed_one_by_one() {
        let policy = |list: &[&str]| Declaration { timing: timing(list), ..Declaration::default() };
        assert!(check(&policy(&["https://a.example", "https://b.example"])).is_empty());
        let found: Vec<_> =
            check(&policy(&["https://a.example", "https://*.a.example", "https://a.example"]))
                .into_iter()
                .map(|located| (located.entry, located.fault.rule))
                .collect();
        assert_eq!(found, [(Some(2), Rule::RedundantOrigin), (Some(1), Rule::TimingPattern)]);
    }

    #[test]
    fn names_that_are_listed_twice() {
        let listed = |names: &[&str]| {
            Names::Listed(names.iter().map(|name| Some((*name).to_owned())).collect())
        };
        let policy = Declaration {
            origins: Origins::Any,
            methods: listed(&["PUT", "PUT", "put"]),
            headers: listed(&["x-a", "x-b", "x-a"]),
            exposed: Names::Any(vec![Some("etag".to_owned()), Some("etag".to_owned())]),
            ..Declaration::default()
        };
        let found: Vec<_> =
            check(&policy).into_iter().map(|located| (located.entry, located.fault.rule)).collect();
        assert_eq!(
            found,
            [
                (Some(1), Rule::RedundantMethod),
                (Some(2), Rule::DuplicateHeader),
                (Some(1), Rule::DuplicateHeader),
            ]
        );
    }
}
