//! What the middleware does about refusals.

use actix_web::dev::RequestHead;
use actix_web::http::header;
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::CorsMiddleware;
use super::headers::kind;
use crate::explain::Refusal;
use crate::protocol::Decision;

impl CorsMiddleware {
    /// Calls `hook` with every request that the policy makes a browser block: a place for metrics. A second
    /// hook takes the first one's place. Needs the feature `explain`.
    ///
    /// It is called before the request goes on, on the thread that serves it; an application has one middleware a
    /// thread, so what the hook counts in has to be shared between them. [`Refusal`] says what counts. A refusal
    /// is found in a copy of the request's headers; requests that are allowed are not copied.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicU64, Ordering};
    ///
    /// use actix_web::App;
    /// use cors_runtime::{CorsPolicy, cors_policy};
    ///
    /// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    ///
    /// let not_listed = Arc::new(AtomicU64::new(0));
    /// let app = move || {
    ///     let count = Arc::clone(&not_listed);
    ///     App::new().wrap(API.middleware().on_refusal(move |refusal| {
    ///         if refusal.cause().name() == "origin_not_listed" {
    ///             count.fetch_add(1, Ordering::Relaxed);
    ///         }
    ///     }))
    /// };
    /// # let _ = app();
    /// ```
    #[must_use]
    pub fn on_refusal(mut self, hook: impl Fn(&Refusal<'_>) + Send + Sync + 'static) -> Self {
        self.refusals.tell(hook);
        self
    }

    /// Whether a preflight that ends in a refusal is answered with a `cors-explanation` header, for the
    /// network panel of a browser; [`Explanation::apply`](crate::explain::Explanation::apply) tells what it says and costs. Needs the feature
    /// `explain`.
    ///
    /// Without this call it is, if the crate that the policy stands in is compiled with debug assertions, and
    /// is not in release builds.
    #[must_use]
    pub const fn explain_refusals(mut self, explains: bool) -> Self {
        self.refusals.explain(explains);
        self
    }

    /// A copy of the request in the types that explanations are made of, if it may be refused and somebody asks.
    pub(super) fn copied(
        &self,
        decision: &Decision<'_, header::HeaderMap>,
        request: &RequestHead,
    ) -> Option<(Method, HeaderMap)> {
        let is_needed = self.refusals.need_copy(decision, kind(&request.method), request.headers());
        is_needed.then(|| copy(request))
    }
}

/// Names, values and methods are the same in both versions of `http`, and a map that is full stays as it is.
fn copy(request: &RequestHead) -> (Method, HeaderMap) {
    let method = Method::from_bytes(request.method.as_str().as_bytes()).unwrap_or_default();
    let mut headers = HeaderMap::new();
    for (name, value) in request.headers() {
        let name = HeaderName::from_bytes(name.as_str().as_bytes());
        let value = HeaderValue::from_bytes(value.as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            let _ = headers.try_append(name, value);
        }
    }
    (method, headers)
}
