//! The compiler's messages: one mistake a file, named after the rule, with the whole message beside
//! it. Each file also uses the policy that failed, and shows no error there.
//!
//! `TRYBUILD=overwrite cargo test -p cors-tests --test ui` writes the messages anew; read the
//! difference.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use cors_rules::{Level, Rule};
use scratch::Package;

mod scratch;

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
    match rule.level() {
        Level::Error
            if matches!(rule, Rule::RuntimeOutside | Rule::RuntimeClosed | Rule::NoRuntimeList) =>
        {
            "run"
        }
        _ if rule.is_for_release() => "release",
        Level::Warning => "warn",
        Level::Denied | Level::Error => "fail",
    }
}

/// What is said in release builds only, such as of an origin of development that is left in (spupuz/VibeNVR#198).
/// trybuild makes none, so cargo is asked here.
#[test]
fn every_mistake_of_a_release_build_has_its_message_and_warns_in_a_debug_build() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/release");
    let package = Package::new("release", &scratch::library(", default-features = false"));
    let mut manifest = fs::read_to_string(package.folder.join("Cargo.toml")).unwrap();
    let mut cases = BTreeMap::new();
    for source in sources(&folder) {
        let name = source.file_stem().unwrap().to_str().unwrap().to_owned();
        let path = format!("ui/release/{name}.rs");
        writeln!(manifest, "\n[[bin]]\nname = \"{name}\"\npath = \"{path}\"").unwrap();
        package.write(&path, &fs::read_to_string(&source).unwrap());
        cases.insert(name, String::new());
    }
    package.write("Cargo.toml", &manifest);

    let check = ["check", "--keep-going", "--quiet", "--message-format=json"];
    // A debug build announces it.
    let in_debug = messages(&package, &check);
    assert_eq!(in_debug.len(), cases.len());
    assert!(in_debug.iter().all(|(_, message)| message.starts_with("warning: ")), "{in_debug:?}");
    for (name, message) in messages(&package, &[&check[..], &["--release"]].concat()) {
        cases.get_mut(&name).unwrap().push_str(&message);
    }
    for (name, said) in cases {
        let committed = folder.join(name).with_extension("stderr");
        if std::env::var_os("TRYBUILD").is_some_and(|what| what == "overwrite") {
            fs::write(&committed, &said).unwrap();
        }
        let expected = fs::read_to_string(&committed).unwrap_or_default();
        assert_eq!(said, expected, "{}", committed.display());
    }
}

/// Each program and what the compiler says of a place in it, as people read it.
fn messages(package: &Package, arguments: &[&str]) -> Vec<(String, String)> {
    let output = package.cargo(arguments);
    let lines = String::from_utf8(output.stdout).unwrap();
    let messages: Vec<_> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|line| line["reason"] == "compiler-message")
        // "aborting due to 1 previous error" is about no place.
        .filter(|line| line["message"]["spans"].as_array().is_some_and(|spans| !spans.is_empty()))
        .map(|line| {
            let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            (text(&line["target"]["name"]), text(&line["message"]["rendered"]))
        })
        .collect();
    assert!(
        output.status.success() || !messages.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    messages
}

fn sources(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
}

/// Files that are about more than one rule, about one that is stricter with credentials, or about what rustc says.
const SEVERAL: [&str; 10] = [
    "mistakes_in_a_file",
    "null_origin_with_credentials",
    "other_libraries",
    "predicate_entry",
    "predicate_path",
    "predicate_self",
    "predicate_type",
    "public_suffix_with_credentials",
    "removed_field",
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
    for kind in ["fail", "release", "run", "warn"] {
        for file in fs::read_dir(folder.join(kind)).unwrap() {
            let file = file.unwrap().path();
            let name = file.file_stem().unwrap().to_str().unwrap();
            assert!(Rule::named(name).is_some() || SEVERAL.contains(&name), "{}", file.display());
        }
    }
}
