//! Origins to ask from, taken from the policy.

use cors_table::{HostPattern, OriginTable, Pattern, PortPattern};

use crate::data::Origins;
use crate::policy::CorsPolicy;

/// Nobody's: hosts below `invalid` do not exist (RFC 6761 6.4).
const STRANGER: &str = "https://cors-runtime.invalid";

/// One of each kind of entry that the policy allows.
pub(super) fn allowed(policy: CorsPolicy) -> Vec<String> {
    match &policy.0.origins {
        Origins::Any => vec![STRANGER.to_owned()],
        Origins::Listed(table) => listed(table),
    }
}

/// One that it does not allow; a policy for everybody has none.
pub(super) fn refused(policy: CorsPolicy) -> Option<String> {
    (!policy.allows_origin(STRANGER)).then(|| STRANGER.to_owned())
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
