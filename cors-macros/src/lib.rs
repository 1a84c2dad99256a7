//! The procedural macro behind `cors_runtime::cors_policy!`; use it from there.
//!
//! It works in two stages, because only rustc may judge a `#[cfg]`. The first one, [`policy`],
//! splits the text into settings and entries (`outline`) and writes each as a field of a struct
//! that nobody will ever make (`carry`). rustc strips the fields whose `#[cfg]` does not hold, and
//! hands the struct to the second stage, the derive [`PolicyEntries`]: it reads the values that are
//! left (`read`), has cors-rules judge them, and writes the policy out as data (`generate`).
//! In an editor the first stage also writes the policy's words as Rust that rust-analyzer knows how to explain and
//! complete (`editor`).
//! Whatever is wrong on the way goes to one collector (`report`), which reports all of it.

mod carry;
mod editor;
mod generate;
mod outline;
mod read;
mod report;
mod table;
mod tokens;

#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// The first stage: `$crate`, then the policy as it was written.
#[doc(hidden)]
#[proc_macro]
pub fn policy(input: TokenStream) -> TokenStream {
    let (krate, policy) = tokens::split_first(input.into());
    let (outline, report) = outline::read(policy);
    let block = carry::write(krate.as_ref(), &outline, &report);
    if editor::is_running() {
        return editor::write(krate.as_ref(), &outline, &block).into();
    }
    block.into()
}

/// The second stage: the settings and entries that are live in this build.
#[doc(hidden)]
#[proc_macro_derive(PolicyEntries, attributes(__cors))]
pub fn policy_entries(input: TokenStream) -> TokenStream {
    let input = proc_macro2::TokenStream::from(input);
    let Some(carried) = carry::read(input.clone()) else {
        // rustc has an attribute to complain of; the policy still has a value.
        return carry::rescue(input)
            .map(|(target, krate)| generate::invalid(&target, &krate).into())
            .unwrap_or_default();
    };
    let (policy, mut report) = read::read(&carried);
    if editor::is_running() {
        report.drop_release_only();
    }
    generate::write(&carried, &policy, &report).into()
}
