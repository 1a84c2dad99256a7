//! The decision about one request.

use std::fmt;

use http::{HeaderMap, HeaderValue};

use super::headers::{RequestHeaders, Value, Word};
use crate::policy::{Constant, CorsPolicy};

/// The decision about a request.
///
/// Made by [`CorsPolicy::decide`](crate::CorsPolicy::decide); see there for an example. There will be no third variant:
/// a request is answered at once or it is not.
///
/// `H` is the type of the request's headers: that of `http` 1, except inside the adapter of a framework with another
/// one.
#[must_use = "the decision says whether the request's handler may run"]
pub enum Decision<'r, H: RequestHeaders = HeaderMap> {
    /// A [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request): answer at
    /// once. Nothing further in may see it, neither authentication nor a handler. It borrows the request.
    Preflight(Preflight<'r, H>),
    /// Any other request: let it reach its handler and [apply](Actual::apply) this to the response,
    /// whatever its status. It owns what it needs, so that the request can be given away.
    Actual(Actual<H::Value>),
}

/// The answer to a CORS-preflight request. It borrows the request.
#[must_use = "a preflight has to be answered"]
pub struct Preflight<'r, H: RequestHeaders = HeaderMap> {
    pub(crate) policy: CorsPolicy,
    pub(crate) verdict: Verdict<&'r H::Value>,
    /// Those of the request, for what is mirrored.
    pub(crate) headers: &'r H,
}

/// The CORS headers of the response to a request that is not a preflight.
#[derive(Clone, Debug)]
#[must_use = "without its headers, browsers keep the response from the script"]
pub struct Actual<V = HeaderValue> {
    pub(crate) policy: CorsPolicy,
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
    Constant(&'static Constant),
    /// A long list, a pattern, a list at run time or a function allows it. This is the request's own value: shared with it, not
    /// copied.
    Request(V),
    /// There is an origin, and the policy does not allow it.
    Refused,
    /// The request has no `Origin`: not a CORS request.
    NoOrigin,
}

impl<H: RequestHeaders> Decision<'_, H> {
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

impl<H: RequestHeaders> Preflight<'_, H> {
    /// Whether the request's origin is allowed.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.verdict.is_allowed()
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

#[cfg(feature = "rocket")]
impl Actual {
    /// Whether CORS has a say in the response.
    pub(crate) const fn is_shared(&self) -> bool {
        self.is_shared
    }
}

impl<V> Verdict<V> {
    pub(crate) fn is_allowed(&self) -> bool {
        match self {
            Verdict::Any | Verdict::Constant(_) | Verdict::Request(_) => true,
            Verdict::Refused | Verdict::NoOrigin => false,
        }
    }

    /// The value of `Access-Control-Allow-Origin`: never more than one origin, and never an origin that
    /// is not allowed.
    #[inline]
    pub(crate) fn allow_origin(self) -> Option<Value<V>> {
        match self {
            Verdict::Any => Some(Value::Word(Word::Any)),
            Verdict::Constant(value) => Some(Value::Policy(value)),
            Verdict::Request(origin) => Some(Value::Request(origin)),
            Verdict::Refused | Verdict::NoOrigin => None,
        }
    }

    /// The same with the request's origin as another type.
    #[inline]
    pub(crate) fn map<W>(self, other: impl FnOnce(V) -> W) -> Verdict<W> {
        match self {
            Verdict::Any => Verdict::Any,
            Verdict::Constant(value) => Verdict::Constant(value),
            Verdict::Request(origin) => Verdict::Request(other(origin)),
            Verdict::Refused => Verdict::Refused,
            Verdict::NoOrigin => Verdict::NoOrigin,
        }
    }
}

impl<V> Verdict<V> {
    /// The same, borrowing the origin.
    #[cfg(feature = "explain")]
    pub(crate) fn by_reference(&self) -> Verdict<&V> {
        match self {
            Verdict::Any => Verdict::Any,
            Verdict::Constant(value) => Verdict::Constant(value),
            Verdict::Request(origin) => Verdict::Request(origin),
            Verdict::Refused => Verdict::Refused,
            Verdict::NoOrigin => Verdict::NoOrigin,
        }
    }
}

impl<V: Clone> Verdict<&V> {
    /// The same, no longer borrowing the request.
    #[inline]
    pub(crate) fn cloned(&self) -> Verdict<V> {
        self.clone().map(V::clone)
    }
}

// Written out, because a derive would ask the type of the headers for the same trait.

impl<H: RequestHeaders> Clone for Decision<'_, H> {
    fn clone(&self) -> Self {
        match self {
            Decision::Preflight(preflight) => Decision::Preflight(preflight.clone()),
            Decision::Actual(actual) => Decision::Actual(actual.clone()),
        }
    }
}

impl<H: RequestHeaders> Clone for Preflight<'_, H> {
    fn clone(&self) -> Self {
        let Preflight { policy, verdict, headers } = self;
        Preflight { policy: policy.clone(), verdict: verdict.clone(), headers }
    }
}

impl<H: RequestHeaders> fmt::Debug for Decision<'_, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Decision::Preflight(preflight) => preflight.fmt(f),
            Decision::Actual(actual) => actual.fmt(f),
        }
    }
}

impl<H: RequestHeaders> fmt::Debug for Preflight<'_, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Preflight { policy, verdict, .. } = self;
        f.debug_struct("Preflight")
            .field("policy", policy)
            .field("verdict", verdict)
            .finish_non_exhaustive()
    }
}
