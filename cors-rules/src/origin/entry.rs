//! An entry that was read: an exact origin or a pattern.

use cors_table::{HostPattern, Pattern, PortPattern};

use crate::origin::space::{self, Space};

/// An entry of a list of origins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// This serialized origin and no other.
    Exact(String),
    /// All origins that the pattern stands for.
    Pattern(PatternEntry),
}

/// A pattern as it was written, with its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternEntry {
    pub(crate) text: String,
    pub(crate) scheme: String,
    pub(crate) host: Host,
    pub(crate) port: Port,
}

/// What an entry is made of. Of bytes that are no origin, as `raw` spells them, all are empty.
pub(crate) struct Parts {
    pub(crate) scheme: String,
    pub(crate) host: Host,
    pub(crate) port: Port,
}

/// The host of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// This host.
    Exactly(String),
    /// `*.` and this domain.
    Below(String),
    /// One label with a `*` in it, directly below a domain.
    Label {
        /// What stands before the `*`.
        before: String,
        /// What stands behind it.
        after: String,
        /// The domain.
        domain: String,
    },
    /// `*`, for schemes other than http(s).
    Every,
}

/// The port of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// None is written.
    None,
    /// This one.
    Exactly(u16),
    /// `*`.
    Any,
}

impl Host {
    /// The host as it is written.
    pub(crate) fn text(&self) -> String {
        match self {
            Host::Exactly(host) => host.clone(),
            Host::Below(domain) => format!("*.{domain}"),
            Host::Label { before, after, domain } => format!("{before}*{after}.{domain}"),
            Host::Every => "*".to_owned(),
        }
    }

    /// The host itself, or the domain that a pattern's hosts are below.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Host::Exactly(name) | Host::Below(name) | Host::Label { domain: name, .. } => {
                Some(name)
            }
            Host::Every => None,
        }
    }
}

impl Entry {
    /// Puts an entry together in the form that browsers use.
    pub(crate) fn new(scheme: &str, host: Host, port: Port) -> Self {
        let host_text = host.text();
        let port_text = match port {
            Port::None => String::new(),
            Port::Exactly(port) => format!(":{port}"),
            Port::Any => ":*".to_owned(),
        };
        let text = format!("{scheme}://{host_text}{port_text}");
        match (&host, port) {
            (Host::Exactly(_), Port::None | Port::Exactly(_)) => Entry::Exact(text),
            _ => Entry::Pattern(PatternEntry { text, scheme: scheme.to_owned(), host, port }),
        }
    }

    /// The entry as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Entry::Exact(text) => text,
            Entry::Pattern(pattern) => &pattern.text,
        }
    }

    /// Whether every origin that `other` stands for is one of this entry's too.
    #[must_use]
    pub fn covers(&self, other: &Entry) -> bool {
        match (self, other) {
            (Entry::Exact(this), Entry::Exact(other)) => this == other,
            (Entry::Exact(_), Entry::Pattern(_)) => false,
            (Entry::Pattern(this), Entry::Exact(other)) => {
                this.as_pattern().matches(other.as_bytes())
            }
            (Entry::Pattern(this), Entry::Pattern(other)) => {
                this.as_pattern().covers(&other.as_pattern())
            }
        }
    }

    /// The hosts, of a pattern.
    #[must_use]
    pub fn pattern_host(&self) -> Option<&Host> {
        match self {
            Entry::Exact(_) => None,
            Entry::Pattern(pattern) => Some(&pattern.host),
        }
    }

    /// Scheme and host, of a pattern the domain; `*` for every host.
    pub(crate) fn place(&self) -> (&str, &str) {
        let text = match self {
            Entry::Exact(text) => text,
            Entry::Pattern(pattern) => {
                return (&pattern.scheme, pattern.host.name().unwrap_or("*"));
            }
        };
        let Some((scheme, rest)) = text.split_once("://") else { return ("", text) };
        let host = match rest.find(']') {
            Some(bracket) => rest.get(..=bracket).unwrap_or(rest),
            None => rest.split_once(':').map_or(rest, |(host, _)| host),
        };
        (scheme, host)
    }

    /// What the first label of the hosts begins and ends with, and the domain behind it; `None` if they have
    /// any number of labels before their domain.
    pub(crate) fn first_label(&self) -> Option<(&str, &str, &str)> {
        match self.pattern_host() {
            Some(Host::Label { before, after, domain }) => Some((before, after, domain)),
            Some(Host::Below(_) | Host::Every) => None,
            Some(Host::Exactly(_)) | None => {
                let (label, domain) = self.place().1.split_once('.')?;
                Some((label, label, domain))
            }
        }
    }

    /// Where the host begins in the text.
    pub(crate) fn host_at(&self) -> usize {
        self.text().find("://").map_or(0, |at| at.saturating_add("://".len()))
    }

    /// Whether the entry is on http, where whoever controls the network can speak as the page, and
    /// not on the developer's own machine.
    #[must_use]
    pub fn is_insecure(&self) -> bool {
        self.parts().scheme == "http" && !self.is_loopback()
    }

    /// Whether pages of this entry are served by the machine that shows them.
    /// <https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.parts().host.name().is_some_and(cors_table::is_loopback)
    }

    /// Where pages of this entry are that are other ones for other users; `None` for other schemes than http(s),
    /// whose hosts are identifiers.
    pub(crate) fn space(&self) -> Option<Space> {
        let Parts { scheme, host, .. } = self.parts();
        space::of(host.name().filter(|_| matches!(&*scheme, "http" | "https"))?)
    }

    /// Scheme, host and port.
    pub(crate) fn parts(&self) -> Parts {
        match self {
            Entry::Pattern(pattern) => Parts {
                scheme: pattern.scheme.clone(),
                host: pattern.host.clone(),
                port: pattern.port,
            },
            Entry::Exact(text) => {
                let origin = cors_table::Origin::parse(text.as_bytes());
                Parts {
                    scheme: origin.map_or("", |origin| origin.scheme()).to_owned(),
                    host: Host::Exactly(origin.map_or("", |origin| origin.host()).to_owned()),
                    port: origin.and_then(|origin| origin.port()).map_or(Port::None, Port::Exactly),
                }
            }
        }
    }
}

impl PatternEntry {
    /// The pattern as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The scheme.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The hosts.
    #[must_use]
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// The ports.
    #[must_use]
    pub fn port(&self) -> Port {
        self.port
    }

    /// The pattern, to match with.
    #[must_use]
    pub fn as_pattern(&self) -> Pattern<'_> {
        Pattern {
            scheme: &self.scheme,
            host: match &self.host {
                Host::Exactly(host) => HostPattern::Exactly(host),
                Host::Below(domain) => HostPattern::Below(domain),
                Host::Label { before, after, domain } => {
                    HostPattern::Label { before, after, domain }
                }
                Host::Every => HostPattern::Every,
            },
            port: match self.port {
                Port::None => PortPattern::None,
                Port::Exactly(port) => PortPattern::Exactly(port),
                Port::Any => PortPattern::Any,
            },
        }
    }
}
