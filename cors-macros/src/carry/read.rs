//! The second stage, in: the settings and entries whose `#[cfg]` held.

use std::cell::Cell;

use cors_rules::Rule;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::{Attribute, Data, DeriveInput, Fields, Meta};

use super::{ALLOW, BROKEN, CRATE, ENTRY, FOREIGN, HELPER, LINES, LIST, SINGLE, WHOLE, WITHIN};
use crate::tokens::{self, Place, ident, is_punct};

/// What the struct carries.
pub(crate) struct Carried {
    /// The struct's name, to attach the policy to.
    pub(crate) target: Ident,
    /// The `$crate` of the `cors_policy!` that was called.
    pub(crate) krate: TokenStream,
    /// Whether the first stage has reported an error already.
    pub(crate) is_broken: bool,
    /// Whether all settings and entries of the source are live in this build.
    pub(crate) is_whole: bool,
    pub(crate) settings: Vec<Setting>,
}

/// A setting that is live in this build.
pub(crate) struct Setting {
    pub(crate) name: Ident,
    pub(crate) value: Value,
    pub(crate) allows: Vec<Allow>,
    pub(crate) foreign: Vec<TokenStream>,
}

pub(crate) enum Value {
    /// `[…]`.
    List(Vec<Entry>),
    /// `{…; …;}`.
    Lines(Vec<Entry>),
    /// `within […]`.
    Within(Vec<Entry>),
    Single(Vec<TokenTree>),
    /// The first stage found none, and reported it.
    Missing,
}

/// An entry that is live in this build.
pub(crate) struct Entry {
    pub(crate) tokens: Vec<TokenTree>,
    pub(crate) allows: Vec<Allow>,
    pub(crate) foreign: Vec<TokenStream>,
    /// Whether a `#[cfg]` stands before it or before its field.
    pub(crate) is_conditional: bool,
}

/// A rule's name in `#[allow(…)]`.
pub(crate) struct Allow {
    pub(crate) tokens: Vec<TokenTree>,
    /// Whether it has silenced something.
    pub(crate) used: Cell<bool>,
}

impl Allow {
    /// The rule, if there is one with this name.
    pub(crate) fn rule(&self) -> Option<Rule> {
        Rule::named(&tokens::text(&self.tokens))
    }
}

impl Carried {
    /// The name of its first field. The whole call, which rustc calls the expansion of another macro, if it has none.
    pub(crate) fn place(&self) -> Place {
        self.settings.first().map_or_else(Span::call_site, |first| first.name.span()).into()
    }
}

impl Setting {
    /// Where the whole value stands.
    pub(crate) fn place(&self) -> Place {
        match &self.value {
            Value::Single(value) => tokens::place(value, self.name.span()),
            Value::List(_) | Value::Lines(_) | Value::Within(_) | Value::Missing => {
                self.name.span().into()
            }
        }
    }

    /// The entries of a list, or the lines between braces.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::List(entries) | Value::Lines(entries) | Value::Within(entries) => entries,
            Value::Single(_) | Value::Missing => &[],
        }
    }
}

impl Entry {
    pub(crate) fn place(&self) -> Place {
        tokens::place(&self.tokens, Span::call_site())
    }
}

/// Reads the struct that [`write`](super::write) wrote; `None` for any other.
pub(crate) fn read(input: TokenStream) -> Option<Carried> {
    let input: DeriveInput = syn::parse2(input).ok()?;
    let Data::Struct(data) = input.data else { return None };
    let Fields::Named(fields) = data.fields else { return None };
    let mut krate = None;
    let mut is_broken = false;
    let mut is_whole = false;
    for (word, content) in helpers(&input.attrs) {
        match &*word.to_string() {
            CRATE => krate = Some(content),
            BROKEN => is_broken = true,
            WHOLE => is_whole = content.to_string() == format!("{}usize", fields.named.len()),
            _ => {}
        }
    }
    let mut settings: Vec<Setting> = Vec::new();
    for field in &fields.named {
        let mut allows = Vec::new();
        let mut foreign = Vec::new();
        let mut carried = None;
        for (word, content) in helpers(&field.attrs) {
            match &*word.to_string() {
                ALLOW => allows.extend(rules(content)),
                FOREIGN => foreign.push(content),
                word => carried = Some((word.to_owned(), content)),
            }
        }
        let (word, content) = carried?;
        if word == ENTRY {
            let (Value::List(entries) | Value::Lines(entries) | Value::Within(entries)) =
                &mut settings.last_mut()?.value
            else {
                return None;
            };
            // rustc leaves those in place that hold.
            let is_conditional =
                field.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"));
            entries.push(Entry {
                tokens: tokens::visible(content),
                allows,
                foreign,
                is_conditional,
            });
            continue;
        }
        let (name, value) = tokens::split_first(content);
        let value = match &*word {
            LIST => Value::List(Vec::new()),
            LINES => Value::Lines(Vec::new()),
            WITHIN => Value::Within(Vec::new()),
            SINGLE => Value::Single(tokens::visible(value)),
            _ => Value::Missing,
        };
        settings.push(Setting { name: ident(name.as_ref())?.clone(), value, allows, foreign });
    }
    Some(Carried { target: input.ident, krate: krate?, is_broken, is_whole, settings })
}

/// The struct's name and the `$crate`, found without reading the rest: what is left to go by where an
/// attribute in it is not even one.
pub(crate) fn rescue(input: TokenStream) -> Option<(Ident, TokenStream)> {
    let tokens: Vec<_> = input.into_iter().collect();
    let at =
        tokens.iter().position(|token| ident(Some(token)).is_some_and(|word| word == "struct"))?;
    let target = ident(tokens.get(at.checked_add(1)?))?.clone();
    let krate = tokens.iter().take(at).find_map(|token| {
        let attribute = tokens::group(Some(token), Delimiter::Bracket)?
            .stream()
            .into_iter()
            .collect::<Vec<_>>();
        ident(attribute.first()).filter(|name| *name == HELPER)?;
        let content = tokens::group(attribute.get(1), Delimiter::Parenthesis)?;
        let (word, content) = tokens::split_first(content.stream());
        ident(word.as_ref()).filter(|word| *word == CRATE).map(|_| content)
    })?;
    Some((target, krate))
}

/// The helper attributes: their first word, and what follows it. Other attributes are `#[cfg]`s that
/// held, which rustc leaves in place.
fn helpers(attributes: &[Attribute]) -> impl Iterator<Item = (Ident, TokenStream)> + '_ {
    attributes.iter().filter(|attribute| attribute.path().is_ident(HELPER)).filter_map(
        |attribute| {
            let Meta::List(list) = &attribute.meta else { return None };
            let (word, content) = tokens::split_first(list.tokens.clone());
            Some((ident(word.as_ref())?.clone(), content))
        },
    )
}

/// The names in `#[allow(one, another)]`.
fn rules(content: TokenStream) -> Vec<Allow> {
    tokens::visible(content)
        .split(|token| is_punct(Some(token), ','))
        // A reason is for the reader.
        .filter(|name| !name.is_empty() && !is_punct(name.get(1), '='))
        .map(|name| Allow { tokens: name.to_vec(), used: Cell::new(false) })
        .collect()
}
