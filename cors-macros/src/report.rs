//! The collector of everything that is wrong, and how it reaches the compiler.

use std::collections::{HashMap, HashSet};

use cors_rules::{Fault, Level, Rule};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::tokens::Place;

/// All faults of a policy, each with its place in the source.
#[derive(Default)]
pub(crate) struct Report {
    faults: Vec<Found>,
}

struct Found {
    fault: Fault,
    place: Place,
    /// The field that it is in; empty if it is in none.
    field: String,
    /// Whether an entry of a release build is announced in a debug build: nothing says that it is only for the latter.
    is_announced: bool,
}

impl Report {
    pub(crate) fn add(&mut self, fault: Fault, place: impl Into<Place>) {
        self.add_in(String::new(), fault, place);
    }

    pub(crate) fn add_in(&mut self, field: String, fault: Fault, place: impl Into<Place>) {
        self.faults.push(Found { fault, place: place.into(), field, is_announced: false });
    }

    /// A fault of an entry, before which there may be a `#[cfg]`.
    pub(crate) fn add_entry(
        &mut self,
        field: String,
        fault: Fault,
        place: Place,
        is_conditional: bool,
    ) {
        let is_announced = fault.rule.is_for_release() && !is_conditional;
        self.faults.push(Found { fault, place, field, is_announced });
    }

    /// Drops what a stricter fault of the same rule says of the same value as well, as of `null`, which cannot be
    /// allowed with credentials. In another field it is another mistake.
    pub(crate) fn drop_weaker(&mut self) {
        let what =
            |Found { fault, field, .. }: &Found| (fault.rule, fault.value.clone(), field.clone());
        let mut strictest = HashMap::new();
        for found in &self.faults {
            let level = strictest.entry(what(found)).or_insert(found.fault.level);
            *level = found.fault.level.max(*level);
        }
        self.faults.retain(|found| {
            strictest.get(&what(found)).is_none_or(|most| found.fault.level >= *most)
        });
    }

    /// Drops what is only wrong because of another mistake of the same value: with the missing dot, a pattern is below
    /// another domain.
    pub(crate) fn drop_follow_ons(&mut self) {
        let without_dot = self.faults.iter().filter(|found| found.fault.rule == Rule::MissingDot);
        let without_dot: HashSet<_> =
            without_dot.map(|found| (found.field.clone(), found.fault.value.clone())).collect();
        self.faults.retain(|Found { fault, field, .. }| {
            !matches!(fault.rule, Rule::PublicSuffix | Rule::RegistrablePreview)
                || !without_dot.contains(&(field.clone(), fault.value.clone()))
        });
    }

    /// Whether the policy must not be compiled.
    pub(crate) fn is_fatal(&self) -> bool {
        self.fatal().any(|fault| !fault.rule.is_for_release())
    }

    /// Whether the policy must not be compiled without `debug_assertions`.
    pub(crate) fn is_fatal_in_release(&self) -> bool {
        self.fatal().next().is_some()
    }

    fn fatal(&self) -> impl Iterator<Item = &Fault> {
        self.faults.iter().map(|found| &found.fault).filter(|fault| fault.level >= Level::Denied)
    }

    /// The faults as rustc's errors and warnings. As items, they can stand in a block and beside one.
    pub(crate) fn to_items(&self) -> TokenStream {
        // What has to be corrected first makes no noise about later builds.
        let is_announcing = !self.is_fatal();
        self.faults
            .iter()
            .map(|Found { fault, place, is_announced, .. }| match fault.level {
                Level::Error | Level::Denied if *is_announced && is_announcing => {
                    let mut items = error(fault, *place);
                    items.extend(quote_spanned!(place.start=> #[cfg(debug_assertions)]));
                    items.extend(warning(fault, *place));
                    items
                }
                Level::Error | Level::Denied => error(fault, *place),
                Level::Warning => warning(fault, *place),
            })
            .collect()
    }
}

/// A `compile_error!` that underlines from the first token to the last: rustc takes the start from
/// the path and the end from the group.
fn error(fault: &Fault, place: Place) -> TokenStream {
    let message = Literal::string(&fault.to_string());
    let path = quote_spanned!(place.start=> ::core::compile_error!);
    let group = quote_spanned!(place.end=> { #message });
    let when = fault.rule.is_for_release().then(|| quote!(#[cfg(not(debug_assertions))]));
    quote!(#when #path #group)
}

/// Stable procedural macros cannot warn. The call of a deprecated function does, with its name and its
/// note; every token has the span of the user's, without which the warning is not shown. A function, because
/// its name may be in lower case whatever lints the user forbids.
fn warning(fault: &Fault, place: Place) -> TokenStream {
    let name = rule_ident(fault.rule, place.start);
    let note = Literal::string(&fault.to_string());
    quote_spanned! {place.start=>
        const _: () = {
            #[deprecated(note = #note)]
            const fn #name() {}
            #name()
        };
    }
}

fn rule_ident(rule: Rule, span: Span) -> Ident {
    Ident::new(rule.name(), span)
}
