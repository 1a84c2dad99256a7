//! The protocol: from a request to what the policy answers. Read it from top to bottom.
//!
//! 1. [`verdict`]: is the request's origin allowed?
//! 2. [`decision`]: is the request a preflight, which is answered at once, or does it reach the application?
//! 3. [`Preflight::add_to`]: the answer to a preflight.
//! 4. [`Actual::put_all`]: the headers that any other response gets.
//!
//! The server side of CORS is the section [CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol) of the Fetch
//! Standard. Names, values and limits are in the files beside this one.

mod decision;
mod headers;
mod mirror;
mod vary;

use http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
use http::{HeaderMap, Response, StatusCode};

pub(crate) use decision::Verdict;
pub use decision::{Actual, Decision, Preflight};
#[cfg(feature = "explain")]
pub(crate) use headers::EXPLANATION;
#[cfg(any(feature = "rocket", feature = "testing"))]
pub(crate) use headers::TIMING_ALLOW_ORIGIN;
pub(crate) use headers::{
    Line, MethodKind, Name, NotAdded, RequestHeaders, ResponseHeaders, Value, Word,
};

use crate::policy::{Allowed, CorsPolicy, Permission, PreflightStatus};

/// A response has a header now, or no room for it.
type Added = Result<(), NotAdded>;

/// Decides what to do with a request.
#[inline]
pub(crate) fn decide<'r, H: RequestHeaders>(
    policy: &CorsPolicy,
    method: MethodKind,
    headers: &'r H,
) -> Decision<'r, H> {
    // Whatever happens to the list meanwhile, one request has one.
    let policy = policy.pinned();
    let verdict = verdict(&policy, headers);
    decision(policy, verdict, method, headers)
}

/// What a [pinned](CorsPolicy::pinned) policy says of the request's origin: the
/// [CORS check](https://fetch.spec.whatwg.org/#cors-check), seen from the server.
#[inline]
pub(crate) fn verdict<'r, H: RequestHeaders>(
    policy: &CorsPolicy,
    headers: &'r H,
) -> Verdict<&'r H::Value> {
    // The answer is `*`, whatever the origin is.
    if policy.allows_any_now() {
        return Verdict::Any;
    }
    // A browser sends one origin (<https://fetch.spec.whatwg.org/#origin-header>).
    let origin = match headers.line(Name::Origin) {
        Line::One(origin) => origin,
        Line::None => return Verdict::NoOrigin,
        Line::Several => return Verdict::Refused,
    };
    match policy.permission(origin.as_ref()) {
        Permission::Constant(value) => Verdict::Constant(value),
        Permission::Matched => Verdict::Request(origin),
        Permission::Refused => Verdict::Refused,
    }
}

/// What follows for a request whose origin has been judged.
#[inline]
pub(crate) fn decision<'r, H: RequestHeaders>(
    policy: CorsPolicy,
    verdict: Verdict<&'r H::Value>,
    method: MethodKind,
    headers: &'r H,
) -> Decision<'r, H> {
    let has_origin = || match verdict {
        Verdict::Any => headers.has(Name::Origin),
        Verdict::NoOrigin => false,
        Verdict::Constant(_) | Verdict::Request(_) | Verdict::Refused => true,
    };
    if is_preflight(method, headers, has_origin) {
        return Decision::Preflight(Preflight { policy, verdict, headers });
    }
    // Tunnels, and WebSockets over HTTP/2, begin with a CONNECT, after which there is no response to share
    // (<https://fetch.spec.whatwg.org/#cors-protocol-exceptions>).
    let is_shared = method != MethodKind::Connect;
    Decision::Actual(Actual { policy, verdict: verdict.cloned(), is_shared })
}

/// Three things together make a [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request). An
/// `OPTIONS` without them is for the application.
#[inline]
pub(crate) fn is_preflight<H: RequestHeaders>(
    method: MethodKind,
    headers: &H,
    has_origin: impl FnOnce() -> bool,
) -> bool {
    // The rarer header first.
    method == MethodKind::Options && headers.has(Name::RequestMethod) && has_origin()
}

impl<H: RequestHeaders> Preflight<'_, H> {
    /// The answer's status: the policy's `preflight_status` if the origin is allowed, 403 otherwise.
    ///
    /// A browser accepts any [ok status](https://fetch.spec.whatwg.org/#ok-status).
    #[must_use]
    pub fn status(&self) -> StatusCode {
        if self.is_allowed() {
            self.policy.data.preflight_status.code()
        } else {
            StatusCode::FORBIDDEN
        }
    }

    /// Adds the headers of the answer to a response that has none of the policy's. The browser compares its request with
    /// them (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>), so they are the same for every request.
    #[inline]
    pub(crate) fn add_to(&self, headers: &mut impl ResponseHeaders<Value = H::Value>) -> Added {
        let data = self.policy.data;
        let values = data.values;
        let Some(origin) = self.verdict.cloned().allow_origin() else {
            // A refusal says nothing but what it depends on.
            return headers.add(Name::Vary, Value::Word(Word::VaryPreflight));
        };
        // https://fetch.spec.whatwg.org/#http-access-control-allow-origin
        headers.add(Name::AllowOrigin, origin)?;
        // https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches
        if !matches!(self.verdict, Verdict::Any) {
            headers.add(Name::Vary, Value::Word(Word::VaryPreflight))?;
        } else if values.has_mirror() {
            headers.add(Name::Vary, Value::Word(Word::VaryRequested))?;
        }
        // https://fetch.spec.whatwg.org/#http-access-control-allow-credentials
        if data.credentials {
            headers.add(Name::AllowCredentials, Value::Word(Word::True))?;
        }
        // https://fetch.spec.whatwg.org/#http-access-control-allow-methods
        match &values.allow_methods {
            Allowed::Safelisted => {}
            Allowed::Constant(methods) => {
                headers.add(Name::AllowMethods, Value::Policy(methods))?;
            }
            Allowed::Mirror => {
                if let Some(method) = mirror::method(self.headers) {
                    headers.add(Name::AllowMethods, Value::Request(method.clone()))?;
                }
            }
        }
        // https://fetch.spec.whatwg.org/#http-access-control-allow-headers
        match &values.allow_headers {
            Allowed::Safelisted => {}
            Allowed::Constant(names) => headers.add(Name::AllowHeaders, Value::Policy(names))?,
            Allowed::Mirror => {
                for line in mirror::names(self.headers) {
                    headers.add(Name::AllowHeaders, Value::Request(line.clone()))?;
                }
            }
        }
        // https://fetch.spec.whatwg.org/#http-access-control-max-age
        if let Some(seconds) = &values.max_age {
            headers.add(Name::MaxAge, Value::Policy(seconds))?;
        }
        if data.preflight_status == PreflightStatus::Ok {
            // A 204 has no length (RFC 9110 8.6); a 200 without one would wait for a body.
            headers.add(Name::ContentLength, Value::Word(Word::Zero))?;
        }
        Ok(())
    }
}

impl Preflight<'_> {
    /// The answer's headers.
    #[must_use]
    pub fn into_headers(self) -> HeaderMap {
        let data = self.policy.data;
        // Answers without the request's lines differ in the origin alone, except under a `*` of a list at run time.
        let is_alike = matches!(self.verdict, Verdict::Any) == self.policy.allows_any_origin()
            && !data.values.has_mirror();
        let Some(origin) = self.verdict.cloned().allow_origin().filter(|_| is_alike) else {
            return self.made();
        };
        let mut headers = data.values.preflight.get_or_init(|| self.made()).clone();
        // It is the first one, so nothing has to be hashed to find it.
        match headers.iter_mut().next() {
            Some((name, value)) if *name == ACCESS_CONTROL_ALLOW_ORIGIN => *value = origin.into(),
            _ => drop(headers.set(Name::AllowOrigin, origin)),
        }
        headers
    }

    /// The same, header by header.
    fn made(&self) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(self.most_headers());
        // An empty map has room for all of them.
        let _ = self.add_to(&mut headers);
        headers
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
    #[must_use]
    pub fn into_response<B: Default>(self) -> Response<B> {
        let mut answer = Response::new(B::default());
        *answer.status_mut() = self.status();
        *answer.headers_mut() = self.into_headers();
        answer
    }

    /// How many headers the answer has, so that its map is made once. Mirrored lines beyond the first share a place.
    fn most_headers(&self) -> usize {
        const ORIGIN_AND_VARY: usize = 2;
        if !self.is_allowed() {
            return 1;
        }
        let data = self.policy.data;
        let is_there = [
            data.credentials,
            !matches!(data.values.allow_methods, Allowed::Safelisted),
            !matches!(data.values.allow_headers, Allowed::Safelisted),
            data.values.max_age.is_some(),
            data.preflight_status == PreflightStatus::Ok,
        ];
        is_there.into_iter().map(usize::from).sum::<usize>().saturating_add(ORIGIN_AND_VARY)
    }
}

impl Actual {
    /// Puts the policy's headers on a response.
    ///
    /// The policy owns the `Access-Control-*` headers: it replaces those that an application set, or removes them if the
    /// origin is not allowed. `Vary` is merged: it keeps everything that is there.
    pub fn apply(&self, headers: &mut HeaderMap) {
        self.clone_to(headers);
    }
}

impl<V: Clone> Actual<V> {
    /// Puts the policy's headers on one response of several.
    pub(crate) fn clone_to(&self, headers: &mut impl ResponseHeaders<Value = V>) {
        self.put(self.verdict.clone(), headers);
    }

    /// Puts the policy's headers on the only response. The origin is moved there: a clone would count one more owner, for
    /// which processors have to agree.
    #[cfg(any(feature = "actix-web", feature = "tower"))]
    #[inline]
    pub(crate) fn add_to(&mut self, headers: &mut impl ResponseHeaders<Value = V>) {
        let verdict = std::mem::replace(&mut self.verdict, Verdict::NoOrigin);
        self.put(verdict, headers);
    }

    #[inline]
    fn put(&self, verdict: Verdict<V>, headers: &mut impl ResponseHeaders<Value = V>) {
        if !self.is_shared {
            return;
        }
        let present = Present::of(headers);
        if present.owned {
            // The CORS headers that something further in has set.
            headers.remove_all(is_owned);
        }
        // A response that is full stays without permission, which is the safe way to fail.
        let _ = self.put_all(verdict, present, headers);
    }

    fn put_all(
        &self,
        verdict: Verdict<V>,
        present: Present,
        headers: &mut impl ResponseHeaders<Value = V>,
    ) -> Added {
        let data = self.policy.data;
        // `Vary` comes first, so that an answer which depends on the origin always says so.
        // https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches
        if !matches!(verdict, Verdict::Any) {
            if present.vary {
                vary::add_origin(headers)?;
            } else {
                headers.add(Name::Vary, Value::Word(Word::VaryActual))?;
            }
        }
        self.put_timing(&verdict, headers)?;
        let Some(origin) = verdict.allow_origin() else { return Ok(()) };
        // https://fetch.spec.whatwg.org/#http-access-control-allow-origin
        headers.add(Name::AllowOrigin, origin)?;
        // https://fetch.spec.whatwg.org/#http-access-control-allow-credentials
        if data.credentials {
            headers.add(Name::AllowCredentials, Value::Word(Word::True))?;
        }
        // https://fetch.spec.whatwg.org/#http-access-control-expose-headers
        if let Some(names) = &data.values.expose_headers {
            headers.add(Name::ExposeHeaders, Value::Policy(names))?;
        }
        Ok(())
    }

    /// `Timing-Allow-Origin` may list several origins, so that of a policy is the same in every answer. With `same`, an
    /// origin that is not in that list gets itself. <https://w3c.github.io/resource-timing/#sec-timing-allow-origin>
    fn put_timing(
        &self,
        verdict: &Verdict<V>,
        headers: &mut impl ResponseHeaders<Value = V>,
    ) -> Added {
        let values = self.policy.data.values;
        let constant = values.timing_allow_origin.as_ref().map(Value::Policy);
        let value = match verdict {
            _ if !values.timing_is_same => constant,
            Verdict::Any => Some(Value::Word(Word::Any)),
            Verdict::Request(origin) => Some(Value::Request(origin.clone())),
            // A list at run time is in the place of those origins.
            _ if self.policy.listed().is_none() => None,
            _ => constant,
        };
        match value {
            Some(value) => headers.set(Name::TimingAllowOrigin, value)?,
            None if values.timing_is_same => headers.remove(Name::TimingAllowOrigin),
            None => {}
        }
        Ok(())
    }
}

/// What an application's response has already, found in one pass over its names.
#[derive(Clone, Copy)]
struct Present {
    vary: bool,
    /// A header that the policy owns.
    owned: bool,
}

impl Present {
    #[inline]
    fn of(headers: &impl ResponseHeaders) -> Present {
        let mut present = Present { vary: false, owned: false };
        for name in headers.names() {
            let name = name.as_ref();
            // The first letter tells most names apart.
            match name.as_bytes().first() {
                Some(b'v') if name == "vary" => present.vary = true,
                Some(b'a') if is_owned(name) => present.owned = true,
                _ => {}
            }
        }
        present
    }
}

/// Whether the policy owns a header, whoever has set it.
pub(crate) fn is_owned(name: &str) -> bool {
    name.starts_with("access-control-")
}
