//! The policy: a handle on data that the macro wrote into the binary.

use std::fmt;

use http::{HeaderMap, Method};

use crate::data::{Origins, PolicyData};
use crate::decision::Decision;
use crate::predicate;
use crate::snapshot::Snapshot;

/// A CORS policy, checked while the program was compiled.
///
/// It is made by [`cors_policy!`](crate::cors_policy) and is a handle on constant data: `Copy`, the
/// size of a pointer, the same in every thread.
///
/// ```
/// use cors_runtime::{CorsPolicy, cors_policy};
///
/// static API: CorsPolicy = cors_policy! {
///     allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
///     allow_credentials: true,
/// };
///
/// assert!(API.allows_origin("https://app.example.com"));
/// assert!(API.allows_origin("https://pr-12.preview.example.com"));
/// assert!(!API.allows_origin("https://app.example.com.evil.example"));
/// ```
#[derive(Clone, Copy)]
#[must_use = "a policy does nothing until it is asked or made a layer"]
pub struct CorsPolicy(pub(crate) &'static PolicyData);

impl CorsPolicy {
    /// Whether the policy allows this origin, given as a browser sends it.
    ///
    /// The comparison is of bytes, as in the [CORS check](https://fetch.spec.whatwg.org/#cors-check).
    /// Use it where browsers ask no permission, such as for a
    /// [WebSocket's opening handshake](https://websockets.spec.whatwg.org/#websocket-opening-handshake): any page can
    /// open one with the user's cookies, so its handler has to answer 403 itself. Handshakes from the server's own pages
    /// carry their origin too, so list it. `examples/examples/websocket.rs` is a whole server.
    /// A [predicate](crate::cors_policy#from-a-function) of the policy is asked as for a request.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    /// assert!(API.allows_origin("https://app.example.com"));
    /// assert!(!API.allows_origin("https://APP.example.com"));
    /// assert!(!API.allows_origin(b"\xff"));
    /// ```
    #[must_use]
    pub fn allows_origin(&self, origin: impl AsRef<[u8]>) -> bool {
        match &self.0.origins {
            Origins::Any => true,
            Origins::Listed(table) => {
                let origin = origin.as_ref();
                table.contains(origin) || predicate::any_allows(self.0.predicates, origin)
            }
        }
    }

    /// Decides what to do with a request: the whole CORS protocol in one call.
    ///
    /// It allocates nothing, whatever the request holds, and its work is bounded by the policy, not by the request;
    /// a [predicate](crate::cors_policy#from-a-function) takes the time that it takes. What it keeps of the
    /// request, an origin that a pattern or a predicate allows or what is mirrored, it shares with it: values as
    /// servers make them are shared already, while the first clone of one that was made by hand allocates the count
    /// of its owners.
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
    pub fn decide(&self, method: &Method, headers: &HeaderMap) -> Decision {
        Snapshot::from(*self).decide(method, headers)
    }

    /// Whether the policy allows every origin: `allow_origins: *`.
    ///
    /// It can be asked while compiling, for rules of one's own:
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    ///
    /// const { assert!(!API.allows_any_origin(), "the API is not for everybody") };
    /// ```
    #[must_use]
    pub const fn allows_any_origin(&self) -> bool {
        matches!(self.0.origins, Origins::Any)
    }

    /// Whether the policy allows credentials: `allow_credentials: true`.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// static PUBLIC: CorsPolicy = cors_policy! { allow_origins: * };
    ///
    /// const { assert!(!PUBLIC.allows_credentials()) };
    /// ```
    #[must_use]
    pub const fn allows_credentials(&self) -> bool {
        self.0.credentials
    }

    /// Where the policy stands in the source: file and line.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    /// let (file, line) = API.source();
    /// assert!(file.ends_with(".rs") && line > 0);
    /// ```
    #[must_use]
    pub const fn source(&self) -> (&'static str, u32) {
        (self.0.file, self.0.line)
    }
}

impl fmt::Debug for CorsPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CorsPolicy({}:{})", self.0.file, self.0.line)
    }
}
