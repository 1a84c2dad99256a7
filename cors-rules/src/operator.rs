//! Origins that whoever runs a program supplies when it starts, and what its source lets them add.
//!
//! They are judged as entries of `operator_origins` are, in the same words, and have to be within these. There
//! is no `#[allow]` in such a list: what is dangerous passes if the source allows it by name in an entry that
//! covers it, so that an operator can do nothing that nobody reviewed.

use crate::fault::{Checked, Fault};
use crate::origin::{self, Entry};
use crate::policy::{self, Declaration, Located};
use crate::rule::{Level, Rule};
use crate::source::{Source, in_variable};

/// Checks an entry of `operator_origins`, or of an operator's list: what would allow everybody is none.
///
/// ```
/// use cors_rules::{Rule, operator};
///
/// assert!(operator::check("https://*.example.com").faults.is_empty());
/// assert_eq!(operator::check("null").faults[0].rule, Rule::OperatorEverybody);
/// ```
#[must_use]
pub fn check(text: &str) -> Checked<Entry> {
    let checked = origin::check(text);
    let is_everybody = |fault: &&Fault| {
        matches!(fault.rule, Rule::StarInList | Rule::WildcardHost | Rule::NullOrigin)
    };
    match checked.faults.iter().find(is_everybody) {
        Some(fault) => {
            let (rule, range) = (Rule::OperatorEverybody, fault.range.clone());
            Checked::bad(Fault::within(rule, &fault.value, range))
        }
        None => checked,
    }
}

/// How many entries of the source a fault names: each origin of a long list may have one.
const NAMED: usize = 5;

/// What operators may add to a policy.
#[derive(Clone, Debug)]
pub struct Within {
    entries: Vec<Entry>,
    credentials: bool,
    /// What the source allows by name: a rule, and the index of the entry that breaks it.
    allowed: Vec<(Rule, usize)>,
}

/// An operator's list, judged.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The origins and patterns that the list consists of. To be used only if nothing is worse than
    /// [`Level::Warning`].
    pub entries: Vec<Entry>,
    /// What is wrong, each with the index of its origin in the list, in that order.
    pub faults: Vec<(usize, Fault)>,
}

impl Within {
    /// What a policy's source says, each entry as it stands there.
    ///
    /// They have been checked while compiling, so what breaks a rule here has been allowed by name.
    pub fn new<'t>(entries: impl IntoIterator<Item = &'t str>, credentials: bool) -> Self {
        let mut allowed = Vec::new();
        let mut list = Vec::new();
        for text in entries {
            let checked = check(text);
            if let Some(entry) = checked.value.or_else(|| origin::check_raw(text).value) {
                allowed.extend(checked.faults.iter().map(|fault| (about(fault.rule), list.len())));
                list.push(entry);
            }
        }
        let (list, faults) = together(list, credentials);
        allowed.extend(faults.into_iter().filter_map(|located| {
            let index = located.entry?;
            Some((about(located.fault.rule), index))
        }));
        Within { entries: list, credentials, allowed }
    }

    /// Judges a list, each text of which may hold several origins with commas or white space between them, as a
    /// variable does. Nothing in it means none.
    ///
    /// ```
    /// use cors_rules::{Rule, operator::Within};
    ///
    /// let within = Within::new(["https://*.example.com"], true);
    /// let judged = within.judge(["https://shop.example.com, https://*.team.example.com"]);
    /// assert!(judged.faults.is_empty());
    ///
    /// let judged = within.judge(["https://shop.example.com", "https://shop.example.org"]);
    /// let (index, fault) = &judged.faults[0];
    /// assert_eq!((*index, fault.rule), (1, Rule::OperatorOutside));
    /// ```
    pub fn judge<T: AsRef<str>>(&self, list: impl IntoIterator<Item = T>) -> Judged {
        self.judge_beside(list, |_| false)
    }

    /// The same where the policy itself allows entries, of which nothing is left to say but how they are written.
    pub fn judge_beside<T: AsRef<str>>(
        &self,
        list: impl IntoIterator<Item = T>,
        is_allowed: impl Fn(&Entry) -> bool,
    ) -> Judged {
        let mut faults = Vec::new();
        // What has to be mended is judged as what it will be, and that may be several.
        let mut entries = Vec::new();
        let mut places = Vec::new();
        let mut count: usize = 0;
        for texts in list {
            for text in in_variable(texts.as_ref()) {
                let checked = self.read(text, &is_allowed);
                faults.extend(checked.faults.iter().map(|fault| (count, fault.clone())));
                for entry in checked.intended() {
                    let is_within = self.entries.iter().any(|within| within.covers(&entry));
                    if !is_within && !is_allowed(&entry) {
                        faults.push((count, self.outside(&entry)));
                    }
                    entries.push(entry);
                    places.push(count);
                }
                count = count.saturating_add(1);
            }
        }
        let (entries, of_all) = together(entries, self.credentials);
        for Located { entry, other, fault, .. } in of_all {
            let Some(index) = entry else { continue };
            let place = |index: usize| places.get(index).copied().unwrap_or_default();
            if fault.rule == Rule::RedundantOrigin {
                // Listing an origin twice is no reason for a server not to start.
                let fault = fault.with_level(Level::Warning);
                let other = other.map(|other| at(place(other)));
                faults.push((place(index), other.into_iter().fold(fault, Fault::beside)));
            } else if !entries
                .get(index)
                .is_some_and(|entry| is_allowed(entry) || self.allows(&fault, entry))
            {
                faults.push((place(index), fault));
            }
        }
        faults.sort_by_key(|(index, _)| *index);
        let faults = faults.into_iter().map(|(index, fault)| (index, fault.found_in(&at(index))));
        Judged { entries, faults: faults.collect() }
    }

    /// The entry, without what the source allows of it.
    fn read(&self, text: &str, is_allowed: impl Fn(&Entry) -> bool) -> Checked<Entry> {
        // What `raw` spells in the source needs no `raw` here, for it is that and nothing else.
        let is_exact = |entry: &&Entry| matches!(entry, Entry::Exact(exact) if exact == text);
        if let Some(entry) = self.entries.iter().find(is_exact) {
            return Checked::good(entry.clone());
        }
        let written = Entry::Exact(text.to_owned());
        if is_allowed(&written) {
            return Checked::good(written);
        }
        let mut checked = check(text);
        if let Some(entry) = &checked.value {
            checked.faults.retain(|fault| !is_allowed(entry) && !self.allows(fault, entry));
        }
        checked
    }

    /// Whether the source says of an entry that covers this one what would have to be said of it.
    fn allows(&self, fault: &Fault, entry: &Entry) -> bool {
        fault.level < Level::Error
            && self.allowed.iter().any(|(rule, index)| {
                *rule == about(fault.rule)
                    && self.entries.get(*index).is_some_and(|within| within.covers(entry))
            })
    }

    fn outside(&self, entry: &Entry) -> Fault {
        let named = self.entries.iter().take(NAMED);
        let mut texts: Vec<_> = named.map(|entry| format!("{:?}", entry.text())).collect();
        let source = if texts.is_empty() {
            "the policy has no `operator_origins`".to_owned()
        } else {
            let more = self.entries.len().saturating_sub(NAMED);
            texts.extend((more > 0).then(|| format!("and {more} more")));
            format!("the policy says `operator_origins: within [{}]`", texts.join(", "))
        };
        let text = entry.text();
        Fault::within(Rule::OperatorOutside, text, 0..text.len()).related_to(source)
    }
}

/// The entries and what is wrong with them as a list, as it would be in a policy's source.
fn together(entries: Vec<Entry>, credentials: bool) -> (Vec<Entry>, Vec<Located>) {
    let operator = Some(entries.into_iter().map(Some).collect());
    let policy = Declaration { credentials, operator, ..Declaration::default() };
    let faults = policy::check(&policy);
    (policy.operator.into_iter().flatten().flatten().collect(), faults)
}

/// Two rules ask whether others can have a name that fits; a pattern for which the source has answered one covers
/// those of which the other is asked.
fn about(rule: Rule) -> Rule {
    if rule == Rule::RegistrablePreview { Rule::PublicSuffix } else { rule }
}

/// The place in the list, as people count.
fn at(index: usize) -> Source {
    Source::Operator { origin: index.saturating_add(1) }
}

#[cfg(test)]
mod tests {
    use super::at;
    use crate::fault::Fault;
    use crate::rule::{Level, Rule};

    #[test]
    fn no_operator_is_told_to_write_an_attribute() {
        let fault = Fault::within(Rule::PublicSuffix, "https://*.s3.example", 10..20)
            .related_to("s3.example")
            .with_level(Level::Denied)
            .found_in(&at(0));
        let message = fault.to_string();
        assert!(
            message.contains("\n        only the policy's source could allow it\n"),
            "{message}"
        );
        assert!(!message.contains("#[allow"), "{message}");
    }
}
