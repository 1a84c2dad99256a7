//! A fault: which rule, which bytes, what to write instead.

use std::fmt::{self, Write as _};
use std::ops::Range;

use crate::rule::{Level, Rule};
use crate::source::Source;

/// A value together with what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked<T> {
    /// The value, unless a fault of level [error](Level::Error) left none.
    pub value: Option<T>,
    /// The values once the replacement is pasted, one or a list: what else is wrong with the policy then
    /// can be said in the same build.
    pub mended: Vec<T>,
    /// What is wrong, in the order of the text.
    pub faults: Vec<Fault>,
}

impl<T> Checked<T> {
    /// A value with nothing wrong.
    pub(crate) fn good(value: T) -> Self {
        Checked { value: Some(value), mended: Vec::new(), faults: Vec::new() }
    }

    /// No value, for one reason.
    #[must_use]
    pub fn bad(fault: Fault) -> Self {
        Checked { value: None, mended: Vec::new(), faults: vec![fault] }
    }

    /// The same with the values that the replacement has.
    pub(crate) fn mended_by(self, mended: impl IntoIterator<Item = T>) -> Self {
        Checked { mended: mended.into_iter().collect(), ..self }
    }

    /// The value, or what it will be once the replacement is pasted.
    #[must_use]
    pub fn intended(self) -> Vec<T> {
        self.value.map_or(self.mended, |value| vec![value])
    }

    /// The same with what is hardly ever meant about the value.
    pub(crate) fn but(self, faults: Vec<Fault>) -> Self {
        Checked { faults, ..self }
    }
}

/// The page of all rules.
const PAGE: &str = "https://docs.rs/cors-runtime/latest/cors_runtime/rules/";

/// One mistake in one value.
///
/// `Display` is the whole message: what is wrong, the text with a caret under the offending bytes,
/// what browsers do, what to write, and where to read more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The rule that is broken.
    pub rule: Rule,
    /// How serious it is here; some rules are stricter in a policy with credentials.
    pub level: Level,
    /// The value as it was written.
    pub value: String,
    /// The offending bytes of `value`; empty where something is missing.
    pub range: Range<usize>,
    /// The other thing that the message is about, such as the entry that already covers this one.
    pub related: String,
    /// What belongs there, in words; empty unless the rule speaks of it. If none of the rule's texts does, this is the
    /// help.
    pub wanted: Box<str>,
    /// The text to paste instead of the value, if exactly one is right.
    pub replacement: Option<String>,
    /// Whether the message shows the value with a caret: for text in quotes, of which the compiler
    /// cannot underline a part.
    pub shows_value: bool,
    /// Where the value and the other thing stand, if that needs saying.
    pub places: Option<Box<Places>>,
}

/// Where things stand that are not in the policy, or far from each other in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The value, if the policy only says where to read it.
    pub value: Option<Source>,
    /// The other thing that the message is about.
    pub related: Option<Source>,
}

impl Fault {
    /// A fault in a part of a quoted value.
    pub(crate) fn within(rule: Rule, value: &str, range: Range<usize>) -> Self {
        Fault { range, shows_value: true, ..Fault::at(rule, value) }
    }

    /// A fault of a whole token.
    #[must_use]
    pub fn at(rule: Rule, value: &str) -> Self {
        Fault {
            rule,
            level: rule.level(),
            value: value.to_owned(),
            range: 0..value.len(),
            related: String::new(),
            wanted: Box::default(),
            replacement: None,
            shows_value: false,
            places: None,
        }
    }

    /// The same with the text to paste.
    #[must_use]
    pub fn replaced_by(self, replacement: impl Into<Option<String>>) -> Self {
        Fault { replacement: replacement.into(), ..self }
    }

    /// The same with the other thing that it is about.
    #[must_use]
    pub fn related_to(self, related: impl Into<String>) -> Self {
        Fault { related: related.into(), ..self }
    }

    /// The same with what belongs there.
    #[must_use]
    pub fn wanting(self, wanted: impl Into<Box<str>>) -> Self {
        Fault { wanted: wanted.into(), ..self }
    }

    /// The same with another level.
    #[must_use]
    pub fn with_level(self, level: Level) -> Self {
        Fault { level, ..self }
    }

    /// The same for a value that was read at `source`: the place is that of the offending bytes, and what to
    /// write is without the quotes of an entry.
    #[must_use]
    pub fn found_in(mut self, source: &Source) -> Self {
        let before = self.value.get(..self.range.start).unwrap_or_default();
        let separator = match source {
            Source::Variable(_) | Source::List { .. } => " ",
            Source::File { .. } => "\n",
        };
        self.replacement = self.replacement.and_then(|list| without_quotes(&list, separator));
        self.places.get_or_insert_default().value = Some(source.after(before));
        self
    }

    /// The same with the place of the other thing that it is about.
    #[must_use]
    pub fn beside(mut self, source: Source) -> Self {
        self.places.get_or_insert_default().related = Some(source);
        self
    }

    /// The first line of the message, which stands alone where there is room for one only.
    #[must_use]
    pub fn headline(&self) -> String {
        format!("{} [{}]", self.filled(self.rule.headline()), self.rule.name())
    }

    /// What to write instead, in words.
    #[must_use]
    pub fn help(&self) -> String {
        match &self.replacement {
            Some(replacement) => format!("write {replacement}"),
            None if self.has_own_help() => printable(&self.wanted),
            None => self.filled(self.rule.help()),
        }
    }

    /// Whether `wanted` is the help of this fault, because none of the rule's texts has a place for it.
    fn has_own_help(&self) -> bool {
        let texts = [self.rule.headline(), self.rule.note(), self.rule.help()];
        !self.wanted.is_empty() && texts.iter().all(|text| !text.contains("{wanted}"))
    }

    fn filled(&self, template: &str) -> String {
        let part = self.value.get(self.range.clone()).unwrap_or_default();
        let mut filled = String::new();
        let mut rest = template;
        // One pass, so that a value which holds "{part}" is printed as it is.
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(&match name {
                "value" => printable(&self.value),
                "part" => printable(part),
                "related" => printable(&self.related),
                _ => printable(&self.wanted),
            });
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// The value in quotes, and a line with carets under the offending bytes.
    fn excerpt(&self) -> Option<(String, String)> {
        let before = printable(self.value.get(..self.range.start)?);
        let part = printable(self.value.get(self.range.clone())?);
        let after = printable(self.value.get(self.range.end..)?);
        let indent = " ".repeat(before.chars().count().saturating_add(1));
        let carets = "^".repeat(part.chars().count().max(1));
        Some((format!("\"{before}{part}{after}\""), format!("{indent}{carets}")))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline())?;
        if let Some(Places { value, related }) = self.places.as_deref() {
            for (label, source) in [("in", value), ("the other one is in", related)] {
                if let Some(source) = source {
                    write!(f, "\n  {label} {source}")?;
                }
            }
        }
        if self.shows_value
            && let Some((text, carets)) = self.excerpt()
        {
            write!(f, "\n  {text}\n  {carets}")?;
        }
        let notes = [("note", self.filled(self.rule.note())), ("help", self.help())];
        for (label, text) in notes {
            if !text.is_empty() {
                // Of several lines to paste each stands below the one before.
                let text = text.replace('\n', "\n              ");
                write!(f, "\n  {label}: {text}")?;
            }
        }
        if self.level == Level::Error && self.rule.level() != Level::Error {
            write!(f, "\n        with credentials it cannot be allowed")?;
        }
        // The words that a replacement has taken the place of.
        let name = self.rule.name();
        if self.level == Level::Warning
            && self.replacement.is_some()
            && self.rule.help().contains(&format!("#[allow({name})]"))
        {
            write!(f, "\n        or put `#[allow({name})]` before it")?;
        }
        if self.level == Level::Denied {
            // A variable or a file has no room for it, and a list at run time cannot have it.
            let what = match self.places.as_ref().and_then(|places| places.value.as_ref()) {
                Some(Source::List { .. }) => {
                    format!(
                        "\n        only the policy's source can allow it, with `#[allow({})]`",
                        self.rule.name()
                    )
                }
                value => format!(
                    "\n        or, if it is meant, put `#[allow({})]` before {}",
                    self.rule.name(),
                    if value.is_some() { "the policy's entry" } else { "it" }
                ),
            };
            f.write_str(&what)?;
        }
        write!(f, "\n  more: {PAGE}#{}", self.rule.name())
    }
}

/// The members of a replacement as a variable or a file holds them; `None` if one is no text in quotes.
fn without_quotes(replacement: &str, separator: &str) -> Option<String> {
    let members = replacement.split(", ");
    let members: Option<Vec<_>> =
        members.map(|member| member.strip_prefix('"')?.strip_suffix('"')).collect();
    members.map(|members| members.join(separator))
}

/// `text` on one line, with what would not be seen made visible. A value of unreasonable length is
/// cut in the middle of a message, never in a replacement.
fn printable(text: &str) -> String {
    const MOST: usize = 300;
    let mut printable = String::new();
    for (index, character) in text.chars().enumerate() {
        if index == MOST {
            printable.push('…');
            break;
        }
        let is_space = character.is_whitespace() && character != ' ';
        if character.is_control() || is_space || is_invisible(character) {
            let _ = write!(printable, "{}", character.escape_default());
        } else {
            printable.push(character);
        }
    }
    printable
}

/// Marks that are not seen, or that turn the direction of what follows: soft hyphens, joiners, bidirectional
/// controls, the byte order mark.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::Fault;
    use crate::rule::Rule;
    use crate::source::Source;

    #[test]
    fn a_message_says_what_is_wrong_where_why_and_what_to_write() {
        let fault = Fault::within(Rule::OriginPath, "https://a.example/x", 17..19)
            .replaced_by(Some("\"https://a.example\"".to_owned()));
        assert_eq!(
            fault.to_string(),
            r#"`https://a.example/x` has a path: `/x` [origin_path]
  "https://a.example/x"
                    ^^
  note: an origin is scheme, host and port only, and browsers compare it byte for byte
  help: write "https://a.example"
  more: https://docs.rs/cors-runtime/latest/cors_runtime/rules/#origin_path"#
        );
    }

    #[test]
    fn a_value_from_elsewhere_is_shown_with_its_place_and_mended_without_quotes() {
        let fault = Fault::within(Rule::OriginPath, "https://a.example/x", 17..19)
            .replaced_by("\"https://a.example\"".to_owned());
        let file = Source::File { path: "src/origins.txt".to_owned(), line: 7, column: 3 };
        let message = fault.clone().found_in(&file).to_string();
        assert!(
            message.starts_with(
                "`https://a.example/x` has a path: `/x` [origin_path]\n  in src/origins.txt:7:20\n"
            ),
            "{message}"
        );
        assert!(message.contains("\n  help: write https://a.example\n"), "{message}");

        let variable = Source::Variable("APP_ORIGIN".to_owned());
        let message = fault.clone().beside(file.clone()).found_in(&variable).to_string();
        assert!(
            message.contains(
                "\n  in the variable `APP_ORIGIN`\n  the other one is in src/origins.txt:7:3\n"
            ),
            "{message}"
        );

        let two =
            fault.clone().replaced_by(r#""https://a.example", "https://b.example""#.to_owned());
        for (source, expected) in [
            (&variable, "help: write https://a.example https://b.example"),
            (&file, "help: write https://a.example\n              https://b.example\n"),
        ] {
            let message = two.clone().found_in(source).to_string();
            assert!(message.contains(expected), "{message}");
        }
        let raw = fault.replaced_by(r#"raw("app://")"#.to_owned()).found_in(&variable);
        assert_eq!(raw.replacement, None);
    }

    #[test]
    fn what_cannot_be_seen_is_made_visible_and_the_caret_stays_below_it() {
        let fault = Fault::within(Rule::OriginWhitespace, "\thttps://a.example", 0..1);
        assert!(fault.to_string().contains("\n  \"\\thttps://a.example\"\n   ^^\n"), "{fault}");
        let fault = Fault::within(Rule::HostUnicode, "https://a\u{202e}b.example", 9..12);
        assert!(fault.to_string().is_ascii(), "{fault}");
    }

    #[test]
    fn braces_in_a_value_are_printed_as_they_are() {
        let fault = Fault::within(Rule::HostCharacter, "https://{part}{", 8..9);
        assert!(fault.headline().contains("`https://{part}{`"), "{fault}");
    }

    #[test]
    fn ranges_that_do_not_fit_the_value_lose_the_excerpt_and_nothing_else() {
        let fault = Fault { range: 90..95, ..Fault::within(Rule::OriginPath, "é", 0..0) };
        assert!(fault.to_string().contains("[origin_path]"));
        let fault = Fault { range: 1..2, ..fault };
        assert!(fault.to_string().contains("[origin_path]"));
    }
}
