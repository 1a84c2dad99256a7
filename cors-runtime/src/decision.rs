//! What a policy answers to one request.

use std::mem;

#[cfg(feature = "explain")]
use http::header::ORIGIN;
use http::{HeaderMap, HeaderValue, Response, StatusCode};

use crate::headers::Constant;
use crate::policy::CorsPolicy;
use crate::response;
use crate::snapshot::Snapshot;

/// What to do with a request.
///
/// Made by [`CorsPolicy::decide`](crate::CorsPolicy::decide); see there for an example. It owns what it
/// needs, so that the request can be given away before the response is there. There will be no third variant:
/// a request is answered at once or it is not.
///
/// `V` is the type of the values that it keeps of the request: here that of `http` 1, and in an adapter for a
/// framework with types of its own, that framework's.
#[derive(Clone, Debug)]
#[must_use = "the decision says whether the request's handler may run"]
pub enum Decision<V = HeaderValue> {
    /// A [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request): answer at
    /// once. Nothing further in may see it, neither authentication nor a handler.
    Preflight(Preflight<V>),
    /// Any other request: let it reach its handler and [apply](Actual::apply) this to the response,
    /// whatever its status.
    Actual(Actual<V>),
}

/// The answer to a CORS-preflight request.
#[derive(Clone, Debug)]
#[must_use = "a preflight has to be answered"]
pub struct Preflight<V = HeaderValue> {
    pub(crate) policy: Snapshot,
    pub(crate) verdict: Verdict<V>,
    /// `None` if the policy mirrors nothing.
    pub(crate) mirrored: Option<Mirrored<V>>,
    pub(crate) private_network: bool,
}

/// The CORS headers of the response to a request that is no preflight.
#[derive(Clone, Debug)]
#[must_use = "without its headers, browsers keep the response from the script"]
pub struct Actual<V = HeaderValue> {
    pub(crate) policy: Snapshot,
    pub(crate) verdict: Verdict<V>,
    /// Whether CORS has a say in the response.
    pub(crate) is_shared: bool,
}

/// What the policy says of the request's origin.
///
/// Its tag is a word of its own. Else it would be a byte inside of the value, which the compiler moves apart from the
/// bytes around it, and a processor that reads these in one piece waits until all have arrived.
#[derive(Clone, Debug)]
#[repr(usize)]
pub(crate) enum Verdict<V> {
    /// The policy allows any origin; the request's was not looked at.
    Any,
    /// The request's origin is listed, and this is its value.
    Listed(&'static Constant),
    /// It is listed, and its value has to be made.
    Entry(&'static str),
    /// A pattern, the operator's list or a predicate allows it. This is the request's own value: shared with it, not
    /// copied.
    Request(V),
    /// There is an origin, and the policy does not allow it.
    Refused,
    /// The request has no `Origin`: not a CORS request.
    NoOrigin,
}

/// How many `Access-Control-Request-Headers` lines are mirrored. Browsers send one; a gateway may
/// split it into one a name.
pub(crate) const MIRRORED_LINES: usize = 16;

/// The request's own values, for a policy that answers with `mirror`.
#[derive(Clone, Debug)]
pub(crate) struct Mirrored<V> {
    pub(crate) method: Option<V>,
    pub(crate) headers: [Option<V>; MIRRORED_LINES],
}

impl<V> Decision<V> {
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

impl<V> Preflight<V> {
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
}

impl Preflight {
    /// The answer's headers.
    #[must_use]
    pub fn into_headers(mut self) -> HeaderMap {
        response::preflight(&mut self)
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
    pub fn into_response<B: Default>(mut self) -> Response<B> {
        let mut answer = Response::new(B::default());
        *answer.status_mut() = self.status();
        // Not `into_headers`, which would move all the room for mirrored lines.
        *answer.headers_mut() = response::preflight(&mut self);
        answer
    }
}

impl<V> Actual<V> {
    /// Whether the request's origin is allowed, so that its browser will share the response.
    ///
    /// False as well for a request without `Origin`, unless the policy allows any origin.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.verdict.is_allowed()
    }
}

impl<V: Clone> Actual<V> {
    /// The same for one response of several. An operator's list has been asked already, and is not shared again.
    pub(crate) fn lent(&self) -> Actual<V> {
        let Actual { policy, verdict, is_shared } = self;
        let policy = CorsPolicy::clone(policy).into();
        Actual { policy, verdict: verdict.clone(), is_shared: *is_shared }
    }
}

impl Actual {
    /// Puts the policy's headers on a response.
    ///
    /// The policy owns the `Access-Control-*` headers: whatever an application set is replaced, or
    /// removed if the origin is not allowed. `Vary` is merged: nothing that is there is lost.
    pub fn apply(&self, headers: &mut HeaderMap) {
        response::actual(&mut self.lent(), headers);
    }
}

impl<V> Verdict<V> {
    pub(crate) fn is_allowed(&self) -> bool {
        match self {
            Verdict::Any | Verdict::Listed(_) | Verdict::Entry(_) | Verdict::Request(_) => true,
            Verdict::Refused | Verdict::NoOrigin => false,
        }
    }

    /// The origin that it keeps of the request.
    pub(crate) fn take(&mut self) -> Option<V> {
        match mem::replace(self, Verdict::NoOrigin) {
            Verdict::Request(origin) => Some(origin),
            other => {
                *self = other;
                None
            }
        }
    }

    /// The same, with the origin as it is in these headers of the request.
    #[cfg(feature = "explain")]
    pub(crate) fn of(&self, headers: &HeaderMap) -> Verdict<HeaderValue> {
        match self {
            Verdict::Any => Verdict::Any,
            Verdict::Listed(value) => Verdict::Listed(value),
            Verdict::Entry(text) => Verdict::Entry(text),
            Verdict::Request(_) => {
                headers.get(ORIGIN).cloned().map_or(Verdict::NoOrigin, Verdict::Request)
            }
            Verdict::Refused => Verdict::Refused,
            Verdict::NoOrigin => Verdict::NoOrigin,
        }
    }
}
