//! Small questions asked of tokens.

use std::path::PathBuf;

use cors_rules::Source;
use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::LitStr;

/// The first token, and the rest.
pub(crate) fn split_first(tokens: TokenStream) -> (Option<TokenTree>, TokenStream) {
    let mut tokens = tokens.into_iter();
    (tokens.next(), tokens.collect())
}

/// The tokens without the invisible groups that a `macro_rules!` wrapper puts around what it passes on.
pub(crate) fn visible(tokens: TokenStream) -> Vec<TokenTree> {
    let mut visible = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                visible.extend(self::visible(group.stream()));
            }
            token => visible.push(token),
        }
    }
    visible
}

/// From the first token to the last, for an underline; stable Rust cannot join two spans.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) start: Span,
    pub(crate) end: Span,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place { start: span, end: span }
    }
}

/// Where the tokens stand; where there are none, what stands before them.
pub(crate) fn place(tokens: &[TokenTree], before: Span) -> Place {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => Place { start: first.span(), end: last.span() },
        _ => before.into(),
    }
}

/// The span as the running compiler knows it, if one is running.
fn known(span: Span) -> Option<proc_macro::Span> {
    proc_macro::is_available().then(|| span.unwrap())
}

/// The file on disk that a token stands in.
pub(crate) fn local_file(span: Span) -> Option<PathBuf> {
    known(span)?.local_file()
}

/// Whether a token stands in no file that has a name, as in an editor that expands macros by itself.
pub(crate) fn is_nowhere(span: Span) -> bool {
    known(span).is_some_and(|span| span.file().is_empty())
}

/// Where a token stands, as the compiler shows places.
pub(crate) fn file_and_line(span: Span) -> Option<Source> {
    let span = known(span).filter(|span| !span.file().is_empty())?;
    Some(Source::File { path: span.file(), line: span.line(), column: span.column() })
}

pub(crate) fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

pub(crate) fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<&Group> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

pub(crate) fn ident(token: Option<&TokenTree>) -> Option<&Ident> {
    match token {
        Some(TokenTree::Ident(ident)) => Some(ident),
        _ => None,
    }
}

/// A string literal's value.
pub(crate) fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    // syn would read a number of many digits digit by digit.
    if !literal.to_string().starts_with(['"', 'r']) {
        return None;
    }
    let literal: LitStr = syn::parse2(token.clone().into()).ok()?;
    // A suffix such as `"a"s` is not part of Rust's string literals.
    literal.suffix().is_empty().then(|| literal.value())
}

/// The tokens as a person would write them, for a message: without rustc's spaces around `::`.
pub(crate) fn text(tokens: &[TokenTree]) -> String {
    let text = |tokens: &[TokenTree]| tokens.iter().cloned().collect::<TokenStream>().to_string();
    let mut parts = Vec::new();
    let mut rest = tokens;
    while let Some((part, after)) = split_path(rest) {
        parts.push(text(part));
        rest = after;
    }
    parts.push(text(rest));
    parts.join("::")
}

/// What stands before the first `::`, and behind it.
fn split_path(tokens: &[TokenTree]) -> Option<(&[TokenTree], &[TokenTree])> {
    let is_separator = |pair: &[TokenTree]| match pair {
        [TokenTree::Punct(first), second] => {
            first.as_char() == ':'
                && first.spacing() == Spacing::Joint
                && is_punct(Some(second), ':')
        }
        _ => false,
    };
    let at = tokens.windows(2).position(is_separator)?;
    Some((tokens.get(..at)?, tokens.get(at.checked_add(2)?..)?))
}

/// The one string literal in the tokens, at any depth; `None` if there are none or several, or if it is
/// what a macro is given, as in `env!("APP_ORIGIN")`.
pub(crate) fn only_string(tokens: &[TokenTree]) -> Option<String> {
    fn strings(tokens: &[TokenTree], found: &mut Vec<String>) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => strings(&visible(group.stream()), found),
                token => found.extend(string(token)),
            }
        }
    }
    let reads_elsewhere = tokens.windows(2).any(|pair| {
        is_punct(pair.last(), '!')
            && ident(pair.first()).is_some_and(|name| name != "vec" && name != "raw")
    });
    if reads_elsewhere || !is_conversion(tokens) {
        return None;
    }
    let mut found = Vec::new();
    strings(tokens, &mut found);
    match &mut found[..] {
        [only] => Some(std::mem::take(only)),
        _ => None,
    }
}

/// What turns a string into a value of another type and changes nothing about it; anything else, such as an
/// operator, an `if` or a call of a function that is not known, may mean something else than the string.
fn is_conversion(tokens: &[TokenTree]) -> bool {
    const CALLS: [&str; 17] = [
        "expect",
        "from",
        "from_bytes",
        "from_static",
        "from_str",
        "into",
        "new",
        "ok",
        "parse",
        "raw",
        "to_owned",
        "to_string",
        "try_from",
        "unwrap",
        "vec",
        "Some",
        "exact",
    ];
    tokens.iter().enumerate().all(|(at, token)| match token {
        TokenTree::Literal(_) => true,
        TokenTree::Ident(name) => !matches!(&*name.to_string(), "if" | "else" | "match" | "not"),
        TokenTree::Punct(punct) => {
            matches!(punct.as_char(), ':' | '.' | '?' | '!' | '&' | '<' | '>' | ',')
        }
        TokenTree::Group(group) => {
            let inside = visible(group.stream());
            let callee = at.checked_sub(1).and_then(|before| tokens.get(before));
            let is_known = match callee {
                Some(TokenTree::Ident(name)) => CALLS.contains(&&*name.to_string()),
                Some(TokenTree::Punct(sign)) => matches!(sign.as_char(), '!' | '>' | '&'),
                Some(_) => false,
                None => true,
            };
            is_known && is_conversion(&inside)
        }
    }) && !is_punct(tokens.first(), '!')
}

/// The last name of a path such as `http::Method::PUT`.
pub(crate) fn last_of_path(tokens: &[TokenTree]) -> Option<String> {
    let is_path = tokens
        .iter()
        .all(|token| matches!(token, TokenTree::Ident(_)) || is_punct(Some(token), ':'));
    let two_names = |pair: &[TokenTree]| matches!(pair, [TokenTree::Ident(_), TokenTree::Ident(_)]);
    let is_path = is_path && !tokens.windows(2).any(two_names);
    ident(tokens.last()).filter(|_| is_path).map(ToString::to_string)
}
