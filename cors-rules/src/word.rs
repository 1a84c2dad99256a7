//! The words that a policy holds without quotes, beside the names of fields, methods and rules.

use crate::field::Field;

/// A word of a policy.
#[derive(Debug)]
pub struct Word {
    /// The word itself.
    pub name: &'static str,
    /// The fields that take it.
    pub fields: &'static [Field],
    /// Its position in them.
    pub position: Position,
    /// Its meaning, in a sentence.
    pub summary: &'static str,
    /// A field that holds it.
    pub example: &'static str,
}

/// The position of a word in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The value begins with it: `allow_methods: mirror`.
    Value,
    /// An entry of a list, or a line between braces, begins with it: `[raw("app://")]`.
    Entry,
}

/// Every word. A word that two fields read differently has a row for each.
pub const ALL: &[Word] = &[
    Word {
        name: "mirror",
        fields: &[Field::AllowMethods],
        position: Position::Value,
        summary: "Allows every method: a preflight's answer repeats the method that the preflight asks for. Unlike `*`, it works with credentials.",
        example: "allow_methods: mirror",
    },
    Word {
        name: "mirror",
        fields: &[Field::AllowHeaders],
        position: Position::Value,
        summary: "Allows every request header: a preflight's answer repeats the names that the preflight asks for, up to 16 lines and 8 KiB. Unlike `*`, it includes `authorization` and works with credentials.",
        example: "allow_headers: mirror",
    },
    Word {
        name: "true",
        fields: &[Field::AllowCredentials],
        position: Position::Value,
        summary: "Turns the field on.",
        example: "allow_credentials: true",
    },
    Word {
        name: "false",
        fields: &[Field::AllowCredentials],
        position: Position::Value,
        summary: "Turns the field off, as if it were absent.",
        example: "allow_credentials: false",
    },
    Word {
        name: "same",
        fields: &[Field::TimingAllowOrigins],
        position: Position::Value,
        summary: "Shows detailed timings to the origins that may read responses.",
        example: "timing_allow_origins: same",
    },
    Word {
        name: "within",
        fields: &[Field::RuntimeOrigins],
        position: Position::Value,
        summary: "Accepts at run time only origins and patterns that the entries of this list cover.",
        example: "runtime_origins: within [\"https://*.customer.example\"]",
    },
    Word {
        name: "any",
        fields: &[Field::RuntimeOrigins],
        position: Position::Value,
        summary: "Accepts at run time every origin and pattern that the rules accept in `allow_origins`.",
        example: "runtime_origins: any",
    },
    Word {
        name: "raw",
        fields: &[Field::AllowOrigins, Field::TimingAllowOrigins, Field::RuntimeOrigins],
        position: Position::Entry,
        summary: "Matches bytes that only an embedder sends, outside the standards.",
        example: "allow_origins: [raw(\"app://\")]",
    },
    Word {
        name: "allow",
        fields: &[Field::Expect],
        position: Position::Entry,
        summary: "Stops the build unless the policy allows this origin.",
        example: "expect: { allow \"https://app.example.com\"; }",
    },
    Word {
        name: "deny",
        fields: &[Field::Expect],
        position: Position::Entry,
        summary: "Stops the build if the policy allows this origin, or if an origin that is added at run time could be this one.",
        example: "expect: { deny \"https://evil.example\"; }",
    },
];

/// The word with this name at a position of a field.
///
/// ```
/// use cors_rules::field::Field;
/// use cors_rules::word::{self, Position};
///
/// assert!(word::named("mirror", Field::AllowMethods, Position::Value).is_some());
/// assert!(word::named("mirror", Field::ExposeHeaders, Position::Value).is_none());
/// ```
#[must_use]
pub fn named(name: &str, field: Field, position: Position) -> Option<&'static Word> {
    of(field, position).find(|word| word.name == name)
}

/// The words at a position of a field.
pub fn of(field: Field, position: Position) -> impl Iterator<Item = &'static Word> {
    ALL.iter().filter(move |word| word.position == position && word.fields.contains(&field))
}
