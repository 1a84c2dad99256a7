//! `if path::to::predicate`: an entry that a function of the program answers for.
//!
//! Whether there is such a function, and of which type it is, rustc knows: the path's own tokens go into what
//! is written, so that its errors stand at the path.

use cors_rules::{Fault, Rule};
use proc_macro2::{TokenStream, TokenTree};
use syn::ExprPath;

use super::place::Judge;
use crate::carry::{Entry, Setting};
use crate::tokens::{self, ident};

/// A predicate of `allow_origins`.
pub(crate) struct Predicate {
    /// The entry as it is written.
    pub(crate) entry: String,
    pub(crate) path: TokenStream,
    /// Whether it is asked about origins on plain http as well, on other machines than the browser's.
    pub(crate) is_asked_of_insecure: bool,
}

/// What stands behind `if`.
pub(super) enum Condition {
    Path(TokenStream),
    /// Anything else, or nothing.
    Malformed,
}

pub(super) const WANTED: &str =
    "`if path::to::predicate`, with the path of a `fn(Origin<'_>) -> bool`";

/// Reads `if path::to::predicate`; `None` for what does not begin with `if`.
pub(super) fn read(entry: &[TokenTree]) -> Option<Condition> {
    let (first, path) = entry.split_first()?;
    ident(Some(first)).filter(|word| *word == "if")?;
    // In brackets there may be anything, which rustc would not even be able to read.
    let is_plain =
        path.iter().all(|token| matches!(token, TokenTree::Ident(_) | TokenTree::Punct(_)));
    let is_shallow = depth(path) <= DEEPEST;
    let path: TokenStream = path.iter().cloned().collect();
    if is_plain && is_shallow && syn::parse2::<ExprPath>(path.clone()).is_ok() {
        Some(Condition::Path(path))
    } else {
        Some(Condition::Malformed)
    }
}

/// How deep the types in a path may be nested: syn reads them with a call for each, on the compiler's stack.
const DEEPEST: usize = 16;

/// How deep they are at most: each of these signs may begin a type within another one.
fn depth(path: &[TokenTree]) -> usize {
    let begins_type = |token: &&TokenTree| match token {
        TokenTree::Punct(sign) => matches!(sign.as_char(), '<' | '&' | '*'),
        _ => false,
    };
    path.iter().filter(begins_type).count()
}

/// Whether one of the setting's entries is a predicate.
pub(super) fn is_in(setting: &Setting) -> bool {
    setting.entries().iter().any(|entry| matches!(read(&entry.tokens), Some(Condition::Path(_))))
}

/// The predicates of a list, in the order of the source, in which they are asked.
pub(super) fn all(setting: &Setting, credentials: bool, judge: &mut Judge) -> Vec<Predicate> {
    let mut all: Vec<(&Entry, Predicate)> = Vec::new();
    for entry in setting.entries() {
        let Some(Condition::Path(path)) = read(&entry.tokens) else { continue };
        let text = tokens::text(&entry.tokens);
        // What it will allow is not known, so there is nothing to report yet.
        let is_asked_of_insecure = !credentials || setting.allows(entry, Rule::InsecureOrigin);
        let predicate = Predicate { entry: text, path, is_asked_of_insecure };
        if let Some((other_entry, other)) =
            all.iter().find(|(_, other)| other.entry == predicate.entry)
        {
            // The one that is asked less changes nothing; of two that are asked alike, the second.
            let is_wider = is_asked_of_insecure && !other.is_asked_of_insecure;
            let fault = Fault::at(Rule::RedundantOrigin, &other.entry).related_to(&*other.entry);
            judge.entry(fault, setting, if is_wider { other_entry } else { entry });
        }
        all.push((entry, predicate));
    }
    all.into_iter().map(|(_, predicate)| predicate).collect()
}
