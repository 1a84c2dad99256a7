//! What a policy declares, and the rules over several of its values.
//!
//! Every value has been checked by itself; what is left is what one says about another.

mod apps;
mod names;
mod origins;
mod release;
#[cfg(test)]
mod tests;

pub use names::NOT_COVERED_BY_STAR;

use crate::fault::Fault;
use crate::field::Field;
use crate::origin::Entry;
use crate::rule::Rule;

/// A policy as it is declared: the entries of its lists in the order of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declaration {
    /// `allow_origins`.
    pub origins: Origins,
    /// `allow_methods`.
    pub methods: Names,
    /// `allow_headers`, in lower case.
    pub headers: Names,
    /// `expose_headers`, in lower case; never [`Names::Mirror`].
    pub exposed: Names,
    /// `allow_credentials`.
    pub credentials: bool,
    /// `timing_allow_origins`.
    pub timing: Timing,
    /// `runtime_origins`; `None` if it is not set.
    pub runtime: Option<RuntimeOrigins>,
}

/// The value of `runtime_origins`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeOrigins {
    /// `within` a list; an entry that cannot be used is `None`.
    Within(Vec<Option<Entry>>),
    /// `any`.
    Any,
    /// `*`.
    Star,
}

/// The value of `allow_origins`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origins {
    /// `*`.
    Any,
    /// A list; an entry that cannot be used is `None`, so that the places stay those of the source.
    Listed(Vec<Option<Entry>>),
}

/// The value of a field that lists methods or header names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Names {
    /// `*`, and the names beside it.
    Any(Vec<Option<String>>),
    /// `mirror`.
    Mirror,
    /// A list; an entry that cannot be used is `None`.
    Listed(Vec<Option<String>>),
}

/// The value of `timing_allow_origins`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Timing {
    /// Not set.
    #[default]
    None,
    /// `*`.
    Any,
    /// `same`.
    Same,
    /// A list.
    Listed(Vec<Option<Entry>>),
}

impl Default for Origins {
    fn default() -> Self {
        Origins::Listed(Vec::new())
    }
}

impl Default for Names {
    fn default() -> Self {
        Names::Listed(Vec::new())
    }
}

/// A fault and the place it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The field.
    pub field: Field,
    /// Which entry of the field's list; `None` for the field's value as a whole.
    pub entry: Option<usize>,
    /// Which other entry of the same list it is about.
    pub other: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

impl Located {
    fn value(field: Field, fault: Fault) -> Self {
        Located { field, entry: None, other: None, fault }
    }

    fn entry(field: Field, entry: usize, fault: Fault) -> Self {
        Located { field, entry: Some(entry), other: None, fault }
    }

    fn beside(self, other: usize) -> Self {
        Located { other: Some(other), ..self }
    }
}

/// Checks what the values of a policy say about one another.
///
/// ```
/// use cors_rules::policy::{Declaration, Origins, check};
/// use cors_rules::Rule;
///
/// let policy = Declaration { origins: Origins::Any, credentials: true, ..Declaration::default() };
/// assert_eq!(check(&policy)[0].fault.rule, Rule::CredentialsAnyOrigin);
/// ```
#[must_use]
pub fn check(policy: &Declaration) -> Vec<Located> {
    let mut faults = Vec::new();
    if policy.credentials {
        wildcards_with_credentials(policy, &mut faults);
    }
    origins::check(policy, &mut faults);
    names::check(policy, &mut faults);
    faults
}

/// Checks what is wrong with a policy in a release build only, by [`Rule::DevelopmentOrigin`].
///
/// It is apart from [`check`], because the caller has to know which build it asks about. A list at run time belongs to
/// no build, so it is not checked for this rule.
///
/// ```
/// use cors_rules::policy::{Declaration, Origins, check, check_release};
/// use cors_rules::{Rule, origin};
///
/// let origins = Origins::Listed(vec![origin::check("http://localhost:3000").value]);
/// let policy = Declaration { origins, credentials: true, ..Declaration::default() };
/// assert_eq!(check(&policy), []);
/// assert_eq!(check_release(&policy)[0].fault.rule, Rule::DevelopmentOrigin);
/// ```
#[must_use]
pub fn check_release(policy: &Declaration) -> Vec<Located> {
    let mut faults = Vec::new();
    release::check(policy, &mut faults);
    faults
}

fn wildcards_with_credentials(policy: &Declaration, faults: &mut Vec<Located>) {
    let is_any = |names: &Names| matches!(names, Names::Any(_));
    let fields = [
        (Field::AllowOrigins, policy.origins == Origins::Any, Rule::CredentialsAnyOrigin),
        (Field::AllowMethods, is_any(&policy.methods), Rule::CredentialsAnyMethod),
        (Field::AllowHeaders, is_any(&policy.headers), Rule::CredentialsAnyHeader),
        (Field::ExposeHeaders, is_any(&policy.exposed), Rule::CredentialsAnyExposed),
        (
            Field::RuntimeOrigins,
            policy.runtime == Some(RuntimeOrigins::Star),
            Rule::CredentialsAnyRuntime,
        ),
    ];
    for (field, is_any, rule) in fields {
        if is_any {
            faults.push(Located::value(field, Fault::at(rule, "*")));
        }
    }
}
