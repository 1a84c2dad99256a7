//! The first stage, out.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::{BROKEN, CRATE, ENTRY, LINES, LIST, MISSING, SINGLE, WHOLE, WITHIN, attribute};
use crate::outline::{Outline, Value};
use crate::report::Report;

/// The block that `cors_policy!` stands for: what is wrong so far, the struct, and the policy that
/// the derive attaches to it.
pub(crate) fn write(krate: Option<&TokenTree>, outline: &Outline, report: &Report) -> TokenStream {
    let faults = report.to_items();
    let mut fields = Vec::new();
    for setting in &outline.settings {
        let name = &setting.name;
        let own: Vec<_> = setting.attributes.iter().map(attribute::own).collect();
        let (word, tokens, entries) = match &setting.value {
            Value::List(entries) => (LIST, quote!(#name), entries.as_slice()),
            Value::Lines(lines) => (LINES, quote!(#name), lines.as_slice()),
            Value::Within(entries) => (WITHIN, quote!(#name), entries.as_slice()),
            Value::Single(value) => (SINGLE, quote!(#name #(#value)*), &[][..]),
            Value::Missing => (MISSING, quote!(#name), &[][..]),
        };
        fields.push(field(fields.len(), &own, word, &tokens));
        let inherited: Vec<_> =
            setting.attributes.iter().filter_map(attribute::inherited).collect();
        for entry in entries {
            let own = entry.attributes.iter().map(attribute::own);
            let attributes: Vec<_> = inherited.iter().cloned().chain(own).collect();
            let tokens = &entry.tokens;
            fields.push(field(fields.len(), &attributes, ENTRY, &quote!(#(#tokens)*)));
        }
    }
    // Whatever the second stage finds, a policy with an error of the first one allows nothing.
    let broken = report.is_fatal().then(|| {
        let broken = attribute::helper(BROKEN, &TokenStream::new());
        quote!(#[#broken])
    });
    let origin = attribute::helper(CRATE, &quote!(#krate));
    let count = fields.len();
    let whole = attribute::helper(WHOLE, &quote!(#count));
    quote! {{
        #faults
        #[derive(#krate::__private::PolicyEntries)]
        #[#origin]
        #[#whole]
        #broken
        struct __CorsPolicyEntries {
            #(#fields,)*
        }
        __CorsPolicyEntries::policy()
    }}
}

fn field(
    index: usize,
    attributes: &[TokenStream],
    word: &str,
    tokens: &TokenStream,
) -> TokenStream {
    let name: Ident = format_ident!("f{index}", span = Span::call_site());
    let carried = attribute::helper(word, tokens);
    quote!(#(#[#attributes])* #[#carried] #name: ())
}
