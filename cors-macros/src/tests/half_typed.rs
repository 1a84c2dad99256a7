//! A policy while it is being typed: an editor expands it at every keystroke, and closes what is open.

use super::Expansion;
use crate::editor::MARKER;

/// Policies without a mistake. After each `§` what was typed so far is complete, once what is open is
/// closed.
const GOOD: &[&str] = &[
    "allow_origins: *§,§",
    r#"allow_origins: ["https://app.example.com"§,§ "https://*.example.org"§,§]§,§ max_age: 6§0§0§"#,
    r#"
    /// Who may read responses.
    allow_origins: [
        "https://app.example.com"§,§
        // A comment.
        #[cfg(debug_assertions)]
        "http://localhost:*"§,§
        raw("app://"§)§,§
    ]§,§
    allow_methods: [§G§E§T§,§ P§A§T§C§H§,§ "PURGE"§]§,§
    allow_headers: [§*, "authorization"§]§,§
    #[cfg(debug_assertions)]
    expose_headers: [§"etag"§]§,§
    allow_credentials: false§,§
    max_age: 5§m§
    "#,
    r#"allow_origins: [if t§e§n§a§n§t§s§::i§s§_§l§i§s§t§e§d§,§ "https://app.example.com"§,§ if <Listed>::c§h§e§c§k§::<T>§]§"#,
    r#"allow_origins: [#[allow(null_origin)] "null"§]§,§ timing_allow_origins: same§,§ preflight_status: 200"#,
];

/// Policies that have mistakes at the end at the latest.
const BAD: &[&str] = &[
    r#"allow_origins: ["https://App.example.com/", "a.example" "b.example",, 5], max_age = "10m""#,
    r#"allow_origins => ["https://a.example"]; allow_methods: [put], "max_age": 5"#,
    r#"#[cfg_attr(all(), allow(x), nonsense)] allow_origins: [#[allow(null_origin, "x")] "null", raw(5)]"#,
    r#"allow-origins: [https: b, c"d", b"e", 'f', 1.5, -2], allow_credentials: [true], max_age: [600]"#,
    "allow_headers: [*, *], expose_headers: mirror, preflight_status: 201, timing_allow_origins: {}",
    "allow_origins: [if, if |o| o.port() == None, if a b, if a(), if a; if], timing_allow_origins: [if a]",
    "a-r#b: 1, r#a-r#b: 1",
    r#""r#type": 1, allow_origins: *, r#foo-bar: 1"#,
    "max_age: -5, max_age: 25h, unknown::path: {}, r#type: 'a, _: $, #[] #! [x] ..",
];

/// What is closed when the text ends: the quotes, if it ends in a string, and the brackets.
struct Open {
    in_string: bool,
    in_comment: bool,
    closers: String,
}

fn open_at_the_end(text: &str) -> Open {
    let mut open = Open { in_string: false, in_comment: false, closers: String::new() };
    let mut before = ' ';
    for character in text.chars() {
        match character {
            '\n' => open.in_comment = false,
            _ if open.in_comment => {}
            '"' => open.in_string = !open.in_string,
            _ if open.in_string => {}
            '/' if before == '/' => open.in_comment = true,
            '(' => open.closers.insert(0, ')'),
            '[' => open.closers.insert(0, ']'),
            '{' => open.closers.insert(0, '}'),
            ')' | ']' | '}' => drop(open.closers.remove(0)),
            _ => {}
        }
        before = character;
    }
    open
}

/// Calls `check` with each beginning that can be expanded, and with what it is once it is closed.
fn each_beginning(policy: &str, mut check: impl FnMut(&str, &str, &Expansion)) {
    let mut expanded = 0;
    for typed in (0..=policy.len()).filter_map(|length| policy.get(..length)) {
        let open = open_at_the_end(typed);
        let end_of_line = if open.in_comment { "\n" } else { "" };
        let quote = if open.in_string { "\"" } else { "" };
        let text = format!("{typed}{quote}{end_of_line}{}", open.closers);
        // Half an escape or half a raw string does not even consist of tokens.
        let Ok(tokens) = text.parse() else { continue };
        check(typed, &text, &Expansion::of_tokens(&text, tokens, &[]));
        // rust-analyzer completes at the cursor.
        let marked = format!("{typed}{MARKER}{quote}{end_of_line}{}", open.closers);
        if let Ok(tokens) = marked.parse() {
            Expansion::of_tokens(&marked, tokens, &[]);
        }
        expanded += 1;
    }
    assert!(expanded > policy.len() / 2, "only {expanded} beginnings of {policy}");
}

#[test]
fn a_good_policy_has_an_error_exactly_while_it_is_incomplete() {
    for marked in GOOD {
        let policy = marked.replace('§', "");
        let complete = complete(marked);
        each_beginning(&policy, |typed, text, expansion| {
            if open_at_the_end(typed).in_string {
                return;
            }
            // White space and comments change nothing.
            let is_nothing = |more: &str| {
                more.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with("//"))
            };
            let is_complete = complete.iter().any(|end| typed.get(*end..).is_some_and(is_nothing));
            assert_eq!(
                expansion.errors().is_empty(),
                is_complete,
                "{text}\n{:#?}",
                expansion.said()
            );
        });
    }
}

#[test]
fn a_bad_policy_has_errors_when_it_is_complete_and_never_stops_the_macro() {
    for policy in BAD {
        each_beginning(policy, |typed, text, expansion| {
            assert!(typed.len() < policy.len() || !expansion.errors().is_empty(), "{text}");
        });
    }
}

#[test]
fn every_error_has_a_place_at_every_length() {
    let good = GOOD.iter().map(|marked| marked.replace('§', ""));
    for policy in good.chain(BAD.iter().map(|policy| (*policy).to_owned())) {
        each_beginning(&policy, |_, text, expansion| {
            assert_eq!(expansion.without_place(), [""; 0], "{text}");
        });
    }
}

/// The lengths at which a marked policy is complete.
fn complete(marked: &str) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut length = 0;
    for part in marked.split('§') {
        length += part.len();
        lengths.push(length);
    }
    lengths
}
