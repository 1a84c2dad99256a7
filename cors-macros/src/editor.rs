//! The first stage, for an editor: the policy's words once more, as Rust that rust-analyzer can explain and complete.
//!
//! ```text
//! {
//!     #[allow(warnings)]
//!     const _: () = {
//!         let _ = E::Policy { allow_origins: E::any(), max_age: E::any(), ________: E::any(), ..E::any() };
//!         let _ = E::allow_methods::entry::PUT;
//!         let _ = E::allow_methods::entry::________;
//!         let _ = E::allow_origins::rules::null_origin;
//!         let _ = E::allow_origins::rules::________;
//!         let _: E::Predicate = tenants::________;
//!     };
//!     { the struct and everything else }
//! }
//! ```
//!
//! `E` is `$crate::__private::editor`, whose items are documented in the words of cors-rules. The words have the spans of
//! the user's tokens, and so rust-analyzer shows there what it knows of the items.
//!
//! To complete, rust-analyzer expands the macro twice: as it is, and with [`MARKER`] inserted at the cursor. It takes
//! the marked word's offset in the second expansion and looks at the same offset of the first. Both must therefore be
//! equal up to the word, and the first must have an identifier there that is as long as what was typed. Hence:
//!
//! - This code comes before everything else in the block.
//! - A word that is unknown without the marker comes last, where the first expansion has a [`PAD`].
//! - What is unknown and unmarked is left out, or rust-analyzer would report it too.
//! - The whole path of a predicate is only written at the cursor, or its type errors would be reported twice.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use cors_rules::field::Field;
use cors_rules::word::{self, Position};
use cors_rules::{Rule, method};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::ExprPath;

use crate::outline::{Entry, Outline, Setting, Value};
use crate::tokens::{self, group, ident, is_punct};

/// rust-analyzer sets this variable for its macro server, which does not run without it.
const VARIABLE: &str = "RUST_ANALYZER_INTERNALS_DO_NOT_USE";

/// The text that rust-analyzer inserts at the cursor.
pub(crate) const MARKER: &str = "raCompletionMarker";

/// The counterpart of a word that is only there with the marker.
pub(crate) const PAD: &str = "________________________________________";

/// The most tokens that a predicate's path may have to be completed.
const LONGEST_PATH: usize = 100;

/// Whether rust-analyzer expands the macro. If this is wrong, nothing but its help in the editor gets lost.
pub(crate) fn is_running() -> bool {
    env::var_os(VARIABLE).is_some() && env::current_exe().is_ok_and(|program| is_server(&program))
}

/// The compiler may have inherited the variable, so the program's name has to fit too.
pub(crate) fn is_server(program: &Path) -> bool {
    program.file_name().is_some_and(|name| name.to_string_lossy().contains("rust-analyzer"))
}

/// The block with the editor's code before it.
pub(crate) fn write(
    krate: Option<&TokenTree>,
    outline: &Outline,
    block: &TokenStream,
) -> TokenStream {
    let mut sheet = Sheet { module: quote!(#krate::__private::editor), code: TokenStream::new() };
    sheet.policy(outline);
    for setting in &outline.settings {
        if let Some(field) = Field::named(&Word::new(&setting.name).original) {
            sheet.setting(field, setting);
        }
    }
    let code = sheet.code;
    quote! {{
        #[allow(warnings)]
        const _: () = { #code };
        #block
    }}
}

/// A word of the policy.
struct Word<'t> {
    ident: &'t Ident,
    /// Its text without the marker.
    original: String,
    is_marked: bool,
}

impl<'t> Word<'t> {
    fn new(ident: &'t Ident) -> Self {
        let text = ident.to_string();
        let is_marked = text.contains(MARKER);
        Word { ident, original: text.replacen(MARKER, "", 1), is_marked }
    }

    /// The word that the tokens begin with.
    fn first(tokens: &'t [TokenTree]) -> Option<Self> {
        ident(tokens.first()).map(Word::new)
    }
}

struct Sheet {
    /// The path of the runtime's module.
    module: TokenStream,
    code: TokenStream,
}

impl Sheet {
    /// The names of the fields, as those of one struct.
    fn policy(&mut self, outline: &Outline) {
        let module = self.module.clone();
        let pad = pad();
        let mut seen: Vec<String> = Vec::new();
        let mut names = Vec::new();
        let mut repeated = Vec::new();
        let mut marked = None;
        for setting in &outline.settings {
            let name = Word::new(&setting.name);
            if Field::named(&name.original).is_none() {
                marked = Some(name.ident).filter(|_| name.is_marked).or(marked);
            } else if seen.contains(&name.original) {
                repeated.push(name.ident);
            } else {
                names.push(name.ident);
                seen.push(name.original);
            }
            marked = after_value(setting).or(marked);
        }
        // Without the base, the marked literal is not longer than the other one.
        let rest = match marked {
            Some(name) => quote!(#name),
            None => quote!(#pad: #module::any(), ..#module::any()),
        };
        self.code.extend(quote! {
            let _ = #module::Policy { #(#names: #module::any(),)* #rest };
            #(let _ = #module::Policy { #repeated: #module::any(), ..#module::any() };)*
        });
    }

    /// The words in a setting.
    fn setting(&mut self, field: Field, setting: &Setting) {
        let module = self.module.clone();
        let name = Ident::new(field.name(), Span::call_site());
        let entries: &[Entry] = match &setting.value {
            Value::List(entries) | Value::Lines(entries) | Value::Within(entries) => entries,
            Value::Single(_) | Value::Missing => &[],
        };
        let known = |position| move |word: &str| word::named(word, field, position).is_some();
        let value = Word::first(&setting.written).into_iter().collect();
        if known(Position::Value)("true") {
            let statement = |word: &Ident| quote!(let _: bool = #word;);
            self.words(value, known(Position::Value), statement);
        } else if word::of(field, Position::Value).next().is_some() {
            let statement = |word: &Ident| quote!(let _ = #module::#name::value::#word;);
            self.words(value, known(Position::Value), statement);
        }
        let is_method =
            |word: &str| field == Field::AllowMethods && method::usual().contains(&word);
        if is_method("GET") || word::of(field, Position::Entry).next().is_some() {
            let words = entries.iter().filter_map(|entry| Word::first(&entry.tokens));
            let words = words.filter(|word| word.ident != "if").collect();
            let is_known = |word: &str| known(Position::Entry)(word) || is_method(word);
            self.words(words, is_known, |word| quote!(let _ = #module::#name::entry::#word;));
        }
        for entry in entries {
            if field == Field::AllowOrigins {
                self.predicate(&entry.tokens);
            }
        }
        self.rules(field, setting, entries);
    }

    /// The rules in `#[allow(…)]`.
    fn rules(&mut self, field: Field, setting: &Setting, entries: &[Entry]) {
        let module = self.module.clone();
        let name = Ident::new(field.name(), Span::call_site());
        let attributes =
            setting.attributes.iter().chain(entries.iter().flat_map(|entry| &entry.attributes));
        let allowed: Vec<Vec<TokenTree>> = attributes.filter_map(allowed).collect();
        let words = || allowed.iter().flatten().filter_map(|token| ident(Some(token)));
        let fits =
            |rule: &str| Rule::named(rule).is_some_and(|rule| rule.fields().contains(&field));
        let exists = |rule: &str| Rule::named(rule).is_some_and(|rule| !rule.fields().is_empty());
        let all = words().map(Word::new).collect();
        self.words(all, fits, |word| quote!(let _ = #module::#name::rules::#word;));
        let others = words().map(Word::new).filter(|word| !word.is_marked && !fits(&word.original));
        self.words(others.collect(), exists, |word| quote!(let _ = #module::rules::#word;));
    }

    /// A statement for each known word, and for one that only the marker makes a word. All of a call are equal up to
    /// the word.
    fn words(
        &mut self,
        words: Vec<Word<'_>>,
        is_known: impl Fn(&str) -> bool,
        statement: impl Fn(&Ident) -> TokenStream,
    ) {
        let (known, unknown): (Vec<_>, Vec<_>) =
            words.into_iter().partition(|word| is_known(&word.original));
        let marked = unknown.into_iter().filter(|word| word.is_marked);
        for word in known.into_iter().chain(marked) {
            self.code.extend(statement(word.ident));
        }
        self.code.extend(statement(&pad()));
    }

    /// `if path::to::predicate`.
    fn predicate(&mut self, entry: &[TokenTree]) {
        let [first, path @ ..] = entry else { return };
        let is_path =
            |token: &TokenTree| matches!(token, TokenTree::Ident(_)) || is_punct(Some(token), ':');
        if ident(Some(first)).is_none_or(|word| word != "if")
            || path.len() > LONGEST_PATH
            || !path.iter().all(is_path)
        {
            return;
        }
        let is_marked =
            |token: &TokenTree| ident(Some(token)).is_some_and(|word| Word::new(word).is_marked);
        let module = &self.module;
        let path: TokenStream = if path.iter().any(is_marked) {
            path.iter().cloned().collect()
        } else {
            let qualifier = match path.split_last() {
                Some((TokenTree::Ident(_), qualifier)) => qualifier,
                _ => path,
            };
            let pad = pad();
            // The predicate itself has these tokens with their spans.
            let qualifier = qualifier.iter().cloned().map(|mut token| {
                token.set_span(Span::call_site());
                token
            });
            quote!(#(#qualifier)* #pad)
        };
        if syn::parse2::<ExprPath>(path.clone()).is_ok() {
            self.code.extend(quote!(let _: #module::Predicate = #path;));
        }
    }
}

fn pad() -> Ident {
    Ident::new(PAD, Span::call_site())
}

/// The marked word behind a complete value: a field whose comma is still missing.
fn after_value(setting: &Setting) -> Option<&Ident> {
    let [.., before, last] = &setting.written[..] else { return None };
    let last = ident(Some(last)).filter(|last| Word::new(last).is_marked)?;
    let is_complete = match before {
        TokenTree::Group(_) | TokenTree::Literal(_) => true,
        TokenTree::Ident(before) => {
            word::ALL.iter().any(|word| *before == word.name && word.example.ends_with(word.name))
        }
        TokenTree::Punct(sign) => sign.as_char() == '*',
    };
    is_complete.then_some(last)
}

/// The tokens in `allow(…)`.
fn allowed(attribute: &TokenStream) -> Option<Vec<TokenTree>> {
    match &tokens::visible(attribute.clone())[..] {
        [TokenTree::Ident(allow), rules] if allow == "allow" => {
            let rules = group(Some(rules), Delimiter::Parenthesis)?;
            Some(tokens::visible(rules.stream()))
        }
        _ => None,
    }
}

/// The folders of a package that Cargo finds source files in.
const SOURCES: [&str; 4] = ["src", "tests", "examples", "benches"];

/// The most folders to look for a file in, at each keystroke.
const MOST_FOLDERS: usize = 500;

/// The file with this path, relative to a source file of the package that nobody names: rust-analyzer does not tell
/// macros the source file. `None` unless exactly one file fits.
pub(crate) fn beside_any_source(path: &Path) -> Option<PathBuf> {
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?);
    let mut folders: Vec<PathBuf> = SOURCES.iter().map(|name| package.join(name)).collect();
    let mut found = BTreeSet::new();
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        seen += 1;
        if seen > MOST_FOLDERS {
            return None;
        }
        let file = folder.join(path);
        if file.is_file() {
            found.insert(file.canonicalize().ok()?);
        }
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        // Links may lead in a circle.
        let inside = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        folders.extend(inside.map(|entry| entry.path()));
    }
    found.pop_first().filter(|_| found.is_empty())
}
