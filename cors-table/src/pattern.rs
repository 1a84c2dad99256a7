//! Patterns: any subdomain, one label with fixed ends, any port, any host of a scheme.

use core::fmt;

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
/// assert_eq!(pattern.to_string(), "https://*.example.com");
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
    /// Every host that is one label directly below a domain, where the label begins and ends with fixed text
    /// and has one or more of `a-z 0-9 -` between.
    Label {
        /// What the label begins with.
        before: &'a str,
        /// What it ends with.
        after: &'a str,
        /// The domain.
        domain: &'a str,
    },
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
            (HostPattern::Below(domain) | HostPattern::Label { domain, .. }, PortPattern::None) => {
                rest.ends_with(domain.as_bytes())
            }
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

/// As it stands in a policy.
impl fmt::Display for Pattern<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://", self.scheme)?;
        match self.host {
            HostPattern::Exactly(host) => f.write_str(host)?,
            HostPattern::Below(domain) => write!(f, "*.{domain}")?,
            HostPattern::Label { before, after, domain } => write!(f, "{before}*{after}.{domain}")?,
            HostPattern::Every => f.write_str("*")?,
        }
        match self.port {
            PortPattern::None => Ok(()),
            PortPattern::Exactly(port) => write!(f, ":{port}"),
            PortPattern::Any => f.write_str(":*"),
        }
    }
}

impl HostPattern<'_> {
    /// Whether `host` is one of those that the pattern stands for.
    #[must_use]
    pub fn matches(&self, host: &str) -> bool {
        match self {
            HostPattern::Exactly(exactly) => host == *exactly,
            HostPattern::Below(domain) => is_below(host, domain),
            HostPattern::Label { before, after, domain } => {
                // Up to the first dot, so that the star never stands for one.
                let Some((label, rest)) = host.split_once('.') else { return false };
                rest == *domain && between(label, before, after).is_some_and(fits_star)
            }
            HostPattern::Every => true,
        }
    }

    fn covers(&self, other: &HostPattern<'_>) -> bool {
        match (self, other) {
            (HostPattern::Every, _) => true,
            (_, HostPattern::Exactly(host)) => self.matches(host),
            (
                HostPattern::Below(domain),
                HostPattern::Below(other) | HostPattern::Label { domain: other, .. },
            ) => domain == other || is_below(other, domain),
            (
                HostPattern::Label { before, after, domain },
                HostPattern::Label { before: other_before, after: other_after, domain: other },
            ) => {
                // What the other has more at its ends has to fit this one's star.
                domain == other
                    && other_before.strip_prefix(before).is_some_and(is_of_star)
                    && other_after.strip_suffix(after).is_some_and(is_of_star)
            }
            // Many hosts, of which the left one stands for a few or for none.
            (_, HostPattern::Every | HostPattern::Below(_)) | (HostPattern::Exactly(_), _) => false,
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

/// What stands between two ends that do not overlap.
fn between<'l>(label: &'l str, before: &str, after: &str) -> Option<&'l str> {
    label.strip_prefix(before)?.strip_suffix(after)
}

/// Whether a star can stand for `text`. Without `_`, which no certificate can be issued for, and no host of
/// previews puts in a name.
fn fits_star(text: &str) -> bool {
    !text.is_empty() && is_of_star(text)
}

/// Whether `text` can be a part of what a star stands for.
fn is_of_star(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Whether `host` is one or more labels, a dot, and `domain`. The end alone is not enough:
/// `evilexample.com` ends in `example.com`.
fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).and_then(|labels| labels.strip_suffix('.')).is_some_and(are_labels)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::string::String;
    use std::vec::Vec;
    use std::{format, vec};

    use super::HostPattern;

    /// Every text of these characters up to this length.
    fn texts(characters: &[char], longest: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        for _ in 0..longest {
            let longer = all
                .iter()
                .flat_map(|text| characters.iter().map(move |next| format!("{text}{next}")));
            let mut longer: Vec<_> = longer.chain(Some(String::new())).collect();
            longer.sort();
            longer.dedup();
            all = longer;
        }
        all
    }

    #[test]
    fn a_label_pattern_stands_for_one_label_with_something_between_its_ends() {
        let pattern =
            HostPattern::Label { before: "pr-", after: "--acme", domain: "previews.example" };
        for (host, expected) in [
            ("pr-1--acme.previews.example", true),
            ("pr---acme.previews.example", false),
            ("pr----acme.previews.example", true),
            ("pr-1-a--acme.previews.example", true),
            ("pr-a--acme--acme.previews.example", true),
            ("pr-acme.previews.example", false),
            ("pr-1--acme.x.previews.example", false),
            ("x.pr-1--acme.previews.example", false),
            ("pr-1.x--acme.previews.example", false),
            ("pr-a_b--acme.previews.example", false),
            ("apr-1--acme.previews.example", false),
            ("pr-1--acmes.previews.example", false),
            ("pr-1--acme.previews.example.", false),
            ("pr-1--acme.previews.example.evil.example", false),
            ("pr-1--acme", false),
            ("pr-1--acme.", false),
            ("previews.example", false),
        ] {
            assert_eq!(pattern.matches(host), expected, "{host}");
        }
    }

    /// Of any two patterns, one covers the other exactly if it matches every host that the other matches: by
    /// brute force, over every label of a few characters that is long enough to tell two patterns apart.
    #[test]
    fn a_pattern_covers_what_it_matches_all_of() {
        let domains = ["d", "a.d", "b"];
        let ends = texts(&['a', '-', '_'], 2);
        let labels = texts(&['a', 'b', '-', '_'], 5);
        let hosts: Vec<_> = domains
            .iter()
            .flat_map(|domain| labels.iter().map(move |label| format!("{label}.{domain}")))
            .filter(|host| !host.starts_with('.'))
            .chain(["a.a.a.d", "d", "b", "a.d."].map(Into::into))
            .collect();
        let mut patterns = vec![HostPattern::Every];
        patterns.extend(["d", "a.d", "a-a.d"].map(HostPattern::Exactly));
        for domain in domains {
            patterns.push(HostPattern::Below(domain));
            for before in &ends {
                let with_star =
                    ends.iter().filter(|after| !(before.is_empty() && after.is_empty()));
                patterns.extend(with_star.map(|after| HostPattern::Label {
                    before,
                    after,
                    domain,
                }));
            }
        }
        // A bit for each host.
        let matched: Vec<Vec<u64>> = patterns
            .iter()
            .map(|pattern| {
                let bits = |hosts: &[String]| {
                    hosts.iter().fold(0, |bits, host| bits << 1 | u64::from(pattern.matches(host)))
                };
                hosts.chunks(64).map(bits).collect()
            })
            .collect();
        let mut covered = 0;
        for (one, matches) in patterns.iter().zip(&matched) {
            for (other, others) in patterns.iter().zip(&matched) {
                let is_covered = others.iter().zip(matches).all(|(other, one)| other & !one == 0);
                assert_eq!(one.covers(other), is_covered, "{one:?} {other:?}");
                covered += usize::from(is_covered);
            }
        }
        assert!(covered > 2 * patterns.len(), "{covered} of {} patterns", patterns.len());
    }
}
