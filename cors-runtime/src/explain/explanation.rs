//! An explanation: fields for programs.

use cors_browser::{Credentials, Engine};
use http::header::ORIGIN;
use http::{HeaderMap, HeaderName, Method};

use super::answer::Answer;
use super::asked::Asked;
use super::browser::Inquiry;
use super::cause::Cause;
use super::nearest::{Nearest, nearest};
use super::predicate::{self, Predicate};
use super::shown::shown;
use crate::policy::CorsPolicy;
use crate::protocol::{self, Name, ResponseHeaders, Value, Word};

/// How many things that are not allowed are named.
const NAMED: usize = 9;

/// What a policy answers to a request, what a browser makes of it, and what to change.
///
/// Made by [`CorsPolicy::explain`]. What the client sent is shown escaped, and cut at 128 bytes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explanation {
    /// The policy, with the list that the request was judged by; [`CorsPolicy::location`] is its place in the source.
    pub policy: CorsPolicy,
    /// What the request is.
    pub asked: Asked,
    /// The request's `Origin`, all lines of it; `None` if there is none.
    pub origin: Option<String>,
    /// The method; of a preflight, the one that it asks for.
    pub method: String,
    /// What the policy answers.
    pub answer: Answer,
    /// What a browser does if the script asks without credentials.
    pub without_credentials: Outcome,
    /// What a browser does if the script asks with credentials, as in `fetch(…, { credentials: "include" })`.
    pub with_credentials: Outcome,
    /// Whether the request itself shows that the script asks with credentials. A preflight never does.
    pub has_credentials: bool,
    /// Whether a browser sends a preflight ahead of this request, as far as the request tells: by its method,
    /// content type and authorization. The outcomes then hold what becomes of that one.
    pub needs_preflight: bool,
    /// Whether Firefox sends this preflight before each such request although the policy has a `max_age`: it does not
    /// reuse an answer in which `*` alone allows the method or a header.
    pub firefox_repeats: bool,
    /// What the standard would block the request for, although browsers do not so far.
    pub by_the_standard: Option<Cause>,
    /// The entry that a refused origin is nearest to.
    pub nearest: Option<Nearest>,
    /// The policy's predicates, if the origin was refused: whether each was asked.
    pub predicates: Vec<Predicate>,
    /// Where the origin can be added.
    pub(super) addable: Addable,
}

/// What a browser does with the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It looks for no CORS headers.
    Unchecked,
    /// It sends the request that the preflight asks for, or lets the script read the response.
    Shared,
    /// It blocks the request. The causes stand in the order in which it finds them; there is at least one.
    Blocked(Vec<Cause>),
}

impl Outcome {
    fn new(asked: Asked, causes: Vec<Cause>) -> Outcome {
        match causes {
            _ if !asked.is_checked() => Outcome::Unchecked,
            none if none.is_empty() => Outcome::Shared,
            causes => Outcome::Blocked(causes),
        }
    }

    /// Why the request is blocked; empty if it is not.
    #[must_use]
    pub fn causes(&self) -> &[Cause] {
        match self {
            Outcome::Unchecked | Outcome::Shared => &[],
            Outcome::Blocked(causes) => causes,
        }
    }
}

impl Explanation {
    pub(super) fn of(policy: &CorsPolicy, method: &Method, headers: &HeaderMap) -> Explanation {
        Explanation::new(&Inquiry::new(policy, method, headers))
    }

    pub(super) fn new(inquiry: &Inquiry<'_>) -> Explanation {
        let (policy, asked) = (&inquiry.policy, inquiry.asked);
        let origin = inquiry.lines(ORIGIN);
        let answered = inquiry.answer();
        let preflight = inquiry.preflight();
        let ahead = preflight
            .as_ref()
            .map(|headers| inquiry.ahead(headers))
            .map(|inquiry| (inquiry.answer(), inquiry));
        let causes = |credentials, most, engine| {
            let of_preflight = ahead
                .as_ref()
                .map(|(answered, inquiry)| inquiry.causes_in(answered, credentials, most, engine));
            of_preflight
                .filter(|causes| !causes.is_empty())
                .unwrap_or_else(|| inquiry.causes_in(&answered, credentials, most, engine))
        };
        let outcome =
            |credentials| Outcome::new(asked, causes(credentials, NAMED, Engine::Chromium));
        let standard = causes(Credentials::Omit, 1, Engine::Standard).into_iter().next();
        let without_credentials = outcome(Credentials::Omit);
        let by_the_standard = standard.filter(|_| without_credentials == Outcome::Shared);
        let with_credentials = outcome(Credentials::Include);
        let is_refused = matches!(
            without_credentials.causes(),
            [Cause::OriginNotListed | Cause::OriginNotSerialized, ..]
        );
        let predicates = match (without_credentials.causes(), &origin) {
            (
                [Cause::OriginNotListed | Cause::OriginNotSerialized | Cause::NullNotListed, ..],
                Some(origin),
            ) => predicate::of_refused(policy, origin),
            _ => Vec::new(),
        };
        let kept = |engine| inquiry.kept_in(&answered, engine).is_some_and(|seconds| seconds > 0);
        let firefox_repeats = asked == Asked::Preflight
            && without_credentials == Outcome::Shared
            && policy.data.values.max_age.is_some()
            && kept(Engine::Standard)
            && !kept(Engine::Gecko);
        let refused = origin.as_deref().filter(|_| is_refused);
        let refused = refused.and_then(|origin| std::str::from_utf8(origin).ok());
        let nearest = refused.and_then(|origin| nearest(policy.exact(), policy.patterns(), origin));
        Explanation {
            policy: policy.clone(),
            asked,
            origin: origin.as_deref().map(shown),
            method: shown(inquiry.requested_method()),
            answer: answered,
            without_credentials,
            with_credentials,
            has_credentials: inquiry.has_credentials(),
            needs_preflight: preflight.is_some(),
            firefox_repeats,
            by_the_standard,
            nearest,
            predicates,
            addable: Addable::of(policy, refused),
        }
    }

    /// Why a browser blocks this request: with credentials if the request shows that it is with them,
    /// without otherwise. `None` if it does not.
    ///
    /// A preflight that passes here may still be blocked for a script that asks with credentials: see
    /// [`with_credentials`](Explanation::with_credentials).
    #[must_use]
    pub fn cause(&self) -> Option<&Cause> {
        let outcome =
            if self.has_credentials { &self.with_credentials } else { &self.without_credentials };
        outcome.causes().first()
    }
}

/// Where an origin can be added that is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "runtime-origins"),
    expect(dead_code, reason = "without the feature there is the source alone")
)]
pub(super) enum Addable {
    Source,
    /// The list at run time.
    List,
    /// The source has room for a list at run time, and the policy that answers has none.
    NewList,
}

impl Addable {
    #[cfg(feature = "runtime-origins")]
    fn of(policy: &CorsPolicy, refused: Option<&str>) -> Addable {
        // Where a list is in the place of the source, an entry of the source changes nothing.
        if policy.listed().is_none() && policy.has_list() {
            return Addable::List;
        }
        match refused.is_some_and(|origin| policy.could_list(origin)) {
            false => Addable::Source,
            true if policy.has_list() => Addable::List,
            true => Addable::NewList,
        }
    }

    #[cfg(not(feature = "runtime-origins"))]
    const fn of(_: &CorsPolicy, _: Option<&str>) -> Addable {
        Addable::Source
    }
}

/// The name of the header that [`Explanation::apply`] sets.
pub const EXPLANATION: HeaderName = HeaderName::from_static(protocol::EXPLANATION);

impl Explanation {
    /// Puts the cause, in one line, on a preflight's answer as `cors-explanation`, where it is found in the
    /// network panel of a browser. Does nothing if there is no cause, or if this is no preflight.
    ///
    /// The line says where the policy stands in the source. It tells nothing of `allow_origins`, not even
    /// whether an entry is near, and holds nothing of the client's that is not escaped. An explanation compares a
    /// refused origin with each entry of the policy, and compares 64 requested names at most.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, Decision, cors_policy};
    /// # use http::{Request, Response};
    /// # static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    /// fn answer(request: &Request<()>) -> Option<Response<String>> {
    ///     let Decision::Preflight(preflight) = API.decide(request.method(), request.headers()) else {
    ///         return None;
    ///     };
    ///     let mut answer = preflight.into_response();
    ///     API.explain(request.method(), request.headers()).apply(answer.headers_mut());
    ///     Some(answer)
    /// }
    ///
    /// let request = Request::options("/")
    ///     .header("origin", "http://app.example.com")
    ///     .header("access-control-request-method", "GET")
    ///     .body(())
    ///     .unwrap();
    /// let answer = answer(&request).unwrap();
    /// let explanation = answer.headers()["cors-explanation"].to_str().unwrap();
    /// assert!(explanation.starts_with("origin_not_listed: the origin is not in `allow_origins`"));
    /// ```
    pub fn apply(&self, headers: &mut HeaderMap) {
        self.put(headers);
    }

    pub(crate) fn put(&self, headers: &mut impl ResponseHeaders) {
        let Some(cause) = self.cause().filter(|_| self.asked == Asked::Preflight) else { return };
        let (file, line) = self.policy.location();
        let file = file.escape_default();
        let text = format!("{}: {cause}; the policy is at {file}:{line}", cause.name());
        headers.set_explanation(&text);
        // What it says depends on what was asked, also where the rest of the answer does not.
        if headers.lines(Name::Vary).next().is_none() {
            let _ = headers.set(Name::Vary, Value::Word(Word::VaryPreflight));
        }
    }
}
