//! HTTP tokens (RFC 9110 5.6.2), which methods and header names are.

use std::ops::Range;

/// Where the first byte stands that a token cannot hold; `None` if `text` is a token.
pub(crate) fn first_bad(text: &str) -> Option<Range<usize>> {
    if text.is_empty() {
        return Some(0..0);
    }
    let (at, character) =
        text.char_indices().find(|(_, character)| !is_token_character(*character))?;
    Some(at..at.saturating_add(character.len_utf8()))
}

fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character)
}

/// The members of a list that was written as one string, if there are several or one with
/// separators around it, and each is a token.
pub(crate) fn members(text: &str) -> Option<Vec<&str>> {
    let members: Vec<_> = text
        .split(|character: char| matches!(character, ',' | ';') || character.is_whitespace())
        .filter(|member| !member.is_empty())
        .collect();
    (!members.is_empty() && members.iter().all(|member| first_bad(member).is_none()))
        .then_some(members)
}
