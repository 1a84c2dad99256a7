//! The attributes of settings and entries, made fit for a struct's field.
//!
//! `#[cfg]` and `#[cfg_attr]` stay, for rustc to judge. `#[allow(rule)]` would make rustc look for a
//! lint of its own, so it travels in the helper attribute, also from inside a `#[cfg_attr]`.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::{ALLOW, FOREIGN, HELPER};
use crate::tokens::{self, group, ident, is_punct};

/// What stands inside `#[…]`, for the field of the setting or entry itself.
pub(super) fn own(attribute: &TokenStream) -> TokenStream {
    match kind(attribute) {
        Kind::Cfg | Kind::Comment => attribute.clone(),
        Kind::CfgAttr(path, content) => {
            let (predicate, attributes) = split(&content);
            let attributes = attributes.iter().map(own);
            cfg_attr(&path, &content, &quote!(#predicate, #(#attributes),*))
        }
        Kind::Allow(rules) => helper(ALLOW, &rules.stream()),
        Kind::Foreign => helper(FOREIGN, attribute),
    }
}

/// The part that says whether a list is live, for the fields of its entries.
pub(super) fn inherited(attribute: &TokenStream) -> Option<TokenStream> {
    match kind(attribute) {
        Kind::Cfg => Some(attribute.clone()),
        Kind::CfgAttr(path, content) => {
            let (predicate, attributes) = split(&content);
            let attributes: Vec<_> = attributes.iter().filter_map(inherited).collect();
            (!attributes.is_empty())
                .then(|| cfg_attr(&path, &content, &quote!(#predicate #(, #attributes)*)))
        }
        Kind::Allow(_) | Kind::Comment | Kind::Foreign => None,
    }
}

enum Kind {
    Cfg,
    CfgAttr(Ident, Group),
    Allow(Group),
    Comment,
    Foreign,
}

fn kind(attribute: &TokenStream) -> Kind {
    // A user's macro may have captured the attribute as `$meta:meta`.
    let tokens = tokens::visible(attribute.clone());
    let content = group(tokens.get(1), Delimiter::Parenthesis).filter(|_| tokens.len() == 2);
    let path = ident(tokens.first());
    match (path, path.map(ToString::to_string).as_deref(), content) {
        // Anything else that begins with `cfg` would make rustc refuse the whole struct.
        (Some(_), Some("cfg"), Some(predicate)) if !predicate.stream().is_empty() => Kind::Cfg,
        (Some(path), Some("cfg_attr"), Some(content)) if !content.stream().is_empty() => {
            Kind::CfgAttr(path.clone(), content.clone())
        }
        (Some(_), Some("allow"), Some(rules)) => Kind::Allow(rules.clone()),
        (Some(_), Some("doc"), _) => Kind::Comment,
        _ => Kind::Foreign,
    }
}

/// The predicate of a `cfg_attr`, and the attributes after it.
fn split(content: &Group) -> (TokenStream, Vec<TokenStream>) {
    let mut parts = vec![TokenStream::new()];
    for token in content.stream() {
        if is_punct(Some(&token), ',') {
            parts.push(TokenStream::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend([token]);
        }
    }
    let predicate = parts.remove(0);
    parts.retain(|part| !part.is_empty());
    (predicate, parts)
}

fn cfg_attr(path: &Ident, content: &Group, tokens: &TokenStream) -> TokenStream {
    let mut rewritten = Group::new(Delimiter::Parenthesis, tokens.clone());
    rewritten.set_span(content.span());
    let rewritten = TokenTree::Group(rewritten);
    quote!(#path #rewritten)
}

pub(super) fn helper(word: &str, tokens: &TokenStream) -> TokenStream {
    let [helper, word] = [HELPER, word].map(|word| Ident::new(word, Span::call_site()));
    quote!(#helper(#word #tokens))
}
