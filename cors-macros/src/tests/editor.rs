//! What an editor sees of a policy beside what the compiler sees.

use std::collections::BTreeSet;

use cors_rules::field::Field;
use cors_rules::word::{self, Position};
use cors_rules::{Level, Rule, method};
use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{Expr, Item, Stmt};

use super::Expansion;
use super::opt_out;
use crate::editor::{self, MARKER, PAD};
use crate::outline::{self, Outline};

/// Asserts that the editor's code is one constant before the block, and that the block is what the compiler gets. Each
/// policy of these tests goes through it.
pub(super) fn assert_beside(krate: &TokenTree, outline: &Outline, block: &TokenStream) {
    let both = editor::write(Some(krate), outline, block);
    let text = both.to_string();
    let both: syn::Block = syn::parse2(both).unwrap_or_else(|error| panic!("{error}: {text}"));
    let [Stmt::Item(Item::Const(code)), Stmt::Expr(Expr::Block(rest), None)] = &both.stmts[..]
    else {
        panic!("not a constant and a block: {text}")
    };
    assert_eq!(code.ident, "_");
    assert_eq!(quote!(#rest).to_string(), block.to_string());
}

/// The statements of the editor's code, without spaces; `E` is the runtime's module and `~` a pad.
fn code(policy: &str) -> Vec<String> {
    let krate = TokenTree::Ident(format_ident!("krate"));
    let (outline, _) = outline::read(policy.parse().unwrap());
    let both = editor::write(Some(&krate), &outline, &quote!({}));
    let both: syn::Block = syn::parse2(both).unwrap();
    let Some(Stmt::Item(Item::Const(code))) = both.stmts.first() else { panic!("no constant") };
    let Expr::Block(code) = &*code.expr else { panic!("not a block") };
    let plain = |statement: &Stmt| {
        let text = quote!(#statement).to_string().replace(' ', "");
        text.replace("krate::__private::editor", "E").replace(PAD, "~").replace("E::any()", "?")
    };
    code.block.stmts.iter().map(plain).collect()
}

#[test]
fn every_word_is_a_path_or_a_field() {
    let policy = r#"
        #[allow(any_port, long_timing_list)]
        allow_origins: [
            #[allow(null_origin, nonsense, origin_path)]
            "null",
            raw("app://"),
            if tenants::is_tenant,
            nonsense,
        ],
        allow_methods: [PUT, "PURGE", nonsense],
        allow_headers: mirror,
        allow_credentials: true,
        max_age: 10m,
        max_age: 5,
        nonsense: 5,
        expect: { allow "https://a.example"; deny "https://b.example" },
    "#;
    let expected = [
        "let_=E::Policy{allow_origins:?,allow_methods:?,allow_headers:?,allow_credentials:?,max_age:?,expect:?,~:?,..?};",
        "let_=E::Policy{max_age:?,..?};",
        "let_=E::allow_origins::entry::raw;",
        "let_=E::allow_origins::entry::~;",
        "let_:E::Predicate=tenants::~;",
        "let_=E::allow_origins::rules::any_port;",
        "let_=E::allow_origins::rules::null_origin;",
        "let_=E::allow_origins::rules::~;",
        "let_=E::rules::long_timing_list;",
        "let_=E::rules::~;",
        "let_=E::allow_methods::value::~;",
        "let_=E::allow_methods::entry::PUT;",
        "let_=E::allow_methods::entry::~;",
        "let_=E::allow_methods::rules::~;",
        "let_=E::rules::~;",
        "let_=E::allow_headers::value::mirror;",
        "let_=E::allow_headers::value::~;",
        "let_=E::allow_headers::rules::~;",
        "let_=E::rules::~;",
        "let_:bool=true;",
        "let_:bool=~;",
        "let_=E::allow_credentials::rules::~;",
        "let_=E::rules::~;",
    ];
    let code = code(policy);
    assert_eq!(code[..expected.len()], expected);
    let lines = code.iter().filter(|line| line.starts_with("let_=E::expect::entry"));
    let lines: Vec<_> = lines.map(|line| line.rsplit("::").next().unwrap()).collect();
    assert_eq!(lines, ["allow;", "deny;", "~;"]);
}

/// `§` is the cursor, and `¶` the place in the editor's code that it leads to.
#[test]
fn the_marked_word_has_a_counterpart_as_long_as_what_is_typed() {
    for (policy, expected) in [
        ("§", "E::Policy{¶"),
        ("allow_origins: *, §", "E::Policy{allow_origins:?,¶"),
        ("allow_origins: *, allow_m§", "E::Policy{allow_origins:?,¶"),
        ("allow_origins: *, allow_m§ max_age: 5", "E::Policy{allow_origins:?,max_age:?,¶"),
        ("allow_origins: *, allow_m§: [PUT], max_age: 5", "E::Policy{allow_origins:?,max_age:?,¶"),
        ("allow_origins: *, max_§age: 5, expect: {}", "E::Policy{allow_origins:?,¶"),
        ("allow_origins: * §", "E::Policy{allow_origins:?,¶"),
        ("allow_origins: [] allow_m§", "E::Policy{allow_origins:?,¶"),
        ("allow_credentials: true m§", "E::Policy{allow_credentials:?,¶"),
        ("max_age: 5, max_age§: 6", "let_=E::Policy{¶"),
        ("allow_methods: §", "let_=E::allow_methods::value::¶"),
        ("allow_methods: § max_age: 5", "let_=E::allow_methods::value::¶"),
        ("allow_methods: m§", "let_=E::allow_methods::value::¶"),
        ("allow_methods: mir§ror", "let_=E::allow_methods::value::¶"),
        ("allow_methods: [§]", "let_=E::allow_methods::entry::¶"),
        ("allow_methods: [PUT, §, DELETE]", "let_=E::allow_methods::entry::¶"),
        ("allow_methods: [PUT, PA§]", "let_=E::allow_methods::entry::¶"),
        ("allow_methods: [PUT§, DELETE]", "let_=E::allow_methods::entry::¶"),
        ("timing_allow_origins: s§", "let_=E::timing_allow_origins::value::¶"),
        ("allow_credentials: t§", "let_:bool=¶"),
        ("expect: { § }", "let_=E::expect::entry::¶"),
        ("expect: { allow \"https://a.example\"; d§ }", "let_=E::expect::entry::¶"),
        ("#[allow(§)] allow_origins: *", "let_=E::allow_origins::rules::¶"),
        ("allow_origins: [#[allow(null_§)] \"null\"]", "let_=E::allow_origins::rules::¶"),
        ("allow_origins: [§]", "let_=E::allow_origins::entry::¶"),
        ("allow_origins: [if §]", "let_:E::Predicate=¶"),
        ("allow_origins: [if te§]", "let_:E::Predicate=¶"),
        ("allow_origins: [if tenants::§]", "let_:E::Predicate=tenants::¶"),
        ("allow_origins: [if a, if tenants::is_§]", "let_:E::Predicate=tenants::¶"),
        ("allow_origins: [if ten§ants::is_tenant]", "let_:E::Predicate=¶"),
    ] {
        let typed = policy.split_once('§').unwrap().0;
        let before = typed
            .rsplit(|character: char| character != '_' && !character.is_ascii_alphanumeric())
            .next()
            .unwrap();
        let [original, marked] =
            ["", MARKER].map(|marker| code(&policy.replace('§', marker)).concat());
        let at = marked.find(MARKER).unwrap_or_else(|| panic!("{policy}: {marked}"));
        let at = at - before.len();
        assert_eq!(original.get(..at), marked.get(..at), "{policy}");
        let (code, counterpart) = original.split_at(at);
        assert!(code.ends_with(expected.strip_suffix('¶').unwrap()), "{policy}: {marked}");
        let length = counterpart
            .find(|character: char| character != '_' && !character.is_ascii_alphanumeric())
            .unwrap_or_else(|| panic!("{policy}: {original}"));
        let is_pad = counterpart.starts_with('~');
        assert!(is_pad || length >= before.len(), "{policy}: {original}");
    }
}

#[test]
fn every_word_of_the_tables_is_one_of_the_macro() {
    for word in word::ALL {
        for field in word.fields {
            let value = match (word.position, *field) {
                (Position::Entry, Field::Expect) => {
                    let origin = if word.name == "allow" { "a" } else { "b" };
                    format!("{{ {} \"https://{origin}.example\"; }}", word.name)
                }
                (Position::Entry, _) => {
                    let within = if word::named("within", *field, Position::Value).is_some() {
                        "within"
                    } else {
                        ""
                    };
                    format!("{within} [{}(\"app://\")]", word.name)
                }
                (Position::Value, _) if word.name == "within" => {
                    "within [\"https://*.a.example\"]".to_owned()
                }
                (Position::Value, _) => word.name.to_owned(),
            };
            let origins = match field {
                Field::AllowOrigins => "",
                _ => r#"allow_origins: ["https://a.example"],"#,
            };
            let policy = format!("{origins} {}: {value}", field.name());
            assert_eq!(Expansion::of(&policy).errors(), [""; 0], "{policy}");
            let end = format!("::{};", word.name);
            let end = if matches!(word.name, "true" | "false") { word.name } else { &end };
            assert!(
                code(&policy)
                    .iter()
                    .any(|line| line.trim_end_matches(';').ends_with(end.trim_end_matches(';'))),
                "{policy}"
            );
            assert!(word.example.contains(word.name));
        }
    }
    for method in method::usual() {
        assert!(method::check(method).faults.is_empty(), "{method}");
    }
}

#[test]
fn a_rule_is_offered_where_it_can_be_allowed() {
    for rule in Rule::ALL {
        assert_eq!(rule.fields().is_empty(), rule.level() == Level::Error, "{}", rule.name());
    }
    for (rule, policy) in opt_out::TABLE {
        let (_, after) = policy.split_once('¶').unwrap();
        let name = after.split_once(':').unwrap().0.trim();
        let name = name.rsplit(' ').next().unwrap();
        let field = Field::named(name).unwrap();
        assert!(rule.fields().contains(&field), "{} in {name}", rule.name());
    }
}

#[test]
fn an_error_of_release_builds_is_not_written_in_an_editor() {
    let policy = r#"allow_origins: ["http://localhost:3000"], allow_credentials: true"#;
    let krate = TokenTree::Ident(format_ident!("krate"));
    let (outline, report) = outline::read(policy.parse().unwrap());
    let first = crate::carry::write(Some(&krate), &outline, &report);
    let block: syn::Block = syn::parse2(first).unwrap();
    let entries = block.stmts.iter().find_map(|statement| match statement {
        Stmt::Item(Item::Struct(entries)) => Some(quote!(#entries)),
        _ => None,
    });
    let carried = crate::carry::read(entries.unwrap()).unwrap();
    let (read, mut report) = crate::read::read(&carried);
    let release = quote!(#[cfg(not(debug_assertions))]).to_string();
    let compiled = crate::generate::write(&carried, &read, &report).to_string();
    assert!(compiled.contains(&release));
    report.drop_release_only();
    let edited = crate::generate::write(&carried, &read, &report).to_string();
    assert!(!edited.contains(&release));
}

#[test]
fn only_the_server_of_rust_analyzer_is_an_editor() {
    for (program, expected) in [
        ("/usr/lib/rustlib/libexec/rust-analyzer-proc-macro-srv", true),
        ("/home/me/.vscode/extensions/server/rust-analyzer", true),
        ("rust-analyzer.exe", true),
        ("/home/me/rust-analyzer/bin/rustc", false),
        ("/usr/bin/rustdoc", false),
        ("/usr/bin/clippy-driver", false),
        ("/", false),
    ] {
        assert_eq!(editor::is_server(program.as_ref()), expected, "{program}");
    }
    // This test is none.
    assert!(!editor::is_running());
}

#[test]
fn the_code_grows_with_the_policy_and_not_faster() {
    let policy = |count: usize| {
        let rules = vec!["null_origin"; count].join(", ");
        format!("allow_origins: [{}]", format!("#[allow({rules})] if a::b,").repeat(10))
    };
    let [small, large] = [10, 100].map(|count| code(&policy(count)).concat().len());
    assert!(large < small * 11);
    // A path that nobody would write is left out.
    let long = format!("allow_origins: [if a{}]", "::a".repeat(200));
    assert!(!code(&long).iter().any(|line| line.contains("Predicate")));
    let distinct: BTreeSet<_> = code(&policy(3)).into_iter().collect();
    assert!(distinct.contains("let_:E::Predicate=a::~;"));
}
