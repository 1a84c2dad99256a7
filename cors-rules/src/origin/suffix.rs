//! Public suffixes: names under which anybody can have one. <https://url.spec.whatwg.org/#host-public-suffix>
//!
//! The list is the one of publicsuffix.org as the `psl` crate has it, which follows it within days:
//! `cargo update -p psl` brings the newest. Without the feature `public-suffix-list` nothing is known to
//! be one.

/// Whether `domain` is a public suffix by the list, such as `com`, `co.uk` or `github.io`.
///
/// ```
/// # #[cfg(feature = "public-suffix-list")] {
/// use cors_rules::origin::public_suffix;
///
/// assert!(public_suffix("co.uk") && public_suffix("github.io"));
/// assert!(!public_suffix("example.co.uk") && !public_suffix("internal"));
/// # }
/// ```
#[cfg(feature = "public-suffix-list")]
#[must_use]
pub fn public_suffix(domain: &str) -> bool {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    // A name that no rule of the list speaks of falls under its default one, which is a guess.
    psl::suffix(domain.as_bytes()).is_some_and(|suffix| suffix.is_known() && suffix == domain)
}

/// Whether `domain` is a public suffix: never, without the list.
#[cfg(not(feature = "public-suffix-list"))]
#[must_use]
pub fn public_suffix(_domain: &str) -> bool {
    false
}
