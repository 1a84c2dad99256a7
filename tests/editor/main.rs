//! Policies in rust-analyzer, as an editor shows them: `.ci/run editor` builds it and runs this test.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod client;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use client::Client;
use cors_rules::field::Field;
use cors_rules::word::{self, Position};
use cors_rules::{Rule, method};

const HEAD: &str = "\
use cors_runtime::{CorsPolicy, cors_policy};

mod tenants;

static API: CorsPolicy = cors_policy! {
";
const TAIL: &str = "
};

fn main() {
    println!(\"{}\", API.allows_origin(\"https://app.example.com\"));
}
";

/// Policies with nothing wrong: README's, one with origins that are added at run time, and one with predicates.
const GOOD: [&str; 3] = [
    r#"
    allow_origins: [
        "https://app.example.com",
        "https://*.preview.example.com",
        #[cfg(debug_assertions)]
        "http://localhost:*",
    ],
    allow_methods: [GET, POST, PUT, PATCH, DELETE],
    allow_headers: ["authorization", "content-type", "x-request-id"],
    expose_headers: ["x-request-id"],
    allow_credentials: true,
    max_age: 10m,
"#,
    r#"
    allow_origins: ["https://app.example.com", include_str!("origins.txt")],
    runtime_origins: within [#[allow(insecure_origin)] "http://*.customer.example"],
    allow_credentials: true,
    timing_allow_origins: same,
    expect: {
        allow "https://app.example.com";
        deny "https://evil.example";
    },
"#,
    r#"
    allow_origins: [if tenants::is_tenant, "https://app.example.com", if crate::tenants::is_partner],
    allow_headers: mirror,
    allow_methods: mirror,
    preflight_status: 200,
"#,
];

#[test]
#[ignore = "needs rust-analyzer: .ci/run editor"]
fn a_policy_is_at_home_in_an_editor() {
    let variable = |name: &str| {
        PathBuf::from(env::var_os(name).unwrap_or_else(|| panic!("{name} is not set")))
    };
    let root = package();
    let started = Instant::now();
    let mut client = Client::start(&variable("RUST_ANALYZER"), &root, &variable("RUST_LIBRARY"));
    println!("ready after {:.1} s", started.elapsed().as_secs_f32());

    nothing_is_said_of_good_policies(&mut client);
    mistakes_are_said_while_typing(&mut client);
    files_are_read_where_the_editor_knows_them(&mut client);
    every_word_has_its_documentation(&mut client);
    what_fits_is_completed(&mut client);
    predicates_are_functions(&mut client);
    typing_never_stops_the_macro(&mut client);
    assert_eq!(client.complaints, [""; 0]);
}

/// A program that uses the library, with the versions of this workspace.
fn package() -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let library = workspace.join("cors-runtime").canonicalize().expect("the library");
    fs::create_dir_all(root.join("src")).expect("a folder");
    let write = |file: &str, text: &str| fs::write(root.join(file), text).expect("a file");
    write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"editor\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\ncors-runtime = {{ path = \"{}\" }}\n\n[workspace]\n",
            library.display()
        ),
    );
    write("src/main.rs", &format!("{HEAD}{}{TAIL}", GOOD[0]));
    write("src/origins.txt", "https://a.example\nhttps://b.example\n");
    write("src/bad.txt", "https://a.example/\nhttps://B.example\n");
    write(
        "src/tenants.rs",
        "use cors_runtime::Origin;\n\n\
         /// Whether it is a tenant's.\n\
         pub fn is_tenant(origin: Origin<'_>) -> bool {\n    origin.as_str() == \"https://tenant.example\"\n}\n\n\
         pub fn is_partner(origin: Origin<'_>) -> bool {\n    origin.as_str() == \"https://partner.example\"\n}\n\n\
         pub fn of_another_type(origin: &str) -> bool {\n    origin.is_empty()\n}\n",
    );
    fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).expect("the versions");
    root
}

fn set(client: &mut Client, policy: &str) {
    client.set(&format!("{HEAD}{policy}{TAIL}"));
}

/// Each diagnostic as its rule or code, and what is underlined.
fn said(client: &mut Client) -> Vec<String> {
    let all = client.diagnostics().into_iter().map(|one| {
        let first = one.message.lines().next().unwrap_or_default();
        let rule = first.rsplit_once(" [").and_then(|(_, rule)| rule.strip_suffix(']'));
        format!("{} @ {}", rule.unwrap_or(&one.code), one.underlined)
    });
    all.collect()
}

/// Keeps a difference, so that all of a table are shown at once.
fn compare(wrong: &mut Vec<String>, policy: &str, found: &[String], expected: &[&str]) {
    if found != expected {
        wrong.push(format!("{policy}\n  expected {expected:?}\n  found {found:?}"));
    }
}

fn assert_all(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// No error, and no hint that an entry is inactive.
fn nothing_is_said_of_good_policies(client: &mut Client) {
    for policy in GOOD {
        set(client, policy);
        assert_eq!(said(client), [""; 0], "{policy}");
    }
    // What the build leaves out is grey.
    set(
        client,
        r#"allow_origins: ["https://a.example", #[cfg(not(debug_assertions))] "https://b.example"]"#,
    );
    assert_eq!(said(client), ["inactive_code @ cfg(not(debug_assertions))] \"https://b.example\""]);
}

/// Errors of both stages, at their tokens. rust-analyzer underlines the first of several.
fn mistakes_are_said_while_typing(client: &mut Client) {
    let mut wrong = Vec::new();
    for (policy, expected) in [
        (
            r#"allow_origins: ["https://App.example.com/"]"#,
            &["host_case @ \"https://App.example.com/\""][..],
        ),
        ("allow_origins: *, allow_credentials: true", &["credentials_any_origin @ *"]),
        ("allow_origins: *, alow_methods: [PUT]", &["unknown_field @ alow_methods"]),
        ("allow_origins: *, allow_methods", &["policy_syntax @ allow_methods"]),
        (
            "allow_origins: *, allow_methods max_age: -5",
            &["policy_syntax @ allow_methods", "max_age_negative @ -"],
        ),
        ("allow_methods: [PUT]", &["missing_origins @ allow_methods"]),
        (
            r#"allow_origins: ["http://a.example:80"], allow_methods: [put, TRACE], allow_headers: ["Cookie"]"#,
            &[
                "default_port @ \"http://a.example:80\"",
                "method_case @ put",
                "method_forbidden @ TRACE",
                "header_forbidden @ \"Cookie\"",
            ],
        ),
        ("allow_origins: *, allow_methods: [http::Method::PUT]", &["entry_value @ http"]),
        ("allow_origins: [if tenants::of_another_type]", &["E0308 @ tenants::of_another_type"]),
        (r#"allow_origins: [env!("NOBODY_SETS_THIS")]"#, &["unusable_variable @ env"]),
        (
            r#"allow_origins: ["https://*.a.example"], expect: { deny "https://b.a.example"; }"#,
            &["expect_deny @ deny"],
        ),
        // Of release builds and of warnings, only the compiler speaks.
        (r#"allow_origins: ["http://localhost:3000"], allow_credentials: true"#, &[]),
        (r#"allow_origins: ["https://*.github.io"]"#, &[]),
        // So it does of a function that does not exist.
        ("allow_origins: [if tenants::is_nobody]", &[]),
    ] {
        set(client, policy);
        compare(&mut wrong, policy, &said(client), expected);
    }
    assert_all(&wrong);
}

fn files_are_read_where_the_editor_knows_them(client: &mut Client) {
    let mut wrong = Vec::new();
    for (policy, expected) in [
        (r#"allow_origins: [include_str!("origins.txt")]"#, &[][..]),
        (
            r#"allow_origins: [include_str!("bad.txt")]"#,
            &["origin_path @ include_str", "host_case @ include_str"],
        ),
        (r#"allow_origins: [include_str!("/nowhere.txt")]"#, &["unusable_file @ include_str"]),
        // It does not know in which folder this would be.
        (r#"allow_origins: [include_str!("nowhere.txt")]"#, &[]),
    ] {
        set(client, policy);
        compare(&mut wrong, policy, &said(client), expected);
    }
    assert_all(&wrong);
}

/// The documentation at the last `word` of the policy, which is where its definition is.
fn documentation(client: &mut Client, policy: &str, word: &str) -> String {
    set(client, policy);
    let at = HEAD.len() + policy.rfind(word).expect("a word of the policy");
    // Where there is an error, `compile_error!` has a definition too.
    let places = client.definition(at);
    assert!(places.iter().any(|(file, _)| file == "editor.rs"), "{word} in {policy}: {places:?}");
    client.hover(at + 1)
}

fn every_word_has_its_documentation(client: &mut Client) {
    for field in Field::ALL {
        let policy = format!("allow_origins: *, {}: *", field.name());
        let text = documentation(client, &policy, &format!("{}: *", field.name()));
        assert!(text.contains(&format!("pub {}: ", field.name())), "{text}");
        for part in [field.summary(), field.value(), "```rust"] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
    // Of `true` and `false`, rust-analyzer speaks itself.
    for word in word::ALL.iter().filter(|word| !matches!(word.name, "true" | "false")) {
        let text = documentation(client, word.example, word.name);
        for part in [word.summary, word.example] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
    for method in ["GET", "PUT", "PROPFIND"] {
        let text = documentation(client, &format!("allow_methods: [{method}]"), method);
        assert!(text.contains(&format!("allow_methods: [{method}]")), "{text}");
    }
    for rule in Rule::ALL.iter().filter(|rule| !rule.fields().is_empty()) {
        for field in [rule.fields()[0], Field::Expect] {
            let policy = format!("#[allow({})] {}: *", rule.name(), field.name());
            let text = documentation(client, &policy, &format!("{})", rule.name()));
            for part in [rule.summary(), "cors_policy! {"] {
                assert!(text.contains(part), "{part} in {text}");
            }
        }
    }
}

/// What is offered at `§`.
fn offered(client: &mut Client, policy: &str) -> Vec<String> {
    let policy = format!("{HEAD}{policy}{TAIL}");
    let at = policy.find('§').expect("a cursor");
    client.set(&policy.replace('§', ""));
    let mut offered = client.complete(at);
    offered.sort();
    offered
}

fn what_fits_is_completed(client: &mut Client) {
    use Field::{
        AllowHeaders, AllowMethods, AllowOrigins, Expect, MaxAge, RuntimeOrigins,
        TimingAllowOrigins,
    };
    use Position::{Entry, Value};
    let mut wrong = Vec::new();
    let sorted = |names: &mut dyn Iterator<Item = &'static str>| {
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names
    };
    let fields = |set: &[Field]| {
        sorted(
            &mut Field::ALL.iter().filter(|field| !set.contains(field)).map(|field| field.name()),
        )
    };
    let words = |field, position| sorted(&mut word::of(field, position).map(|word| word.name));
    let is_name = |method: &&str| method.bytes().all(|byte| byte.is_ascii_uppercase());
    let methods = sorted(&mut method::usual().iter().copied().filter(is_name));
    let rules = |field| {
        let fit = Rule::ALL.iter().filter(|rule| rule.fields().contains(&field));
        sorted(&mut fit.map(|rule| rule.name()))
    };
    for (policy, expected) in [
        ("§", fields(&[])),
        ("allow_origins: *, §", fields(&[AllowOrigins])),
        ("allow_origins: *, allow_m§", fields(&[AllowOrigins])),
        ("allow_origins: *, allow_m§ max_age: 10m,", fields(&[AllowOrigins, MaxAge])),
        ("allow_origins: *, allow_m§: [PUT], max_age: 10m", fields(&[AllowOrigins, MaxAge])),
        ("allow_origins: [] §", fields(&[AllowOrigins])),
        ("allow_origins: [] allow_credent§", fields(&[AllowOrigins])),
        ("allow_methods: §", words(AllowMethods, Value)),
        ("allow_methods: m§, max_age: 10m", words(AllowMethods, Value)),
        ("allow_methods: § max_age: 10m", words(AllowMethods, Value)),
        ("allow_methods: [§]", methods.clone()),
        ("allow_methods: [PUT, §]", methods.clone()),
        ("allow_methods: [PUT, PA§], max_age: 10m", methods.clone()),
        ("allow_methods: [PU§T, PATCH]", methods),
        ("allow_headers: m§", words(AllowHeaders, Value)),
        ("timing_allow_origins: s§", words(TimingAllowOrigins, Value)),
        ("runtime_origins: §", words(RuntimeOrigins, Value)),
        ("runtime_origins: w§", words(RuntimeOrigins, Value)),
        ("runtime_origins: wi§ [\"https://*.a.example\"]", words(RuntimeOrigins, Value)),
        ("allow_origins: [§]", words(AllowOrigins, Entry)),
        ("expect: { § }", words(Expect, Entry)),
        ("expect: { allow \"https://a.example\"; d§ }", words(Expect, Entry)),
        ("allow_origins: [#[allow(§)] \"https://a.example\"]", rules(AllowOrigins)),
        ("#[allow(null_origin, mis§)] allow_origins: [\"null\"]", rules(AllowOrigins)),
        ("allow_methods: [#[allow(§)] patch]", rules(AllowMethods)),
        ("allow_origins: [if tenants::§]", vec!["is_partner", "is_tenant", "of_another_type(…)"]),
        (
            "allow_origins: [if a, if tenants::is_§]",
            vec!["is_partner", "is_tenant", "of_another_type(…)"],
        ),
        ("allow_origins: [\"https://§\"]", vec![]),
        ("allow_headers: [\"auth§\"]", vec![]),
    ] {
        compare(&mut wrong, policy, &offered(client, policy), &expected);
    }
    assert_all(&wrong);
    // Among everything in scope.
    for (policy, expected) in [
        ("allow_origins: [if §]", &["tenants::", "crate::"][..]),
        ("allow_origins: [if te§]", &["tenants::"]),
        ("allow_origins: [if crate::§]", &["tenants::", "main()"]),
        ("allow_credentials: t§", &["true", "false"]),
        ("allow_credentials: §", &["true", "false"]),
    ] {
        let offered = offered(client, policy);
        for label in expected {
            assert!(offered.iter().any(|offer| offer == label), "{policy}: {offered:?}");
        }
    }
}

fn predicates_are_functions(client: &mut Client) {
    set(client, r#"allow_origins: [if tenants::is_tenant, "https://app.example.com"]"#);
    let at = client.last("is_tenant");
    assert!(client.hover(at).contains("Whether it is a tenant's."));
    assert!(client.hover(client.last("tenants::is")).contains("mod tenants"));
    assert_eq!(client.definition(at), [("tenants.rs".to_owned(), 4)]);
    let places = [("main.rs".to_owned(), 6), ("tenants.rs".to_owned(), 4)];
    assert_eq!(client.references(at), places);
    assert_eq!(client.rename(at, "is_customer"), ["main.rs", "tenants.rs"]);
}

/// A policy from nothing, at each token's end and in the middle of words and strings; what is open is closed, as editors do.
fn typing_never_stops_the_macro(client: &mut Client) {
    let mut times = Vec::new();
    let mut codes = BTreeSet::new();
    for policy in GOOD {
        for cut in cuts(policy) {
            let (before, after) = (&policy[..cut], closed(&policy[..cut]));
            let started = Instant::now();
            set(client, &format!("{before}{after}"));
            let all = client.diagnostics();
            times.push(started.elapsed());
            for one in all {
                assert!(!one.message.contains("panic"), "{before}: {}", one.message);
                codes.insert(one.code);
            }
            client.complete(HEAD.len() + before.len());
        }
        assert_eq!(said(client), [""; 0], "{policy}");
    }
    // What is half typed is an error of the macro, or a predicate that is not one yet.
    let known = ["E0308", "macro-error"].map(str::to_owned);
    assert!(codes.is_subset(&BTreeSet::from(known)), "{codes:?}");
    times.sort();
    let milliseconds = |time: Duration| time.as_millis();
    println!(
        "{} keystrokes: median {} ms, slowest {} ms",
        times.len(),
        milliseconds(times[times.len() / 2]),
        milliseconds(times[times.len() - 1])
    );
    assert!(times[times.len() / 2] < Duration::from_secs(2), "typing is slow");
}

fn cuts(policy: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut start = 0;
    let is_word = |byte: u8| byte == b'_' || byte.is_ascii_alphanumeric();
    let bytes = policy.as_bytes();
    while start < bytes.len() {
        let rest = &bytes[start..];
        let length = match rest[0] {
            b'"' => rest[1..].iter().position(|byte| *byte == b'"').expect("a closing quote") + 2,
            byte if is_word(byte) => {
                rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len())
            }
            _ => 1,
        };
        if !rest[0].is_ascii_whitespace() {
            if length > 3 {
                cuts.push(start + length / 2);
            }
            cuts.push(start + length);
        }
        start += length;
    }
    cuts
}

/// The quotes and brackets that an editor has closed.
fn closed(text: &str) -> String {
    let mut in_string = false;
    let mut closers = String::new();
    for character in text.chars() {
        match character {
            '"' => in_string = !in_string,
            _ if in_string => {}
            '(' => closers.insert(0, ')'),
            '[' => closers.insert(0, ']'),
            '{' => closers.insert(0, '}'),
            ')' | ']' | '}' => drop(closers.remove(0)),
            _ => {}
        }
    }
    if in_string { format!("\"{closers}") } else { closers }
}
