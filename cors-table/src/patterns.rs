//! Many patterns, found by the domain of an origin.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::build::BuiltTable;
use crate::origin::{MAX_WEB_ORIGIN_BYTES, split_port};
use crate::pattern::{HostPattern, Pattern, PortPattern};

/// Patterns with an index, so that an origin is compared with the few that have its domain.
///
/// A look-up makes one probe for each domain above the host, up to the deepest domain of the list, and a few binary
/// searches where a domain is found. The work depends on the number of patterns only if their first labels have ends
/// of many different lengths, as `a*.example.com` and `bb*.example.com` do.
///
/// ```
/// use cors_table::{BuiltPatterns, HostPattern, Pattern, PortPattern};
///
/// let below = |domain| Pattern {
///     scheme: "https",
///     host: HostPattern::Below(domain),
///     port: PortPattern::None,
/// };
/// let patterns = BuiltPatterns::new(&[below("example.com"), below("example.org")]);
/// assert!(patterns.contains(b"https://a.example.org"));
/// assert!(!patterns.contains(b"https://example.org"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct BuiltPatterns {
    /// Sorted, each once.
    patterns: Vec<Parts>,
    /// The domains of the patterns.
    domains: BuiltTable,
    /// The patterns of each domain, in the order of that table.
    ranges: Vec<Range<usize>>,
    /// How many dots the domain with the most has.
    most_dots: usize,
    /// The lengths of what is before and behind a `*` in a label, each pair once.
    ends: Vec<(usize, usize)>,
}

/// A pattern. The order of the fields is the order of the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Parts {
    /// Empty if the host is `*`.
    domain: String,
    kind: Kind,
    scheme: String,
    port: u32,
    before: String,
    after: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Exactly,
    Below,
    Label,
    Every,
}

/// Ports as numbers, so that they have an order.
const NO_PORT: u32 = 0x1_0000;
const ANY_PORT: u32 = 0x1_0001;

fn port_number(port: PortPattern) -> u32 {
    match port {
        PortPattern::None => NO_PORT,
        PortPattern::Exactly(port) => port.into(),
        PortPattern::Any => ANY_PORT,
    }
}

impl Parts {
    fn new(pattern: &Pattern<'_>) -> Self {
        let (kind, domain, before, after) = match pattern.host {
            HostPattern::Exactly(host) => (Kind::Exactly, host, "", ""),
            HostPattern::Below(domain) => (Kind::Below, domain, "", ""),
            HostPattern::Label { before, after, domain } => (Kind::Label, domain, before, after),
            HostPattern::Every => (Kind::Every, "", "", ""),
        };
        Parts {
            domain: domain.to_owned(),
            kind,
            scheme: pattern.scheme.to_owned(),
            port: port_number(pattern.port),
            before: before.to_owned(),
            after: after.to_owned(),
        }
    }

    fn as_pattern(&self) -> Pattern<'_> {
        let Parts { domain, before, after, .. } = self;
        Pattern {
            scheme: &self.scheme,
            host: match self.kind {
                Kind::Exactly => HostPattern::Exactly(domain),
                Kind::Below => HostPattern::Below(domain),
                Kind::Label => HostPattern::Label { before, after, domain },
                Kind::Every => HostPattern::Every,
            },
            port: match self.port {
                NO_PORT => PortPattern::None,
                port => u16::try_from(port).map_or(PortPattern::Any, PortPattern::Exactly),
            },
        }
    }
}

impl BuiltPatterns {
    /// The index of these patterns. One that is there twice counts once.
    #[must_use]
    pub fn new(patterns: &[Pattern<'_>]) -> Self {
        let mut patterns: Vec<_> = patterns.iter().map(Parts::new).collect();
        patterns.sort_unstable();
        patterns.dedup();
        let mut listed: Vec<&str> = patterns.iter().map(|pattern| &*pattern.domain).collect();
        listed.dedup();
        let domains = BuiltTable::of_distinct(&listed);
        let mut ranges = Vec::with_capacity(domains.table().len());
        for domain in domains.table().iter() {
            let from = patterns.partition_point(|pattern| &*pattern.domain < domain);
            ranges.push(from..patterns.partition_point(|pattern| &*pattern.domain <= domain));
        }
        let mut ends: Vec<_> = patterns
            .iter()
            .filter(|pattern| pattern.kind == Kind::Label)
            .map(|pattern| (pattern.before.len(), pattern.after.len()))
            .collect();
        ends.sort_unstable();
        ends.dedup();
        let most_dots = listed.iter().map(|domain| dots(domain)).max().unwrap_or_default();
        BuiltPatterns { patterns, domains, ranges, most_dots, ends }
    }

    /// How many patterns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// The patterns, sorted by their domains.
    pub fn iter(&self) -> impl Iterator<Item = Pattern<'_>> {
        self.patterns.iter().map(Parts::as_pattern)
    }

    /// Whether a pattern matches `origin`, any bytes.
    #[must_use]
    pub fn contains(&self, origin: &[u8]) -> bool {
        !self.patterns.is_empty() && self.find(origin).is_some()
    }

    fn find(&self, origin: &[u8]) -> Option<()> {
        if origin.len() > MAX_WEB_ORIGIN_BYTES {
            return None;
        }
        let (scheme, rest) = core::str::from_utf8(origin).ok()?.split_once("://")?;
        let (host, port) = split_port(scheme, rest.as_bytes())?;
        let host = rest.get(..host.len())?;
        let sent = Sent { origin, scheme, port: port.map_or(NO_PORT, u32::from) };
        // From the right, so that a host of many labels costs no more than the deepest domain.
        let starts = host.rmatch_indices('.').map(|(dot, _)| dot.saturating_add(1)).chain([0]);
        let shallow = starts.take(self.most_dots.saturating_add(1));
        let is_found =
            shallow.filter_map(|start| host.split_at_checked(start)).any(|(labels, domain)| {
                match labels.strip_suffix('.') {
                    None => self.group(domain).any(Kind::Exactly, "", "", &sent),
                    Some(labels) => {
                        let group = self.group(domain);
                        group.any(Kind::Below, "", "", &sent)
                            || self.has_label(group, labels, &sent)
                    }
                }
            });
        // A host of many dots was not looked at as a whole.
        let is_found = is_found
            || self.group(host).any(Kind::Exactly, "", "", &sent)
            || self.group("").any(Kind::Every, "", "", &sent);
        is_found.then_some(())
    }

    /// Whether a pattern of the group matches this one label.
    fn has_label(&self, group: Group<'_>, label: &str, sent: &Sent<'_>) -> bool {
        !group.0.is_empty()
            && self.ends.iter().any(|(before, after)| {
                let end = label.len().checked_sub(*after);
                let ends = label.get(..*before).zip(end.and_then(|end| label.get(end..)));
                ends.is_some_and(|(before, after)| group.any(Kind::Label, before, after, sent))
            })
    }

    /// The patterns with this domain.
    fn group(&self, domain: &str) -> Group<'_> {
        let slot = self.domains.table().find(domain.as_bytes());
        let range = slot.and_then(|slot| self.ranges.get(slot).cloned());
        Group(range.and_then(|range| self.patterns.get(range)).unwrap_or_default())
    }
}

/// An origin that is looked up.
struct Sent<'o> {
    origin: &'o [u8],
    scheme: &'o str,
    port: u32,
}

/// The patterns with one domain, sorted.
#[derive(Clone, Copy)]
struct Group<'p>(&'p [Parts]);

impl Group<'_> {
    /// Whether a pattern with these parts matches the origin.
    fn any(self, kind: Kind, before: &str, after: &str, sent: &Sent<'_>) -> bool {
        [sent.port, ANY_PORT].into_iter().any(|port| {
            let key = (kind, sent.scheme, port, before, after);
            let found = self.0.binary_search_by(|pattern| {
                let Parts { kind, scheme, port, before, after, .. } = pattern;
                (*kind, &**scheme, *port, &**before, &**after).cmp(&key)
            });
            let pattern = found.ok().and_then(|at| self.0.get(at));
            pattern.is_some_and(|pattern| pattern.as_pattern().matches(sent.origin))
        })
    }
}

fn dots(domain: &str) -> usize {
    domain.bytes().filter(|byte| *byte == b'.').count()
}
