//! What a policy answers to one request.

use http::{HeaderMap, HeaderValue, Response, StatusCode};

use crate::response;
use crate::snapshot::Snapshot;

/// What to do with a request.
///
/// Made by [`CorsPolicy::decide`](crate::CorsPolicy::decide); see there for an example. It owns what it
/// needs, so that the request can be given away before the response is there. There will be no third variant:
/// a request is answered at once or it is not.
#[derive(Clone, Debug)]
#[must_use = "the decision says whether the request's handler may run"]
#[expect(
    clippy::large_enum_variant,
    reason = "a box would allocate, and the larger variant is never moved far"
)]
pub enum Decision {
    /// A [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request): answer at
    /// once. Nothing further in may see it, neither authentication nor a handler.
    Preflight(Preflight),
    /// Any other request: let it reach its handler and [apply](Actual::apply) this to the response,
    /// whatever its status.
    Actual(Actual),
}

/// The answer to a CORS-preflight request.
#[derive(Clone, Debug)]
#[must_use = "a preflight has to be answered"]
pub struct Preflight {
    pub(crate) policy: Snapshot,
    pub(crate) verdict: Verdict,
    /// `None` if the policy mirrors nothing.
    pub(crate) mirrored: Option<Mirrored>,
    pub(crate) private_network: bool,
}

/// The CORS headers of the response to a request that is no preflight.
#[derive(Clone, Debug)]
#[must_use = "without its headers, browsers keep the response from the script"]
pub struct Actual {
    pub(crate) policy: Snapshot,
    pub(crate) verdict: Verdict,
    /// Whether CORS has a say in the response.
    pub(crate) is_shared: bool,
}

/// What the policy says of the request's origin.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    /// The policy allows any origin; the request's was not looked at.
    Any,
    /// The exact entry in this slot of the table is the request's origin.
    Exact(usize),
    /// A pattern, the operator's list or a predicate allows this origin. It is the request's own value: shared
    /// with it, not copied.
    Pattern(HeaderValue),
    /// There is an origin, and the policy does not allow it.
    Refused,
    /// The request has no `Origin`: not a CORS request.
    NoOrigin,
}

/// How many `Access-Control-Request-Headers` lines are mirrored. Browsers send one; a gateway may
/// split it into one a name.
pub(crate) const MIRRORED_LINES: usize = 16;

/// The request's own values, for a policy that answers with `mirror`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mirrored {
    pub(crate) method: Option<HeaderValue>,
    pub(crate) headers: [Option<HeaderValue>; MIRRORED_LINES],
}

impl Decision {
    /// Whether the request comes from an origin that the policy allows.
    ///
    /// False as well for a request without `Origin`, unless the policy allows any origin.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        match self {
            Decision::Preflight(preflight) => preflight.is_allowed(),
            Decision::Actual(actual) => actual.is_allowed(),
        }
    }
}

impl Preflight {
    /// Whether the request's origin is allowed.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.verdict.is_allowed()
    }

    /// The answer's status: the policy's `preflight_status` if the origin is allowed, 403 otherwise.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        if self.is_allowed() {
            self.policy.0.preflight_status.code()
        } else {
            StatusCode::FORBIDDEN
        }
    }

    /// The answer's headers.
    #[must_use]
    pub fn into_headers(self) -> HeaderMap {
        response::preflight(&self)
    }

    /// The whole answer, with an empty body of the application's type.
    ///
    /// ```
    /// use cors_runtime::{CorsPolicy, Decision, cors_policy};
    /// use http::{Request, Response, StatusCode};
    ///
    /// static API: CorsPolicy = cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_methods: [GET, PUT],
    /// };
    ///
    /// let request = Request::options("/orders/1")
    ///     .header("origin", "https://app.example.com")
    ///     .header("access-control-request-method", "PUT")
    ///     .body(())
    ///     .unwrap();
    /// let Decision::Preflight(preflight) = API.decide(request.method(), request.headers()) else {
    ///     unreachable!("an OPTIONS request with an origin and a requested method is a preflight")
    /// };
    /// let answer: Response<String> = preflight.into_response();
    /// assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    /// assert_eq!(answer.headers()["access-control-allow-methods"], "GET, PUT");
    /// ```
    pub fn into_response<B: Default>(self) -> Response<B> {
        let mut answer = Response::new(B::default());
        *answer.status_mut() = self.status();
        // Not `into_headers`, which would move all the room for mirrored lines.
        *answer.headers_mut() = response::preflight(&self);
        answer
    }
}

impl Actual {
    /// Whether the request's origin is allowed, so that its browser will share the response.
    ///
    /// False as well for a request without `Origin`, unless the policy allows any origin.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.verdict.is_allowed()
    }

    /// Puts the policy's headers on a response.
    ///
    /// The policy owns the `Access-Control-*` headers: whatever an application set is replaced, or
    /// removed if the origin is not allowed. `Vary` is merged: nothing that is there is lost.
    pub fn apply(&self, headers: &mut HeaderMap) {
        response::actual(self, headers);
    }
}

impl Verdict {
    fn is_allowed(&self) -> bool {
        match self {
            Verdict::Any | Verdict::Exact(_) | Verdict::Pattern(_) => true,
            Verdict::Refused | Verdict::NoOrigin => false,
        }
    }
}
