//! The mistakes of a list.

use std::error::Error;
use std::fmt;
use std::{slice, vec};

use cors_rules::{Fault, Rule};

/// Why a list of origins cannot be used: every mistake in it.
///
/// [`CorsPolicy::with_runtime_origins`](crate::CorsPolicy::with_runtime_origins) and the methods beside it return one.
/// `{}` and `{:?}` print the same lines, so that a `main` that returns the error, an `expect` and a log all say what to
/// write instead.
///
/// ```
/// use cors_runtime::{CorsPolicy, Rule, cors_policy};
///
/// static API: CorsPolicy = cors_policy! {
///     runtime_origins: any,
///     allow_credentials: true,
/// };
///
/// let errors = API.with_runtime_origins(["https://Shop.example.com/"]).unwrap_err();
/// assert!(errors.to_string().contains("help: write https://shop.example.com"));
/// for fault in &errors {
///     assert_eq!((fault.index(), fault.rule()), (0, Rule::HostCase));
///     assert_eq!(fault.replacement(), Some("https://shop.example.com"));
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct OriginErrors {
    /// The policy's.
    location: (&'static str, u32),
    /// At least one.
    faults: Vec<OriginFault>,
}

/// A mistake in a list of origins. It prints as the compiler's message about the same mistake in the source, in several
/// lines.
///
/// ```
/// use cors_runtime::{CorsPolicy, cors_policy};
///
/// static API: CorsPolicy = cors_policy! { runtime_origins: any, allow_credentials: true };
///
/// let errors = API.check_runtime_origins(["http://192.168.1.5:8080"]).unwrap_err();
/// let fault = &errors.faults()[0];
/// assert_eq!((fault.index(), fault.origin()), (0, "http://192.168.1.5:8080"));
/// assert_eq!(fault.rule().name(), "insecure_origin");
/// assert_eq!(fault.replacement(), Some("https://192.168.1.5:8080"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginFault {
    index: usize,
    fault: Fault,
}

impl OriginErrors {
    pub(super) fn new(location: (&'static str, u32), faults: Vec<OriginFault>) -> Self {
        OriginErrors { location, faults }
    }

    /// The mistakes, in the order of the list; there is at least one.
    #[must_use]
    pub fn faults(&self) -> &[OriginFault] {
        &self.faults
    }

    /// The mistakes, in the order of the list; there is at least one.
    pub fn iter(&self) -> slice::Iter<'_, OriginFault> {
        self.faults.iter()
    }
}

impl IntoIterator for OriginErrors {
    type Item = OriginFault;
    type IntoIter = vec::IntoIter<OriginFault>;

    fn into_iter(self) -> Self::IntoIter {
        self.faults.into_iter()
    }
}

impl<'e> IntoIterator for &'e OriginErrors {
    type Item = &'e OriginFault;
    type IntoIter = slice::Iter<'e, OriginFault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl OriginFault {
    pub(super) fn new(index: usize, fault: Fault) -> Self {
        OriginFault { index, fault }
    }

    pub(super) fn fault(&self) -> &Fault {
        &self.fault
    }

    /// The place of the origin in the list, counted from 0. Origins count, not texts: one text may hold several.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// The origin as it is listed. If it has a mistake of spelling too, this may be the corrected one.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.fault.value
    }

    /// The rule that is broken; the page [`rules`](https://docs.rs/cors-runtime/latest/cors_runtime/rules/) has all of
    /// them, by their [names](Rule::name).
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.fault.rule
    }

    /// The mistake in one line.
    #[must_use]
    pub fn message(&self) -> String {
        self.fault.headline()
    }

    /// The text to write instead, if exactly one is right. It may be several origins with spaces between them.
    #[must_use]
    pub fn replacement(&self) -> Option<&str> {
        self.fault.replacement.as_deref()
    }
}

impl fmt::Display for OriginFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)
    }
}

impl fmt::Display for OriginErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, line) = self.location;
        let mistakes = match self.faults.len() {
            1 => "1 mistake".to_owned(),
            several => format!("{several} mistakes"),
        };
        write!(f, "the list of origins for the CORS policy at {file}:{line} has {mistakes}")?;
        self.faults.iter().try_for_each(|fault| write!(f, "\nerror: {fault}"))
    }
}

/// As it is displayed, because this is what Rust prints if `main` returns it.
impl fmt::Debug for OriginErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for OriginErrors {}
