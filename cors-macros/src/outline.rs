//! The first stage, in: a policy's text, split into settings and entries.
//!
//! Values stay the tokens that they are. Whether an entry is live is not known yet, so nothing is
//! said about it here beyond where it begins and ends.

use cors_rules::field::Field;
use cors_rules::{Fault, Rule};
use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenStream, TokenTree};

use crate::report::Report;
use crate::tokens::{self, group, ident, is_punct};

/// A policy as it is written.
#[derive(Default)]
pub(crate) struct Outline {
    pub(crate) settings: Vec<Setting>,
}

/// `#[…] name: value`.
pub(crate) struct Setting {
    /// What stands inside each `#[…]`.
    pub(crate) attributes: Vec<TokenStream>,
    pub(crate) name: Ident,
    pub(crate) value: Value,
    /// The value as it is written.
    pub(crate) written: Vec<TokenTree>,
}

pub(crate) enum Value {
    /// `[…]`.
    List(Vec<Entry>),
    /// `{…; …;}`.
    Lines(Vec<Entry>),
    /// `within […]`.
    Within(Vec<Entry>),
    /// Anything else.
    Single(Vec<TokenTree>),
    /// There is none, and that has been reported.
    Missing,
}

/// `#[…] entry`.
pub(crate) struct Entry {
    pub(crate) attributes: Vec<TokenStream>,
    pub(crate) tokens: Vec<TokenTree>,
}

/// What is still to be read.
type Rest<'t> = &'t [TokenTree];

pub(crate) fn read(policy: TokenStream) -> (Outline, Report) {
    let mut outline = Outline::default();
    let mut report = Report::default();
    let tokens = tokens::visible(policy);
    let mut rest = &tokens[..];
    while !after_comments(rest).is_empty() {
        if let Some(setting) = setting(&mut rest, &mut report) {
            outline.settings.push(setting);
        }
    }
    (outline, report)
}

/// Reads one setting and the comma after it.
fn setting(rest: &mut Rest<'_>, report: &mut Report) -> Option<Setting> {
    let first = rest.first().map_or_else(Span::call_site, TokenTree::span);
    let attributes = attributes(rest);
    let Some(name) = name(rest, report) else {
        let stray = up_to_setting(rest);
        report.add(expected("the name of a field", stray), tokens::place(stray, first));
        return None;
    };
    if !colon(rest, &name, report) {
        up_to_comma_or_setting(rest);
        return Some(Setting { attributes, name, value: Value::Missing, written: Vec::new() });
    }
    // The next setting is not the value of this one.
    let written = if begins_name(rest) { &[] } else { value(rest, report, ',', begins_setting) };
    let value = match written {
        [] => {
            report.add(expected_value(&name), name.span());
            Value::Missing
        }
        [TokenTree::Group(list)] if list.delimiter() == Delimiter::Bracket => {
            // Lines in the wrong brackets are lines.
            let separator = if name == Field::Expect.name() { ';' } else { ',' };
            Value::List(entries(list.stream(), report, separator))
        }
        [TokenTree::Group(lines)] if lines.delimiter() == Delimiter::Brace => {
            Value::Lines(entries(lines.stream(), report, ';'))
        }
        [TokenTree::Ident(word), TokenTree::Group(list)]
            if word == "within" && list.delimiter() == Delimiter::Bracket =>
        {
            Value::Within(entries(list.stream(), report, ','))
        }
        tokens => Value::Single(tokens.to_vec()),
    };
    Some(Setting { attributes, name, value, written: written.to_vec() })
}

/// Reads a field's name. `"max_age"` and `max-age` are reported, and read as what they stand for.
fn name(rest: &mut Rest<'_>, report: &mut Report) -> Option<Ident> {
    if let [TokenTree::Ident(name), after @ ..] = *rest
        && !matches!(after, [dash, TokenTree::Ident(_), ..] if is_punct(Some(dash), '-'))
    {
        *rest = after;
        return Some(name.clone());
    }
    let end = rest.iter().position(|token| is_punct(Some(token), ':'))?;
    let (written, after) = rest.split_at_checked(end)?;
    let text = match written {
        [quoted] => tokens::string(quoted)?,
        [TokenTree::Ident(_), ..] => written.iter().map(ToString::to_string).collect(),
        _ => return None,
    };
    // The header's name leads to the field as well.
    let text = match Field::meant_by(&text) {
        Some(field) => field.name().to_owned(),
        None => text.replace('-', "_"),
    };
    // It may be a raw one, which `Ident::new` would not take.
    let mut name: Ident = syn::parse_str(&text).ok()?;
    let place = tokens::place(written, Span::call_site());
    let fault = expected("the name of a field", written).replaced_by(name.to_string());
    report.add(fault, place);
    *rest = after;
    name.set_span(place.start);
    Some(name)
}

/// Reads the colon after a name; what was written for one is reported, and read as one.
fn colon(rest: &mut Rest<'_>, name: &Ident, report: &mut Report) -> bool {
    let sign = match rest {
        [colon, after @ ..] if is_punct(Some(colon), ':') => {
            *rest = after;
            return true;
        }
        [equals, greater, ..] if is_punct(Some(equals), '=') && is_punct(Some(greater), '>') => 2,
        [equals, ..] if is_punct(Some(equals), '=') => 1,
        // `allow_origins ["https://a.example"]`
        [list @ TokenTree::Group(_), ..] => {
            report.add(expected_value(name), list.span());
            return true;
        }
        _ => {
            report.add(expected_value(name), name.span());
            return false;
        }
    };
    let (sign, after) = rest.split_at_checked(sign).unwrap_or((rest, &[]));
    *rest = after;
    let fault = expected("`:` between a field and its value", sign).replaced_by(":".to_owned());
    report.add(fault, tokens::place(sign, name.span()));
    true
}

/// Reads the tokens up to the next separator, and the separator. Where one is missing, what
/// `begins_next` finds is the beginning of the next thing.
fn value<'t>(
    rest: &mut Rest<'t>,
    report: &mut Report,
    separator: char,
    begins_next: fn(&TokenTree, Rest<'_>) -> bool,
) -> &'t [TokenTree] {
    *rest = after_comments(rest);
    let all = *rest;
    let mut length = 0;
    let mut before = None;
    let is_separator = |token: &TokenTree| is_punct(Some(token), separator);
    while let [next, after @ ..] = *rest {
        if is_separator(next) {
            *rest = after;
            break;
        }
        // The separator of the other kind of list.
        if is_punct(Some(next), if separator == ',' { ';' } else { ',' }) {
            let fault = expected(&format!("`{separator}`"), std::slice::from_ref(next));
            report.add(fault.replaced_by(separator.to_string()), next.span());
            *rest = after;
            break;
        }
        if before.is_some() && after_comments(rest).first().is_none_or(is_separator) {
            // A comment behind what it is about.
            *rest = after_comments(rest);
            continue;
        }
        if before.is_some_and(|before| begins_next(before, rest)) {
            let fault = expected(&format!("`{separator}` before this"), std::slice::from_ref(next));
            // What an attribute is, its first sign does not say.
            let mended = (!begins_attribute(rest)).then(|| format!("{separator} {}", fault.value));
            report.add(fault.replaced_by(mended), next.span());
            break;
        }
        *rest = after;
        before = Some(next);
        length += 1;
    }
    all.get(..length).unwrap_or_default()
}

/// `name:` or an attribute, but not the first half of a path.
fn begins_setting(_before: &TokenTree, rest: Rest<'_>) -> bool {
    begins_name(rest) || begins_attribute(rest)
}

/// `name:`.
fn begins_name(rest: Rest<'_>) -> bool {
    let is_colon = |token: &TokenTree| match token {
        TokenTree::Punct(punct) => punct.as_char() == ':' && punct.spacing() == Spacing::Alone,
        _ => false,
    };
    match rest {
        [TokenTree::Ident(_), colon, ..] if is_colon(colon) => true,
        // `max-age:`
        [TokenTree::Ident(_), dash, TokenTree::Ident(_), colon, ..] if is_colon(colon) => {
            is_punct(Some(dash), '-')
        }
        _ => false,
    }
}

/// A literal or a name directly after one that an entry ends with. `if path` is one entry, also with
/// `<T as Trait>` in it.
fn begins_entry(before: &TokenTree, rest: Rest<'_>) -> bool {
    match (before, rest.first()) {
        // Also `env!("APP_ORIGIN") "https://a.example"`.
        (TokenTree::Literal(_) | TokenTree::Group(_), Some(TokenTree::Literal(_)))
        | (TokenTree::Literal(_), Some(TokenTree::Ident(_))) => true,
        // `[* "authorization"]`, and the other way round.
        (TokenTree::Literal(_), star) if is_punct(star, '*') => true,
        (TokenTree::Punct(star), Some(TokenTree::Literal(_))) => star.as_char() == '*',
        (TokenTree::Ident(before), Some(TokenTree::Ident(next))) => {
            before != "if" && before != "as" && next != "as"
        }
        _ => begins_attribute(rest),
    }
}

/// The same between lines: whatever follows `allow` or `deny` belongs to it.
fn begins_line(before: &TokenTree, rest: Rest<'_>) -> bool {
    let is_verdict = ident(Some(before)).is_some_and(|word| word == "allow" || word == "deny");
    !is_verdict && begins_entry(before, rest)
}

/// `#[…]`.
fn begins_attribute(rest: Rest<'_>) -> bool {
    matches!(rest, [hash, bracket, ..]
        if is_punct(Some(hash), '#') && group(Some(bracket), Delimiter::Bracket).is_some())
}

fn entries(list: TokenStream, report: &mut Report, separator: char) -> Vec<Entry> {
    let mut entries = Vec::new();
    let tokens = tokens::visible(list);
    let mut rest = &tokens[..];
    while let Some(next) = rest.first().filter(|_| !after_comments(rest).is_empty()) {
        let attributes = attributes(&mut rest);
        let begins_next = if separator == ';' { begins_line } else { begins_entry };
        let tokens = value(&mut rest, report, separator, begins_next).to_vec();
        if tokens.is_empty() {
            report.add(expected("an entry", &[]), next.span());
        } else {
            entries.push(Entry { attributes, tokens });
        }
    }
    entries
}

/// Reads `#[…]`s; comments are nobody's business but the reader's.
fn attributes(rest: &mut Rest<'_>) -> Vec<TokenStream> {
    let mut attributes = Vec::new();
    while let Some((attribute, after)) = attribute(rest) {
        *rest = after;
        if !is_comment(&attribute) {
            attributes.push(attribute);
        }
    }
    attributes
}

/// What stands inside of the first `#[…]`, and what follows it.
fn attribute(rest: Rest<'_>) -> Option<(TokenStream, Rest<'_>)> {
    match rest {
        [_, TokenTree::Group(attribute), after @ ..] if begins_attribute(rest) => {
            Some((attribute.stream(), after))
        }
        _ => None,
    }
}

/// A comment is `#[doc = "…"]` to a macro.
fn is_comment(attribute: &TokenStream) -> bool {
    ident(tokens::visible(attribute.clone()).first()).is_some_and(|path| path == "doc")
}

/// What is left without the comments that it begins with.
fn after_comments(mut rest: Rest<'_>) -> Rest<'_> {
    while let Some((_, after)) = attribute(rest).filter(|(attribute, _)| is_comment(attribute)) {
        rest = after;
    }
    rest
}

fn up_to_comma_or_setting<'t>(rest: &mut Rest<'t>) -> &'t [TokenTree] {
    take(rest, |rest| {
        is_punct(rest.first(), ',') || rest.first().is_some_and(|first| begins_setting(first, rest))
    })
}

/// What is no setting, up to where one begins. The first token is taken whatever it is: what looks like a setting there
/// has been found to be none.
fn up_to_setting<'t>(rest: &mut Rest<'t>) -> &'t [TokenTree] {
    let all = rest.len();
    take(rest, |rest| {
        is_punct(rest.first(), ',')
            || (rest.len() < all && rest.first().is_some_and(|first| begins_setting(first, rest)))
    })
}

/// Takes what stands before the place that `ends` finds, and the comma there.
fn take<'t>(rest: &mut Rest<'t>, ends: impl Fn(Rest<'_>) -> bool) -> &'t [TokenTree] {
    let all = *rest;
    let length = (0..all.len()).find(|at| all.get(*at..).is_some_and(&ends)).unwrap_or(all.len());
    let (taken, after) = all.split_at_checked(length).unwrap_or((all, &[]));
    *rest = match after {
        [comma, after @ ..] if is_punct(Some(comma), ',') => after,
        after => after,
    };
    taken
}

fn expected(what: &str, found: &[TokenTree]) -> Fault {
    Fault::at(Rule::PolicySyntax, &tokens::text(found)).wanting(what)
}

/// A name without a value.
fn expected_value(name: &Ident) -> Fault {
    let name = name.to_string();
    let field = Field::named(&name).or_else(|| Field::meant_by(&name));
    let what = match field {
        Some(field) => format!("`{}: value`, where the value is {}", field.name(), field.value()),
        None => "`field: value`".to_owned(),
    };
    Fault::at(Rule::PolicySyntax, &name).wanting(what)
}
