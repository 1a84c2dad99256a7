//! The structure of cors-runtime: each folder uses those before it, and no two files use each other.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// In the order of use.
const FOLDERS: [&str; 5] = ["policy", "protocol", "explain", "testing", "adapters"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../cors-runtime/src")
}

/// Each file by its module's path, such as `policy::data`, and the code in it without tests and comments.
fn files() -> BTreeMap<Vec<String>, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![source()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let relative = path.strip_prefix(source()).unwrap().with_extension("");
            let mut module: Vec<_> =
                relative.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            if module.last().is_some_and(|last| last == "mod") {
                module.pop();
            }
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            files.insert(module, lines.collect::<Vec<_>>().join("\n"));
        }
    }
    files.retain(|module, _| FOLDERS.contains(&&*module[0]));
    files
}

/// The paths of modules that stand in the code, from `crate` on. A list in braces is several.
fn paths(module: &[String], code: &str) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for (start, base) in [
        ("crate::", Vec::new()),
        ("self::", module.to_vec()),
        ("super::super::", module[..module.len().saturating_sub(2)].to_vec()),
        ("super::", module[..module.len() - 1].to_vec()),
    ] {
        for (at, _) in code.match_indices(start) {
            let is_part =
                |before: char| before.is_alphanumeric() || matches!(before, '_' | ':' | '$');
            if code[..at].ends_with(is_part) {
                continue;
            }
            for path in expanded(&code[at + start.len()..]) {
                if !path.starts_with("super::") {
                    let parts = path.split("::").map(str::to_owned);
                    found.insert(base.iter().cloned().chain(parts).collect());
                }
            }
        }
    }
    found
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`.
fn expanded(code: &str) -> Vec<String> {
    let end = code.find(|next: char| !(next.is_alphanumeric() || matches!(next, '_' | ':' | '{')));
    let head = &code[..end.unwrap_or(code.len())];
    let Some((before, _)) = head.split_once('{') else {
        return vec![head.trim_end_matches(':').to_owned()];
    };
    let inside = code[before.len() + 1..].split('}').next().unwrap_or_default();
    let members = inside.split(',').map(str::trim).filter(|member| !member.is_empty());
    members.map(|member| format!("{before}{member}")).collect()
}

/// The file that a path leads to: the longest of its beginnings that is one.
fn file_of(path: &[String], files: &BTreeMap<Vec<String>, String>) -> Option<Vec<String>> {
    (1..=path.len())
        .rev()
        .map(|length| path[..length].to_vec())
        .find(|path| files.contains_key(path))
}

fn uses() -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let files = files();
    let used = |module: &Vec<String>, code: &str| {
        let paths = paths(module, code).into_iter();
        paths.filter_map(|path| file_of(&path, &files)).filter(|file| file != module).collect()
    };
    files.iter().map(|(module, code)| (module.clone(), used(module, code))).collect()
}

#[test]
fn every_file_is_in_a_folder() {
    let outside = fs::read_dir(source()).unwrap().map(|entry| entry.unwrap().path());
    let outside: BTreeSet<_> = outside
        .filter(|path| {
            path.is_file() || !FOLDERS.contains(&path.file_name().unwrap().to_str().unwrap())
        })
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    let expected = ["cors_policy.md", "editor.rs", "lib.rs", "private.rs"];
    assert_eq!(outside, expected.map(str::to_owned).into());
}

#[test]
fn no_file_uses_a_later_folder() {
    let place = |file: &[String]| FOLDERS.iter().position(|folder| *folder == file[0]).unwrap();
    for (file, used) in uses() {
        for other in used {
            assert!(place(&other) <= place(&file), "{} uses {}", file.join("::"), other.join("::"));
        }
    }
}

#[test]
fn no_two_files_use_each_other_over_whatever_others() {
    let uses = uses();
    assert!(uses.values().map(BTreeSet::len).sum::<usize>() > 100, "the paths are found");
    let mut done = BTreeSet::new();
    for file in uses.keys() {
        visit(file, &uses, &mut Vec::new(), &mut done);
    }
}

fn visit(
    file: &Vec<String>,
    uses: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>,
    above: &mut Vec<String>,
    done: &mut BTreeSet<Vec<String>>,
) {
    let name = file.join("::");
    assert!(!above.contains(&name), "{} -> {name}", above.join(" -> "));
    if done.contains(file) {
        return;
    }
    above.push(name);
    for other in &uses[file] {
        visit(other, uses, above, done);
    }
    above.pop();
    done.insert(file.clone());
}
