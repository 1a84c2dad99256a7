//! What is wrong in a release build only. Of what build it is, neither these rules nor the macro know; rustc
//! does.

use super::origins::{usable, whole};
use super::{Declaration, Located, Origins, apps};
use crate::field::Field;
use crate::origin::Space;
use crate::rule::Rule;

/// Origins whose pages are other ones for other users. Without credentials they read what everybody can have.
pub(super) fn check(policy: &Declaration, faults: &mut Vec<Located>) {
    let Origins::Listed(entries) = &policy.origins else { return };
    if !policy.credentials {
        return;
    }
    for (index, entry) in usable(entries) {
        let whose = match entry.space() {
            // An app's pages are its own on every device.
            Some(_) if apps::is_one(entry, entries) => continue,
            Some(Space::Loopback) => "a page of the user's own machine",
            Some(Space::Local) => "a page of the network that the user is in",
            None => continue,
        };
        let fault = whole(Rule::DevelopmentOrigin, entry)
            .related_to(whose)
            .replaced_by(format!("#[cfg(debug_assertions)] \"{}\"", entry.text()));
        faults.push(Located::entry(Field::AllowOrigins, index, fault));
    }
}
