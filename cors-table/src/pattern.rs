//! Patterns: any subdomain, any port, any host of a scheme.

use crate::origin::{Origin, are_labels};

/// A set of origins that is too large to list.
///
/// ```
/// use cors_table::{HostPattern, Origin, Pattern, PortPattern};
///
/// // "https://*.example.com"
/// let pattern = Pattern { scheme: "https", host: HostPattern::Below("example.com"), port: PortPattern::None };
/// let matches = |origin: &str| Origin::parse(origin.as_bytes()).is_some_and(|origin| pattern.matches(&origin));
/// assert!(matches("https://a.example.com") && matches("https://a.b.example.com"));
/// assert!(!matches("https://example.com") && !matches("https://evilexample.com"));
/// assert!(!matches("https://a.example.com:8443") && !matches("http://a.example.com"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern<'a> {
    /// The scheme, always exact.
    pub scheme: &'a str,
    /// Which hosts.
    pub host: HostPattern<'a>,
    /// Which ports.
    pub port: PortPattern,
}

/// Which hosts a [`Pattern`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostPattern<'a> {
    /// This host and no other.
    Exactly(&'a str),
    /// Every host that is one or more labels below this domain, and not the domain itself.
    Below(&'a str),
    /// Every host of the scheme; for schemes other than http(s).
    Every,
}

/// Which ports a [`Pattern`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortPattern {
    /// No port is written: the scheme's default one.
    None,
    /// This port and no other.
    Exactly(u16),
    /// Any port, also none.
    Any,
}

impl Pattern<'_> {
    /// Whether `origin` is one of those that the pattern stands for.
    #[must_use]
    pub fn matches(&self, origin: &Origin<'_>) -> bool {
        self.scheme == origin.scheme()
            && self.port.matches(origin.port())
            && self.host.matches(origin.host())
    }

    /// Whether `origin` begins and ends as those do that the pattern stands for. Cheap, and never false for
    /// one that [`matches`](Pattern::matches).
    pub(crate) fn may_match(&self, origin: &[u8]) -> bool {
        let rest = origin.strip_prefix(self.scheme.as_bytes());
        let Some(rest) = rest.and_then(|rest| rest.strip_prefix(b"://")) else { return false };
        match (self.host, self.port) {
            (HostPattern::Below(domain), PortPattern::None) => rest.ends_with(domain.as_bytes()),
            (HostPattern::Exactly(host), _) => rest.starts_with(host.as_bytes()),
            _ => true,
        }
    }

    /// Whether every origin that `other` stands for is one of this pattern's too.
    #[must_use]
    pub fn covers(&self, other: &Pattern<'_>) -> bool {
        self.scheme == other.scheme && self.port.covers(other.port) && self.host.covers(&other.host)
    }
}

impl HostPattern<'_> {
    fn matches(&self, host: &str) -> bool {
        match self {
            HostPattern::Exactly(exactly) => host == *exactly,
            HostPattern::Below(domain) => is_below(host, domain),
            HostPattern::Every => true,
        }
    }

    fn covers(&self, other: &HostPattern<'_>) -> bool {
        match (self, other) {
            (HostPattern::Every, _) => true,
            (_, HostPattern::Every) | (HostPattern::Exactly(_), HostPattern::Below(_)) => false,
            (_, HostPattern::Exactly(host)) => self.matches(host),
            (HostPattern::Below(domain), HostPattern::Below(deeper)) => {
                domain == deeper || is_below(deeper, domain)
            }
        }
    }
}

impl PortPattern {
    fn matches(self, port: Option<u16>) -> bool {
        match self {
            PortPattern::None => port.is_none(),
            PortPattern::Exactly(exactly) => port == Some(exactly),
            PortPattern::Any => true,
        }
    }

    fn covers(self, other: PortPattern) -> bool {
        self == PortPattern::Any || self == other
    }
}

/// Whether `host` is one or more labels, a dot, and `domain`. The end alone is not enough:
/// `evilexample.com` ends in `example.com`.
fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).and_then(|labels| labels.strip_suffix('.')).is_some_and(are_labels)
}
