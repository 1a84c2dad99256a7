//! Patterns: any subdomain, one label with fixed ends, any port, any host of a scheme.

use core::fmt;

use crate::origin::{
    MAX_DOMAIN_BYTES, MAX_LABEL_BYTES, MAX_WEB_ORIGIN_BYTES, are_labels, is_app_host, split_port,
};

/// A set of origins that is too large to list.
///
/// ```
/// use cors_table::{HostPattern, Pattern, PortPattern};
///
/// // "https://*.example.com"
/// let pattern = Pattern { scheme: "https", host: HostPattern::Below("example.com"), port: PortPattern::None };
/// assert!(pattern.matches(b"https://a.example.com") && pattern.matches(b"https://a.b.example.com"));
/// assert!(!pattern.matches(b"https://example.com") && !pattern.matches(b"https://evilexample.com"));
/// assert!(!pattern.matches(b"https://a.example.com:8443") && !pattern.matches(b"http://a.example.com"));
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
    /// Whether `origin`, any bytes, is a serialized origin that the pattern stands for. It is compared from both
    /// ends, where most others differ, before what is between them is looked at, once. The work is bounded. The
    /// pattern's own parts are taken to be well-formed, as the rules leave them.
    #[must_use]
    pub fn matches(&self, origin: &[u8]) -> bool {
        let rest = origin.strip_prefix(self.scheme.as_bytes());
        let Some(rest) = rest.and_then(|rest| rest.strip_prefix(b"://")) else { return false };
        if origin.len() > MAX_WEB_ORIGIN_BYTES {
            return false;
        }
        if self.port == PortPattern::None {
            // No host matches with a port at its end.
            return self.host.matches(rest);
        }
        split_port(self.scheme, rest)
            .is_some_and(|(host, port)| self.port.matches(port) && self.host.matches(host))
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
    /// Whether `host`, any bytes, is one of those that the pattern stands for.
    #[must_use]
    pub fn matches(&self, host: &[u8]) -> bool {
        match self {
            HostPattern::Exactly(exactly) => host == exactly.as_bytes(),
            HostPattern::Below(domain) => is_below(host, domain),
            HostPattern::Label { before, after, domain } => {
                above(host, domain).is_some_and(|label| is_label(label, before, after))
            }
            HostPattern::Every => is_app_host(host),
        }
    }

    fn covers(&self, other: &HostPattern<'_>) -> bool {
        match (self, other) {
            (HostPattern::Every, _) => true,
            (_, HostPattern::Exactly(host)) => self.matches(host.as_bytes()),
            (
                HostPattern::Below(domain),
                HostPattern::Below(other) | HostPattern::Label { domain: other, .. },
            ) => domain == other || is_below(other.as_bytes(), domain),
            (
                HostPattern::Label { before, after, domain },
                HostPattern::Label { before: other_before, after: other_after, domain: other },
            ) => {
                // What the other has more at its ends has to fit this one's star.
                domain == other
                    && other_before
                        .strip_prefix(before)
                        .is_some_and(|more| is_of_star(more.as_bytes()))
                    && other_after
                        .strip_suffix(after)
                        .is_some_and(|more| is_of_star(more.as_bytes()))
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

/// What stands before `domain` and the dot that separates them. The end alone is not enough:
/// `evilexample.com` ends in `example.com`.
fn above<'h>(host: &'h [u8], domain: &str) -> Option<&'h [u8]> {
    let is_short =
        host.len() <= MAX_DOMAIN_BYTES.saturating_add(usize::from(domain.ends_with('.')));
    host.strip_suffix(domain.as_bytes())?.strip_suffix(b".").filter(|_| is_short)
}

/// Whether `host` is one or more labels, a dot, and `domain`.
fn is_below(host: &[u8], domain: &str) -> bool {
    above(host, domain).is_some_and(are_labels)
}

/// Whether `label` is one label with these ends, which do not overlap, and with what a star can stand for
/// between them: never a dot, and not nothing.
fn is_label(label: &[u8], before: &str, after: &str) -> bool {
    let between = label
        .strip_prefix(before.as_bytes())
        .and_then(|label| label.strip_suffix(after.as_bytes()));
    label.len() <= MAX_LABEL_BYTES
        && between.is_some_and(|between| !between.is_empty() && is_of_star(between))
}

/// Whether `text` can be a part of what a star stands for. Without `_`, which no certificate can be issued for,
/// and no host of previews puts in a name.
fn is_of_star(text: &[u8]) -> bool {
    text.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::string::String;
    use std::vec::Vec;
    use std::{format, vec};

    use super::{HostPattern, Pattern, PortPattern};
    use crate::{MAX_WEB_ORIGIN_BYTES, Origin};

    /// What matches is a serialized origin, and as its parts say: checked against those, for every host that can be
    /// put together of a few pieces.
    #[test]
    fn a_pattern_matches_what_the_parts_of_an_origin_match() {
        let (label, longer) = ("l".repeat(63), "l".repeat(64));
        let name = [&*label; 4].join(".");
        let pieces = [
            "a", "B", "-", "_", ".", "d", ".d", "[::1]", "[", ":", ":*", ":0", ":80", ":443",
            ":08", ":8443", ":65536", "/", "~", " ", "\u{e9}", &label, &longer, &name,
        ];
        let mut hosts = vec![String::new()];
        for _ in 0..3 {
            let more: Vec<_> = hosts
                .iter()
                .flat_map(|host| pieces.iter().map(move |piece| format!("{host}{piece}")))
                .collect();
            hosts.extend(more);
        }
        let host_patterns = [
            HostPattern::Exactly("d"),
            HostPattern::Exactly("[::1]"),
            HostPattern::Exactly("a.d."),
            HostPattern::Below("d"),
            HostPattern::Below("d."),
            HostPattern::Label { before: "a", after: "", domain: "d" },
            HostPattern::Label { before: "", after: "-", domain: "d" },
        ];
        let port_patterns = [PortPattern::None, PortPattern::Exactly(8443), PortPattern::Any];
        let mut matched = 0;
        for scheme in ["http", "https", "app"] {
            let origins: Vec<_> = hosts.iter().map(|host| format!("{scheme}://{host}")).collect();
            let every = (scheme == "app").then_some(HostPattern::Every);
            for host in host_patterns.into_iter().chain(every) {
                // No address is a host of an app, and the rules let no entry have one.
                if scheme == "app" && host == HostPattern::Exactly("[::1]") {
                    continue;
                }
                for port in port_patterns {
                    let pattern = Pattern { scheme, host, port };
                    for text in &origins {
                        let expected = Origin::parse(text.as_bytes()).is_some_and(|origin| {
                            has_host(&host, origin.host()) && has_port(port, origin.port())
                        });
                        // A domain is measured in every scheme, and an app's host in none.
                        let is_longer = text.len() > scheme.len() + 3 + 254 && scheme == "app";
                        assert!(
                            pattern.matches(text.as_bytes()) == expected || is_longer,
                            "{pattern} {text}"
                        );
                        matched += u32::from(expected);
                    }
                }
            }
        }
        assert!(matched > 1_000, "{matched}");
    }

    /// Whether a host is of a pattern, for a host that is one at all.
    fn has_host(pattern: &HostPattern<'_>, host: &str) -> bool {
        let is_of = |text: &str, also: &str| {
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || also.contains(c))
        };
        match pattern {
            HostPattern::Exactly(exactly) => host == *exactly,
            HostPattern::Below(domain) => {
                host.strip_suffix(&format!(".{domain}")).is_some_and(|labels| {
                    labels.split('.').all(|label| label.len() < 64 && is_of(label, "-_"))
                })
            }
            HostPattern::Label { before, after, domain } => host
                .strip_suffix(&format!(".{domain}"))
                .filter(|label| label.len() < 64)
                .and_then(|label| label.strip_prefix(before)?.strip_suffix(after))
                .is_some_and(|star| is_of(star, "-")),
            HostPattern::Every => true,
        }
    }

    fn has_port(pattern: PortPattern, port: Option<u16>) -> bool {
        match pattern {
            PortPattern::None => port.is_none(),
            PortPattern::Exactly(exactly) => port == Some(exactly),
            PortPattern::Any => true,
        }
    }

    #[test]
    fn an_origin_that_is_too_long_is_not_matched() {
        let pattern = Pattern { scheme: "app", host: HostPattern::Every, port: PortPattern::None };
        let longest = format!("app://{}", "a".repeat(MAX_WEB_ORIGIN_BYTES - 6));
        assert!(pattern.matches(longest.as_bytes()));
        assert!(!pattern.matches(format!("{longest}a").as_bytes()));
    }

    #[test]
    fn a_pattern_covers_no_other_scheme_and_no_port_that_it_does_not_have() {
        let ports =
            [PortPattern::None, PortPattern::Exactly(1), PortPattern::Exactly(2), PortPattern::Any];
        for (scheme, other_scheme) in [("http", "http"), ("http", "https")] {
            for port in ports {
                for other in ports {
                    let one = Pattern { scheme, host: HostPattern::Below("d"), port };
                    for (host, is_below) in [("a.d", true), ("d", false)] {
                        let host = HostPattern::Exactly(host);
                        let covered = Pattern { scheme: other_scheme, host, port: other };
                        let has_port = port == other || port == PortPattern::Any;
                        let expected = scheme == other_scheme && is_below && has_port;
                        assert_eq!(one.covers(&covered), expected, "{one} {covered}");
                    }
                }
            }
        }
    }

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
            assert_eq!(pattern.matches(host.as_bytes()), expected, "{host}");
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
                    hosts.iter().fold(0, |bits, host| {
                        bits << 1 | u64::from(pattern.matches(host.as_bytes()))
                    })
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
