//! Configurations of jub0bs/cors as declarations of this library.

use cors_rules::policy::{self, Declaration, Names, Origins};
use cors_rules::{Checked, Fault, Rule, header, max_age, method, origin};
use serde::Deserialize;

/// `cors.Config` with the fields that the tables set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub(crate) struct Configuration {
    pub(crate) origins: Option<Vec<String>>,
    pub(crate) credentialed: bool,
    pub(crate) methods: Option<Vec<String>>,
    pub(crate) request_headers: Option<Vec<String>>,
    pub(crate) max_age: i64,
    pub(crate) response_headers: Option<Vec<String>>,
    /// `DangerouslyTolerateInsecureOrigins`.
    #[serde(default)]
    pub(crate) insecure: bool,
    /// `DangerouslyTolerateSubdomainsOfPublicSuffixes`.
    #[serde(default)]
    pub(crate) psl: bool,
}

impl Configuration {
    /// The faults that the rules find in it.
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let origins = self.declared_origins(&mut faults);
        // With credentials, jub0bs/cors answers `*` with the requested names.
        let star_as_mirror = |names: Names| match names {
            Names::Any(_) if self.credentialed => Names::Mirror,
            names => names,
        };
        let declaration = Declaration {
            origins,
            methods: star_as_mirror(names(self.methods.as_deref(), method::check, &mut faults)),
            headers: star_as_mirror(names(
                self.request_headers.as_deref(),
                header::check_request,
                &mut faults,
            )),
            exposed: names(self.response_headers.as_deref(), header::check_exposed, &mut faults),
            credentials: self.credentialed,
            ..Declaration::default()
        };
        // 0 leaves the header out, as a policy without `max_age` does.
        if self.max_age != 0 {
            faults.extend(max_age::check(&self.max_age.to_string()).faults);
        }
        faults.extend(policy::check(&declaration).into_iter().map(|located| located.fault));
        faults.retain(|fault| !self.tolerates(fault.rule));
        faults
    }

    /// Whether the configuration lifts the rule, as `#[allow]` does.
    fn tolerates(&self, rule: Rule) -> bool {
        match rule {
            Rule::InsecureOrigin => self.insecure,
            Rule::PublicSuffix => self.psl,
            _ => false,
        }
    }

    fn declared_origins(&self, faults: &mut Vec<Fault>) -> Origins {
        match self.origins.as_deref() {
            None => {
                // The macro reports a missing field, see `ui/fail/missing_origins.rs`.
                faults.push(Fault::at(Rule::MissingOrigins, ""));
                Origins::default()
            }
            Some([only]) if only == "*" => Origins::Any,
            Some(list) => Origins::Listed(values(list, origin::check, faults)),
        }
    }
}

fn names(
    list: Option<&[String]>,
    check: fn(&str) -> Checked<String>,
    faults: &mut Vec<Fault>,
) -> Names {
    let list = list.unwrap_or_default();
    let others = list.iter().filter(|name| *name != "*");
    let is_any = list.iter().any(|name| name == "*");
    let names = values(others, check, faults);
    if is_any { Names::Any(names) } else { Names::Listed(names) }
}

fn values<'t, T>(
    list: impl IntoIterator<Item = &'t String>,
    check: fn(&str) -> Checked<T>,
    faults: &mut Vec<Fault>,
) -> Vec<Option<T>> {
    let checked = list.into_iter().map(|text| check(text));
    let value = |checked: Checked<T>| {
        faults.extend(checked.faults);
        checked.value
    };
    checked.map(value).collect()
}
