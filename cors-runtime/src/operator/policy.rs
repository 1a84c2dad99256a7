//! The policy with an operator's list, in a policy's place.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;
use http::{HeaderMap, Method};

use super::added::{Added, judged};
use super::errors::{OriginErrors, OriginFault};
use crate::decision::Decision;
#[cfg(feature = "explain")]
use crate::explain::Explanation;
use crate::manifest::{Values, told};
use crate::policy::CorsPolicy;
use crate::snapshot::Snapshot;

impl CorsPolicy {
    /// The policy with origins that are known only when the program starts, from a variable or a file of
    /// settings. Needs the feature `operator`.
    ///
    /// The source says within which patterns they must be, in the field
    /// [`operator_origins`](crate::cors_policy!#operator_origins). The list is anything that yields texts: a
    /// `Vec<String>`, an array, or the `Option<String>` that a variable is. Each text may hold several origins or
    /// patterns with commas or white space between them, as a variable of the environment does. A list with
    /// nothing in it, such as that of a variable that is not set, adds nothing. (`.ok()`, as below, takes a variable
    /// that is not UTF-8 for one that is not set.)
    ///
    /// ```
    /// use cors_runtime::{CorsPolicy, OriginErrors, cors_policy};
    ///
    /// static API: CorsPolicy = cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     operator_origins: within ["https://*.customer.example", "http://localhost:*"],
    ///     allow_credentials: true,
    /// };
    ///
    /// fn main() -> Result<(), OriginErrors> {
    ///     let api = API.with_operator_origins(std::env::var("EXTRA_ORIGINS").ok())?;
    ///     assert!(api.allows_origin("https://app.example.com"));
    ///     // let app = Router::new().route("/orders", post(create)).layer(api.layer());
    /// #   assert!(!api.allows_origin("https://shop.customer.example"));
    /// #   let api = API.with_operator_origins(["https://shop.customer.example, http://localhost:3000"])?;
    /// #   assert!(api.allows_origin("https://shop.customer.example"));
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// Whatever the compiler would refuse in `operator_origins`, and what is outside of it: all mistakes at once,
    /// in the compiler's words. `*` and `null` are refused in any case. What is dangerous and possible, such as
    /// plain http with credentials, is refused unless an entry that covers it stands in the source with
    /// `#[allow(…)]`. What is hardly ever meant, such as an origin that is listed twice, is no error:
    /// [`warnings`](OperatorPolicy::warnings) has it.
    pub fn with_operator_origins<T: AsRef<str>>(
        &self,
        list: impl IntoIterator<Item = T>,
    ) -> Result<OperatorPolicy, OriginErrors> {
        let added = judged(*self, list)?;
        Ok(OperatorPolicy { policy: *self, added: Arc::new(ArcSwap::from_pointee(added)) })
    }
}

/// A policy, with the origins that whoever runs the program has added.
///
/// Made by [`CorsPolicy::with_operator_origins`]; see there for an example. It takes a policy's place wherever one
/// is asked. Clones are cheap and are the same policy: they share one list, and see it
/// [replaced](OperatorPolicy::replace_operator_origins) together.
#[derive(Clone)]
#[must_use = "a policy does nothing until it is asked or made a layer"]
pub struct OperatorPolicy {
    policy: CorsPolicy,
    added: Arc<ArcSwap<Added>>,
}

impl OperatorPolicy {
    /// The policy as its source says it, without what was added.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # static API: CorsPolicy = cors_policy! {
    /// #     allow_origins: ["https://app.example.com"],
    /// #     operator_origins: within ["https://*.customer.example"],
    /// # };
    /// let api = API.with_operator_origins(["https://shop.customer.example"]).unwrap();
    /// assert!(!api.policy().allows_origin("https://shop.customer.example"));
    /// assert_eq!(api.policy().source(), API.source());
    /// ```
    pub fn policy(&self) -> CorsPolicy {
        self.policy
    }

    /// Whether the policy allows this origin, or the operator's list does. As [`CorsPolicy::allows_origin`].
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # static API: CorsPolicy = cors_policy! {
    /// #     allow_origins: ["https://app.example.com"],
    /// #     operator_origins: within ["https://*.customer.example"],
    /// # };
    /// let api = API.with_operator_origins(["https://shop.customer.example"]).unwrap();
    /// assert!(api.allows_origin("https://app.example.com"));
    /// assert!(api.allows_origin("https://shop.customer.example"));
    /// assert!(!api.allows_origin("https://other.customer.example"));
    /// ```
    #[must_use]
    pub fn allows_origin(&self, origin: impl AsRef<[u8]>) -> bool {
        let origin = origin.as_ref();
        // A predicate is asked last.
        self.added.load().allows(origin) || self.policy.allows_origin(origin)
    }

    /// Decides what to do with a request, as [`CorsPolicy::decide`] does. No other thread can make it wait: a list
    /// that is replaced meanwhile stays the one that this request is judged by. It allocates nothing either, but
    /// for a few words when a thread decides for the first time.
    ///
    /// ```
    /// use cors_runtime::{CorsPolicy, Decision, cors_policy};
    /// use http::{HeaderMap, Request};
    /// # static API: CorsPolicy = cors_policy! {
    /// #     allow_origins: ["https://app.example.com"],
    /// #     operator_origins: within ["https://*.customer.example"],
    /// # };
    ///
    /// let api = API.with_operator_origins(["https://shop.customer.example"]).unwrap();
    /// let request = Request::get("/").header("origin", "https://shop.customer.example").body(()).unwrap();
    /// let mut response = HeaderMap::new();
    /// if let Decision::Actual(actual) = api.decide(request.method(), request.headers()) {
    ///     actual.apply(&mut response);
    /// }
    /// assert_eq!(response["access-control-allow-origin"], "https://shop.customer.example");
    /// ```
    #[must_use = "the decision says whether the request's handler may run"]
    pub fn decide(&self, method: &Method, headers: &HeaderMap) -> Decision {
        self.snapshot().decide(method, headers)
    }

    /// Explains a request, as [`CorsPolicy::explain`] does; what the operator has listed counts like entries of
    /// `allow_origins`. Needs the feature `explain`.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # use http::Request;
    /// # static API: CorsPolicy = cors_policy! {
    /// #     allow_origins: ["https://app.example.com"],
    /// #     operator_origins: within ["https://*.customer.example"],
    /// # };
    /// let api = API.with_operator_origins(["https://shop.customer.example"]).unwrap();
    /// let request = Request::get("/").header("origin", "http://shop.customer.example").body(()).unwrap();
    /// let explanation = api.explain(request.method(), request.headers());
    /// assert_eq!(explanation.nearest.unwrap().entry, "https://shop.customer.example");
    /// ```
    #[cfg(feature = "explain")]
    #[must_use]
    pub fn explain(&self, method: &Method, headers: &HeaderMap) -> Explanation {
        Explanation::of(self.snapshot(), method, headers)
    }

    /// Puts another list in the place of the operator's, in all clones of this policy, while requests are served:
    /// each is judged by the one or by the other, and none waits.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # static API: CorsPolicy = cors_policy! {
    /// #     allow_origins: ["https://app.example.com"],
    /// #     operator_origins: within ["https://*.customer.example"],
    /// # };
    /// let api = API.with_operator_origins(["https://shop.customer.example"]).unwrap();
    /// let errors = api.replace_operator_origins(["https://evil.example"]).unwrap_err();
    /// assert_eq!(errors.faults()[0].rule(), "operator_outside");
    /// assert!(api.allows_origin("https://shop.customer.example")); // as before
    ///
    /// api.replace_operator_origins(["https://new.customer.example"]).unwrap();
    /// assert_eq!(api.operator_origins(), ["https://new.customer.example"]);
    /// ```
    ///
    /// # Errors
    /// As [`CorsPolicy::with_operator_origins`]. The list that was there stays then.
    pub fn replace_operator_origins<T: AsRef<str>>(
        &self,
        list: impl IntoIterator<Item = T>,
    ) -> Result<(), OriginErrors> {
        self.added.store(Arc::new(judged(self.policy, list)?));
        Ok(())
    }

    /// The origins and patterns that the operator has listed, sorted, each once. `Display` has them for a log.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # static API: CorsPolicy = cors_policy! {
    /// #     allow_origins: ["https://app.example.com"],
    /// #     operator_origins: within ["https://*.customer.example"],
    /// # };
    /// let list = Some("https://shop.customer.example, https://*.team.customer.example");
    /// let api = API.with_operator_origins(list).unwrap();
    /// let added = ["https://*.team.customer.example", "https://shop.customer.example"];
    /// assert_eq!(api.operator_origins(), added);
    /// ```
    #[must_use]
    pub fn operator_origins(&self) -> Vec<String> {
        self.added.load().texts()
    }

    /// What the operator has listed and hardly means, such as an origin that is there twice: it is used as it is.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # static API: CorsPolicy = cors_policy! {
    /// #     allow_origins: ["https://app.example.com"],
    /// #     operator_origins: within ["https://*.customer.example"],
    /// # };
    /// let twice = "https://shop.customer.example https://shop.customer.example";
    /// let api = API.with_operator_origins([twice]).unwrap();
    /// for warning in api.warnings() {
    ///     eprintln!("warning: {warning}");
    /// }
    /// # assert_eq!(api.warnings()[0].rule(), "redundant_origin");
    /// ```
    #[must_use]
    pub fn warnings(&self) -> Vec<OriginFault> {
        self.added.load().warnings().to_vec()
    }

    /// The policy with the list that is there now.
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot::new(self.policy, self.added.load_full())
    }
}

/// Some lines for a log at start-up: those of the policy, and what the operator has added.
///
/// ```
/// # use cors_runtime::{CorsPolicy, cors_policy};
/// # static API: CorsPolicy = cors_policy! {
/// #     allow_origins: ["https://app.example.com"],
/// #     operator_origins: within ["https://*.customer.example"],
/// # };
/// let api = API.with_operator_origins(["https://shop.customer.example"]).unwrap();
/// assert!(api.to_string().ends_with("
///   allow_origins: https://app.example.com
///   operator_origins within: https://*.customer.example
///   added by the operator: https://shop.customer.example"));
/// ```
impl fmt::Display for OperatorPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.policy, f)?;
        told(f, "added by the operator", &Values::Listed(self.operator_origins()))
    }
}

impl fmt::Debug for OperatorPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (policy, added) = (self.policy, self.added.load());
        f.debug_struct("OperatorPolicy").field("policy", &policy).field("added", &*added).finish()
    }
}
