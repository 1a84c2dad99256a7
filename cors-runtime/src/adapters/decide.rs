//! No framework: a method and headers in, a decision out.

use http::{HeaderMap, Method};

#[cfg(feature = "tracing")]
use crate::explain::event;
use crate::policy::CorsPolicy;
use crate::protocol::{self, Decision};

impl CorsPolicy {
    /// Decides what to do with a request: the whole CORS protocol in one call.
    ///
    /// It allocates nothing, whatever the request holds, and its work is bounded by the policy, not by the request;
    /// a [predicate](crate::cors_policy#from-a-function) takes the time that it takes. A preflight's
    /// decision borrows the request. Any other owns what the response needs: an origin that a pattern, a list at run time,
    /// a predicate or a list of more than 128 origins allows is shared with the request. Values as servers make them are shared already, while the first
    /// clone of one that was made by hand allocates the count of its owners. A list at run time is read without a lock;
    /// for that, a thread allocates a few words when it decides for the first time.
    ///
    /// With the feature `tracing`, and if somebody listens, a refusal is recorded as an event: that allocates,
    /// and compares 64 requested names at most.
    ///
    /// ```
    /// use cors_runtime::{CorsPolicy, Decision, cors_policy};
    /// use http::{HeaderMap, Request, Response};
    ///
    /// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    ///
    /// fn serve(request: Request<()>) -> Response<String> {
    ///     match API.decide(request.method(), request.headers()) {
    ///         Decision::Preflight(preflight) => preflight.into_response(),
    ///         Decision::Actual(actual) => {
    ///             let mut response = Response::new("hello".to_owned());
    ///             actual.apply(response.headers_mut());
    ///             response
    ///         }
    ///     }
    /// }
    ///
    /// let request = Request::get("/").header("origin", "https://app.example.com").body(()).unwrap();
    /// let response = serve(request);
    /// assert_eq!(response.headers()["access-control-allow-origin"], "https://app.example.com");
    /// assert_eq!(response.headers()["vary"], "Origin");
    /// ```
    #[must_use = "the decision says whether the request's handler may run"]
    pub fn decide<'r>(&self, method: &'r Method, headers: &'r HeaderMap) -> Decision<'r> {
        let decision = protocol::decide(self, method.into(), headers);
        #[cfg(feature = "tracing")]
        event::refusal(&decision, method, headers);
        decision
    }
}
