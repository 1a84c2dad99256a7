//! What a message says besides its first line.

use cors_rules::field::Field;
use cors_rules::{Level, Rule};

use super::expansion::Message;

impl Message {
    /// The rule that is named in brackets.
    pub(super) fn rule(&self) -> Rule {
        let (_, name) = self.headline().rsplit_once('[').expect("a name in brackets");
        name.strip_suffix(']').and_then(Rule::named).expect("a rule's name")
    }

    /// The level that it is reported with.
    pub(super) fn level(&self) -> Level {
        let is_denied = self.text.contains("\n        or, if it is meant, put `#[allow(");
        match (self.is_error, is_denied) {
            (true, false) => Level::Error,
            (true, true) => Level::Denied,
            (false, _) => Level::Warning,
        }
    }

    /// The first line.
    pub(super) fn headline(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }

    /// The text to paste over what is underlined. What is to be written elsewhere is none.
    pub(super) fn replacement(&self) -> Option<&str> {
        /// What a value of the right kind is, in words.
        const KINDS: [&str; 4] = [
            "`",
            "a header's name in quotes, such as",
            "a method's name, such as",
            "an origin in quotes, such as",
        ];
        if self.text.lines().nth(1).is_some_and(|line| line.starts_with("  in ")) {
            return None;
        }
        let help = self.text.lines().find_map(|line| line.strip_prefix("  help: "))?;
        let replacement = help.strip_prefix("write ")?;
        let is_words = help == self.rule().help()
            || Field::ALL.iter().any(|field| field.value() == replacement)
            || KINDS.iter().any(|kind| replacement.starts_with(kind));
        (!is_words).then_some(replacement)
    }
}
