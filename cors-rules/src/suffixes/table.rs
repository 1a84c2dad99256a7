//! Rules about suffixes as sorted lines of text, which a binary search reads where they are: no structure is built.

use std::cmp::Ordering;

/// A file of rules in the notation of <https://publicsuffix.org/list/>: one rule a line, sorted by label from the right,
/// with a comment after a space. A header of comments ends at the first blank line.
#[derive(Clone, Copy)]
pub(super) struct Table(&'static str);

impl Table {
    pub(super) const fn new(file: &'static str) -> Self {
        Table(file.split_at(header_length(file)).1)
    }

    /// Whether `domain` is a suffix, or each name directly below it.
    pub(super) fn is_open_below(self, domain: &str) -> bool {
        let domain = domain.strip_suffix('.').unwrap_or(domain);
        // A rule about the name itself is followed by its exceptions and its wildcard.
        let mut rules = self.at_or_below(domain).filter(|rule| !rule.starts_with('!')).take(2);
        rules.any(|rule| name(rule) == domain) || self.is_of_a_wildcard(domain)
    }

    /// Whether a rule `*.name` makes `domain` a suffix.
    fn is_of_a_wildcard(self, domain: &str) -> bool {
        let Some((_, above)) = domain.split_once('.') else { return false };
        for rule in self.at_or_below(above).skip_while(|rule| *rule == above) {
            match rule.strip_prefix('!') {
                Some(exception) if exception == domain => return false,
                Some(_) => {}
                None => return rule.strip_prefix("*.") == Some(above),
            }
        }
        false
    }

    /// The shortest name below `domain` that is open, and of those the first.
    pub(super) fn suffix_below(self, domain: &str) -> Option<&'static str> {
        let domain = domain.strip_suffix('.').unwrap_or(domain);
        let rules = self.at_or_below(domain).filter(|rule| !rule.starts_with('!'));
        rules.map(name).filter(|name| *name != domain).min_by_key(|name| name.len())
    }

    /// The rules about `domain` and the names below it, which follow each other.
    fn at_or_below(self, domain: &str) -> impl Iterator<Item = &'static str> {
        let (_, from) = self.0.split_at_checked(self.place(domain)).unwrap_or_default();
        from.lines().map(rule).take_while(move |rule| {
            let before = rule.strip_suffix(domain);
            before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })
    }

    /// Where the first rule begins that is not before `domain`.
    fn place(self, domain: &str) -> usize {
        let (mut from, mut to) = (0, self.0.len());
        // Both are beginnings of lines, or the end.
        while from < to {
            let before = self.0.get(from..from.midpoint(to)).unwrap_or_default();
            let start = before.rfind('\n').map_or(from, |end| from.saturating_add(end + 1));
            let rest = self.0.get(start..to).unwrap_or_default();
            let length = rest.find('\n').unwrap_or(rest.len());
            let line = rest.get(..length).unwrap_or_default();
            match compare(rule(line), domain) {
                Ordering::Less => from = start.saturating_add(length).saturating_add(1),
                Ordering::Equal | Ordering::Greater => to = start,
            }
        }
        from
    }
}

/// The order of two names by their labels from the right.
fn compare(first: &str, second: &str) -> Ordering {
    let (mut first, mut second) = (Some(first), Some(second));
    loop {
        let (Some(one), Some(other)) = (first, second) else {
            return first.is_some().cmp(&second.is_some());
        };
        let (one_above, one_label) = last_label(one);
        let (other_above, other_label) = last_label(other);
        match one_label.cmp(other_label) {
            Ordering::Equal => (first, second) = (one_above, other_above),
            order => return order,
        }
    }
}

fn last_label(name: &str) -> (Option<&str>, &str) {
    name.rsplit_once('.').map_or((None, name), |(rest, label)| (Some(rest), label))
}

/// A line without its comment.
fn rule(line: &str) -> &str {
    line.split_once(' ').map_or(line, |(rule, _)| rule)
}

/// The name below which a rule lets strangers get names.
fn name(rule: &'static str) -> &'static str {
    rule.strip_prefix("*.").unwrap_or(rule)
}

/// The date at the end of a file's header.
pub(super) const fn date(file: &'static str) -> &'static str {
    let end = header_length(file).saturating_sub("\n\n".len());
    let header = file.split_at(end).0;
    header.split_at(header.len().saturating_sub("2026-10-22".len())).1
}

/// The bytes up to and with the first blank line.
const fn header_length(file: &str) -> usize {
    let mut rest = file.as_bytes();
    let mut length = 0;
    while let [first, after @ ..] = rest {
        length += 1;
        if let (b'\n', Some(b'\n')) = (*first, after.first()) {
            return length + 1;
        }
        rest = after;
    }
    length
}
