//! Writes policies at random: each with what it declares, for `oracle/`, and each with the origins that it lists, for
//! `origin_table/`. The same in every build, unless `POLICIES_SEED` says otherwise.

#![expect(clippy::expect_used, reason = "a build that cannot write its files fails")]

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use fastrand::Rng;

#[path = "../cors-table/tests/any_list/random.rs"]
mod random;

const POLICIES: usize = 150;

/// An entry of the policy; the attribute that it needs with credentials, or without as well; and the entry as
/// the oracle reads it. `null` is not allowed with credentials at all.
const ENTRIES: [(&str, &str, &str); 12] = [
    ("https://app.example.com", "", r#"Entry::Exact("https://app.example.com")"#),
    ("https://admin.example.com:8443", "", r#"Entry::Exact("https://admin.example.com:8443")"#),
    (
        "http://localhost:3000",
        "#[allow(development_origin)]",
        r#"Entry::Exact("http://localhost:3000")"#,
    ),
    ("http://127.0.0.1:*", "#[allow(development_origin)]", r#"Entry::AnyPort("http://127.0.0.1")"#),
    ("https://*.preview.example.com", "", r#"Entry::Below("https://", ".preview.example.com")"#),
    ("https://*.example.org:8443", "", r#"Entry::Below("https://", ".example.org:8443")"#),
    ("https://example.org", "", r#"Entry::Exact("https://example.org")"#),
    (
        "http://shop.example.net",
        "#[allow(insecure_origin)]",
        r#"Entry::Exact("http://shop.example.net")"#,
    ),
    (
        "http://*.shop.example.net",
        "#[allow(insecure_origin)]",
        r#"Entry::Below("http://", ".shop.example.net")"#,
    ),
    ("https://xn--mnchen-3ya.example", "", r#"Entry::Exact("https://xn--mnchen-3ya.example")"#),
    ("https://[2001:db8::1]", "", r#"Entry::Exact("https://[2001:db8::1]")"#),
    ("null", "#[allow(null_origin)]", r#"Entry::Exact("null")"#),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=POLICIES_SEED");
    let seed = env::var("POLICIES_SEED").map_or(9, |seed| seed.parse().expect("a number"));
    let mut rng = Rng::with_seed(seed);
    let mut source = String::from("vec![\n");
    for _ in 0..POLICIES {
        source.push_str(&policy(&mut rng));
    }
    source.push(']');
    let directory = env::var_os("OUT_DIR").expect("cargo sets it");
    let write = |name: &str, source: &str| {
        fs::write(Path::new(&directory).join(name), source).expect("a directory to write to");
    };
    write("policies.rs", &source);
    write("random_lists.rs", &lists(&mut rng));
}

/// Policies that list the origins of which nothing else is to be said: two of each size up to 40, some longer ones, and
/// those that stopped the compiler once.
fn lists(rng: &mut Rng) -> String {
    let sizes = (1..=40).chain(1..=40).chain([85, 86, 100, 181, 374, 400]);
    let lists = sizes.map(|len| {
        let mut list = Vec::new();
        while list.len() < len {
            let is_plain = |origin: &String| cors_rules::origin::check(origin).faults.is_empty();
            list.extend(random::list(rng, len).into_iter().filter(is_plain));
            list.sort_unstable();
            list.dedup();
            rng.shuffle(&mut list);
            list.truncate(len);
        }
        list
    });
    let hanging = random::HANGING.map(|list| list.iter().map(|origin| (*origin).to_owned()));
    let lists = hanging.into_iter().map(Vec::from_iter).chain(lists);
    let mut written = String::from("[\n");
    for origins in lists {
        let origins: Vec<_> = origins.iter().map(|origin| format!("{origin:?},")).collect();
        writeln!(written, "&list! {{ {} }},", origins.join(" ")).expect("a string");
    }
    written.push(']');
    written
}

fn policy(rng: &mut Rng) -> String {
    let any = rng.u8(..6) == 0;
    let credentials = !any && rng.bool();
    let mut fields = String::new();
    let mut declared = String::new();
    let mut field =
        |name: &str, value: &str| writeln!(fields, "    {name}: {value},").expect("a string");
    let mut declare =
        |name: &str, value: &str| writeln!(declared, "    {name}: {value},").expect("a string");
    if any {
        field("allow_origins", "*");
        declare("origins", "None");
    } else {
        let entries = some(rng, &ENTRIES, |(text, ..)| !(credentials && *text == "null"));
        let written = entries.iter().map(|(text, allow, _)| format!("{allow} {text:?}"));
        field("allow_origins", &list(written));
        let read = entries.iter().map(|(.., entry)| (*entry).to_owned());
        declare("origins", &format!("Some(&{})", list(read)));
    }
    let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PURGE", "OPTIONS"];
    let headers = ["content-type", "authorization", "x-a", "x-b", "accept", "range"];
    let exposed = ["etag", "x-request-id", "location"];
    for (name, spelled, names, star, mirror) in [
        ("methods", "allow_methods", &methods[..], "*", true),
        ("headers", "allow_headers", &headers, "[*, \"authorization\"]", true),
        ("exposed", "expose_headers", &exposed, "*", false),
    ] {
        match rng.u8(..6) {
            0 => declare(name, "Names::List(&[])"),
            1 if !credentials => {
                field(spelled, star);
                declare(name, "Names::Any");
            }
            2 if name == "headers" && !credentials => {
                field(spelled, "*");
                declare(name, "Names::AnyButAuthorization");
            }
            3 if mirror => {
                field(spelled, "mirror");
                declare(name, "Names::Mirror");
            }
            _ => {
                let chosen =
                    list(some(rng, names, |_| true).iter().map(|name| format!("{name:?}")));
                field(spelled, &chosen);
                declare(name, &format!("Names::List(&{chosen})"));
            }
        }
    }
    if rng.bool() {
        field("max_age", &rng.u32(..=86_400).to_string());
    }
    if rng.bool() {
        field("preflight_status", "200");
    }
    field("allow_credentials", &credentials.to_string());
    declare("credentials", &credentials.to_string());
    format!("Declared {{\n    policy: cors_policy! {{\n{fields}    }},\n{declared}}},\n")
}

/// At least one of those that may be chosen.
fn some<'a, T>(rng: &mut Rng, all: &'a [T], may: impl Fn(&T) -> bool) -> Vec<&'a T> {
    let all: Vec<_> = all.iter().filter(|one| may(one)).collect();
    let count = rng.usize(1..=all.len());
    rng.choose_multiple(all, count)
}

fn list(members: impl Iterator<Item = String>) -> String {
    format!("[{}]", members.collect::<Vec<_>>().join(", "))
}
