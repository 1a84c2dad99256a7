//! Who is told of refusals.

use http::{HeaderMap, Method};

#[cfg(feature = "explain")]
use super::CorsLayer;
use crate::decision::Decision;
#[cfg(feature = "explain")]
use crate::explain::Refusal;
use crate::policy::CorsPolicy;

/// Nobody is told of refusals.
#[derive(Clone, Copy, Debug)]
pub struct NoHook;

#[cfg(feature = "explain")]
impl<H> CorsLayer<H> {
    /// Calls `hook` with every request that the policy makes a browser block: a place for metrics. Needs
    /// the feature `explain`.
    ///
    /// It is called before the request goes on, on the task that serves it. [`Refusal`] says what counts.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicU64, Ordering};
    ///
    /// use cors_runtime::{CorsPolicy, cors_policy};
    ///
    /// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    /// static NOT_LISTED: AtomicU64 = AtomicU64::new(0);
    ///
    /// let layer = API.layer().on_refusal(|refusal| {
    ///     if refusal.cause().name() == "origin_not_listed" {
    ///         NOT_LISTED.fetch_add(1, Ordering::Relaxed);
    ///     }
    /// });
    /// # let _ = layer;
    /// ```
    pub fn on_refusal<F>(self, hook: F) -> CorsLayer<F>
    where
        F: Fn(&Refusal<'_>) + Clone,
    {
        CorsLayer { policy: self.policy, hook, explains: self.explains }
    }

    /// Whether a preflight that ends in a refusal is answered with a `cors-explanation` header, for the
    /// network panel of a browser; see [`Explanation::apply`](crate::explain::Explanation::apply) for what it says. Needs the feature
    /// `explain`.
    ///
    /// Without this call it is, if the crate that the policy stands in is compiled with debug assertions, and
    /// is not in release builds.
    #[must_use]
    pub const fn explain_refusals(mut self, explains: bool) -> Self {
        self.explains = explains;
        self
    }
}

/// Who is told of refusals.
pub trait Hook {
    #[doc(hidden)]
    fn decided(
        &self,
        policy: CorsPolicy,
        decision: &Decision,
        method: &Method,
        headers: &HeaderMap,
    );
}

impl Hook for NoHook {
    fn decided(&self, _: CorsPolicy, _: &Decision, _: &Method, _: &HeaderMap) {}
}

#[cfg(feature = "explain")]
impl<F: Fn(&Refusal<'_>)> Hook for F {
    fn decided(
        &self,
        policy: CorsPolicy,
        decision: &Decision,
        method: &Method,
        headers: &HeaderMap,
    ) {
        if let Some(refusal) = Refusal::find(policy, decision, method, headers) {
            self(&refusal);
        }
    }
}
