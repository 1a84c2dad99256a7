//! Origins that a program is given at run time, and what its source lets such a list add.
//!
//! A list is checked as entries of `runtime_origins` are, in the same words, and its entries have to be covered by the
//! field's value. A list has no `#[allow]`: something dangerous passes only if the source allows it by name, on the
//! field or on an entry that covers it. So nobody can add what no reviewer of the source has seen.

use crate::fault::{Checked, Fault};
use crate::origin::{self, Entry};
use crate::policy::{self, Declaration, Located, RuntimeOrigins};
use crate::rule::{Level, Rule};
use crate::source::{Source, in_variable};

/// Checks an entry of `within […]`: it must not cover every host, or `null`.
///
/// ```
/// use cors_rules::{Rule, runtime_origins};
///
/// assert!(runtime_origins::check("https://*.example.com").faults.is_empty());
///
/// let fault = &runtime_origins::check("https://*").faults[0];
/// assert_eq!(fault.rule, Rule::RuntimeEverybody);
/// assert!(fault.help().contains("`runtime_origins: any`"));
/// ```
#[must_use]
pub fn check(text: &str) -> Checked<Entry> {
    check_in(text, Reader::Source)
}

/// `*` in `within […]`, where it has no quotes.
#[must_use]
pub fn star_within() -> Fault {
    everybody(&Fault::at(Rule::StarInList, "*"), Reader::Source)
}

/// The person that a message is for.
#[derive(Clone, Copy)]
enum Reader {
    /// Writes the policy.
    Source,
    /// Writes a list for it, and cannot change the policy.
    List,
}

fn check_in(text: &str, reader: Reader) -> Checked<Entry> {
    let checked = origin::check(text);
    let is_everybody = |fault: &&Fault| {
        matches!(fault.rule, Rule::StarInList | Rule::WildcardHost | Rule::NullOrigin)
    };
    match checked.faults.iter().find(is_everybody) {
        Some(fault) => Checked::bad(everybody(fault, reader)),
        None => checked,
    }
}

/// The fault of an entry that would allow everybody, each kind with its own sentences.
fn everybody(found: &Fault, reader: Reader) -> Fault {
    let (why, help) = match (found.rule, reader) {
        (Rule::NullOrigin, _) => (
            "every site can send `null`, from a sandboxed frame",
            "remove it, and serve the page from an origin of its own",
        ),
        (Rule::StarInList, Reader::Source) => (
            "`within` limits the origins that a list can add, and `*` is no limit",
            "write `runtime_origins: any` to accept every origin in a list, or `runtime_origins: *` to accept `*` too",
        ),
        (_, Reader::Source) => (
            "`within` limits the origins that a list can add, and this entry is no limit",
            "write `runtime_origins: any` to accept every origin in a list, or name a domain, as in \"https://*.example.com\"",
        ),
        (Rule::StarInList, Reader::List) => (
            "the policy accepts `*` only if its source says `runtime_origins: *`",
            "list the origins, such as https://app.example.com",
        ),
        (_, Reader::List) => (
            "a pattern has to name a domain",
            "list origins, or a pattern such as https://*.example.com",
        ),
    };
    let value = &found.value;
    let fault = if found.shows_value {
        Fault::within(Rule::RuntimeEverybody, value, found.range.clone())
    } else {
        Fault::at(Rule::RuntimeEverybody, value)
    };
    fault.related_to(why).wanting(help)
}

/// The rules that an entry of a list can break, so that `#[allow]` of them on the field has a meaning.
///
/// ```
/// use cors_rules::{Rule, runtime_origins};
///
/// assert!(runtime_origins::can_be_broken(Rule::InsecureOrigin));
/// // A list belongs to no build.
/// assert!(!runtime_origins::can_be_broken(Rule::DevelopmentOrigin));
/// ```
#[must_use]
pub fn can_be_broken(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::AnyHost
            | Rule::AnyPort
            | Rule::BlockedPort
            | Rule::EdgeHyphen
            | Rule::ExtensionId
            | Rule::InsecureOrigin
            | Rule::InstallationId
            | Rule::PublicSuffix
            | Rule::RedundantOrigin
            | Rule::RegistrablePreview
            | Rule::SchemeSlip
            | Rule::SwappedPort
            | Rule::TrailingDot
            | Rule::UndecodablePunycode
    )
}

/// How many entries of the source a fault names: each origin of a long list may have one.
const NAMED: usize = 5;

/// The value of `runtime_origins`, as a policy's source has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'t> {
    /// The field is not set.
    Nothing,
    /// `within` these entries.
    Within(&'t [&'t str]),
    /// `any`.
    Any,
    /// `*`.
    Star,
}

/// What a list can add to a policy.
#[derive(Clone, Debug)]
pub struct Limits {
    kind: Kind,
    credentials: bool,
    /// The rules that the source allows on the field.
    allowed: Vec<Rule>,
    /// The rules that the source allows on an entry, and the index of that entry.
    allowed_by_entry: Vec<(Rule, usize)>,
}

#[derive(Clone, Debug)]
enum Kind {
    Nothing,
    Within(Vec<Entry>),
    Any,
    Star,
}

/// A list, checked.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The origins and patterns of the list. Use them only if no fault is worse than [`Level::Warning`].
    pub entries: Vec<Entry>,
    /// Whether the list is the single word `*`.
    pub is_star: bool,
    /// What is wrong, each with the index of its origin in the list, in that order.
    pub faults: Vec<(usize, Fault)>,
}

impl Limits {
    /// The limits that a policy's source sets: the value of the field, whether credentials are allowed, and the rules in
    /// the field's `#[allow(…)]`.
    ///
    /// The compiler has checked the entries, so a rule that one of them breaks is allowed there by name.
    pub fn new<'t>(
        scope: Scope<'_>,
        credentials: bool,
        allowed: impl IntoIterator<Item = &'t str>,
    ) -> Self {
        let mut allowed_by_entry = Vec::new();
        let kind = match scope {
            Scope::Nothing => Kind::Nothing,
            Scope::Any => Kind::Any,
            Scope::Star => Kind::Star,
            Scope::Within(texts) => {
                let mut list = Vec::new();
                for text in texts {
                    let checked = check(text);
                    if let Some(entry) = checked.value.or_else(|| origin::check_raw(text).value) {
                        let rules = checked.faults.iter().map(|fault| about(fault.rule));
                        allowed_by_entry.extend(rules.map(|rule| (rule, list.len())));
                        list.push(entry);
                    }
                }
                let (list, faults) = together(list, credentials);
                allowed_by_entry.extend(faults.into_iter().filter_map(|located| {
                    let index = located.entry?;
                    Some((about(located.fault.rule), index))
                }));
                Kind::Within(list)
            }
        };
        let allowed = allowed.into_iter().filter_map(Rule::named).map(about).collect();
        Limits { kind, credentials, allowed, allowed_by_entry }
    }

    /// Checks a list. Each text of it may hold several origins, separated by commas or white space. A list without any
    /// adds nothing.
    ///
    /// ```
    /// use cors_rules::Rule;
    /// use cors_rules::runtime_origins::{Limits, Scope};
    ///
    /// let limits = Limits::new(Scope::Within(&["https://*.example.com"]), true, []);
    /// let judged = limits.judge(["https://shop.example.com, https://*.team.example.com"]);
    /// assert!(judged.faults.is_empty());
    ///
    /// let judged = limits.judge(["https://shop.example.com", "https://shop.example.org"]);
    /// let (index, fault) = &judged.faults[0];
    /// assert_eq!((*index, fault.rule), (1, Rule::RuntimeOutside));
    ///
    /// let any = Limits::new(Scope::Any, true, ["insecure_origin"]);
    /// assert!(any.judge(["https://shop.example.org", "http://192.168.1.5:8080"]).faults.is_empty());
    /// ```
    pub fn judge<T: AsRef<str>>(&self, list: impl IntoIterator<Item = T>) -> Judged {
        self.judge_beside(list, |_| false)
    }

    /// The same for a policy that allows some entries already: only their spelling is checked.
    pub fn judge_beside<T: AsRef<str>>(
        &self,
        list: impl IntoIterator<Item = T>,
        is_allowed: impl Fn(&Entry) -> bool,
    ) -> Judged {
        let mut faults = Vec::new();
        // An entry with a replacement is checked as that, which may be several entries.
        let mut entries = Vec::new();
        let mut places = Vec::new();
        let mut stars = Vec::new();
        let mut count: usize = 0;
        for texts in list {
            for text in in_variable(texts.as_ref()) {
                if text == "*" && matches!(self.kind, Kind::Star) {
                    stars.push(count);
                    count = count.saturating_add(1);
                    continue;
                }
                let checked = self.read(text, &is_allowed);
                faults.extend(checked.faults.iter().map(|fault| (count, fault.clone())));
                for entry in checked.intended() {
                    if !self.covers(&entry) && !is_allowed(&entry) {
                        faults.push((count, self.outside(&entry)));
                    }
                    entries.push(entry);
                    places.push(count);
                }
                count = count.saturating_add(1);
            }
        }
        let is_star = !stars.is_empty();
        if count > 1 {
            faults.extend(stars.into_iter().map(|place| (place, star_beside_others(place))));
        }
        let (entries, of_all) = together(entries, self.credentials);
        for Located { entry, other, fault, .. } in of_all {
            let Some(index) = entry else { continue };
            let place = |index: usize| places.get(index).copied().unwrap_or_default();
            if fault.rule == Rule::RedundantOrigin {
                // A server can start with an origin that is listed twice.
                let fault = fault.with_level(Level::Warning);
                if !self.allowed.contains(&fault.rule) {
                    let other = other.map(|other| at(place(other)));
                    faults.push((place(index), other.into_iter().fold(fault, Fault::beside)));
                }
            } else if !entries
                .get(index)
                .is_some_and(|entry| is_allowed(entry) || self.allows(&fault, entry))
            {
                faults.push((place(index), fault));
            }
        }
        faults.sort_by_key(|(index, _)| *index);
        let faults = faults.into_iter().map(|(index, fault)| (index, fault.found_in(&at(index))));
        Judged { entries, is_star, faults: faults.collect() }
    }

    /// Checks one entry by itself, without what the source allows of it.
    fn read(&self, text: &str, is_allowed: impl Fn(&Entry) -> bool) -> Checked<Entry> {
        // An entry of the source that is spelled with `raw` needs no `raw` in a list.
        let is_exact = |entry: &&Entry| matches!(entry, Entry::Exact(exact) if exact == text);
        if let Some(entry) = self.within().iter().find(is_exact) {
            return Checked::good(entry.clone());
        }
        let written = Entry::Exact(text.to_owned());
        if is_allowed(&written) {
            return Checked::good(written);
        }
        let mut checked = check_in(text, Reader::List);
        if let Some(entry) = &checked.value {
            checked.faults.retain(|fault| !is_allowed(entry) && !self.allows(fault, entry));
        }
        checked
    }

    fn within(&self) -> &[Entry] {
        match &self.kind {
            Kind::Within(entries) => entries,
            Kind::Nothing | Kind::Any | Kind::Star => &[],
        }
    }

    /// Whether the field's value covers an entry, whatever rules that breaks.
    #[must_use]
    pub fn covers(&self, entry: &Entry) -> bool {
        match &self.kind {
            Kind::Nothing => false,
            Kind::Within(entries) => entries.iter().any(|within| within.covers(entry)),
            Kind::Any | Kind::Star => true,
        }
    }

    /// Whether a function may be asked about this origin: the field covers it, and it is encrypted where that matters,
    /// unless the source allows plain http by name. `origin` is one that a browser can send.
    ///
    /// ```
    /// use cors_rules::runtime_origins::{Limits, Scope};
    ///
    /// let limits = Limits::new(Scope::Any, true, []);
    /// assert!(limits.is_open_to("https://app.example.com"));
    /// assert!(!limits.is_open_to("http://app.example.com"));
    /// ```
    #[must_use]
    pub fn is_open_to(&self, origin: &str) -> bool {
        match &self.kind {
            Kind::Nothing => false,
            // An entry on plain http is there because the source allows it.
            Kind::Within(entries) => entries.iter().any(|entry| match entry {
                Entry::Exact(exact) => exact == origin,
                Entry::Pattern(pattern) => pattern.as_pattern().matches(origin.as_bytes()),
            }),
            Kind::Any | Kind::Star => {
                let is_insecure = || {
                    cors_table::Origin::parse(origin.as_bytes())
                        .is_none_or(|origin| origin.is_insecure())
                };
                !self.credentials || self.allowed.contains(&Rule::InsecureOrigin) || !is_insecure()
            }
        }
    }

    /// Whether the source allows a fault of this entry by name.
    fn allows(&self, fault: &Fault, entry: &Entry) -> bool {
        let rule = about(fault.rule);
        fault.level < Level::Error
            && (self.allowed.contains(&rule)
                || self.allowed_by_entry.iter().any(|(allowed, index)| {
                    *allowed == rule
                        && self.within().get(*index).is_some_and(|within| within.covers(entry))
                }))
    }

    fn outside(&self, entry: &Entry) -> Fault {
        let text = entry.text();
        let whole = 0..text.len();
        let within = self.within();
        if matches!(self.kind, Kind::Nothing) {
            return Fault::within(Rule::RuntimeClosed, text, whole);
        }
        let named = within.iter().take(NAMED);
        let mut texts: Vec<_> = named.map(|entry| format!("{:?}", entry.text())).collect();
        let more = within.len().saturating_sub(NAMED);
        texts.extend((more > 0).then(|| format!("and {more} more")));
        let source = format!("the policy says `runtime_origins: within [{}]`", texts.join(", "));
        Fault::within(Rule::RuntimeOutside, text, whole).related_to(source)
    }
}

/// The fault of a `*` that is not alone in its list, at this place.
#[must_use]
pub fn star_beside_others(index: usize) -> Fault {
    Fault::within(Rule::StarInList, "*", 0..1)
        .wanting("list `*` alone to allow every origin, or remove it")
        .found_in(&at(index))
}

/// The fault of replacing a list where there is none.
#[must_use]
pub fn no_list() -> Fault {
    Fault::at(Rule::NoRuntimeList, "")
}

/// The entries and what is wrong with them as a list, as it would be in a policy's source.
fn together(entries: Vec<Entry>, credentials: bool) -> (Vec<Entry>, Vec<Located>) {
    let within = RuntimeOrigins::Within(entries.into_iter().map(Some).collect());
    let policy = Declaration { credentials, runtime: Some(within), ..Declaration::default() };
    let faults = policy::check(&policy);
    let entries = match policy.runtime {
        Some(RuntimeOrigins::Within(entries)) => entries.into_iter().flatten().collect(),
        Some(RuntimeOrigins::Any | RuntimeOrigins::Star) | None => Vec::new(),
    };
    (entries, faults)
}

/// Two rules ask whether others can register a name that matches. If the source allows one of them for a pattern, it
/// allows the other for the patterns below it.
fn about(rule: Rule) -> Rule {
    if rule == Rule::RegistrablePreview { Rule::PublicSuffix } else { rule }
}

/// The place in the list, as people count.
fn at(index: usize) -> Source {
    Source::List { origin: index.saturating_add(1) }
}

#[cfg(test)]
mod tests {
    use super::at;
    use crate::fault::Fault;
    use crate::rule::{Level, Rule};

    #[test]
    fn a_denied_entry_of_a_list_needs_the_source() {
        let fault = Fault::within(Rule::PublicSuffix, "https://*.s3.example", 10..20)
            .related_to("s3.example")
            .with_level(Level::Denied)
            .found_in(&at(0));
        let message = fault.to_string();
        let expected =
            "\n        only the policy's source can allow it, with `#[allow(public_suffix)]`\n";
        assert!(message.contains(expected), "{message}");
    }
}
