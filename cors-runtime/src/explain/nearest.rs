//! The listed entry that an origin is nearest to: most refused origins are a slip away from one.

use std::fmt;

use cors_table::{HostPattern, Origin, Pattern, PortPattern};

/// An entry of the policy, and in what a refused origin differs from it.
///
/// It names an entry of the policy: for the policy's people, not for whoever sent the request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Nearest {
    /// The entry as it stands in the policy.
    pub entry: String,
    /// In what the origin differs from it; never empty.
    pub differs: Vec<Difference>,
}

/// In what an origin differs from an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Difference {
    /// Browsers send origins in lower case.
    Case,
    /// Something follows the host and port, such as a slash; no browser sends it.
    Ending,
    /// `http` and `https` are two origins.
    Scheme,
    /// Each port is an origin of its own, and browsers leave out the default one.
    Port,
    /// A dot at the end of the host makes another origin.
    TrailingDot,
    /// One host is above the other.
    Subdomain,
    /// `localhost`, `127.0.0.1` and `[::1]` are one machine and three origins.
    LoopbackName,
}

impl Difference {
    const fn weight(self) -> u32 {
        match self {
            Difference::Subdomain => 2,
            _ => 1,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Difference::Case => "in upper-case letters",
            Difference::Ending => "in what follows the host",
            Difference::Scheme => "in the scheme",
            Difference::Port => "in the port",
            Difference::TrailingDot => "in a dot at the end of the host",
            Difference::Subdomain => "in the subdomain",
            Difference::LoopbackName => "in the name of the loopback host",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Nearest {
    /// `in the scheme and in the port`.
    pub(crate) fn differences(&self) -> String {
        let words: Vec<_> = self.differs.iter().map(|difference| difference.words()).collect();
        words.join(" and ")
    }
}

/// More than this is no slip.
const FARTHEST: u32 = 3;

/// No longer origin is compared, in bytes: those of web pages have 268 at most.
const LONGEST: usize = 300;

/// The entry that `origin`, which none of them allows, differs least from.
pub(crate) fn nearest<'e>(
    exact: impl Iterator<Item = &'e str>,
    patterns: impl Iterator<Item = Pattern<'e>>,
    origin: &str,
) -> Option<Nearest> {
    if origin.len() > LONGEST {
        return None;
    }
    let lower = origin.to_ascii_lowercase();
    let sent = Sent::split(origin, &lower)?;
    let exact = exact.filter_map(|entry| {
        let listed = Origin::parse(entry.as_bytes())?;
        let port = listed.port().map_or(PortPattern::None, PortPattern::Exactly);
        let host = HostPattern::Exactly(listed.host());
        let pattern = Pattern { scheme: listed.scheme(), host, port };
        let differs = sent.compare(&pattern)?;
        Some(Nearest { entry: entry.to_owned(), differs })
    });
    let patterns = patterns.filter_map(|pattern| {
        let differs = sent.compare(&pattern)?;
        Some(Nearest { entry: pattern.to_string(), differs })
    });
    let distance = |near: &Nearest| near.differs.iter().map(|part| part.weight()).sum::<u32>();
    exact
        .chain(patterns)
        .filter(|near| distance(near) <= FARTHEST)
        .min_by(|a, b| (distance(a), &a.entry).cmp(&(distance(b), &b.entry)))
}

/// What a client sent, split more generously than browsers write it.
struct Sent<'a> {
    scheme: &'a str,
    host: &'a str,
    port: Option<&'a str>,
    is_lower: bool,
    ends: bool,
}

impl<'a> Sent<'a> {
    fn split(origin: &str, lower: &'a str) -> Option<Sent<'a>> {
        let (scheme, rest) = lower.split_once("://")?;
        let (authority, ending) = match rest.find(['/', '?', '#', ' ', ',']) {
            Some(end) => rest.split_at_checked(end)?,
            None => (rest, ""),
        };
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port)),
            _ => (authority, None),
        };
        Some(Sent { scheme, host, port, is_lower: lower == origin, ends: ending.is_empty() })
    }

    /// In what the origin differs from what is listed; `None` if they have nothing to do with each other.
    fn compare(&self, listed: &Pattern<'_>) -> Option<Vec<Difference>> {
        let host = match listed.host {
            HostPattern::Exactly(host) => host_difference(self.host, host)?,
            HostPattern::Below(domain) if is_below(self.host, domain) => None,
            HostPattern::Label { .. } if listed.host.matches(self.host.as_bytes()) => None,
            // The pattern leaves out the domain itself.
            HostPattern::Below(domain) | HostPattern::Label { domain, .. } => {
                host_difference(self.host, domain)?.or(Some(Difference::Subdomain))
            }
            HostPattern::Every if self.scheme == listed.scheme => None,
            HostPattern::Every => return None,
        };
        let is_port_equal = match listed.port {
            PortPattern::Any => true,
            PortPattern::None => self.port.is_none(),
            PortPattern::Exactly(port) => self.port == Some(&*port.to_string()),
        };
        let differs = [
            (!self.is_lower).then_some(Difference::Case),
            (!self.ends).then_some(Difference::Ending),
            (self.scheme != listed.scheme).then_some(Difference::Scheme),
            (!is_port_equal).then_some(Difference::Port),
            host,
        ];
        let differs: Vec<_> = differs.into_iter().flatten().collect();
        (!differs.is_empty()).then_some(differs)
    }
}

/// `None` if the hosts have nothing to do with each other, `Some(None)` if they are equal.
#[expect(clippy::option_option, reason = "unrelated, equal, or different in one way")]
fn host_difference(host: &str, listed: &str) -> Option<Option<Difference>> {
    let is_loopback = |host| matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    if host == listed {
        Some(None)
    } else if host.trim_end_matches('.') == listed.trim_end_matches('.') {
        Some(Some(Difference::TrailingDot))
    } else if is_loopback(host) && is_loopback(listed) {
        Some(Some(Difference::LoopbackName))
    } else if is_near(host, listed) {
        Some(Some(Difference::Subdomain))
    } else {
        None
    }
}

/// One name above the other. Two names below the same one may be two customers of one host.
fn is_near(host: &str, listed: &str) -> bool {
    let has_two_labels = |name: &str| name.contains('.');
    let is_address =
        |host: &str| host.starts_with('[') || host.ends_with(|last: char| last.is_ascii_digit());
    if is_address(host) || is_address(listed) {
        return false;
    }
    (is_below(host, listed) && has_two_labels(listed))
        || (is_below(listed, host) && has_two_labels(host))
}

fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|labels| labels.len() > 1 && labels.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use Difference::{Case, Ending, LoopbackName, Port, Scheme, Subdomain, TrailingDot};

    use super::*;
    use crate::{CorsPolicy, cors_policy};

    static API: CorsPolicy = cors_policy! {
        allow_origins: [
            "https://app.example.com",
            "https://admin.example.com:8443",
            "http://localhost:3000",
            "https://*.preview.example.org",
            #[allow(any_port)]
            "http://*.local.example:*",
            raw("app://"),
            "moz-extension://*",
        ],
    };

    fn found(origin: &str) -> Option<(String, Vec<Difference>)> {
        let Some(table) = API.listed() else { panic!("it lists") };
        assert!(!table.contains(origin.as_bytes()), "{origin} is allowed");
        nearest(table.exact.iter(), table.patterns.iter().copied(), origin)
            .map(|near| (near.entry, near.differs))
    }

    #[test]
    fn a_slip_is_named_with_the_entry_it_is_near() {
        const APP: &str = "https://app.example.com";
        const PREVIEW: &str = "https://*.preview.example.org";
        for (origin, entry, differs) in [
            ("https://APP.example.com", APP, &[Case][..]),
            ("https://app.example.com/", APP, &[Ending]),
            ("https://app.example.com/login", APP, &[Ending]),
            ("https://app.example.com, https://app.example.com", APP, &[Ending]),
            ("http://app.example.com", APP, &[Scheme]),
            ("https://app.example.com:8443", APP, &[Port]),
            ("https://app.example.com:443", APP, &[Port]),
            ("https://app.example.com.", APP, &[TrailingDot]),
            ("https://www.app.example.com", APP, &[Subdomain]),
            ("https://example.com", APP, &[Subdomain]),
            ("https://admin.example.com", "https://admin.example.com:8443", &[Port]),
            ("http://127.0.0.1:3000", "http://localhost:3000", &[LoopbackName]),
            ("http://[::1]:3000", "http://localhost:3000", &[LoopbackName]),
            ("http://localhost:5173", "http://localhost:3000", &[Port]),
            ("https://localhost:3001", "http://localhost:3000", &[Scheme, Port]),
            ("https://preview.example.org", PREVIEW, &[Subdomain]),
            ("http://a.preview.example.org", PREVIEW, &[Scheme]),
            ("https://a.preview.example.org:1", PREVIEW, &[Port]),
            ("https://a.local.example:5173", "http://*.local.example:*", &[Scheme]),
            ("HTTP://App.Example.com/", APP, &[Case, Ending, Scheme]),
        ] {
            assert_eq!(found(origin), Some((entry.to_owned(), differs.to_vec())), "{origin}");
        }
    }

    #[test]
    fn a_long_origin_is_not_compared() {
        assert_eq!(found(&format!("https://{}app.example.com", "a.".repeat(150))), None);
    }

    #[test]
    fn what_is_far_from_everything_is_near_nothing() {
        for origin in [
            "null",
            "",
            "://",
            "https://evil.example",
            "https://app.example.com.evil.example",
            "https://evilapp-example.com",
            "https://shop.example.com",
            "https://10.0.0.1",
            "https://com",
            "ftp://example.com:21/",
            "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
        ] {
            assert_eq!(found(origin), None, "{origin}");
        }
    }
}
