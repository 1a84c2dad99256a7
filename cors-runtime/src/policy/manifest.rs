//! What a policy allows, in order and as text: for a log, for programs, and for reviewers, to whom a test shows
//! every change as a diff. Nothing of it is asked while a request is answered.

use std::fmt;

use super::constant::Constant;
use super::cors_policy::CorsPolicy;
use super::data::{Allowed, Origins, RuntimeOrigins};
use super::predicate::Predicate;

/// Everything that a policy allows in this build.
///
/// Lists are sorted, whatever their order in the source, and `Display` is [TOML](https://toml.io), with a line for
/// each member: the same policy is the same text, and another policy is a diff of the lines in which it differs.
/// Where the policy stands is not part of it, because that changes with every line above.
///
/// ```
/// use cors_runtime::{CorsPolicy, Values, cors_policy};
///
/// static API: CorsPolicy = cors_policy! {
///     allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
///     allow_methods: [PUT],
///     allow_headers: ["content-type"],
/// };
///
/// let manifest = API.manifest();
/// assert_eq!(manifest.allow_methods, Values::Listed(vec!["PUT".to_owned()]));
/// assert_eq!(manifest.to_string(), r#"allow_origins = [
///     "https://*.preview.example.com",
///     "https://app.example.com",
/// ]
/// predicates = []
/// allow_methods = [
///     "PUT",
/// ]
/// allow_headers = [
///     "content-type",
/// ]
/// expose_headers = []
/// allow_credentials = false
/// preflight_status = 204
/// timing_allow_origins = []
/// runtime_origins = []
/// runtime_origins_allow = []
/// "#);
/// ```
///
/// # A test that shows a changed policy in review
///
/// A refactored macro, a moved `#[cfg]` or a line in a file that `include_str!` reads can change whom a program allows
/// without a change that a reviewer would stop at. A test with these lines keeps the manifest beside the source. Whoever
/// changes the policy runs `CORS_POLICY=overwrite cargo test`, and commits the file.
///
/// ```no_run
/// # use cors_runtime::{CorsPolicy, cors_policy};
/// # static API: CorsPolicy = cors_policy! { allow_origins: * };
/// let file = concat!(env!("CARGO_MANIFEST_DIR"), "/cors-policy.toml");
/// let manifest = API.manifest().to_string();
/// if std::env::var_os("CORS_POLICY").is_some_and(|what| what == "overwrite") {
///     std::fs::write(file, &manifest).unwrap();
/// }
/// assert_eq!(std::fs::read_to_string(file).unwrap_or_default(), manifest);
/// ```
///
/// A policy with `#[cfg]`s is another one in each kind of build: give each a file of its own, such as
/// `cors-policy.release.toml`, and run the test in each, or put the test under the same `#[cfg]`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Manifest {
    /// `allow_origins`, patterns as they are written; `*` is everybody.
    pub allow_origins: Values,
    /// The predicates of `allow_origins` as they are written. With credentials, `#[allow(insecure_origin)]` stands
    /// before those that are asked about plain http too. What a function allows is not part of it.
    pub predicates: Values,
    /// `allow_methods`, without those that are safelisted and not listed.
    pub allow_methods: Values,
    /// `allow_headers`, without those that are safelisted and not listed.
    pub allow_headers: Values,
    /// `expose_headers`, without those that are safelisted and not listed.
    pub expose_headers: Values,
    /// `allow_credentials`.
    pub allow_credentials: bool,
    /// `max_age` in seconds, if it is set.
    pub max_age: Option<u32>,
    /// `preflight_status`.
    pub preflight_status: u16,
    /// `timing_allow_origins`.
    pub timing_allow_origins: Values,
    /// `runtime_origins`: which origins can be added at run time. Those that have been added are no part of it.
    pub runtime_origins: Values,
    /// The rules that `#[allow]` names on `runtime_origins`.
    pub runtime_origins_allow: Values,
}

/// The value of a field that lists something.
///
/// ```
/// use cors_runtime::{Values, cors_policy};
///
/// let policy = cors_policy! { allow_origins: *, allow_methods: mirror };
/// assert_eq!(policy.manifest().allow_origins, Values::Listed(vec!["*".to_owned()]));
/// assert_eq!(policy.manifest().allow_methods, Values::Mirror);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Values {
    /// These, sorted; the field's `*` is one of them, as it is on the wire.
    Listed(Vec<String>),
    /// `mirror`: what the request asks for.
    Mirror,
    /// `same`: the values of `allow_origins`.
    Same,
    /// `any`: every origin that the rules accept.
    Any,
}

impl CorsPolicy {
    /// Everything that the policy allows, sorted, as fields and as text.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"], max_age: 10m };
    /// assert_eq!(API.manifest().max_age, Some(600));
    /// ```
    #[must_use]
    pub fn manifest(&self) -> Manifest {
        let data = self.data;
        let values = data.values;
        let timing = if values.timing_is_same {
            Values::Same
        } else {
            Values::of_header(values.timing_allow_origin.as_ref())
        };
        Manifest {
            allow_origins: Values::of_origins(&data.origins),
            predicates: Values::of_predicates(data.predicates, data.credentials),
            allow_methods: Values::of_allowed(&values.allow_methods),
            allow_headers: Values::of_allowed(&values.allow_headers),
            expose_headers: Values::of_header(values.expose_headers.as_ref()),
            allow_credentials: data.credentials,
            max_age: values.max_age.as_ref().and_then(|seconds| seconds.text().parse().ok()),
            preflight_status: data.preflight_status.code().as_u16(),
            timing_allow_origins: timing,
            runtime_origins: Values::of_runtime_origins(data.runtime_origins),
            runtime_origins_allow: Values::of_texts(data.runtime_allowed),
        }
    }
}

impl Values {
    fn of_origins(origins: &Origins) -> Self {
        match origins {
            Origins::Any => Values::sorted(["*".to_owned()]),
            Origins::Listed(table) => {
                let patterns = table.patterns.iter().map(ToString::to_string);
                Values::sorted(table.exact.iter().map(ToOwned::to_owned).chain(patterns))
            }
        }
    }

    fn of_runtime_origins(origins: RuntimeOrigins) -> Self {
        match origins {
            RuntimeOrigins::Nothing => Values::of_texts(&[]),
            RuntimeOrigins::Within(entries) => Values::of_texts(entries),
            RuntimeOrigins::Any => Values::Any,
            RuntimeOrigins::Star => Values::of_texts(&["*"]),
        }
    }

    fn of_texts(texts: &[&str]) -> Self {
        Values::sorted(texts.iter().map(|text| (*text).to_owned()))
    }

    fn of_predicates(predicates: &[Predicate], credentials: bool) -> Self {
        let written = predicates.iter().map(|one| {
            let is_opt_out = credentials && one.is_asked_of_insecure;
            let allow = if is_opt_out { "#[allow(insecure_origin)] " } else { "" };
            format!("{allow}{}", one.entry)
        });
        Values::sorted(written)
    }

    fn of_allowed(allowed: &Allowed) -> Self {
        match allowed {
            Allowed::Safelisted => Values::of_header(None),
            Allowed::Constant(list) => Values::of_header(Some(list)),
            Allowed::Mirror => Values::Mirror,
        }
    }

    /// The members of a list that the macro wrote as a header's value.
    fn of_header(list: Option<&Constant>) -> Self {
        Values::sorted(list.into_iter().flat_map(|list| list.text().split(", ")).map(str::to_owned))
    }

    fn sorted(members: impl IntoIterator<Item = String>) -> Self {
        let mut members: Vec<_> = members.into_iter().collect();
        members.sort();
        // What stands twice, under `#[allow(redundant_origin)]`, allows no more than once.
        members.dedup();
        Values::Listed(members)
    }

    fn is_empty(&self) -> bool {
        matches!(self, Values::Listed(members) if members.is_empty())
    }
}

/// As TOML.
impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        toml(f, "allow_origins", &self.allow_origins)?;
        toml(f, "predicates", &self.predicates)?;
        toml(f, "allow_methods", &self.allow_methods)?;
        toml(f, "allow_headers", &self.allow_headers)?;
        toml(f, "expose_headers", &self.expose_headers)?;
        writeln!(f, "allow_credentials = {}", self.allow_credentials)?;
        if let Some(seconds) = self.max_age {
            writeln!(f, "max_age = {seconds}")?;
        }
        writeln!(f, "preflight_status = {}", self.preflight_status)?;
        toml(f, "timing_allow_origins", &self.timing_allow_origins)?;
        toml(f, "runtime_origins", &self.runtime_origins)?;
        toml(f, "runtime_origins_allow", &self.runtime_origins_allow)
    }
}

/// Members are visible ASCII, or the names in a path: of these TOML escapes quotes and backslashes, and `Debug` would
/// escape more.
fn toml(f: &mut fmt::Formatter<'_>, field: &str, values: &Values) -> fmt::Result {
    match values {
        Values::Mirror => writeln!(f, "{field} = \"mirror\""),
        Values::Same => writeln!(f, "{field} = \"same\""),
        Values::Any => writeln!(f, "{field} = \"any\""),
        Values::Listed(members) if members.is_empty() => writeln!(f, "{field} = []"),
        Values::Listed(members) => {
            writeln!(f, "{field} = [")?;
            for member in members {
                let member = member.replace('\\', r"\\").replace('"', r#"\""#);
                writeln!(f, "    \"{member}\",")?;
            }
            writeln!(f, "]")
        }
    }
}

/// How many members of a list a log shows.
const SHOWN: usize = 10;

/// Some lines for a log at start-up: where the policy stands and what it allows, the origins that were added at run time
/// included. Defaults are left out, and long lists are cut.
///
/// ```
/// # use cors_runtime::{CorsPolicy, cors_policy};
/// static API: CorsPolicy = cors_policy! {
///     allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
///     allow_methods: [PUT, DELETE],
///     allow_credentials: true,
///     max_age: 10m,
/// };
/// let text = API.to_string();
/// assert!(text.starts_with("CORS policy of "));
/// assert!(text.ends_with("
///   allow_origins: https://*.preview.example.com, https://app.example.com
///   allow_methods: DELETE, PUT
///   allow_credentials: true
///   max_age: 600"));
/// ```
impl fmt::Display for CorsPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let manifest = self.manifest();
        let (file, line) = self.location();
        write!(f, "CORS policy of {file}:{line}")?;
        line_of(f, "allow_origins", &manifest.allow_origins)?;
        line_of(f, "predicates", &manifest.predicates)?;
        line_of(f, "allow_methods", &manifest.allow_methods)?;
        line_of(f, "allow_headers", &manifest.allow_headers)?;
        line_of(f, "expose_headers", &manifest.expose_headers)?;
        if manifest.allow_credentials {
            write!(f, "\n  allow_credentials: true")?;
        }
        if let Some(seconds) = manifest.max_age {
            write!(f, "\n  max_age: {seconds}")?;
        }
        if manifest.preflight_status != 204 {
            write!(f, "\n  preflight_status: {}", manifest.preflight_status)?;
        }
        line_of(f, "timing_allow_origins", &manifest.timing_allow_origins)?;
        let within = match self.data.runtime_origins {
            RuntimeOrigins::Within(_) => "runtime_origins within",
            RuntimeOrigins::Nothing | RuntimeOrigins::Any | RuntimeOrigins::Star => {
                "runtime_origins"
            }
        };
        line_of(f, within, &manifest.runtime_origins)?;
        #[cfg(feature = "runtime-origins")]
        line_of(f, "added at run time", &Values::Listed(self.runtime_origins()))?;
        Ok(())
    }
}

fn line_of(f: &mut fmt::Formatter<'_>, field: &str, values: &Values) -> fmt::Result {
    if values.is_empty() {
        return Ok(());
    }
    write!(f, "\n  {field}: ")?;
    let members = match values {
        Values::Mirror => return f.write_str("mirror"),
        Values::Same => return f.write_str("same"),
        Values::Any => return f.write_str("any"),
        Values::Listed(members) => members,
    };
    let shown = members.iter().take(SHOWN);
    f.write_str(&shown.map(String::as_str).collect::<Vec<_>>().join(", "))?;
    match members.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}
