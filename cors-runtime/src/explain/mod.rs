//! Why a request is refused: what the policy answers, and what a browser makes of the answer.
//!
//! The browser is `cors-browser`, which shares nothing with the code that decides. All of it may allocate;
//! [`CorsPolicy::decide`] runs nothing of it unless events of refusals are listened to.

mod advice;
mod answer;
mod asked;
mod browser;
mod cause;
mod display;
#[cfg(feature = "tracing")]
pub(crate) mod event;
mod explanation;
mod nearest;
mod predicate;
mod refusal;
mod shown;

pub use answer::Answer;
pub use asked::Asked;
pub use cause::Cause;
pub use explanation::{EXPLANATION, Explanation, Outcome};
pub use nearest::{Difference, Nearest};
pub use predicate::{NotAsked, Predicate};
pub use refusal::Refusal;
#[cfg(feature = "actix-web")]
pub(crate) use refusal::is_possible;

use http::{HeaderMap, Method};

use crate::policy::CorsPolicy;
use crate::protocol::Decision;

impl CorsPolicy {
    /// Explains a request: what the policy answers, what a browser does with the answer and why, and what
    /// to change. Needs the feature `explain`.
    ///
    /// It prints as a few lines for a person, and has fields for programs. It names entries of the
    /// policy, so it is for the policy's people, not for whoever sent the request.
    ///
    /// ```
    /// use cors_runtime::explain::{Asked, Difference};
    /// use cors_runtime::{CorsPolicy, cors_policy};
    /// use http::Request;
    ///
    /// static API: CorsPolicy = cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_methods: [PUT],
    /// };
    ///
    /// let request = Request::options("/orders/1")
    ///     .header("origin", "http://app.example.com")
    ///     .header("access-control-request-method", "PUT")
    ///     .body(())
    ///     .unwrap();
    /// let explanation = API.explain(request.method(), request.headers());
    /// assert_eq!(explanation.asked, Asked::Preflight);
    /// assert_eq!(explanation.cause().unwrap().name(), "origin_not_listed");
    /// let nearest = explanation.nearest.as_ref().unwrap();
    /// assert_eq!(nearest.entry, "https://app.example.com");
    /// assert_eq!(nearest.differs, [Difference::Scheme]);
    ///
    /// let text = explanation.to_string();
    /// assert!(text.starts_with("request: a preflight from `http://app.example.com`, for `PUT`\n"));
    /// ```
    #[must_use]
    pub fn explain(&self, method: &Method, headers: &HeaderMap) -> Explanation {
        Explanation::of(self, method, headers)
    }
}

impl Decision<'_> {
    /// What a browser blocks because of this decision: for metrics and logs of servers without an adapter.
    /// `None` if it blocks nothing. Method and headers are those that the decision was made of. Needs the
    /// feature `explain`.
    ///
    /// What is allowed costs a look at the decision, and a preflight that asks for something costs asking the
    /// model of a browser: about a microsecond, and at most 64 of the names that are asked for are compared.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # use http::Request;
    /// # static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    /// let request = Request::get("/").header("origin", "https://evil.example").body(()).unwrap();
    /// let (method, headers) = (request.method(), request.headers());
    /// let decision = API.decide(method, headers);
    /// let refusal = decision.refusal(method, headers).unwrap();
    /// assert_eq!(refusal.cause().name(), "origin_not_listed");
    /// ```
    #[must_use]
    pub fn refusal<'r>(&self, method: &'r Method, headers: &'r HeaderMap) -> Option<Refusal<'r>> {
        Refusal::find(self, method, headers)
    }
}
