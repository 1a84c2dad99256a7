//! `env!`, `option_env!` and `include_str!`: what their contents are, and what is said of them. The files are
//! real ones, named by their whole path, since tokens that no compiler made stand beside no file. Of the
//! variables there are those that cargo sets; `tests/packages/sources` has others.

use std::fs;

use super::Expansion;
use super::assert_said;
use super::written::WrittenTable;

/// A file with this content.
fn file(name: &str, content: impl AsRef<[u8]>) -> String {
    let program = std::env::current_exe().unwrap();
    let folder = program.parent().unwrap().join("elsewhere");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path.into_os_string().into_string().unwrap()
}

/// What is said of a policy, each as level, headline and the place in the file.
fn said(policy: &str) -> Vec<(String, String)> {
    let expansion = Expansion::of(policy);
    let places = |text: &str| {
        let lines = text.lines().filter(|line| line.contains("in ") && !line.contains("note:"));
        lines
            .filter_map(|line| line.trim().split_once(".txt:"))
            .map(|(_, at)| at.to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let messages = expansion.messages.iter();
    messages.map(|message| (message.headline().to_owned(), places(&message.text))).collect()
}

/// The origins and patterns of a policy with nothing wrong.
fn allowed(policy: &str) -> Vec<String> {
    let expansion = Expansion::of(policy);
    assert_eq!(expansion.said(), [""; 0], "{policy}");
    let table = WrittenTable::of(&expansion);
    let exact: Vec<_> = table.exact().iter().map(str::to_owned).collect();
    let mut all = [exact, table.patterns].concat();
    all.sort();
    all
}

#[test]
fn a_file_holds_one_origin_a_line() {
    let path = file(
        "good.txt",
        "\u{feff}# partners\r\nhttps://b.example\r\n\r\n  https://*.c.example # all of them\r\n",
    );
    let policy = format!("allow_origins: [\"https://a.example\", include_str!({path:?})]");
    assert_eq!(allowed(&policy), ["https://*.c.example", "https://a.example", "https://b.example"]);
    // Rust's own macros take each delimiter and a comma at the end, too.
    for call in [format!("include_str!({path:?},)"), format!("include_str![{path:?}]")] {
        assert_eq!(allowed(&format!("allow_origins: [{call}]")).len(), 2, "{call}");
    }
    let timing = format!("allow_origins: *, timing_allow_origins: [include_str!({path:?})]");
    assert_eq!(
        said(&timing),
        [(
            "`https://*.c.example` stands for many origins [timing_pattern]".to_owned(),
            "4:3".to_owned()
        )]
    );
}

#[test]
fn all_mistakes_in_a_file_are_said_at_once_each_with_its_place() {
    let path = file(
        "bad.txt",
        "https://A.example\n# fine\nhttps://b.example/x\n\thttp://c.example\nhttps://d.example, https://e.example\nnull\nraw(\"app://\")\n",
    );
    let policy = format!("allow_origins: [include_str!({path:?})], allow_credentials: true");
    let expected = [
        ("the host of `https://A.example` is not in lower case: `A` [host_case]", "1:9"),
        ("`https://b.example/x` has a path: `/x` [origin_path]", "3:18"),
        (
            "`https://d.example, https://e.example` is more than one origin [several_origins]",
            "5:18",
        ),
        ("`raw(\"app://\")` contains quotes or brackets [quoted_origin]", "7:1"),
        (
            "`http://c.example` is not encrypted, and credentials are allowed [insecure_origin]",
            "4:2",
        ),
        ("`null` is not an origin of yours [null_origin]", "6:1"),
    ];
    let found = said(&policy);
    for (headline, place) in expected {
        let is_there = found.iter().any(|(found, at)| found == headline && at == place);
        assert!(is_there, "{headline} {place}: {found:#?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

#[test]
fn what_is_listed_twice_is_named_with_both_places() {
    let one = file("one.txt", "https://a.example\nhttps://x.b.example\n");
    let two = file("two.txt", "\nhttps://*.b.example\nhttps://a.example\n");
    let policy = format!("allow_origins: [include_str!({one:?}), include_str!({two:?})]");
    let redundant =
        |value, by| format!("`{value}` is already allowed by `{by}` [redundant_origin]");
    assert_eq!(
        said(&policy),
        [
            (redundant("https://x.b.example", "https://*.b.example"), "2:1 2:1".to_owned()),
            (redundant("https://a.example", "https://a.example"), "3:1 1:1".to_owned()),
        ]
    );
    let policy = format!("allow_origins: [\"https://a.example\", include_str!({one:?})]");
    assert_eq!(
        said(&policy),
        [(redundant("https://a.example", "https://a.example"), "1:1".to_owned())]
    );
}

#[test]
fn attributes_of_the_entry_are_about_everything_in_it() {
    let path = file("insecure.txt", "http://a.example\nhttp://b.example\nnull\n");
    let bad = file("not_live.txt", "nonsense\n");
    let policy = format!(
        "allow_origins: [#[allow(null_origin)] include_str!({path:?}), #[cfg(absent)] include_str!({bad:?})]"
    );
    assert_eq!(Expansion::without(&policy, &["absent"]).said(), [""; 0]);
    let policy = format!(
        "allow_origins: [#[allow(insecure_origin)] include_str!({path:?})], allow_credentials: true"
    );
    let found: Vec<_> = said(&policy).into_iter().map(|(_, place)| place).collect();
    assert_eq!(found, ["3:1"], "only `null`, which cannot be allowed");
}

#[test]
fn a_file_that_cannot_be_read_is_one_error() {
    let folder = file("x.txt", "");
    let folder = folder.strip_suffix("/x.txt").unwrap();
    let binary = file("binary.txt", b"https://a.example\n\xff\xfe\n");
    for (path, expected) in [
        (format!("{folder}/none.txt"), "does not exist"),
        (folder.to_owned(), "cannot be read: "),
        (binary, "is not UTF-8: line 2"),
        // The tokens of this test stand beside no file.
        ("none.txt".to_owned(), "cannot be found: the compiler does not say where this source is"),
    ] {
        let said = said(&format!("allow_origins: [include_str!({path:?})]"));
        assert!(
            matches!(&said[..], [(line, _)] if line.contains(&format!("{path}` {expected}"))),
            "{said:?}"
        );
    }
}

#[test]
fn a_list_of_which_nothing_is_left_allows_nobody() {
    let empty = file("empty.txt", "# nobody yet\n");
    for (policy, expected) in [
        (format!("allow_origins: [include_str!({empty:?})]"), &["no_origin"][..]),
        ("allow_origins: [option_env!(\"CORS_NO_SUCH_VARIABLE\")]".to_owned(), &["no_origin"]),
        // cargo sets it, to nothing.
        ("allow_origins: [option_env!(\"CARGO_PKG_HOMEPAGE\")]".to_owned(), &["no_origin"]),
        (format!("allow_origins: [\"https://a.example\", include_str!({empty:?})]"), &[]),
        (
            "allow_origins: [\"https://a.example\", option_env!(\"CARGO_PKG_HOMEPAGE\")]"
                .to_owned(),
            &[],
        ),
    ] {
        let found: Vec<_> =
            Expansion::of(&policy).messages.iter().map(|message| message.rule().name()).collect();
        assert_eq!(found, expected, "{policy}");
    }
}

/// What stands there differs from build to build, and so does what the attribute is there for.
#[test]
fn an_attribute_that_silences_nothing_may_stand_at_what_is_read() {
    let one = file("one.txt", "https://a.example\n");
    for entry in [format!("include_str!({one:?})"), "option_env!(\"CORS_NO_SUCH\")".to_owned()] {
        let policy =
            format!("allow_origins: [\"https://b.example\", #[allow(null_origin)] {entry}]");
        assert!(Expansion::of(&policy).messages.is_empty(), "{policy}");
    }
}

#[test]
fn a_variable_is_one_that_is_set() {
    assert_said(
        r#"
        allow_origins: [env!("CORS_NO_SUCH_VARIABLE")]
            error: the variable `CORS_NO_SUCH_VARIABLE` is not set [unusable_variable] @ env!("CORS_NO_SUCH_VARIABLE")
        allow_origins: [env!("CARGO_PKG_HOMEPAGE")]
            error: the variable `CARGO_PKG_HOMEPAGE` is empty [unusable_variable] @ env!("CARGO_PKG_HOMEPAGE")
        allow_origins: [env!("A=B"), option_env!("")]
            error: the variable `A=B` is not set [unusable_variable] @ env!("A=B")
            error: the variable `` is not set [unusable_variable] @ option_env!("")
        allow_origins: [env!("CARGO_PKG_NAME")]
            error: `cors-macros` has no scheme [missing_scheme] @ env!("CARGO_PKG_NAME")
        "#,
    );
    let expansion = Expansion::of(r#"allow_origins: [env!("CARGO_PKG_NAME")]"#);
    let text = &expansion.messages[0].text;
    for line in ["in the variable `CARGO_PKG_NAME`", "\"cors-macros\""] {
        assert!(text.contains(&format!("\n  {line}\n")), "{text}");
    }
}

#[test]
fn anything_but_one_string_is_told_what_belongs_there() {
    assert_said(
        r#"
        allow_origins: [env!(APP_ORIGIN)]
            error: `env ! (APP_ORIGIN)` cannot be an entry of `allow_origins` [entry_value] @ env!(APP_ORIGIN)
        allow_origins: [option_env!("A", "B")]
            error: `option_env ! ("A" , "B")` cannot be an entry of `allow_origins` [entry_value] @ option_env!("A", "B")
        allow_origins: [include_str!(concat!("a", "b"))]
            error: `include_str ! (concat ! ("a" , "b"))` cannot be an entry of `allow_origins` [entry_value] @ include_str!(concat!("a", "b"))
        allow_origins: [env!()]
            error: `env ! ()` cannot be an entry of `allow_origins` [entry_value] @ env!()
        allow_origins: [env!("CORS_NO_SUCH_VARIABLE") "https://a.example"]
            error: expected `,` before this [policy_syntax] @ "https://a.example"
            error: the variable `CORS_NO_SUCH_VARIABLE` is not set [unusable_variable] @ env!("CORS_NO_SUCH_VARIABLE")
        allow_origins: env!("CORS_NO_SUCH_VARIABLE")
            error: `env ! ("CORS_NO_SUCH_VARIABLE")` cannot be the value of `allow_origins` [field_value] @ env!("CORS_NO_SUCH_VARIABLE")
        allow_origins: *, allow_headers: [env!("CARGO_PKG_NAME")]
            error: `env ! ("CARGO_PKG_NAME")` cannot be an entry of `allow_headers` [entry_value] @ env!("CARGO_PKG_NAME")
        "#,
    );
}

#[test]
fn ten_thousand_lines_are_compared_with_each_other() {
    let mut list: Vec<_> =
        (1..=10_000).map(|n| format!("https://tenant-{n}.example.com")).collect();
    list.push("https://tenant-77.example.com".to_owned());
    list.push("https://tenant-100*.example.com".to_owned());
    let path = file("ten_thousand.txt", list.join("\n"));
    let found: Vec<_> = said(&format!("allow_origins: [include_str!({path:?})]"))
        .into_iter()
        .map(|(_, places)| places)
        .collect();
    // What the pattern covers: 1000 to 1009, and 10000.
    let covered = (1000..=1009).chain(Some(10_000)).map(|line| format!("{line}:1 10002:1"));
    let expected: Vec<_> = covered.chain(Some("10001:1 77:1".to_owned())).collect();
    assert_eq!(found, expected);
}
