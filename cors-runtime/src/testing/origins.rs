//! Origins to ask from, taken from the policy and from the user.

use cors_table::{HostPattern, Pattern, PortPattern};

use super::routes::Routes;

/// Nobody's: hosts below `invalid` do not exist (RFC 6761 6.4).
const STRANGER: &str = "https://cors-runtime.invalid";

/// Those to ask from: one of each kind of entry in the source, one of the list at run time, those that the user names
/// and the policy allows, and nobody's.
pub(super) fn all(routes: &Routes) -> Vec<String> {
    let policy = &routes.policy;
    let (of_source, patterns_of_source) =
        policy.listed().map_or((0, 0), |table| (table.exact.len(), table.patterns.len()));
    let exact = |place| policy.exact().nth(place).map(str::to_owned);
    let pattern = |place| policy.patterns().nth(place).map(|pattern| one_of(&pattern));
    let added = || exact(of_source).or_else(|| pattern(patterns_of_source));
    let mut all = Vec::new();
    all.extend((of_source > 0).then(|| exact(0)).flatten());
    all.extend((patterns_of_source > 0).then(|| pattern(0)).flatten());
    all.extend(added());
    let named = routes.origins.iter().map(String::as_str).filter(|origin| routes.allows(origin));
    for origin in named.chain([STRANGER]) {
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
    let patterns = routes.policy.patterns().map(|pattern| one_of(&pattern));
    let exact = routes.policy.exact().map(str::to_owned);
    let allowed = all(routes).into_iter().filter(|origin| routes.allows(origin));
    let mut further = Vec::new();
    for origin in allowed.chain(patterns).chain(exact) {
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
