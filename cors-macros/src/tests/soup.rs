//! Tokens in any order.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use proptest::prelude::*;

use super::Expansion;
use super::replacements::assert_mended;

const FIELDS: &str =
    "allow_origins allow_methods allow_headers expose_headers allow_credentials max_age
    preflight_status timing_allow_origins expect runtime_origins";

/// Tokens that mean something to the macro, and some that mean nothing.
const WORDS: &str = r##"
    allow_origin raw mirror same within true false if env allow deny redundant_origin
    if Self super
    r#true r#GET GET put _ self crate é 'a
    : , * # ; = => - :: ! . $ ? < > &
    "https://a.example" "https://*.a.example" "https://a.example/" "null" "*" "" "app://"
    "HTTPS://A.example:443/" "https://*app.example" "http://a.example" "^https://.*\\.b\\.example$"
    "https://a.example\x20https://b.example" "['https://c.example']" "https://**.c.example" "http//d.example"
    "content-type;charset" "X-A,X-B" "x-amz-*" "content_type" "put" patch DELTE
    "authorization" "x-a" "X\x20A" "\u{202e}" r#"https://b.example"#
    "a"suffix b"bytes" c"text" 'c' b'c'
    200 600 10m 25h 0x10 1.5 1e9 99999999999999999999999
"##;

const ATTRIBUTES: &[&str] = &[
    "#[cfg(all())]",
    "#[cfg(any())]",
    "#[cfg(not(any(feature = \"a\")))]",
    "#[cfg_attr(all(), cfg(any()))]",
    "#[cfg_attr(all(), allow(redundant_origin), nonsense)]",
    "#[cfg_attr(any(), nonsense)]",
    "#[cfg_attr(all(), cfg_attr(all(), allow(null_origin)))]",
    "#[allow(null_origin)]",
    "#[allow(redundant_origin, insecure_origin)]",
    "#[allow()]",
    "#[allow]",
    "#[nonsense = 1]",
    "#[]",
    "#[doc(hidden)]",
    "#[a::b]",
];

fn one_of(words: &[&'static str]) -> impl Strategy<Value = String> + Clone {
    let words: Vec<_> = words.iter().flat_map(|words| words.split_whitespace()).collect();
    prop::sample::select(words).prop_map(str::to_owned)
}

fn token() -> impl Strategy<Value = TokenStream> {
    let word = one_of(&[FIELDS, WORDS]).prop_map(|text| text.parse().unwrap());
    let attribute = prop::sample::select(ATTRIBUTES).prop_map(|text| text.parse().unwrap());
    prop_oneof![6 => word, 1 => attribute]
}

/// Anything.
fn soup() -> impl Strategy<Value = TokenStream> {
    let leaf = prop::collection::vec(token(), 0..6).prop_map(TokenStream::from_iter);
    leaf.prop_recursive(4, 40, 8, |inner| {
        let delimiter = prop::sample::select(&[
            Delimiter::Bracket,
            Delimiter::Parenthesis,
            Delimiter::Brace,
            // What a user's `macro_rules!` puts around a fragment.
            Delimiter::None,
        ]);
        let group = (delimiter, inner).prop_map(|(delimiter, content)| {
            TokenStream::from(TokenTree::Group(Group::new(delimiter, content)))
        });
        prop::collection::vec(prop_oneof![token(), group], 0..8).prop_map(TokenStream::from_iter)
    })
}

/// Something with the outline of a policy: fields, lists and entries of whatever it may be.
fn nearly_a_policy() -> impl Strategy<Value = TokenStream> {
    let attributes = || {
        prop::collection::vec(prop::sample::select(ATTRIBUTES), 0..2).prop_map(|all| all.concat())
    };
    let value = one_of(&[WORDS]);
    let entry = (attributes(), prop::collection::vec(value.clone(), 1..3))
        .prop_map(|(attributes, tokens)| format!("{attributes} {}", tokens.join(" ")));
    let list =
        prop::collection::vec(entry, 0..5).prop_map(|entries| format!("[{}]", entries.join(", ")));
    let setting = (attributes(), one_of(&[FIELDS]), prop_oneof![2 => list, 1 => value])
        .prop_map(|(attributes, name, value)| format!("{attributes} {name}: {value}, "));
    prop::collection::vec(setting, 0..5)
        .prop_map(|settings| settings.concat())
        .prop_filter_map("not tokens", |text| text.parse().ok())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_tokens_expand_to_a_block_with_a_policy(soup in soup()) {
        expand(&soup);
    }

    #[test]
    fn anything_with_the_outline_of_a_policy_expands_to_a_block_with_a_policy(policy in nearly_a_policy()) {
        expand(&policy);
    }

    #[test]
    fn every_replacement_mends_what_it_is_for(policy in nearly_a_policy()) {
        assert_mended(&policy.to_string());
        forget_texts();
    }

    #[test]
    fn every_error_has_a_place(policy in prop_oneof![soup(), nearly_a_policy()]) {
        let text = policy.to_string();
        if let Ok(written) = text.parse() {
            let expansion = Expansion::of_tokens(&text, written, &[]);
            prop_assert_eq!(expansion.without_place(), [""; 0], "{}", text);
        }
        forget_texts();
    }
}

/// Both from tokens as a `macro_rules!` passes them on, and from their text.
fn expand(tokens: &TokenStream) {
    Expansion::without_places(tokens.clone());
    let text = tokens.to_string();
    if let Ok(written) = text.parse() {
        Expansion::of_tokens(&text, written, &[]);
    }
    forget_texts();
}

/// Otherwise every text that was ever parsed is kept for its places.
fn forget_texts() {
    proc_macro2::extra::invalidate_current_thread_spans();
}
