//! A policy's text, expanded.

use std::ops::Range;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident};
use syn::spanned::Spanned as _;
use syn::{Expr, ImplItem, Item, ItemConst, ItemImpl, ItemStruct, Macro, Meta, Stmt};

use super::{rustc, written};
use crate::{carry, generate, outline, read};

/// What the two stages make of a policy.
pub(super) struct Expansion {
    pub(super) messages: Vec<Message>,
    /// The item with the predicates, as text; empty if there is none.
    pub(super) predicates: String,
    /// What `fn policy` returns.
    pub(super) value: Vec<Stmt>,
}

/// Something for the compiler to say.
pub(super) struct Message {
    pub(super) is_error: bool,
    pub(super) text: String,
    /// What is underlined, and where in the source; `None` if that is the whole macro call.
    pub(super) underlined: Option<(Range<usize>, String)>,
}

impl Expansion {
    pub(super) fn of(policy: &str) -> Self {
        Self::without(policy, &[])
    }

    /// The expansion in a release build, where there is more to say.
    pub(super) fn in_release(policy: &str) -> Self {
        Self::without(policy, &["debug_assertions"])
    }

    /// The expansion in a build where these predicates of `#[cfg]` do not hold.
    pub(super) fn without(policy: &str, absent: &[&str]) -> Self {
        Self::of_tokens(policy, policy.parse().unwrap(), absent)
    }

    /// The expansion of tokens of `source`, which may be fewer than all.
    pub(super) fn of_tokens(source: &str, policy: TokenStream, absent: &[&str]) -> Self {
        let krate = TokenTree::Ident(format_ident!("krate"));
        let (outline, report) = outline::read(policy);
        let first = carry::write(Some(&krate), &outline, &report);
        let block: syn::Block = parse(first);
        let mut messages = Vec::new();
        let mut structs: Vec<ItemStruct> = Vec::new();
        let mut results = Vec::new();
        for statement in block.stmts {
            match statement {
                Stmt::Macro(error) => messages.push(Message::error(&error.mac, source)),
                Stmt::Item(Item::Macro(error)) => messages.push(Message::error(&error.mac, source)),
                Stmt::Item(Item::Const(warning)) => {
                    messages.push(Message::warning(&warning, source));
                }
                Stmt::Item(Item::Struct(entries)) => structs.push(entries),
                Stmt::Expr(result, None) => results.push(result),
                other => panic!("unexpected: {}", other.to_token_stream()),
            }
        }
        let ([entries], [Expr::Call(result)]) = (&mut structs[..], &results[..]) else {
            panic!("not one struct and one call")
        };
        rustc::strip(entries, absent);

        let carried = carry::read(entries.to_token_stream()).expect("the struct is read");
        let (policy, report) = read::read(&carried);
        let second = generate::write(&carried, &policy, &report);
        let mut predicates = String::new();
        let mut value = None;
        for item in parse::<syn::File>(second).items {
            match item {
                Item::Macro(error) if !rustc::is_live(&error.attrs, absent) => {}
                Item::Macro(error) => messages.push(Message::error(&error.mac, source)),
                Item::Impl(policy) if !rustc::is_live(&policy.attrs, absent) => {}
                Item::Const(item) if is_tracking(&item) => {}
                Item::Const(item) if item.ident == "__CORS_POLICY_PREDICATES" => {
                    assert!(predicates.is_empty());
                    predicates = item.expr.to_token_stream().to_string().replace(' ', "");
                }
                Item::Const(warning) if !rustc::is_live(&warning.attrs, absent) => {}
                Item::Const(warning) => messages.push(Message::warning(&warning, source)),
                Item::Impl(policy) if value.is_none() => {
                    let called = result.func.to_token_stream().to_string();
                    assert_eq!(called, format!("{} :: policy", policy.self_ty.to_token_stream()));
                    value = Some(body(policy));
                }
                other => panic!("unexpected: {}", other.to_token_stream()),
            }
        }
        let value = value.expect("there is a policy");
        let expansion = Expansion { messages, predicates, value };
        let is_broken = expansion.messages.iter().any(|message| message.is_error);
        assert_eq!(
            expansion.is_invalid(),
            is_broken,
            "an error leaves no policy, and only an error: {:?}",
            expansion.said()
        );
        expansion
    }

    /// The expansion of tokens from several sources, whose messages stand anywhere.
    pub(super) fn without_places(policy: TokenStream) -> Self {
        Self::of_tokens("", policy, &[])
    }

    /// Each message as `level: first line @ underlined text`.
    pub(super) fn said(&self) -> Vec<String> {
        self.messages.iter().map(Message::line).collect()
    }

    /// What is said and stops the build.
    pub(super) fn errors(&self) -> Vec<String> {
        self.messages.iter().filter(|message| message.is_error).map(Message::line).collect()
    }

    /// The errors that underline the whole macro call, but for the one about a field that stands nowhere.
    pub(super) fn without_place(&self) -> Vec<String> {
        let is_lost = |message: &&Message| {
            message.underlined.is_none() && !message.text.contains("[missing_origins]")
        };
        self.messages.iter().filter(is_lost).map(Message::line).collect()
    }

    /// Whether the policy is the one that allows nothing.
    fn is_invalid(&self) -> bool {
        written::text(&self.value) == "krate :: __private :: INVALID"
    }
}

impl Message {
    fn error(call: &Macro, source: &str) -> Self {
        assert!(call.path.segments.last().unwrap().ident == "compile_error");
        let text: syn::LitStr = call.parse_body().unwrap();
        // rustc underlines from the first token of the path to the end of the braces.
        let start = call.path.to_token_stream().into_iter().next().unwrap().span();
        let end = call.delimiter.span().join();
        Message { is_error: true, text: text.value(), underlined: between(start, end, source) }
    }

    /// The use of a deprecated constant, or whatever it is that is deprecated.
    fn warning(item: &ItemConst, source: &str) -> Self {
        let Expr::Block(block) = &*item.expr else { panic!("not a block") };
        let Some(Stmt::Item(deprecated)) = block.block.stmts.first() else { panic!("no item") };
        let attributes = match deprecated {
            Item::Const(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            other => panic!("unexpected: {}", other.to_token_stream()),
        };
        let note = attributes.iter().find_map(|attribute| {
            let Meta::List(list) = &attribute.meta else { return None };
            let note: syn::MetaNameValue = list.parse_args().ok()?;
            let Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = note.value else {
                return None;
            };
            (list.path.is_ident("deprecated") && note.path.is_ident("note")).then(|| text.value())
        });
        Message {
            is_error: false,
            text: note.expect("a warning has a note"),
            underlined: between(item.span(), item.span(), source),
        }
    }

    pub(super) fn line(&self) -> String {
        let level = if self.is_error { "error" } else { "warning" };
        let first = self.text.lines().next().unwrap_or_default();
        let underlined = self.underlined.as_ref().map_or("the whole call", |(_, text)| text);
        format!("{level}: {first} @ {underlined}")
    }
}

/// The source from the beginning of one span to the end of another.
fn between(start: Span, end: Span, source: &str) -> Option<(Range<usize>, String)> {
    if source.is_empty() {
        return None;
    }
    let range = start.byte_range().start..end.byte_range().end;
    let text = source.get(range.clone()).expect("a place in the source");
    (!text.is_empty()).then(|| (range, text.to_owned()))
}

/// `const _: () = { let _ = …; };`, for rustc to know what was read.
fn is_tracking(item: &ItemConst) -> bool {
    let Expr::Block(block) = &*item.expr else { return false };
    matches!(block.block.stmts[..], [Stmt::Local(_)])
}

fn body(policy: ItemImpl) -> Vec<Stmt> {
    match <[ImplItem; 1]>::try_from(policy.items) {
        Ok([ImplItem::Fn(function)]) if function.sig.ident == "policy" => {
            assert!(function.sig.constness.is_some());
            function.block.stmts
        }
        _ => panic!("not one function `policy`"),
    }
}

fn parse<T: syn::parse::Parse>(tokens: TokenStream) -> T {
    let text = tokens.to_string();
    syn::parse2(tokens).unwrap_or_else(|error| panic!("{error}: {text}"))
}
