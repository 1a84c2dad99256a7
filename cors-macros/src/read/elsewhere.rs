//! Entries that say where their origins stand: `env!`, `option_env!` and `include_str!`.
//!
//! They are named after Rust's own macros and read while compiling, as those are. What was read is kept as
//! [`Tracked`], for rustc and cargo to see that a change of it makes another policy.

use std::env::{self, VarError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{fs, str};

use cors_rules::{Fault, Rule, Source, in_file, in_variable};
use proc_macro2::{Span, TokenTree};

use crate::editor;
use crate::tokens::{self, ident, is_punct, string};

/// What a policy depends on beside its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tracked {
    /// An environment variable, by its name.
    Variable(String),
    /// A file, by its absolute path.
    File(String),
}

/// An entry that is read from elsewhere.
pub(super) enum Elsewhere {
    Variable {
        name: String,
        is_optional: bool,
    },
    File {
        path: String,
        written: Span,
    },
    /// One of the three, with something else than one string between its parentheses.
    Malformed(&'static str),
}

impl Elsewhere {
    /// The entry as it is written; `None` if it is not whole.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Elsewhere::Variable { name, is_optional: false } => Some(format!("env!({name:?})")),
            Elsewhere::Variable { name, is_optional: true } => {
                Some(format!("option_env!({name:?})"))
            }
            Elsewhere::File { path, .. } => Some(format!("include_str!({path:?})")),
            Elsewhere::Malformed(_) => None,
        }
    }
}

/// What such an entry has brought.
pub(super) enum Contents {
    /// Values, perhaps none, and what they depend on.
    Values(Vec<(String, Source)>, Tracked),
    /// Nothing that can be used; what an unset variable depends on as well.
    Fault(Fault, Option<Tracked>),
    /// Nothing that is known, in an editor.
    Unknown,
}

const VARIABLE: &str = "`env!(\"APP_ORIGIN\")`, with the variable's name in quotes";
const OPTIONAL: &str = "`option_env!(\"EXTRA_ORIGINS\")`, with the variable's name in quotes";
const FILE: &str =
    "`include_str!(\"origins.txt\")`, with the path in quotes, relative to this source file";

/// Reads `env!("…")` and the like; `None` for anything else.
pub(super) fn read(entry: &[TokenTree]) -> Option<Elsewhere> {
    let [name, bang, TokenTree::Group(argument)] = entry else { return None };
    let name = ident(Some(name)).filter(|_| is_punct(Some(bang), '!'))?.to_string();
    let argument = tokens::visible(argument.stream());
    let literal = match &argument[..] {
        [literal] => Some(literal),
        [literal, comma] if is_punct(Some(comma), ',') => Some(literal),
        _ => None,
    };
    let text = literal.and_then(|literal| Some((string(literal)?, literal.span())));
    Some(match (&*name, text) {
        ("env", Some((name, _))) => Elsewhere::Variable { name, is_optional: false },
        ("option_env", Some((name, _))) => Elsewhere::Variable { name, is_optional: true },
        ("include_str", Some((path, written))) => Elsewhere::File { path, written },
        ("env", None) => Elsewhere::Malformed(VARIABLE),
        ("option_env", None) => Elsewhere::Malformed(OPTIONAL),
        ("include_str", None) => Elsewhere::Malformed(FILE),
        _ => return None,
    })
}

/// The values of a variable. One that is empty counts as one that is not set: that is how systems that run
/// builds pass on what nobody has configured.
pub(super) fn variable(name: &str, is_optional: bool) -> Contents {
    // What the standard library cannot ask for, nobody can set.
    let is_name = !name.is_empty() && !name.contains(['=', '\0']);
    let value = if is_name { env::var(name) } else { Err(VarError::NotPresent) };
    let tracked = Tracked::Variable(name.to_owned());
    let fault = |what: &str| {
        let fault = Fault::at(Rule::UnusableVariable, name).related_to(what);
        Contents::Fault(fault, is_name.then(|| tracked.clone()))
    };
    let text = match value {
        Ok(text) => text,
        Err(VarError::NotPresent) if is_optional && is_name => String::new(),
        Err(VarError::NotPresent) => return fault("is not set"),
        Err(VarError::NotUnicode(_)) => return fault("is not UTF-8"),
    };
    let source = Source::Variable(name.to_owned());
    let values: Vec<_> =
        in_variable(&text).map(|value| (value.to_owned(), source.clone())).collect();
    if values.is_empty() && !is_optional {
        return fault("is empty");
    }
    Contents::Values(values, tracked)
}

/// The values of a file, whose path is relative to the source file that it is `written` in.
pub(super) fn file(path: &str, written: Span) -> Contents {
    let place = match beside(path, written) {
        Some(place) => place,
        // Editors may not say where the source is, and they do not run the policy.
        None if tokens::is_nowhere(written) => match editor::beside_any_source(Path::new(path)) {
            Some(place) => place,
            None => return Contents::Unknown,
        },
        None => {
            return unusable(
                path,
                "cannot be found: the compiler does not say where this source is",
            );
        }
    };
    let shown = place.display().to_string();
    let bytes = match fs::read(&place) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return unusable(&shown, "does not exist");
        }
        Err(error) => return unusable(&shown, &format!("cannot be read: {}", error.kind())),
    };
    let text = match str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = good.split(|byte| *byte == b'\n').count();
            return unusable(&shown, &format!("is not UTF-8: line {line}"));
        }
    };
    let Some(tracked) = absolute(&place) else {
        return unusable(&shown, "stands in a folder whose name is not UTF-8");
    };
    let values = in_file(text).map(|value| {
        let (line, column) = (value.line, value.column);
        (value.text.to_owned(), Source::File { path: shown.clone(), line, column })
    });
    Contents::Values(values.collect(), Tracked::File(tracked))
}

fn unusable(path: &str, what: &str) -> Contents {
    Contents::Fault(Fault::at(Rule::UnusableFile, path).related_to(what), None)
}

/// The path beside the source file, as the compiler shows paths.
fn beside(path: &str, written: Span) -> Option<PathBuf> {
    let path = Path::new(path);
    if path.is_absolute() {
        return Some(path.to_owned());
    }
    let source = tokens::local_file(written)?;
    Some(source.parent()?.join(path))
}

fn absolute(path: &Path) -> Option<String> {
    std::path::absolute(path).ok()?.into_os_string().into_string().ok()
}
