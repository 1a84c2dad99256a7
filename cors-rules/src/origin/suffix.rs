//! Public suffixes: names under which anybody can have one. <https://url.spec.whatwg.org/#host-public-suffix>
//!
//! The list is the one of publicsuffix.org as the `psl` crate has it, which follows it within days:
//! `cargo update -p psl` brings the newest. Without the feature `public-suffix-list` nothing is known to
//! be one.

/// Whether the list is there to be asked.
pub const PUBLIC_SUFFIX_LIST: bool = cfg!(feature = "public-suffix-list");

/// Whether anybody can have a name directly below `domain`: it is a public suffix by the list, such as
/// `com`, `co.uk` or `github.io`, or a wildcard rule makes every name below it one, as below `np`.
///
/// ```
/// # #[cfg(feature = "public-suffix-list")] {
/// use cors_rules::origin::is_open_below;
///
/// assert!(is_open_below("co.uk") && is_open_below("github.io") && is_open_below("np"));
/// assert!(!is_open_below("example.co.uk") && !is_open_below("internal"));
/// # }
/// ```
#[cfg(feature = "public-suffix-list")]
#[must_use]
pub fn is_open_below(domain: &str) -> bool {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    // A name that no rule of the list speaks of falls under its default one, which is a guess.
    let is_suffix = |name: &str| {
        psl::suffix(name.as_bytes()).is_some_and(|suffix| suffix.is_known() && suffix == name)
    };
    is_suffix(domain) || is_suffix(&format!("x.{domain}"))
}

/// The shortest public suffix further below `domain`, such as `up.railway.app` below `railway.app`: nobody else has a name
/// directly below it, and anybody can have one below that.
///
/// ```
/// # #[cfg(feature = "public-suffix-list")] {
/// use cors_rules::origin::suffix_below;
///
/// assert_eq!(suffix_below("railway.app"), Some("up.railway.app"));
/// assert_eq!(suffix_below("up.railway.app"), None);
/// # }
/// ```
#[cfg(feature = "public-suffix-list")]
#[must_use]
pub fn suffix_below(domain: &str) -> Option<&'static str> {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    // The list can be asked about one name and tells no others; a test holds the file to it.
    let mut lines =
        include_str!("above_suffixes.txt").lines().filter_map(|line| line.split_once(' '));
    lines.find(|(name, _)| *name == domain).map(|(_, suffix)| suffix)
}

/// Whether the names directly below `domain` are sold by a registry, as below `com` and `co.uk`, and not given
/// by a host of others' sites, as below `github.io`.
#[cfg(feature = "public-suffix-list")]
#[must_use]
pub fn is_registry(domain: &str) -> bool {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let is_sold = |name: &str| {
        psl::suffix(name.as_bytes())
            .is_some_and(|suffix| suffix.typ() == Some(psl::Type::Icann) && suffix == name)
    };
    is_sold(domain) || is_sold(&format!("x.{domain}"))
}

/// A public suffix further below `domain`: not known without the list.
#[cfg(not(feature = "public-suffix-list"))]
#[must_use]
pub fn suffix_below(_domain: &str) -> Option<&'static str> {
    None
}

/// Whether the names below `domain` are sold: not known without the list.
#[cfg(not(feature = "public-suffix-list"))]
#[must_use]
pub fn is_registry(_domain: &str) -> bool {
    false
}

/// Whether anybody can have a name below `domain`: not known without the list.
#[cfg(not(feature = "public-suffix-list"))]
#[must_use]
pub fn is_open_below(_domain: &str) -> bool {
    false
}
