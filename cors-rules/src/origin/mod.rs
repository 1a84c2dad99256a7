//! Serialized origins, and the patterns that stand for many of them.
//!
//! An entry is read as leniently as a browser reads the address of a page, written out again as a
//! browser serializes that page's origin, and accepted only if both are the same bytes. So every
//! mistake that a browser would have mended has its replacement.

mod advice;
mod app;
mod entry;
mod host;
mod ipv4;
mod ipv6;
mod notation;
mod punycode;
mod space;
mod unicode;
mod web;

use std::ops::Range;

pub(crate) use entry::Parts;
pub use entry::{Entry, Host, PatternEntry, Port};
pub(crate) use space::Space;

use crate::fault::{Checked, Fault};
use crate::rule::{Level, Rule};
pub use crate::suffixes::{SUFFIX_LIST_DATE, is_open_below, is_registry, suffix_below};

/// Schemes whose pages have another origin than their address, or none.
/// <https://url.spec.whatwg.org/#origin>
const NEVER: [&str; 10] = [
    "about",
    "blob",
    "data",
    "filesystem",
    "ftp",
    "jar",
    "javascript",
    "mailto",
    "urn",
    "view-source",
];

/// Schemes of apps and extensions, which are known where the slashes after them are missing.
const APPS: [&str; 6] =
    ["capacitor", "chrome-extension", "ionic", "moz-extension", "safari-web-extension", "tauri"];

/// Checks an entry of a list of origins: an exact origin or a pattern.
///
/// ```
/// use cors_rules::{Rule, origin};
///
/// assert!(origin::check("https://*.example.com").faults.is_empty());
///
/// let fault = &origin::check("app.example.com:443/").faults[0];
/// assert_eq!(fault.rule, Rule::MissingScheme);
/// assert_eq!(fault.replacement.as_deref(), Some(r#""https://app.example.com""#));
/// ```
#[must_use]
pub fn check(text: &str) -> Checked<Entry> {
    match read(text) {
        Ok(entry) if entry.text() == "null" => {
            Checked::good(entry).but(vec![Fault::within(Rule::NullOrigin, text, 0..text.len())])
        }
        Ok(entry) => {
            let advice = advice::check(&entry);
            Checked::good(entry).but(advice)
        }
        Err(fault) => {
            let mended = fault.replacement.as_deref().map(pasted).unwrap_or_default();
            Checked::bad(fault).mended_by(mended)
        }
    }
}

/// The entries that a replacement is.
fn pasted(replacement: &str) -> Vec<Entry> {
    let unquoted = |text: &str| Some(text.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    let entry = |text: &str| match text.strip_prefix("raw(").and_then(|raw| raw.strip_suffix(')')) {
        Some(raw) => Some(Entry::Exact(unquoted(raw)?)),
        None => read(&unquoted(text)?).ok(),
    };
    replacement.split(", ").filter_map(entry).collect()
}

/// Checks the text of `raw("…")`: bytes that an embedder sends outside the standards.
///
/// ```
/// use cors_rules::{Rule, origin};
///
/// assert!(origin::check_raw("app://").faults.is_empty());
/// assert_eq!(origin::check_raw("https://app.example.com").faults[0].rule, Rule::RawNeedless);
/// ```
#[must_use]
pub fn check_raw(text: &str) -> Checked<Entry> {
    if text.is_empty() {
        return Checked::bad(Fault::within(Rule::EmptyOrigin, text, 0..0));
    }
    if text == "*" {
        return Checked::bad(Fault::within(Rule::StarInList, text, 0..text.len()));
    }
    let checked = check(text);
    // `Origin` is no list, and `*` no origin: either would mean more than these bytes in an answer.
    let is_checked = checked.value.is_some();
    let is_usable = |character: char| {
        character.is_ascii_graphic() && (is_checked || !matches!(character, ',' | '*'))
    };
    if let Some((at, bad)) = text.char_indices().find(|(_, character)| !is_usable(*character)) {
        let range = at..at.saturating_add(bad.len_utf8());
        return Checked::bad(Fault::within(Rule::RawBytes, text, range));
    }
    // Everything that the standards define is checked as such: `raw` is no way around a rule.
    if let Some(never) = never_an_origin(text) {
        return Checked::bad(never);
    }
    let is_standard = is_checked || text.eq_ignore_ascii_case("null") || is_web(text);
    if is_standard {
        let replacement = checked.value.and_then(|entry| mended(&entry));
        let fault = Fault::within(Rule::RawNeedless, text, 0..text.len());
        return Checked::bad(fault.replaced_by(replacement));
    }
    // A domain, or one's own machine: an embedder that leaves the scheme out is not known.
    let is_name = text.contains('.') || text.to_ascii_lowercase().starts_with("localhost");
    if is_name && checked.faults.iter().any(|fault| fault.rule == Rule::MissingScheme) {
        return checked;
    }
    match more_than_an_origin(text) {
        Some((rule, range, origin)) => {
            let replacement = match check(&origin).value {
                Some(_) => quoted(&origin),
                None => format!("raw({origin:?})"),
            };
            let fault = Fault::within(rule, text, range);
            Checked::bad(fault.replaced_by(replacement)).mended_by([Entry::Exact(origin)])
        }
        None => Checked::good(Entry::Exact(text.to_owned())),
    }
}

/// What an address has and an origin has not, by its rule, and the text without any of it.
fn more_than_an_origin(text: &str) -> Option<(Rule, Range<usize>, String)> {
    let (scheme, rest) = text.split_once("://")?;
    let from = scheme.len().saturating_add(3);
    let (authority, tail) =
        rest.split_at_checked(rest.find(['/', '?', '#']).unwrap_or(rest.len()))?;
    let (user, host) = match authority.rfind('@') {
        Some(sign) => authority.split_at_checked(sign.saturating_add(1))?,
        None => ("", authority),
    };
    let (rule, range) = if !user.is_empty() {
        (Rule::OriginUserinfo, from..from.saturating_add(user.len()))
    } else if !tail.is_empty() {
        (tail_rule(tail), text.len().saturating_sub(tail.len())..text.len())
    } else {
        return None;
    };
    Some((rule, range, format!("{scheme}://{host}")))
}

/// The rule against what follows a host.
fn tail_rule(tail: &str) -> Rule {
    match tail.as_bytes().first() {
        Some(b'?') => Rule::OriginQuery,
        Some(b'#') => Rule::OriginFragment,
        _ => Rule::OriginPath,
    }
}

fn is_web(text: &str) -> bool {
    ["http:", "https:", "ws:", "wss:"].iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// The entry, or the one fault whose replacement mends everything in the text.
fn read(text: &str) -> Result<Entry, Fault> {
    match notation::find(text) {
        Some(foreign) if never_an_origin(text).is_none() => Err(foreign),
        _ => read_origin(text),
    }
}

/// The same for a text that is not in another notation.
fn read_origin(text: &str) -> Result<Entry, Fault> {
    if let Some(never) = never_an_origin(text) {
        return Err(never);
    }
    if let Some((scheme, rest, range)) = broken_slashes(text) {
        let mut reading = Reading { text, first: Some((Rule::SchemeSlashes, range.clone())) };
        let entry = web::read(scheme, rest, range.end, &mut reading)?;
        return Err(Fault::within(Rule::SchemeSlashes, text, range).replaced_by(mended(&entry)));
    }
    if let Some(several) = several(text) {
        return Err(several);
    }
    let trimmed = text.trim_matches(is_edge);
    if trimmed.is_empty() {
        return Err(Fault::within(Rule::EmptyOrigin, text, 0..text.len()));
    }
    let from = text.len().saturating_sub(text.trim_start_matches(is_edge).len());
    let mut reading = Reading { text, first: None };
    if from > 0 {
        reading.note(Rule::OriginWhitespace, 0..from);
    } else if trimmed.len() < text.len() {
        reading.note(Rule::OriginWhitespace, trimmed.len()..text.len());
    }
    if trimmed == "*" {
        return Err(Fault::within(Rule::StarInList, text, from..from.saturating_add(1)));
    }
    if trimmed.eq_ignore_ascii_case("null") {
        if text == "null" {
            return Ok(Entry::Exact(text.to_owned()));
        }
        return Err(Fault::within(Rule::NullCase, text, 0..text.len()));
    }
    let entry = scheme(trimmed, from, &mut reading)?;
    match reading.first {
        Some((rule, range)) => Err(Fault::within(rule, text, range).replaced_by(mended(&entry))),
        None => Ok(entry),
    }
}

/// What was read so far: the text, and where it first differs from what a browser sends.
pub(crate) struct Reading<'t> {
    text: &'t str,
    first: Option<(Rule, Range<usize>)>,
}

impl Reading<'_> {
    /// Something that a browser would have written otherwise. The first one names the fault; the
    /// replacement mends all.
    fn note(&mut self, rule: Rule, range: Range<usize>) {
        self.first.get_or_insert((rule, range));
    }

    /// Something that no replacement mends.
    fn fail(&self, rule: Rule, range: Range<usize>) -> Fault {
        Fault::within(rule, self.text, range)
    }
}

/// Reads from the scheme on. `from` is where `text` begins in the value.
fn scheme(text: &str, from: usize, reading: &mut Reading<'_>) -> Result<Entry, Fault> {
    let at = |offset: usize| from.saturating_add(offset);
    // `https:/host://x` has its scheme further left.
    if let Some((scheme, rest)) = text.split_once("://").filter(|(scheme, _)| !is_web(scheme)) {
        let rest_at = at(scheme.len().saturating_add(3));
        let range = from..at(scheme.len());
        if scheme.contains('*') {
            // `*://` and `http*://` mean both.
            let both = ["https", "http"].map(|scheme| read(&format!("{scheme}://{rest}")));
            let list: Option<Vec<_>> = both.into_iter().map(|entry| mended(&entry.ok()?)).collect();
            return Err(reading
                .fail(Rule::WildcardScheme, range)
                .replaced_by(list.map(|list| list.join(", "))));
        }
        let lower = scheme.to_ascii_lowercase();
        let is_page = matches!(&*lower, "http" | "https" | "ws" | "wss");
        if let Some((again, host)) = last_scheme(rest, is_page) {
            let host_at = at(text.len().saturating_sub(host.len()));
            let again_at = host_at.saturating_sub("://".len().saturating_add(again.len()));
            reading.note(Rule::DoubledScheme, from..again_at);
            return by_scheme(&again, host, again_at..host_at, host_at, reading);
        }
        if !is_scheme(&lower) {
            return Err(reading.fail(Rule::SchemeSyntax, range));
        }
        if lower != scheme {
            reading.note(Rule::SchemeCase, range.clone());
        }
        return by_scheme(&lower, rest, range, rest_at, reading);
    }
    if let Some((scheme, rest)) = text.split_once(':') {
        let lower = scheme.to_ascii_lowercase();
        let is_app = || APPS.contains(&&*lower) && !rest.starts_with(|c: char| c.is_ascii_digit());
        if matches!(&*lower, "http" | "https" | "ws" | "wss") || is_app() {
            let host = rest.trim_start_matches(['/', '\\']);
            let host_at = at(text.len().saturating_sub(host.len()));
            reading.note(Rule::SchemeSlashes, at(scheme.len())..host_at);
            return by_scheme(&lower, host, from..at(scheme.len()), host_at, reading);
        }
    }
    if let Some((scheme, "" | "/")) =
        text.split_once(':').map(|(scheme, rest)| (scheme, rest.get(..1).unwrap_or_default()))
        && is_scheme(&scheme.to_ascii_lowercase())
    {
        // `file:/x`: an address of something that is no page on the web.
        let raw = matches!(&*scheme.to_ascii_lowercase(), "file" | "content");
        let fault = reading.fail(Rule::SchemeSlashes, at(scheme.len())..at(text.len()));
        return Err(
            fault.replaced_by(raw.then(|| format!("raw(\"{}://\")", scheme.to_ascii_lowercase())))
        );
    }
    let host = text.trim_start_matches('/');
    let host_at = at(text.len().saturating_sub(host.len()));
    let name = host.split(['/', ':', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    match &*name {
        "null" => return Err(reading.fail(Rule::NullCase, from..at(text.len()))),
        // A scheme that was mangled beyond guessing, and no host of anybody's.
        "http" | "https" => return Err(reading.fail(Rule::MissingScheme, from..host_at)),
        // A word, or the scheme of something else: that it is a host's name is not sure.
        word if !word.contains('.') && word != "localhost" && !has_port(host, word) => {
            return Err(reading.fail(Rule::MissingScheme, from..host_at));
        }
        _ => {}
    }
    reading.note(Rule::MissingScheme, from..host_at);
    // A page on the developer's own machine has no certificate; any other should.
    let guess = web::read("https", host, host_at, reading)?;
    if guess.is_loopback() { web::read("http", host, host_at, reading) } else { Ok(guess) }
}

/// The last of the schemes that `rest` begins with, one or more of them, in lower case, and what follows it. An app's
/// is one before which that of a page makes no sense, as in `https://tauri://localhost`.
fn last_scheme(mut rest: &str, is_page: bool) -> Option<(String, &str)> {
    let mut last = None;
    while let Some((scheme, host)) = rest.split_once("://") {
        let lower = scheme.to_ascii_lowercase();
        let is_app =
            is_page && (APPS.contains(&&*lower) || matches!(&*lower, "app" | "ws" | "wss"));
        if !matches!(&*lower, "http" | "https") && !is_app {
            break;
        }
        last = Some((lower, host));
        rest = host;
    }
    last
}

/// Whether a port follows the name that `host` begins with, or it is no name but an address in brackets.
fn has_port(host: &str, name: &str) -> bool {
    let port = host.get(name.len()..).and_then(|rest| rest.strip_prefix(':'));
    name.starts_with('[')
        || port.is_some_and(|port| port.starts_with(|c: char| c.is_ascii_digit() || c == '*'))
}

fn by_scheme(
    scheme: &str,
    rest: &str,
    scheme_range: Range<usize>,
    rest_at: usize,
    reading: &mut Reading<'_>,
) -> Result<Entry, Fault> {
    match scheme {
        "http" | "https" => {
            let host = rest.trim_start_matches(['/', '\\']);
            let host_at = rest_at.saturating_add(rest.len().saturating_sub(host.len()));
            if host_at > rest_at {
                reading.note(Rule::SchemeSlashes, rest_at..host_at);
            }
            web::read(scheme, host, host_at, reading)
        }
        "ws" | "wss" => {
            reading.note(Rule::WebSocketScheme, scheme_range);
            web::read(if scheme == "ws" { "http" } else { "https" }, rest, rest_at, reading)
        }
        _ => app::read(scheme, rest, rest_at, reading),
    }
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|first: char| first.is_ascii_lowercase())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// `http//`, `https;//` and the like: the scheme, what follows, and what stands for `://`.
fn broken_slashes(text: &str) -> Option<(&'static str, &str, Range<usize>)> {
    let start = text.len().saturating_sub(text.trim_start().len());
    ["https", "http"].into_iter().find_map(|scheme| {
        let after = text.get(start..)?;
        let after = after
            .get(..scheme.len())
            .filter(|word| word.eq_ignore_ascii_case(scheme))
            .and(after.get(scheme.len()..))?;
        let rest = ["//", ";//", ".//", ",//"].iter().find_map(|typo| after.strip_prefix(typo))?;
        let rest_at = text.len().checked_sub(rest.len())?;
        let is_one = !rest.contains(|character: char| {
            character.is_whitespace() || matches!(character, ',' | ';')
        });
        is_one.then_some((scheme, rest, start.saturating_add(scheme.len())..rest_at))
    })
}

/// The address of a page whose origin is not read off its address.
fn never_an_origin(text: &str) -> Option<Fault> {
    let (scheme, _) = text.split_once(':')?;
    let lower = scheme.trim_matches(is_edge).to_ascii_lowercase();
    NEVER.contains(&&*lower).then(|| Fault::within(Rule::NeverAnOrigin, text, 0..scheme.len()))
}

/// What is trimmed around an origin.
fn is_edge(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// Several origins in one string, separated as people do it.
fn several(text: &str) -> Option<Fault> {
    const SIGNS: [char; 3] = [',', ';', '|'];
    let is_separator = |character: char| character.is_whitespace() || SIGNS.contains(&character);
    let parts: Vec<_> = text.split(is_separator).filter(|part| !part.is_empty()).collect();
    let inside_has_comma = text.contains(SIGNS);
    // The first separator between two parts, or the first that separates nothing, as in "https://a.example,".
    let start = text.len().saturating_sub(text.trim_start_matches(is_separator).len());
    let from = if parts.len() < 2 { text.find(SIGNS)? } else { start };
    let (at, separator) = text
        .char_indices()
        .skip_while(|(at, _)| *at < from)
        .find(|(_, character)| is_separator(*character))?;
    // Words with white space between them may be anything; whole origins, or a list with commas, are not.
    let is_list =
        inside_has_comma || parts.len() < 2 || parts.iter().all(|part| part.contains("://"));
    // In `https://app,example.com` the comma stands for a dot.
    let has_scheme = |part: &&str| part.contains("://");
    let is_mixed = parts.iter().any(has_scheme) && !parts.iter().all(has_scheme);
    let is_sure = |part: &&str| {
        !is_mixed || !has_scheme(part) || part.contains('.') || part.contains("localhost")
    };
    let is_list = is_list && parts.iter().all(is_sure);
    let list: Option<Vec<_>> = parts.iter().map(|part| replacement(part)).collect();
    let list = list.filter(|list| is_list && !list.is_empty()).map(|mut list| {
        let mut seen = std::collections::HashSet::new();
        list.retain(|origin| seen.insert(origin.clone()));
        list.join(", ")
    });
    let range = at..at.saturating_add(separator.len_utf8());
    Some(Fault::within(Rule::SeveralOrigins, text, range).replaced_by(list))
}

/// One entry as it should be written, if that is sure.
fn replacement(part: &str) -> Option<String> {
    match read(part) {
        Ok(entry) => mended(&entry),
        Err(fault) => fault.replacement,
    }
}

/// The entry as text to paste, unless something else would refuse it.
pub(crate) fn mended(entry: &Entry) -> Option<String> {
    let is_refused = advice::check(entry).iter().any(|fault| fault.level > Level::Warning);
    (!is_refused && entry.text() != "null").then(|| quoted(entry.text()))
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
