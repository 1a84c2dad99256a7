//! What the fairing does about refusals.

use super::cors_fairing::CorsFairing;
use crate::explain::Refusal;

impl CorsFairing {
    /// Calls `hook` with every request that the policy makes a browser block: a place for metrics. A second
    /// hook takes the first one's place. Needs the feature `explain`.
    ///
    /// It is called before the request goes on, on the task that serves it. [`Refusal`] says what counts.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicU64, Ordering};
    ///
    /// use cors_runtime::{CorsPolicy, cors_policy};
    ///
    /// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    ///
    /// let refused = Arc::new(AtomicU64::new(0));
    /// let count = Arc::clone(&refused);
    /// let fairing = API.fairing().on_refusal(move |_| {
    ///     count.fetch_add(1, Ordering::Relaxed);
    /// });
    /// let rocket = rocket::build().attach(fairing);
    /// # let _ = rocket;
    /// ```
    #[must_use]
    pub fn on_refusal(mut self, hook: impl Fn(&Refusal<'_>) + Send + Sync + 'static) -> Self {
        self.refusals.tell(hook);
        self
    }

    /// Whether a preflight that ends in a refusal is answered with a `cors-explanation` header, for the
    /// network panel of a browser; [`Explanation::apply`](crate::explain::Explanation::apply) tells what it
    /// says and costs. Needs the feature `explain`.
    ///
    /// Without this call it is, if the crate that the fairing's own policy stands in is compiled with debug
    /// assertions, and is not in release builds.
    #[must_use]
    pub const fn explain_refusals(mut self, explains: bool) -> Self {
        self.refusals.explain(explains);
        self
    }
}
