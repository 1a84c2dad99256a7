//! What entries of `allow_origins`, `timing_allow_origins` and `runtime_origins` say about one another, and
//! about credentials.

use std::collections::{BTreeSet, HashMap};

use super::{Declaration, Located, Origins, RuntimeOrigins, Timing, apps};
use crate::fault::Fault;
use crate::field::Field;
use crate::origin::{Entry, Host, Parts, Port, is_open_below, is_registry, mended, suffix_below};
use crate::rule::{Level, Rule};
use crate::suffixes::reason;

pub(super) fn check(policy: &Declaration, faults: &mut Vec<Located>) {
    if let Origins::Listed(entries) = &policy.origins {
        redundant(Field::AllowOrigins, entries, faults);
        suffixes(Field::AllowOrigins, entries, policy.credentials, faults);
        apps::check(Field::AllowOrigins, entries, faults);
        if policy.credentials {
            dangerous_with_credentials(Field::AllowOrigins, entries, faults);
        }
    }
    if let Some(runtime) = &policy.runtime {
        let field = Field::RuntimeOrigins;
        if let RuntimeOrigins::Within(entries) = runtime {
            redundant(field, entries, faults);
            suffixes(field, entries, policy.credentials, faults);
            if policy.credentials {
                dangerous_with_credentials(field, entries, faults);
            }
        }
        if policy.origins == Origins::Any {
            faults.push(Located::value(field, Fault::at(Rule::RuntimeNeedless, field.name())));
        }
    }
    if let Timing::Listed(entries) = &policy.timing {
        redundant(Field::TimingAllowOrigins, entries, faults);
        apps::check(Field::TimingAllowOrigins, entries, faults);
        timing_patterns(entries, faults);
    }
    long_timing_list(policy, faults);
}

/// The entries that can be used, with their places.
pub(super) fn usable(entries: &[Option<Entry>]) -> impl Iterator<Item = (usize, &Entry)> {
    entries.iter().enumerate().filter_map(|(index, entry)| Some((index, entry.as_ref()?)))
}

pub(super) fn whole(rule: Rule, entry: &Entry) -> Fault {
    Fault::within(rule, entry.text(), 0..entry.text().len())
}

/// Entries that change nothing. Of two that are equal it is the later one.
fn redundant(field: Field, entries: &[Option<Entry>], faults: &mut Vec<Located>) {
    let mut first_of = HashMap::new();
    let patterns = Patterns::new(entries);
    for (index, entry) in usable(entries) {
        let first = *first_of.entry(entry.text()).or_insert(index);
        let covered_by =
            if first < index { Some((first, entry)) } else { patterns.covering(entry) };
        if let Some((other, covering)) = covered_by {
            let fault = whole(Rule::RedundantOrigin, entry).related_to(covering.text());
            faults.push(Located::entry(field, index, fault).beside(other));
        }
    }
}

/// The patterns of a list, found by what they have in common with what they cover, so that a list of thousands
/// is not compared pair by pair.
#[derive(Default)]
struct Patterns<'e> {
    /// By scheme, and by host or domain.
    by_place: HashMap<(&'e str, &'e str), Vec<(usize, &'e Entry)>>,
    /// Those with a `*` in a label: by scheme, domain, and what stands before and behind the `*`.
    by_label: HashMap<[&'e str; 4], Vec<(usize, &'e Entry)>>,
    /// How long what stands before and behind the `*` is, of those with a scheme and a domain.
    lengths: HashMap<(&'e str, &'e str), BTreeSet<(usize, usize)>>,
}

impl<'e> Patterns<'e> {
    fn new(entries: &'e [Option<Entry>]) -> Self {
        let mut patterns = Patterns::default();
        for (index, entry) in usable(entries) {
            let place = entry.place();
            match entry.pattern_host() {
                None => {}
                Some(Host::Label { before, after, domain }) => {
                    let lengths = patterns.lengths.entry(place).or_default();
                    lengths.insert((before.len(), after.len()));
                    let label = [place.0, domain, before, after];
                    patterns.by_label.entry(label).or_default().push((index, entry));
                }
                Some(_) => patterns.by_place.entry(place).or_default().push((index, entry)),
            }
        }
        patterns
    }

    /// A pattern that covers an entry and is not equal to it. Two patterns that cover each other are
    /// equal.
    fn covering<'s>(&'s self, entry: &'s Entry) -> Option<(usize, &'s Entry)> {
        self.at_or_above(entry)
            .chain(self.around_label(entry))
            .find(|(_, pattern)| pattern.text() != entry.text() && pattern.covers(entry))
    }

    /// Those with the entry's own host, with one that the host is below, or with every host.
    fn at_or_above<'s>(&'s self, entry: &'s Entry) -> impl Iterator<Item = (usize, &'s Entry)> {
        let (scheme, host) = entry.place();
        let above =
            std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, above)| above));
        above
            .chain(["*"])
            .filter_map(move |host| self.by_place.get(&(scheme, host)))
            .flatten()
            .copied()
    }

    /// Those whose `*` stands in a label like the entry's first one.
    fn around_label<'s>(&'s self, entry: &'s Entry) -> impl Iterator<Item = (usize, &'s Entry)> {
        let scheme = entry.place().0;
        let label = entry.first_label().into_iter();
        let ends = label.flat_map(move |(before, after, domain)| {
            let lengths = self.lengths.get(&(scheme, domain)).into_iter().flatten();
            lengths.filter_map(move |(start, end)| {
                let after = after.get(after.len().checked_sub(*end)?..)?;
                Some([scheme, domain, before.get(..*start)?, after])
            })
        });
        ends.filter_map(|ends| self.by_label.get(&ends)).flatten().copied()
    }
}

/// Patterns below a name under which anybody can have one.
fn suffixes(field: Field, entries: &[Option<Entry>], credentials: bool, faults: &mut Vec<Located>) {
    for (index, entry) in usable(entries) {
        let rule = match entry.pattern_host() {
            Some(Host::Below(domain)) if is_open_below(domain) => Rule::PublicSuffix,
            // `*.` stands for names of any depth, the only thing that reaches so far down.
            Some(Host::Below(domain)) if suffix_below(domain).is_some() => Rule::PublicSuffix,
            // Whoever registers names takes them as they are, whatever is fixed in them.
            Some(Host::Label { domain, .. }) if is_registry(domain) => Rule::PublicSuffix,
            Some(Host::Label { domain, .. }) if credentials && is_open_below(domain) => {
                Rule::RegistrablePreview
            }
            _ => continue,
        };
        let suffix = entry.place().1;
        let to = entry.host_at().saturating_add(entry.parts().host.text().len());
        let range = to.saturating_sub(suffix.len())..to;
        let open = suffix_below(suffix).unwrap_or(suffix);
        let fault = Fault::within(rule, entry.text(), range).related_to(open).wanting(reason(open));
        let level = if credentials { Level::Denied } else { Level::Warning };
        faults.push(Located::entry(field, index, fault.with_level(level)));
    }
}

fn dangerous_with_credentials(field: Field, entries: &[Option<Entry>], faults: &mut Vec<Located>) {
    for (index, entry) in usable(entries) {
        if entry.text() == "null" {
            // Allowed by name or not: with cookies it would hand every user's data to every site.
            let fault = whole(Rule::NullOrigin, entry).with_level(Level::Error);
            faults.push(Located::entry(field, index, fault));
        }
        if entry.is_insecure() {
            let fault = whole(Rule::InsecureOrigin, entry).replaced_by(encrypted(entry));
            faults.push(Located::entry(field, index, fault));
        }
        if entry.parts().host == Host::Every {
            faults.push(Located::entry(field, index, whole(Rule::AnyHost, entry)));
        }
    }
}

/// The entry with https in place of http, as text to paste.
fn encrypted(entry: &Entry) -> Option<String> {
    let Parts { host, port, .. } = entry.parts();
    let port = if port == Port::Exactly(443) { Port::None } else { port };
    mended(&Entry::new("https", host, port))
}

/// `timing_allow_origins` becomes one constant header.
fn timing_patterns(entries: &[Option<Entry>], faults: &mut Vec<Located>) {
    for (index, entry) in usable(entries).filter(|(_, entry)| matches!(entry, Entry::Pattern(_))) {
        faults.push(Located::entry(
            Field::TimingAllowOrigins,
            index,
            whole(Rule::TimingPattern, entry),
        ));
    }
}

/// What nginx takes of a response's headers, all together, on most machines: one page of memory, in bytes.
/// <https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffer_size>
const LONGEST_TIMING_LIST: usize = 4096;

/// The whole list is in every response: browsers look for the page's origin in it where they send none.
fn long_timing_list(policy: &Declaration, faults: &mut Vec<Located>) {
    let entries = match (&policy.timing, &policy.origins) {
        (Timing::Listed(entries), _) | (Timing::Same, Origins::Listed(entries)) => entries,
        (Timing::None | Timing::Any | Timing::Same, _) => return,
    };
    let exact = usable(entries).filter(|(_, entry)| matches!(entry, Entry::Exact(_)));
    let texts: Vec<_> = exact.map(|(_, entry)| entry.text()).collect();
    let bytes = texts.join(", ").len();
    if bytes > LONGEST_TIMING_LIST {
        let field = Field::TimingAllowOrigins;
        let fault = Fault::at(Rule::LongTimingList, field.name()).related_to(bytes.to_string());
        faults.push(Located::value(field, fault));
    }
}
