//! What is wrong with an operator's list.

use std::error::Error;
use std::fmt;

use cors_rules::{Fault, Level};

use crate::policy::CorsPolicy;

/// Why an operator's list cannot be used: every mistake in it.
///
/// Made by [`CorsPolicy::with_operator_origins`]. It prints as several lines for a log, the same for `{}` and for
/// `{:?}`, so that a `main` that returns it, an `expect` and a log all say what to write instead.
///
/// ```
/// use cors_runtime::{CorsPolicy, cors_policy};
///
/// static API: CorsPolicy = cors_policy! {
///     allow_origins: ["https://app.example.com"],
///     operator_origins: within ["https://*.customer.example"],
/// };
///
/// let errors = API.with_operator_origins(["https://Shop.customer.example/"]).unwrap_err();
/// let [fault] = errors.faults() else { panic!("one mistake") };
/// assert_eq!((fault.index(), fault.rule()), (0, "host_case"));
/// assert_eq!(fault.replacement(), Some("https://shop.customer.example"));
/// assert!(errors.to_string().contains("help: write https://shop.customer.example"));
/// ```
#[derive(Clone)]
pub struct OriginErrors {
    policy: CorsPolicy,
    faults: Vec<OriginFault>,
}

/// A mistake in an operator's list. It prints as the message that the compiler gives of the same mistake in the
/// source, in several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginFault {
    index: usize,
    fault: Fault,
}

impl OriginErrors {
    pub(super) fn new(policy: CorsPolicy, faults: Vec<OriginFault>) -> Self {
        OriginErrors { policy, faults }
    }

    /// The mistakes, in the order of the list; there is at least one.
    #[must_use]
    pub fn faults(&self) -> &[OriginFault] {
        &self.faults
    }
}

impl OriginFault {
    pub(super) fn level(&self) -> Level {
        self.fault.level
    }

    /// Which origin of the list it is about, counted from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// The origin as it is listed; if that has a mistake of spelling too, perhaps as it will be without.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.fault.value
    }

    /// The name of the rule that is broken, such as `host_case`; the page
    /// [`rules`](https://docs.rs/cors-runtime/latest/cors_runtime/rules/) has all of them.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.fault.rule.name()
    }

    /// What is wrong, in one line.
    #[must_use]
    pub fn message(&self) -> String {
        self.fault.headline()
    }

    /// What to write instead, if one thing is right.
    #[must_use]
    pub fn replacement(&self) -> Option<&str> {
        self.fault.replacement.as_deref()
    }
}

impl From<(usize, Fault)> for OriginFault {
    fn from((index, fault): (usize, Fault)) -> Self {
        OriginFault { index, fault }
    }
}

impl fmt::Display for OriginFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)
    }
}

impl fmt::Display for OriginErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, line) = self.policy.source();
        let count = self.faults.len();
        write!(
            f,
            "the operator's origins cannot be used with the policy at {file}:{line}; mistakes: {count}"
        )?;
        self.faults.iter().try_for_each(|fault| write!(f, "\nerror: {fault}"))
    }
}

/// As it is displayed: this is what a `main` prints that returns it.
impl fmt::Debug for OriginErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for OriginErrors {}
