//! `#[allow(rule)]`: what it silences, and what it does not.

use cors_rules::field::Field;
use cors_rules::{Level, Rule};

use super::expansion::Message;
use super::{Expansion, mistakes};

/// A policy that breaks the rule and no other one, for every rule that can be allowed. `§` stands before
/// the entry that breaks it, `¶` before the field.
pub(super) const TABLE: &[(Rule, &str)] = &[
    (Rule::NullOrigin, r#"¶ allow_origins: [§ "null"]"#),
    (Rule::NullOrigin, r#"allow_origins: *, ¶ timing_allow_origins: [§ "null"]"#),
    (Rule::SchemeSlip, r#"¶ allow_origins: [§ "htpps://a.example"]"#),
    (Rule::SwappedPort, r#"¶ allow_origins: [§ "https://a.example:80"]"#),
    (Rule::SwappedPort, r#"allow_origins: *, ¶ timing_allow_origins: [§ "https://a.example:80"]"#),
    (Rule::BlockedPort, r#"¶ allow_origins: [§ "https://a.example:22"]"#),
    (Rule::AnyPort, r#"¶ allow_origins: [§ "https://a.example:*"]"#),
    (Rule::UndecodablePunycode, r#"¶ allow_origins: [§ "https://xn--bad.a.example"]"#),
    (Rule::EdgeHyphen, r#"¶ allow_origins: [§ "https://a-.example"]"#),
    (Rule::TrailingDot, r#"¶ allow_origins: [§ "https://a.example."]"#),
    (Rule::InstallationId, r#"¶ allow_origins: [§ "moz-extension://x"]"#),
    (Rule::ExtensionId, r#"¶ allow_origins: [§ "chrome-extension://x"]"#),
    (Rule::RedundantOrigin, r#"¶ allow_origins: ["https://*.example", § "https://a.example"]"#),
    (
        Rule::RedundantOrigin,
        r#"allow_origins: *, ¶ timing_allow_origins: ["https://a.example", § "https://a.example"]"#,
    ),
    (Rule::InsecureOrigin, r#"¶ allow_origins: [§ "http://a.example"], allow_credentials: true"#),
    (Rule::AnyHost, r#"¶ allow_origins: [§ "chrome-extension://*"], allow_credentials: true"#),
    (
        Rule::DevelopmentOrigin,
        r#"¶ allow_origins: [§ "http://localhost:3000"], allow_credentials: true"#,
    ),
    (Rule::PublicSuffix, r#"¶ allow_origins: [§ "https://*.co.uk"]"#),
    (Rule::PublicSuffix, r#"¶ allow_origins: [§ "https://*.co.uk"], allow_credentials: true"#),
    (
        Rule::RegistrablePreview,
        r#"¶ allow_origins: [§ "https://pr-*--a.netlify.app"], allow_credentials: true"#,
    ),
    (Rule::MissingDot, r#"¶ allow_origins: [§ "https://*app.example.com"]"#),
    (
        Rule::MissingDot,
        r#"¶ allow_origins: [§ "https://*1.a.example:8443", "https://b.example"], allow_credentials: true"#,
    ),
    (Rule::MissingPlatform, r#"¶ allow_origins: [§ "tauri://localhost"]"#),
    (Rule::MissingPlatform, r#"allow_origins: *, ¶ timing_allow_origins: [§ "tauri://localhost"]"#),
    (
        Rule::InsecureOrigin,
        r#"allow_origins: ["https://a.example"], allow_credentials: true, ¶ runtime_origins: within [§ "http://*.a.example"]"#,
    ),
    (
        Rule::PublicSuffix,
        r#"allow_origins: ["https://a.example"], ¶ runtime_origins: within [§ "https://*.co.uk"]"#,
    ),
    (Rule::LongTimingList, include_str!("long_timing_list.txt")),
    (Rule::PatchCase, "allow_origins: *, ¶ allow_methods: [§ patch]"),
    (Rule::WildcardInName, r#"allow_origins: *, ¶ allow_headers: [§ "x-amz-meta-*"]"#),
    (Rule::WildcardInName, r#"allow_origins: *, ¶ expose_headers: [§ "x-ratelimit-*"]"#),
    (Rule::WildcardInName, r#"allow_origins: *, ¶ allow_methods: [§ "G*"]"#),
    (Rule::HeaderSlip, r#"allow_origins: *, ¶ allow_headers: [§ "content_type"]"#),
    (Rule::MethodSlip, "allow_origins: *, ¶ allow_methods: [§ DELET]"),
    (Rule::LowerCaseMethod, "allow_origins: *, ¶ allow_methods: [§ purge]"),
    (Rule::RedundantMethod, "allow_origins: *, ¶ allow_methods: [DELETE, § DELETE]"),
    (Rule::MethodOverride, r#"allow_origins: *, ¶ allow_headers: [§ "x-method-override"]"#),
    (Rule::ResponseHeader, r#"allow_origins: *, ¶ allow_headers: [§ "vary"]"#),
    (Rule::StarWithoutAuthorization, "allow_origins: *, ¶ allow_headers: *"),
    (Rule::MissingContentType, "allow_origins: *, ¶ allow_methods: [§ PUT]"),
    (Rule::ExposedAlready, r#"allow_origins: *, ¶ expose_headers: [§ "pragma"]"#),
    (Rule::ExposedTwice, r#"allow_origins: *, ¶ expose_headers: ["etag", § "ETag"]"#),
    (Rule::ExposeUseless, r#"allow_origins: *, ¶ expose_headers: [§ "host"]"#),
];

/// The policy with the rule allowed at the mark.
fn allowed(policy: &str, mark: char, rule: Rule) -> String {
    policy.replace(mark, &format!("#[allow({})]", rule.name())).replace(['§', '¶'], "")
}

fn said(policy: &str) -> Vec<(Rule, Level)> {
    let expansion = Expansion::in_release(policy);
    expansion.messages.iter().map(|message| (message.rule(), message.level())).collect()
}

#[test]
fn every_rule_that_can_be_allowed_has_a_row() {
    for rule in Rule::ALL.iter().filter(|rule| rule.level() < Level::Error) {
        let is_there = TABLE.iter().any(|(other, _)| other == rule);
        assert_eq!(is_there, *rule != Rule::UnusedAllow, "{}", rule.name());
    }
}

#[test]
fn on_the_entry_every_rule_is_silenced() {
    for (rule, policy) in TABLE.iter().copied() {
        let without = said(&policy.replace(['§', '¶'], ""));
        assert!(matches!(without[..], [(found, _)] if found == rule), "{policy} {without:?}");
        if policy.contains('§') {
            assert_eq!(said(&allowed(policy, '§', rule)), [], "{policy}");
        }
    }
}

#[test]
fn on_the_field_every_rule_is_silenced_for_all_entries() {
    for (rule, policy) in TABLE.iter().copied() {
        assert_eq!(said(&allowed(policy, '¶', rule)), [], "{policy}");
        // Both at once: neither is idle.
        let both = allowed(&policy.replace('¶', &format!("#[allow({})]", rule.name())), '§', rule);
        assert_eq!(said(&both), [], "{both}");
    }
}

/// The public suffix is that of a domain which is not meant.
#[test]
fn a_missing_dot_is_one_mistake_until_it_is_allowed() {
    for (policy, expected) in [
        (r#"allow_origins: ["https://*example.com"]"#, &[(Rule::MissingDot, Level::Denied)][..]),
        (
            r#"allow_origins: ["https://*acme.github.io"], allow_credentials: true"#,
            &[(Rule::MissingDot, Level::Denied)],
        ),
        (
            r#"#[allow(missing_dot)] allow_origins: ["https://*example.com"], allow_credentials: true"#,
            &[(Rule::PublicSuffix, Level::Denied)],
        ),
    ] {
        assert_eq!(said(policy), expected, "{policy}");
    }
}

/// An attribute of the field may be for what another build reads.
#[test]
fn an_attribute_of_a_field_that_reads_from_elsewhere_is_not_idle() {
    let policy = r#"#[allow(insecure_origin)] allow_origins: ["https://a.example", option_env!("NOBODY_SETS_THIS")]"#;
    assert_eq!(said(policy), []);
}

#[test]
fn where_it_silences_nothing_there_is_a_warning() {
    for (rule, policy) in TABLE.iter().copied().filter(|(_, policy)| policy.contains('§')) {
        // The mark stands at an entry of another list, where nothing is wrong.
        let allow = format!("#[allow({})]", rule.name());
        let elsewhere = format!("allow_origins: [{allow} \"https://fine.example\"]");
        let unused = [(Rule::UnusedAllow, Level::Warning)];
        assert_eq!(said(&elsewhere), unused, "{policy}");
        assert_eq!(said(&format!("{allow} allow_origins: *")), unused, "{policy}");
        // Twice is once too often nowhere: both silence it.
        assert_eq!(said(&allowed(policy, '§', rule).replace(&allow, &allow.repeat(2))), []);
    }
}

/// Where an attribute can stand for something at `at`: before its field, and before it if it is an entry.
fn places(policy: &str, at: usize) -> Vec<usize> {
    let (before, after) = policy.split_at(at);
    let begins = |field: &&Field| after.starts_with(field.name());
    // `allow_origins` is the end of `timing_allow_origins`.
    let last_before = |field: &Field| Some((before.rfind(field.name())?, field.name().len()));
    let field = match Field::ALL.iter().find(begins) {
        Some(_) => Some(at),
        None => Field::ALL
            .iter()
            .filter_map(last_before)
            .max_by_key(|(start, length)| (start + length, *length))
            .map(|(start, _)| start),
    };
    let is_entry = before.trim_end().ends_with(['[', ','])
        && before.matches('[').count() > before.matches(']').count();
    field.into_iter().chain(is_entry.then_some(at)).collect()
}

#[test]
fn what_has_no_opt_out_is_not_lifted() {
    let mut tried = 0;
    for (_, written, _) in mistakes::TABLE {
        let policy = mistakes::policy(written);
        let expansion = Expansion::of(&policy);
        let is_hopeless = |message: &&Message| message.rule().level() == Level::Error;
        for message in expansion.messages.iter().filter(is_hopeless) {
            let rule = message.rule().name();
            let Some((place, _)) = message.underlined.clone() else { continue };
            for at in places(&policy, place.start) {
                let (before, after) = policy.split_at(at);
                let said = Expansion::of(&format!("{before}#[allow({rule})] {after}")).said();
                let refused =
                    format!("error: `{rule}` cannot be allowed [rule_without_opt_out] @ {rule}");
                assert!(said.contains(&refused), "{policy} {said:#?}");
                assert!(said.contains(&message.line()), "{policy} {said:#?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 150, "only {tried}");
}

#[test]
fn what_has_no_opt_out_is_refused_where_it_finds_nothing() {
    for rule in Rule::ALL.iter().filter(|rule| rule.level() == Level::Error) {
        let policy = format!("#[allow({})] allow_origins: *", rule.name());
        assert_eq!(said(&policy), [(Rule::RuleWithoutOptOut, Level::Error)], "{policy}");
    }
}

#[test]
fn null_with_credentials_is_refused_even_where_it_is_allowed() {
    let policy = r#"allow_origins: [#[allow(null_origin)] "null"], allow_credentials: true"#;
    assert_eq!(said(policy), [(Rule::NullOrigin, Level::Error)]);
}

#[test]
fn a_rule_that_does_not_exist_is_named_with_the_nearest_that_can_be_allowed() {
    for (rule, _) in TABLE.iter().copied() {
        let name = rule.name();
        let mut slip = name.to_owned();
        slip.remove(name.len() - 2);
        let expansion = Expansion::of(&format!("#[allow({slip})] allow_origins: *"));
        let [message] = &expansion.messages[..] else { panic!("{:?}", expansion.said()) };
        assert_eq!((message.rule(), message.replacement()), (Rule::UnknownRule, Some(name)));
    }
    for name in ["origin_paths", "dead_code", "clippy", "all", "warnings"] {
        let expansion = Expansion::of(&format!("#[allow({name})] allow_origins: *"));
        let [message] = &expansion.messages[..] else { panic!("{:?}", expansion.said()) };
        assert_eq!((message.rule(), message.replacement()), (Rule::UnknownRule, None));
    }
}

/// Where a `#[cfg]` took something away, an attribute may be for what is there in other builds.
#[test]
fn an_attribute_is_idle_only_where_everything_is_live() {
    let idle = [(Rule::UnusedAllow, Level::Warning)];
    for (policy, expected) in [
        (r#"allow_origins: [#[allow(insecure_origin)] "http://a.example"]"#, &idle[..]),
        (
            r#"allow_origins: [#[allow(insecure_origin)] "http://a.example"], #[cfg(any())] allow_credentials: true"#,
            &[],
        ),
        (r#"allow_origins: [#[allow(redundant_origin)] "https://x.a.example"]"#, &idle),
        (
            r#"allow_origins: [#[allow(redundant_origin)] "https://x.a.example", #[cfg(any())] "https://*.a.example"]"#,
            &[],
        ),
        (
            r#"allow_origins: [#[allow(redundant_origin)] "https://x.a.example", #[cfg(all())] "https://b.example"]"#,
            &idle,
        ),
    ] {
        assert_eq!(said(policy), expected, "{policy}");
    }
}
