//! What the library promises to a new user: check once, paste what the messages say, check again, and it
//! compiles. cargo, rustc and the messages are the real ones; only the pasting is done by this test.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test"
)]

use std::ops::Range;

use scratch::Package;
use serde_json::Value;

#[path = "../scratch.rs"]
mod scratch;

const COLLEAGUE: &str = include_str!("colleague.rs");

#[test]
fn a_policy_with_a_dozen_mistakes_compiles_once_the_replacements_are_pasted() {
    let package = Package::new("colleague", &scratch::library(""));
    package.write("src/lib.rs", COLLEAGUE);

    let edits = check(&package);
    assert!(edits.len() >= 12, "{edits:#?}");
    let mended = pasted(COLLEAGUE, edits);
    package.write("src/lib.rs", &mended);

    // It compiles. What is left is a warning about release builds, which comes once nothing else is wrong.
    let left = check(&package);
    assert_eq!(left.len(), 1, "{mended}\n{left:#?}");
    assert!(left[0].text.starts_with("#[cfg(debug_assertions)]"), "{left:#?}");
    let mended = pasted(&mended, left);
    package.write("src/lib.rs", &mended);

    let left = check(&package);
    assert!(left.is_empty(), "{mended}\n{left:#?}");
}

/// What a message says: where, and what to write there; nothing where it says to remove it.
#[derive(Debug)]
struct Edit {
    range: Range<usize>,
    text: String,
}

/// Runs `cargo check`, and reads every error and warning as an edit.
fn check(package: &Package) -> Vec<Edit> {
    let output = package.cargo(&["check", "--quiet", "--message-format=json"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let messages = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let edits: Vec<_> = messages
        .filter(|message| message["reason"] == "compiler-message")
        .filter_map(|message| edit(&message["message"]))
        .collect();
    assert!(
        output.status.success() || !edits.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    edits
}

fn edit(message: &Value) -> Option<Edit> {
    // "aborting due to 12 previous errors" is about no place.
    let span = message["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)?;
    let text = message["message"].as_str()?;
    let place = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
    let range = place("byte_start")..place("byte_end");
    let help = text.lines().find_map(|line| line.trim().strip_prefix("help: "));
    let help = help.unwrap_or_else(|| panic!("no help: {text}"));
    if help.starts_with("remove it") {
        return Some(Edit { range, text: String::new() });
    }
    let paste = help.strip_prefix("write ").unwrap_or_else(|| panic!("nothing to paste: {text}"));
    // A missing separator is put in; what it stands before may have a message of its own.
    if paste.starts_with(", ") {
        return Some(Edit { range: range.start..range.start, text: ", ".to_owned() });
    }
    Some(Edit { range, text: paste.to_owned() })
}

/// The source with every edit made, from the last to the first. Of two about the same tokens one is the
/// removal, as of a duplicate; that holds.
fn pasted(source: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end, !edit.text.is_empty()));
    edits.dedup_by_key(|edit| edit.range.clone());
    let mut text = source.to_owned();
    for edit in edits.iter().rev() {
        let mut range = edit.range.clone();
        if edit.text.is_empty() {
            // With the comma that belongs to it.
            let after = &text[range.end..];
            range.end += after.len() - after.trim_start_matches([',', ' ']).len();
        }
        text.replace_range(range, &edit.text);
    }
    text
}
