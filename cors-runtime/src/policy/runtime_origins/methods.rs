//! The methods of a policy that add origins at run time.

use std::sync::Arc;

use cors_rules::runtime_origins::{Limits, no_list};
use cors_table::Origin;

use super::errors::{OriginErrors, OriginFault};
use super::list::{List, limits};
use super::runtime::Runtime;
use crate::policy::cors_policy::CorsPolicy;

impl CorsPolicy {
    /// The policy with further origins, which are known when the program runs: from a variable, a file of settings or a
    /// database. Needs the feature `runtime-origins`.
    ///
    /// The field [`runtime_origins`](crate::cors_policy!#runtime_origins) of the source says which origins a list can
    /// add. The list is any iterator of texts, such as a `Vec<String>`, an array, or the `Option<String>` of a variable.
    /// Each text may hold several origins and patterns, separated by commas or white space. A list without any adds
    /// nothing.
    ///
    /// The policy that is returned is used like the one of the source. It has a list of its own: origins that were added
    /// to this policy before are in it too, and later changes of one list do not reach the other.
    ///
    /// ```
    /// use cors_runtime::{CorsPolicy, OriginErrors, cors_policy};
    ///
    /// static API: CorsPolicy = cors_policy! {
    ///     runtime_origins: any,
    ///     allow_methods: [PUT, DELETE],
    ///     allow_headers: ["content-type"],
    ///     allow_credentials: true,
    /// };
    ///
    /// fn main() -> Result<(), OriginErrors> {
    ///     let policy = API.with_runtime_origins(std::env::var("CORS_ALLOWED_ORIGINS").ok())?;
    ///     // let app = Router::new().route("/orders", post(create)).layer(policy.layer());
    ///     assert!(!policy.allows_origin("https://shop.example.com"));
    ///
    ///     let policy = API.with_runtime_origins(["https://shop.example.com, https://*.team.example.com"])?;
    ///     assert!(policy.allows_origin("https://shop.example.com"));
    ///     assert!(policy.allows_origin("https://a.team.example.com"));
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// Every mistake in the list, with the compiler's rules and words. An origin that `runtime_origins` does not cover
    /// is a mistake, and so is any origin if the source does not have the field. Something dangerous, such as plain http
    /// with credentials, is a mistake unless the source allows it by name, with `#[allow(…)]` before the field or before
    /// an entry that covers it. Something probably not meant, such as an origin that is listed twice, is no mistake:
    /// [`runtime_warnings`](Self::runtime_warnings) has it.
    pub fn with_runtime_origins<T: AsRef<str>>(
        &self,
        list: impl IntoIterator<Item = T>,
    ) -> Result<CorsPolicy, OriginErrors> {
        let (limits, earlier) = (self.limits(), self.list());
        let list = List::checked(self.data, &limits, &earlier, list)?;
        Ok(self.with(limits, self.is_only(), Arc::new(list)))
    }

    /// The policy with these origins in place of `allow_origins`, which are then the defaults. If the list is empty or
    /// unset, `allow_origins` stays. Needs the feature `runtime-origins`.
    ///
    /// Everything else is as for [`with_runtime_origins`](Self::with_runtime_origins). Origins that were added to this
    /// policy before are replaced too. `replace_runtime_origins` on the returned policy works alike: it replaces
    /// `allow_origins`, or restores it if the list is empty.
    ///
    /// ```
    /// use cors_runtime::{CorsPolicy, cors_policy};
    ///
    /// static API: CorsPolicy = cors_policy! {
    ///     allow_origins: ["http://localhost:3000"],
    ///     runtime_origins: any,
    /// };
    ///
    /// let unset: Option<String> = None;
    /// let policy = API.with_only_runtime_origins(unset).unwrap();
    /// assert!(policy.allows_origin("http://localhost:3000"));
    ///
    /// let policy = API.with_only_runtime_origins(["https://app.example.com"]).unwrap();
    /// assert!(policy.allows_origin("https://app.example.com"));
    /// assert!(!policy.allows_origin("http://localhost:3000"));
    /// ```
    ///
    /// # Errors
    /// As [`with_runtime_origins`](Self::with_runtime_origins).
    pub fn with_only_runtime_origins<T: AsRef<str>>(
        &self,
        list: impl IntoIterator<Item = T>,
    ) -> Result<CorsPolicy, OriginErrors> {
        let limits = self.limits();
        let list = List::checked(self.data, &limits, &List::default(), list)?;
        let list = if list.is_empty() { self.list() } else { Arc::new(list.in_place_of_source()) };
        Ok(self.with(limits, true, list))
    }

    /// The policy with a function that is asked about origins that nothing else allows. It may have state, such as a
    /// cache in front of a database. Needs the feature `runtime-origins`.
    ///
    /// The function is asked last, and only about origins that a browser can send and that
    /// [`runtime_origins`](crate::cors_policy!#runtime_origins) covers: it is never asked about `null`, and never if the
    /// source does not have the field. With credentials it is not asked about an origin on plain http that is not on the
    /// browser's own machine, unless the source allows that by name.
    ///
    /// It runs on the thread that serves the request, so it must be quick and must not block. A policy may have several
    /// functions; they are asked in the order in which they were added. The policy that is returned has a list of its
    /// own, as after [`with_runtime_origins`](Self::with_runtime_origins).
    ///
    /// ```
    /// use std::collections::HashSet;
    /// use std::sync::{Arc, RwLock};
    ///
    /// use cors_runtime::{CorsPolicy, cors_policy};
    ///
    /// static API: CorsPolicy = cors_policy! { runtime_origins: any, allow_credentials: true };
    ///
    /// let tenants = Arc::new(RwLock::new(HashSet::from(["https://tenant.example".to_owned()])));
    /// let state = Arc::clone(&tenants);
    /// let policy = API.with_runtime_predicate(move |origin| {
    ///     state.read().is_ok_and(|tenants| tenants.contains(origin.as_str()))
    /// });
    ///
    /// assert!(policy.allows_origin("https://tenant.example"));
    /// tenants.write().unwrap().clear();
    /// assert!(!policy.allows_origin("https://tenant.example"));
    /// ```
    pub fn with_runtime_predicate(
        &self,
        allows: impl Fn(Origin<'_>) -> bool + Send + Sync + 'static,
    ) -> CorsPolicy {
        let mut predicates =
            self.runtime.as_ref().map(Runtime::predicates).unwrap_or_default().to_vec();
        predicates.push(Arc::new(allows));
        let runtime = Runtime::new(self.limits(), self.is_only(), self.list(), predicates);
        CorsPolicy { data: self.data, runtime: Some(runtime) }
    }

    /// Replaces the list in this policy and all its clones while requests are served. Each request is judged by one of
    /// the two lists, and none waits. Needs the feature `runtime-origins`.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, Rule, cors_policy};
    /// # static API: CorsPolicy = cors_policy! { runtime_origins: within ["https://*.customer.example"] };
    /// let policy = API.with_runtime_origins(["https://shop.customer.example"]).unwrap();
    /// let errors = policy.replace_runtime_origins(["https://evil.example"]).unwrap_err();
    /// assert_eq!(errors.faults()[0].rule(), Rule::RuntimeOutside);
    /// assert!(policy.allows_origin("https://shop.customer.example")); // as before
    ///
    /// policy.replace_runtime_origins(["https://new.customer.example"]).unwrap();
    /// assert_eq!(policy.runtime_origins(), ["https://new.customer.example"]);
    /// ```
    ///
    /// # Errors
    /// As [`with_runtime_origins`](Self::with_runtime_origins); the list that was there stays. A policy that no method
    /// of this feature returned, such as that of a `static`, has no list to replace, which is an error too.
    pub fn replace_runtime_origins<T: AsRef<str>>(
        &self,
        list: impl IntoIterator<Item = T>,
    ) -> Result<(), OriginErrors> {
        let Some(runtime) = &self.runtime else {
            let fault = OriginFault::new(0, no_list());
            return Err(OriginErrors::new(self.location(), vec![fault]));
        };
        let list = List::checked(self.data, runtime.limits(), &List::default(), list)?;
        runtime.replace(if runtime.is_only() { list.in_place_of_source() } else { list });
        Ok(())
    }

    /// Checks a list without using it, for a form or an admin API. Needs the feature `runtime-origins`.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # static API: CorsPolicy = cors_policy! { runtime_origins: any };
    /// assert!(API.check_runtime_origins(["https://app.example.com"]).is_ok());
    ///
    /// let errors = API.check_runtime_origins(["app.example.com"]).unwrap_err();
    /// let fault = errors.into_iter().next().unwrap();
    /// assert_eq!(fault.replacement(), Some("https://app.example.com"));
    /// ```
    ///
    /// # Errors
    /// As [`with_runtime_origins`](Self::with_runtime_origins).
    pub fn check_runtime_origins<T: AsRef<str>>(
        &self,
        list: impl IntoIterator<Item = T>,
    ) -> Result<(), OriginErrors> {
        List::checked(self.data, &self.limits(), &List::default(), list).map(drop)
    }

    /// The origins and patterns of the list that is there now, sorted, each once. Needs the feature `runtime-origins`.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # static API: CorsPolicy = cors_policy! { runtime_origins: any };
    /// let policy = API.with_runtime_origins(["https://b.example.com, https://a.example.com"]).unwrap();
    /// assert_eq!(policy.runtime_origins(), ["https://a.example.com", "https://b.example.com"]);
    /// assert!(API.runtime_origins().is_empty());
    /// ```
    #[must_use]
    pub fn runtime_origins(&self) -> Vec<String> {
        self.list().texts()
    }

    /// The warnings about the list that is there now, such as an origin that is listed twice. The list is used as it is.
    /// Needs the feature `runtime-origins`.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, Rule, cors_policy};
    /// # static API: CorsPolicy = cors_policy! { runtime_origins: any };
    /// let policy = API.with_runtime_origins(["https://a.example.com https://a.example.com"]).unwrap();
    /// for warning in policy.runtime_warnings() {
    ///     eprintln!("warning: {warning}");
    /// }
    /// # assert_eq!(policy.runtime_warnings()[0].rule(), Rule::RedundantOrigin);
    /// ```
    #[must_use]
    pub fn runtime_warnings(&self) -> Vec<OriginFault> {
        self.list().warnings().to_vec()
    }

    fn with(&self, limits: Limits, is_only: bool, list: Arc<List>) -> CorsPolicy {
        let predicates = self.runtime.as_ref().map(Runtime::predicates).unwrap_or_default();
        let runtime = Runtime::new(limits, is_only, list, predicates.to_vec());
        CorsPolicy { data: self.data, runtime: Some(runtime) }
    }

    fn limits(&self) -> Limits {
        match &self.runtime {
            Some(runtime) => runtime.limits().clone(),
            None => limits(self.data),
        }
    }

    fn is_only(&self) -> bool {
        self.runtime.as_ref().is_some_and(Runtime::is_only)
    }

    fn list(&self) -> Arc<List> {
        self.runtime.as_ref().map(Runtime::list).unwrap_or_default()
    }
}

/// For explanations.
#[cfg(feature = "explain")]
impl CorsPolicy {
    /// Whether a list could add this origin, any text that was sent.
    pub(crate) fn could_list(&self, origin: &str) -> bool {
        let accepted = || List::checked(self.data, &self.limits(), &List::default(), [origin]);
        Origin::parse(origin.as_bytes()).is_some() && accepted().is_ok()
    }

    /// Whether the policy has a list, although it may be empty.
    pub(crate) fn has_list(&self) -> bool {
        self.runtime.is_some()
    }

    /// How many functions were added.
    pub(crate) fn runtime_predicates(&self) -> usize {
        self.runtime.as_ref().map_or(0, |runtime| runtime.predicates().len())
    }

    /// Whether they are asked about this origin, which is well-formed.
    pub(crate) fn is_open_to(&self, origin: &Origin<'_>) -> bool {
        self.runtime.as_ref().is_some_and(|runtime| runtime.limits().is_open_to(origin.as_str()))
    }
}
