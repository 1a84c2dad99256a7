//! Tables of what entries and fields say about one another.

use super::{Declaration, Located, Names, Origins, RuntimeOrigins, Timing, check, check_release};
use crate::field::Field;
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
        (&["https://pr-*.b.example", "https://pr-7.b.example"], &[(1, "https://pr-*.b.example")]),
        (&["https://pr-*.b.example", "https://pr-.b.example", "https://b.example"], &[]),
        (&["https://pr-*.b.example", "https://*.b.example"], &[(0, "https://*.b.example")]),
        (
            &["https://pr-*-a.b.example", "https://pr-*.b.example:*", "https://q*-a.b.example"],
            &[(0, "https://pr-*.b.example:*")],
        ),
        (&["https://pr-*.b.example", "https://*.pr-1.b.example"], &[]),
    ] {
        let policy = Declaration { origins: origins(list), ..Declaration::default() };
        let found: Vec<_> = check(&policy)
            .into_iter()
            .map(|located| {
                assert_eq!(
                    (located.fault.rule, located.fault.level),
                    (Rule::RedundantOrigin, Level::Denied)
                );
                let other = list[located.other.unwrap()];
                assert_eq!(located.fault.related, other, "{list:?}");
                (located.entry.unwrap(), located.fault.related)
            })
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(index, text)| (*index, (*text).to_owned())).collect();
        assert_eq!(found, expected, "{list:?}");
    }
}

#[test]
fn of_any_two_entries_the_covered_one_is_found() {
    let texts = [
        "https://b.example",
        "https://a.b.example",
        "https://a.b.example:8443",
        "https://*.b.example",
        "https://*.b.example:8443",
        "https://*.b.example:*",
        "https://*.a.b.example",
        "https://*.example",
        "http://*.b.example",
        "https://a*.b.example",
        "https://*a.b.example",
        "https://a-*-a.b.example",
        "https://a-*-a.b.example:*",
        "https://a-*-aa.b.example",
        "https://a-1-a.b.example",
        "https://a_*.b.example",
        "https://aa.b.example",
        "http://a*.localhost",
        "http://ab.localhost",
        "https://ab.example",
        "https://a.b.example.",
        "http://localhost:*",
        "http://localhost",
        "http://[::1]:*",
        "http://[::1]:3000",
        "http://127.0.0.1:*",
        "http://127.0.0.1:8080",
        "moz-extension://*",
        "moz-extension://*:*",
        "moz-extension://a",
        "app://a.b",
        "app://*",
        "null",
    ];
    let entries: Vec<_> = texts.iter().filter_map(|text| origin::check(text).value).collect();
    for one in &entries {
        for other in entries.iter().filter(|other| one != *other) {
            let origins = Origins::Listed(vec![Some(one.clone()), Some(other.clone())]);
            let faults = check(&Declaration { origins, ..Declaration::default() });
            let is_found = faults.iter().any(|located| {
                located.fault.rule == Rule::RedundantOrigin && located.entry == Some(0)
            });
            let is_pattern = matches!(other, Entry::Pattern(_));
            assert_eq!(
                is_found,
                is_pattern && other.covers(one),
                "{} {}",
                one.text(),
                other.text()
            );
        }
    }
}

#[test]
fn what_credentials_forbid() {
    let any = || Names::Any(Vec::new());
    let policy = Declaration {
        origins: Origins::Any,
        methods: any(),
        headers: Names::Any(vec![None, Some("authorization".to_owned())]),
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
fn with_credentials_a_scheme_of_everybody_is_dangerous() {
    let list = ["moz-extension://*", "chrome-extension://*", "vscode-webview://*", "app://a"];
    for (credentials, expected) in [(false, &[][..]), (true, &[0, 1, 2])] {
        let policy = Declaration { origins: origins(&list), credentials, ..Declaration::default() };
        let found =
            check(&policy).into_iter().filter(|located| located.fault.rule == Rule::AnyHost);
        let found: Vec<_> = found.filter_map(|located| located.entry).collect();
        assert_eq!(found, expected);
    }
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
    let located = check(&policy(&["tauri://localhost"])).remove(0);
    assert_eq!(
        (located.field, located.entry, located.fault.rule),
        (Field::TimingAllowOrigins, Some(0), Rule::MissingPlatform)
    );
}

#[test]
fn a_list_of_timings_that_is_too_long_for_a_header() {
    // With a comma and a space, 32 bytes each.
    let long: Vec<_> = (100..228).map(|n| format!("https://tenant-{n}.example.com")).collect();
    let mut long: Vec<&str> = long.iter().map(String::as_str).collect();
    let found = |timing, origins| {
        let policy = Declaration { origins, timing, ..Declaration::default() };
        let found = check(&policy).into_iter();
        found
            .map(|Located { field, entry, fault, .. }| (field, entry, fault.rule, fault.related))
            .collect::<Vec<_>>()
    };
    assert_eq!(found(timing(&long), Origins::Any), [], "4,094 bytes");
    // A pattern is no part of the list.
    long.push("https://*.example.org");
    assert_eq!(found(Timing::Same, origins(&long)), [], "4,094 bytes");
    long.push("https://a.example");
    let field = Field::TimingAllowOrigins;
    let expected = [(field, None, Rule::LongTimingList, "4113".to_owned())];
    assert_eq!(found(Timing::Same, origins(&long)), expected);
    assert_eq!(found(Timing::None, origins(&long)), []);
    assert_eq!(found(Timing::Any, origins(&long)), []);
    assert_eq!(found(Timing::Same, Origins::Any), []);
}

#[test]
fn names_that_are_listed_twice() {
    let listed =
        |names: &[&str]| Names::Listed(names.iter().map(|name| Some((*name).to_owned())).collect());
    let policy = Declaration {
        origins: Origins::Any,
        methods: listed(&["DELETE", "DELETE", "delete"]),
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
            (Some(1), Rule::ExposedTwice),
        ]
    );
}

#[test]
fn names_below_which_anybody_can_have_one() {
    let list = [
        "https://*.com",
        "https://*.co.uk:8443",
        "https://*.github.io",
        "https://*.vercel.app",
        "https://*.pages.dev",
        "https://*.np",
        "https://*.kawasaki.jp",
        "https://*.compute.amazonaws.com",
        "https://*.www.ck",
        "https://*.city.kawasaki.jp",
        "https://*.example.co.uk",
        "https://*.acme.example",
        "https://*.intranet",
        "https://github.io",
    ];
    let suffixes = [
        "com",
        "co.uk",
        "github.io",
        "vercel.app",
        "pages.dev",
        "np",
        "kawasaki.jp",
        "compute.amazonaws.com",
    ];
    for (credentials, level) in [(false, Level::Warning), (true, Level::Denied)] {
        let policy = Declaration { origins: origins(&list), credentials, ..Declaration::default() };
        let found: Vec<_> = check(&policy)
            .into_iter()
            // Some of them cover others.
            .filter(|located| located.fault.rule != Rule::RedundantOrigin)
            .map(|located| {
                (
                    located.entry.unwrap(),
                    located.fault.rule,
                    located.fault.level,
                    located.fault.related,
                )
            })
            .collect();
        let expected: Vec<_> = suffixes
            .iter()
            .enumerate()
            .map(|(index, suffix)| (index, Rule::PublicSuffix, level, (*suffix).to_owned()))
            .collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn previews_whose_names_others_can_have_are_denied_with_credentials() {
    let list = [
        "https://deploy-preview-*--acme.netlify.app",
        "https://app-git-*-acme.vercel.app:8443",
        "https://pr-*.preview.acme.example",
        "https://pr-*.acme.netlify.app",
        "https://acme-*.com",
        "https://acme-*.co.uk",
        "https://pr-*.intranet",
    ];
    let netlify = (0, Rule::RegistrablePreview, Level::Denied, "netlify.app");
    let vercel = (1, Rule::RegistrablePreview, Level::Denied, "vercel.app");
    for (credentials, level, on_hosts) in
        [(false, Level::Warning, &[][..]), (true, Level::Denied, &[netlify, vercel])]
    {
        let policy = Declaration { origins: origins(&list), credentials, ..Declaration::default() };
        let faults = check(&policy);
        let found: Vec<_> = faults
            .iter()
            .map(|Located { entry, fault, .. }| {
                assert_eq!(fault.value.get(fault.range.clone()), Some(&*fault.related));
                (entry.unwrap(), fault.rule, fault.level, &*fault.related)
            })
            .collect();
        // A registry keeps nothing for anybody, so there the usual rule holds.
        let sold = [(4, Rule::PublicSuffix, level, "com"), (5, Rule::PublicSuffix, level, "co.uk")];
        let expected: Vec<_> = on_hosts.iter().chain(&sold).copied().collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn entries_within_are_checked_like_those_of_allow_origins() {
    let within = [
        "https://*.b.example",
        "https://a.b.example",
        "http://*.a.example",
        "http://localhost:*",
        "https://*.github.io",
    ];
    for (credentials, suffix) in [(false, Level::Warning), (true, Level::Denied)] {
        let policy = Declaration {
            origins: origins(&["https://a.example"]),
            runtime: Some(RuntimeOrigins::Within(entries(&within))),
            credentials,
            ..Declaration::default()
        };
        let found: Vec<_> = check(&policy)
            .into_iter()
            .map(|located| {
                assert_eq!(located.field, Field::RuntimeOrigins);
                (located.entry.unwrap(), located.fault.rule, located.fault.level)
            })
            .collect();
        let expected = [
            Some((1, Rule::RedundantOrigin, Level::Denied)),
            Some((4, Rule::PublicSuffix, suffix)),
            Some((2, Rule::InsecureOrigin, Level::Denied)).filter(|_| credentials),
        ];
        assert_eq!(found, expected.into_iter().flatten().collect::<Vec<_>>());
    }
    for runtime in [RuntimeOrigins::Within(Vec::new()), RuntimeOrigins::Any, RuntimeOrigins::Star] {
        let policy =
            Declaration { origins: Origins::Any, runtime: Some(runtime), ..Declaration::default() };
        let found: Vec<_> = check(&policy).into_iter().map(|located| located.fault.rule).collect();
        assert_eq!(found, [Rule::RuntimeNeedless]);
    }
    for (runtime, rules) in
        [(RuntimeOrigins::Any, &[][..]), (RuntimeOrigins::Star, &[Rule::CredentialsAnyRuntime])]
    {
        let policy =
            Declaration { runtime: Some(runtime), credentials: true, ..Declaration::default() };
        let found: Vec<_> = check(&policy).into_iter().map(|located| located.fault.rule).collect();
        assert_eq!(found, rules);
    }
}

#[test]
fn a_suffix_is_reported_with_the_list_that_has_it() {
    let date = origin::SUFFIX_LIST_DATE;
    let listed = format!("strangers get names there, by the public suffix list of {date}: ");
    let shared = "it is a shared host, where strangers get names: ".to_owned();
    for (entry, rule, related, note) in [
        ("https://*.github.io", Rule::PublicSuffix, "github.io", &listed),
        ("https://*.railway.app", Rule::PublicSuffix, "up.railway.app", &listed),
        ("https://pr-*.netlify.app", Rule::RegistrablePreview, "netlify.app", &listed),
        ("https://*.app.github.dev", Rule::PublicSuffix, "app.github.dev", &shared),
        ("https://*.github.dev", Rule::PublicSuffix, "app.github.dev", &shared),
        ("https://*.devtunnels.ms", Rule::PublicSuffix, "devtunnels.ms", &shared),
        ("https://*.usw2.devtunnels.ms", Rule::PublicSuffix, "usw2.devtunnels.ms", &shared),
        ("https://3000-*.gitpod.io", Rule::RegistrablePreview, "gitpod.io", &shared),
        ("https://acme-*.loca.lt", Rule::RegistrablePreview, "loca.lt", &shared),
    ] {
        let origins = origins(&[entry]);
        let policy = Declaration { origins, credentials: true, ..Declaration::default() };
        let faults = check(&policy);
        let [Located { fault, .. }] = &faults[..] else { panic!("{entry}: {faults:?}") };
        assert_eq!((fault.rule, &*fault.related), (rule, related), "{entry}");
        assert!(fault.to_string().contains(&format!("\n  note: {note}")), "{fault}");
    }
    // One name of a shared host is its owner's.
    let origins = origins(&["https://*.acme-3000.app.github.dev", "https://acme.loca.lt"]);
    let policy = Declaration { origins, credentials: true, ..Declaration::default() };
    assert_eq!(check(&policy), []);
}

#[test]
fn apps_that_send_another_origin_on_other_platforms() {
    for (list, replacement) in [
        (&["tauri://localhost"][..], Some(r#""tauri://localhost", "http://tauri.localhost""#)),
        (
            &["tauri://localhost", "http://localhost:*"],
            Some(r#""tauri://localhost", "http://tauri.localhost""#),
        ),
        (&["tauri://localhost", "http://tauri.localhost"], None),
        (&["https://tauri.localhost", "tauri://localhost"], None),
        (&["tauri://localhost", "http://*.localhost"], None),
        (&["capacitor://localhost"], Some(r#""capacitor://localhost", "https://localhost""#)),
        (&["capacitor://localhost", "http://localhost"], None),
        (&["ionic://localhost"], Some(r#""ionic://localhost", "http://localhost""#)),
        (&["ionic://localhost", "https://localhost"], None),
    ] {
        let faults = check(&Declaration { origins: origins(list), ..Declaration::default() });
        let found: Vec<_> = faults
            .iter()
            .map(|located| (located.fault.rule, located.fault.replacement.as_deref()))
            .collect();
        let expected: Vec<_> =
            replacement.iter().map(|text| (Rule::MissingPlatform, Some(*text))).collect();
        assert_eq!(found, expected, "{list:?}");
    }
}

#[test]
fn a_release_build_with_credentials_has_no_page_that_is_another_one_for_other_users() {
    for (list, expected) in [
        (&["https://app.example"][..], &[][..]),
        (
            &["https://app.example", "http://localhost:3000"],
            &[(1, r#"#[cfg(debug_assertions)] "http://localhost:3000""#)],
        ),
        (
            &["http://localhost:*", "https://*.localhost", "https://pr-*.app.test"],
            &[
                (0, r#"#[cfg(debug_assertions)] "http://localhost:*""#),
                (1, r#"#[cfg(debug_assertions)] "https://*.localhost""#),
                (2, r#"#[cfg(debug_assertions)] "https://pr-*.app.test""#),
            ],
        ),
        (
            &["https://192.168.0.7:8443", "http://[fd00::1]:*", "https://printer.local"],
            &[
                (0, r#"#[cfg(debug_assertions)] "https://192.168.0.7:8443""#),
                (1, r#"#[cfg(debug_assertions)] "http://[fd00::1]:*""#),
                (2, r#"#[cfg(debug_assertions)] "https://printer.local""#),
            ],
        ),
        // Hosts of other schemes are identifiers, and an app's origins are its own.
        (&["app://localhost", "moz-extension://*"], &[]),
        (&["tauri://localhost", "http://tauri.localhost", "https://tauri.localhost"], &[]),
        (&["capacitor://localhost", "https://localhost", "http://localhost"], &[]),
        (&["ionic://localhost", "http://localhost"], &[]),
        (
            &["capacitor://localhost", "https://localhost:8080"],
            &[(1, r#"#[cfg(debug_assertions)] "https://localhost:8080""#)],
        ),
        (
            &["https://localhost", "http://tauri.localhost"],
            &[
                (0, r#"#[cfg(debug_assertions)] "https://localhost""#),
                (1, r#"#[cfg(debug_assertions)] "http://tauri.localhost""#),
            ],
        ),
    ] {
        let policy = Declaration { origins: origins(list), ..Declaration::default() };
        assert_eq!(check_release(&policy), [], "without credentials: {list:?}");
        let faults = check_release(&Declaration { credentials: true, ..policy });
        let found: Vec<_> = faults
            .iter()
            .map(|Located { entry, fault, .. }| {
                assert_eq!(fault.rule, Rule::DevelopmentOrigin);
                (entry.unwrap(), fault.replacement.as_deref().unwrap())
            })
            .collect();
        assert_eq!(found, expected, "{list:?}");
    }
    let everybody =
        Declaration { origins: Origins::Any, credentials: true, ..Declaration::default() };
    assert_eq!(check_release(&everybody), []);
}

#[test]
fn headers_that_scripts_will_need() {
    let listed =
        |names: &[&str]| Names::Listed(names.iter().map(|name| Some((*name).to_owned())).collect());
    let star =
        |names: &[&str]| Names::Any(names.iter().map(|name| Some((*name).to_owned())).collect());
    for (methods, headers, expected) in [
        (listed(&["GET", "DELETE"]), listed(&[]), None),
        (listed(&["GET", "PUT"]), listed(&["x-a"]), Some((Some(1), Rule::MissingContentType))),
        (listed(&["PATCH", "PUT"]), listed(&[]), Some((Some(0), Rule::MissingContentType))),
        (
            listed(&["GET", "POST"]),
            listed(&["authorization"]),
            Some((Some(1), Rule::MissingContentType)),
        ),
        (listed(&["POST"]), listed(&["authorization", "content-type"]), None),
        // Forms and plain text need no header, so a policy without headers may be right.
        (listed(&["GET", "POST"]), listed(&[]), None),
        (listed(&["GET", "DELETE"]), listed(&["authorization"]), None),
        (listed(&["PUT"]), listed(&["content-type"]), None),
        (listed(&["PUT"]), Names::Mirror, None),
        (Names::Mirror, listed(&[]), None),
        (listed(&["PUT"]), star(&["authorization"]), None),
        (listed(&["PUT"]), star(&[]), Some((None, Rule::StarWithoutAuthorization))),
    ] {
        let policy =
            Declaration { origins: Origins::Any, methods, headers, ..Declaration::default() };
        let found: Vec<_> =
            check(&policy).into_iter().map(|located| (located.entry, located.fault.rule)).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{policy:?}");
    }
}
