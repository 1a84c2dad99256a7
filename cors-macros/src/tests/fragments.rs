//! What a user's `macro_rules!` passes on: fragments such as `$origin:expr` arrive in invisible groups.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::Expansion;
use super::written::text;

fn hidden(tokens: TokenStream) -> TokenTree {
    TokenTree::Group(Group::new(Delimiter::None, tokens))
}

/// Puts each name, literal and group into an invisible group, and that into another one. The `#` and
/// the brackets of an attribute stay what they are: no fragment holds half of one.
fn each_hidden(tokens: TokenStream) -> TokenStream {
    let mut after_hash = false;
    let hide = |token| {
        let is_attribute = std::mem::replace(&mut after_hash, false);
        let token = match token {
            TokenTree::Group(group) if is_attribute => {
                let meta = hidden(group.stream());
                return TokenTree::Group(Group::new(group.delimiter(), meta.into()));
            }
            TokenTree::Group(group) => {
                TokenTree::Group(Group::new(group.delimiter(), each_hidden(group.stream())))
            }
            TokenTree::Punct(punct) => {
                after_hash = punct.as_char() == '#';
                return TokenTree::Punct(punct);
            }
            token => token,
        };
        hidden(hidden(token.into()).into())
    };
    tokens.into_iter().map(hide).collect()
}

#[test]
fn fragments_mean_what_is_in_them() {
    let policy = quote! {
        /// A comment.
        #[cfg(a)]
        allow_origins: [
            "https://a.example",
            #[cfg(absent)]
            "https://gone.example",
            #[cfg_attr(a, cfg_attr(b, allow(null_origin)))]
            "null",
            raw("app://"),
            if crate::tenants::is_listed,
            #[allow(redundant_origin)]
            "https://a.example",
        ],
        allow_methods: [GET, "PURGE"],
        allow_headers: [*, "authorization"],
        allow_credentials: false,
        max_age: 10m,
        preflight_status: 200,
        expect: { allow "https://a.example"; deny "https://gone.example"; },
    };
    let plain = Expansion::of_tokens("", policy.clone(), &["absent"]);
    assert_eq!(plain.said(), [""; 0]);
    let passed_on = Expansion::of_tokens("", each_hidden(policy), &["absent"]);
    assert_eq!(passed_on.said(), [""; 0]);
    assert_eq!(text(&passed_on.value), text(&plain.value));
    assert_eq!(passed_on.predicates, plain.predicates);
}

#[test]
fn fragments_have_the_mistakes_that_are_in_them() {
    let policy = quote! {
        allow_origins: ["https://a.example/", #[nonsense] 5, raw("https://a.example"), *],
        allow_methods: [put],
        allow_credentials: yes,
        max_age: -5,
        nonsense: 1,
    };
    let plain = Expansion::of_tokens("", policy.clone(), &[]);
    let passed_on = Expansion::of_tokens("", each_hidden(policy), &[]);
    assert_eq!(passed_on.said(), plain.said());
    assert_eq!(plain.errors().len(), 9);
}
