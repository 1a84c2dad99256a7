//! Origins to ask from, taken from the policy and from the user.

#[cfg(feature = "operator")]
use cors_rules::operator;
#[cfg(feature = "operator")]
use cors_rules::origin::Entry;
use cors_table::{HostPattern, OriginTable, Pattern, PortPattern};

use super::routes::Routes;
use crate::data::Origins;

/// Nobody's: hosts below `invalid` do not exist (RFC 6761 6.4).
const STRANGER: &str = "https://cors-runtime.invalid";

/// Those to ask from: one of each kind of entry that has one, one of the operator's, those that the user names
/// and the policy allows, and nobody's.
pub(super) fn all(routes: &Routes) -> Vec<String> {
    let mut all = match &routes.policy.0.origins {
        Origins::Any => Vec::new(),
        Origins::Listed(table) => listed(table),
    };
    let added = routes.added.first().map(String::as_str);
    let named = routes.origins.iter().map(String::as_str).filter(|origin| routes.allows(origin));
    for origin in added.into_iter().chain(named).chain([STRANGER]) {
        if !all.iter().any(|known| known == origin) {
            all.push(origin.to_owned());
        }
    }
    all
}

/// How many further origins are asked from: each is a request, and a list may be long.
const FURTHER: usize = 64;

/// An origin of each entry beyond those that have been `asked` from. Patterns come first, for there are few of them
/// beside exact origins.
pub(super) fn further(routes: &Routes, asked: &[String]) -> Vec<String> {
    let (patterns, exact) = match &routes.policy.0.origins {
        Origins::Any => (&[][..], None),
        Origins::Listed(table) => (table.patterns, Some(table.exact.iter())),
    };
    let patterns = patterns.iter().map(one_of);
    let exact = exact.into_iter().flatten().map(str::to_owned);
    let allowed = all(routes).into_iter().filter(|origin| routes.allows(origin));
    let mut further = Vec::new();
    for origin in allowed.chain(patterns).chain(exact).chain(routes.added.iter().cloned()) {
        if further.len() == FURTHER {
            break;
        }
        if !asked.contains(&origin) && !further.contains(&origin) {
            further.push(origin);
        }
    }
    further
}

/// Origins that are nearly an allowed one, and that the policy does not allow: what a comparison of beginnings or ends
/// takes for it, the same host without encryption, and whatever page likes to send `null`.
pub(super) fn lookalikes(routes: &Routes, allowed: &str) -> Vec<String> {
    let mut all = vec!["null".to_owned(), format!("{allowed}.cors-runtime.invalid")];
    if let Some((scheme, rest)) = allowed.split_once("://") {
        all.push(format!("{scheme}://cors-runtime{rest}"));
        // Behind the first dot a shorter end begins.
        all.extend(rest.split_once('.').map(|(_, end)| format!("{scheme}://cors-runtime{end}")));
        all.extend((scheme == "https").then(|| format!("http://{rest}")));
    }
    all.retain(|origin| !routes.allows(origin));
    all
}

/// The first of them that the policy allows.
pub(super) fn allowed<'a>(routes: &Routes, all: &'a [String]) -> Option<&'a str> {
    all.iter().map(String::as_str).find(|origin| routes.allows(origin))
}

/// One of each entry that an operator has listed, exact ones first.
#[cfg(feature = "operator")]
pub(super) fn added(texts: &[String]) -> Vec<String> {
    let mut exact = Vec::new();
    let mut patterns = Vec::new();
    for entry in texts.iter().filter_map(|text| operator::check(text).value) {
        match entry {
            Entry::Exact(origin) => exact.push(origin),
            Entry::Pattern(pattern) => patterns.push(one_of(&pattern.as_pattern())),
        }
    }
    exact.extend(patterns);
    exact
}

fn listed(table: &OriginTable<'_>) -> Vec<String> {
    let exact = table.exact.iter().next().map(str::to_owned);
    let pattern = table.patterns.first().map(one_of);
    exact.into_iter().chain(pattern).collect()
}

/// An origin that the pattern stands for.
fn one_of(pattern: &Pattern<'_>) -> String {
    let host = match pattern.host {
        HostPattern::Exactly(host) => host.to_owned(),
        HostPattern::Below(domain) => format!("cors-runtime.{domain}"),
        HostPattern::Label { before, after, domain } => format!("{before}1{after}.{domain}"),
        HostPattern::Every => "cors-runtime".to_owned(),
    };
    let port = match pattern.port {
        PortPattern::None => String::new(),
        PortPattern::Exactly(port) => format!(":{port}"),
        // No scheme's default, which would not be written.
        PortPattern::Any => ":3000".to_owned(),
    };
    format!("{}://{host}{port}", pattern.scheme)
}
