//! Values that a policy does not hold itself: where they stand, and how a list of them is split.
//!
//! Who reads the variable or the file does not matter here; the text is all there is.

use std::fmt;

/// Where a value was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// An environment variable, by its name.
    Variable(String),
    /// A place in a file.
    File {
        /// The file's path, as it is to be shown.
        path: String,
        /// The line, counted from 1.
        line: usize,
        /// The character in the line, counted from 1.
        column: usize,
    },
    /// A place in a list that the program was given at run time.
    List {
        /// The origin, counted from 1.
        origin: usize,
    },
}

impl Source {
    /// The place behind `text`, which stands here.
    pub(crate) fn after(&self, text: &str) -> Self {
        match self {
            Source::Variable(_) | Source::List { .. } => self.clone(),
            Source::File { path, line, column } => Source::File {
                path: path.clone(),
                line: *line,
                column: column.saturating_add(text.chars().count()),
            },
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Variable(name) => write!(f, "the variable `{name}`"),
            Source::File { path, line, column } => write!(f, "{path}:{line}:{column}"),
            Source::List { origin } => write!(f, "origin {origin} of the list"),
        }
    }
}

/// The values of a variable: one or several, with commas or white space between them.
///
/// ```
/// use cors_rules::in_variable;
///
/// let values: Vec<_> = in_variable("https://a.example, https://b.example").collect();
/// assert_eq!(values, ["https://a.example", "https://b.example"]);
/// ```
pub fn in_variable(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| character == ',' || character.is_whitespace())
        .filter(|value| !value.is_empty())
}

/// A value in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// The value, without the white space around it.
    pub text: &'t str,
    /// Its line, counted from 1.
    pub line: usize,
    /// Where it begins in the line, in characters counted from 1.
    pub column: usize,
}

/// The values of a file: one a line. A `#` at the beginning of a line or behind white space begins a comment;
/// anywhere else it is part of the value. A byte order mark and Windows' ends of lines are no part of any.
///
/// ```
/// use cors_rules::in_file;
///
/// let text = "# our own\nhttps://a.example\n\n  https://b.example # a partner's\n";
/// let values: Vec<_> = in_file(text).map(|line| (line.line, line.column, line.text)).collect();
/// assert_eq!(values, [(2, 1, "https://a.example"), (4, 3, "https://b.example")]);
/// ```
pub fn in_file(text: &str) -> impl Iterator<Item = Line<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines().zip(1..).filter_map(|(whole, line)| {
        let before_comment = comment(whole).and_then(|at| whole.get(..at)).unwrap_or(whole);
        let text = before_comment.trim();
        let indent = before_comment.len().saturating_sub(before_comment.trim_start().len());
        let indent = whole.get(..indent).unwrap_or_default();
        let column = indent.chars().count().saturating_add(1);
        (!text.is_empty()).then_some(Line { text, line, column })
    })
}

/// Where a line's comment begins.
fn comment(line: &str) -> Option<usize> {
    let mut before = ' ';
    line.char_indices().find_map(|(at, character)| {
        let begins = character == '#' && before.is_whitespace();
        before = character;
        begins.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::{in_file, in_variable};

    #[test]
    fn a_variable_is_split_at_commas_and_white_space() {
        for (text, expected) in [
            ("https://a.example", &["https://a.example"][..]),
            ("https://a.example,https://b.example", &["https://a.example", "https://b.example"]),
            (
                " https://a.example ,\n\thttps://b.example,",
                &["https://a.example", "https://b.example"],
            ),
            ("a;b", &["a;b"]),
            ("", &[]),
            (" , ", &[]),
        ] {
            assert_eq!(in_variable(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_file_is_split_at_lines_and_its_comments_are_left_out() {
        for (text, expected) in [
            ("", &[][..]),
            ("\u{feff}", &[]),
            ("a", &[(1, 1, "a")]),
            ("a\nb\n", &[(1, 1, "a"), (2, 1, "b")]),
            ("\u{feff}a\r\n\r\nb\r\n", &[(1, 1, "a"), (3, 1, "b")]),
            ("# a\n#b\n  # c\nd", &[(4, 1, "d")]),
            ("a # b\nc\t#d", &[(1, 1, "a"), (2, 1, "c")]),
            ("a#b", &[(1, 1, "a#b")]),
            ("\u{a0}a", &[(1, 2, "a")]),
            ("a, b", &[(1, 1, "a, b")]),
            ("\n\u{feff}a", &[(2, 1, "\u{feff}a")]),
        ] {
            let found: Vec<_> =
                in_file(text).map(|line| (line.line, line.column, line.text)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
