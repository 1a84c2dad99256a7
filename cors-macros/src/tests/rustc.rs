//! What rustc does between the two stages: it strips what `#[cfg]` takes away.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, ItemStruct, Meta, Token};

/// Strips the fields whose `#[cfg]` does not hold. Every predicate holds that is not in `absent`; the
/// `#[cfg]`s that hold stay in place, as rustc leaves them.
pub(super) fn strip(entries: &mut ItemStruct, absent: &[&str]) {
    let Fields::Named(fields) = &mut entries.fields else { return };
    let kept = std::mem::take(&mut fields.named).into_iter().filter_map(|mut field| {
        field.attrs = field.attrs.into_iter().flat_map(|one| expand(one, absent)).collect();
        is_live(&field.attrs, absent).then_some(field)
    });
    fields.named = kept.collect();
}

/// Whether what has these attributes is still there.
pub(super) fn is_live(attributes: &[Attribute], absent: &[&str]) -> bool {
    attributes.iter().all(|one| !one.path().is_ident("cfg") || one_holds(one, absent))
}

/// A `#[cfg_attr]` becomes the attributes in it, or nothing.
fn expand(attribute: Attribute, absent: &[&str]) -> Vec<Attribute> {
    if !attribute.path().is_ident("cfg_attr") {
        return vec![attribute];
    }
    let parts = parts(&attribute);
    let text = attribute.meta.to_token_stream().to_string();
    assert!(text.contains(','), "rustc wants a comma in `{text}`");
    let Some((predicate, attributes)) = parts.split_first() else { return Vec::new() };
    if !holds(predicate, absent) {
        return Vec::new();
    }
    let attributes = attributes.iter().flat_map(|one| {
        let one = Attribute::parse_outer.parse2(quote::quote!(#[#one])).unwrap();
        one.into_iter().flat_map(|one| expand(one, absent))
    });
    attributes.collect()
}

fn one_holds(cfg: &Attribute, absent: &[&str]) -> bool {
    parts(cfg).iter().all(|predicate| holds(predicate, absent))
}

/// The comma-separated parts in an attribute's parentheses, each as tokens.
fn parts(attribute: &Attribute) -> Vec<TokenStream> {
    match &attribute.meta {
        Meta::List(list) => split(list.tokens.clone()),
        Meta::Path(_) | Meta::NameValue(_) => Vec::new(),
    }
}

fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let part = |input: syn::parse::ParseStream<'_>| {
        let mut part = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            part.extend([input.parse::<proc_macro2::TokenTree>()?]);
        }
        Ok(part)
    };
    let parts = Punctuated::<TokenStream, Token![,]>::parse_terminated_with;
    (|input: syn::parse::ParseStream<'_>| parts(input, part))
        .parse2(tokens)
        .unwrap()
        .into_iter()
        .collect()
}

fn holds(predicate: &TokenStream, absent: &[&str]) -> bool {
    let text = predicate.to_string();
    let Ok(Meta::List(inside)) = syn::parse2(predicate.clone()) else {
        return text != "false" && !absent.contains(&&*text);
    };
    let mut inner = split(inside.tokens).into_iter().map(|inner| holds(&inner, absent));
    match &*inside.path.get_ident().unwrap().to_string() {
        "all" => inner.all(|holds| holds),
        "any" => inner.any(|holds| holds),
        "not" => inner.all(|holds| !holds),
        other => panic!("`{other}` is not known to this rustc"),
    }
}
