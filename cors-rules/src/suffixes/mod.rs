//! Public suffixes: names under which strangers can get names. <https://url.spec.whatwg.org/#host-public-suffix>
//!
//! `icann.txt` and `private.txt` are the two parts of the list of publicsuffix.org. `shared_hosts.txt` has hosts that the
//! list lacks. One version of this crate gives the same answers in every build.

mod table;

use table::Table;

/// Names of registries, such as `com` and `co.uk`.
const ICANN: Table = Table::new(include_str!("icann.txt"));

/// Names of hosts of others' sites, such as `github.io`.
const PRIVATE: Table = Table::new(include_str!("private.txt"));

/// Hosts of others' sites that the list of publicsuffix.org lacks.
const SHARED_HOSTS: Table = Table::new(include_str!("shared_hosts.txt"));

/// The date of the public suffix list, such as `2026-10-22`.
///
/// ```
/// assert_eq!(cors_rules::origin::SUFFIX_LIST_DATE.split('-').count(), 3);
/// ```
pub const SUFFIX_LIST_DATE: &str = table::date(include_str!("icann.txt"));

/// Whether strangers can get names directly below `domain`: it is a public suffix, such as `com`, `co.uk` or `github.io`,
/// or a wildcard rule makes every name below it one, as below `np`.
///
/// ```
/// use cors_rules::origin::is_open_below;
///
/// assert!(is_open_below("co.uk") && is_open_below("github.io") && is_open_below("np"));
/// assert!(!is_open_below("example.co.uk") && !is_open_below("internal"));
/// ```
#[must_use]
pub fn is_open_below(domain: &str) -> bool {
    is_listed(domain) || SHARED_HOSTS.is_open_below(domain)
}

/// The shortest public suffix further below `domain`, such as `up.railway.app` below `railway.app`: strangers get no names
/// directly below `domain`, but below that suffix.
///
/// ```
/// use cors_rules::origin::suffix_below;
///
/// assert_eq!(suffix_below("railway.app"), Some("up.railway.app"));
/// assert_eq!(suffix_below("up.railway.app"), None);
/// ```
#[must_use]
pub fn suffix_below(domain: &str) -> Option<&'static str> {
    if is_open_below(domain) {
        return None;
    }
    let tables = [ICANN, PRIVATE, SHARED_HOSTS];
    tables.iter().filter_map(|table| table.suffix_below(domain)).min_by_key(|suffix| suffix.len())
}

/// Whether a registry sells the names directly below `domain`, as below `com` and `co.uk`, in contrast to a host of
/// others' sites, such as `github.io`.
#[must_use]
pub fn is_registry(domain: &str) -> bool {
    ICANN.is_open_below(domain)
}

/// The reason why strangers get names directly below `domain`, as the beginning of a sentence.
pub(crate) fn reason(domain: &str) -> String {
    if is_listed(domain) {
        format!("strangers get names there, by the public suffix list of {SUFFIX_LIST_DATE}")
    } else {
        "it is a shared host, where strangers get names".to_owned()
    }
}

/// Whether the public suffix list itself says that strangers can get names directly below `domain`.
fn is_listed(domain: &str) -> bool {
    ICANN.is_open_below(domain) || PRIVATE.is_open_below(domain)
}
