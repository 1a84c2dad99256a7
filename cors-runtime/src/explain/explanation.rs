//! An explanation: fields for programs, lines for people.

use std::fmt;

use cors_browser::{Credentials, Engine};
use http::header::ORIGIN;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use super::advice::advice;
use super::asked::Asked;
use super::browser::Inquiry;
use super::cause::Cause;
use super::nearest::{Nearest, nearest};
use super::predicate::{self, Predicate};
use super::shown::shown;
use crate::headers::{self, Name, Response, Value, Word};
use crate::policy::CorsPolicy;
use crate::snapshot::Snapshot;

/// How many things that are not allowed are named.
const NAMED: usize = 9;

/// What a policy answers to a request, what a browser makes of it, and what to change.
///
/// Made by [`CorsPolicy::explain`]. What the client sent is shown escaped, and cut at 128 bytes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explanation {
    /// The policy; [`CorsPolicy::source`] is where it stands.
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
    /// What the standard would block the request for, although browsers do not so far.
    pub by_the_standard: Option<Cause>,
    /// The entry that a refused origin is nearest to.
    pub nearest: Option<Nearest>,
    /// The policy's predicates, if the origin was refused: whether each was asked.
    pub predicates: Vec<Predicate>,
    /// Where the origin can be added.
    pub(super) addable: Addable,
}

/// What a policy answers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answer {
    /// The status of a preflight's answer; `None` where the application answers.
    pub status: Option<StatusCode>,
    /// The headers, of a preflight's whole answer or of what the policy puts on the application's.
    pub headers: HeaderMap,
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
    pub(crate) fn of(policy: Snapshot, method: &Method, headers: &HeaderMap) -> Explanation {
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
            ) => predicate::of_refused(policy.0.predicates, origin),
            _ => Vec::new(),
        };
        let refused = origin.as_deref().filter(|_| is_refused);
        let refused = refused.and_then(|origin| std::str::from_utf8(origin).ok());
        let nearest = refused.and_then(|origin| nearest(policy.exact(), policy.patterns(), origin));
        Explanation {
            policy: **policy,
            asked,
            origin: origin.as_deref().map(shown),
            method: shown(inquiry.requested_method()),
            answer: answered,
            without_credentials,
            with_credentials,
            has_credentials: inquiry.has_credentials(),
            needs_preflight: preflight.is_some(),
            by_the_standard,
            nearest,
            predicates,
            addable: match refused.is_some_and(|origin| policy.may_add(origin)) {
                false => Addable::Source,
                true if policy.has_list() => Addable::List,
                true => Addable::UnaskedList,
            },
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
pub(super) enum Addable {
    Source,
    /// The operator's.
    List,
    /// The source has room for an operator's list, and the policy that answers is not the one that has it.
    UnaskedList,
}

/// The name of the header that [`Explanation::apply`] sets.
pub const EXPLANATION: HeaderName = HeaderName::from_static(headers::EXPLANATION);

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

    pub(crate) fn put(&self, headers: &mut impl Response) {
        let Some(cause) = self.cause().filter(|_| self.asked == Asked::Preflight) else { return };
        let (file, line) = self.policy.source();
        let file = file.escape_default();
        let text = format!("{}: {cause}; the policy is at {file}:{line}", cause.name());
        headers.set_explanation(&text);
        // What it says depends on what was asked, also where the rest of the answer does not.
        if headers.lines(Name::Vary).next().is_none() {
            let _ = headers.set(Name::Vary, Value::Word(Word::VaryPreflight));
        }
    }
}

/// A few lines, each with its subject in front. The last one has no line break.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Explanation { asked, method, answer, .. } = self;
        let (file, line) = self.policy.source();
        let origin = self.origin.as_deref().unwrap_or_default();
        match asked {
            Asked::Preflight => {
                writeln!(f, "request: a preflight from `{origin}`, for `{method}`")?;
            }
            Asked::NoOrigin | Asked::OriginLost => {
                writeln!(f, "request: {method}, without `Origin`")?;
            }
            _ => writeln!(f, "request: {method} from `{origin}`")?,
        }
        writeln!(f, "policy:  {file}:{line}")?;
        match answer.status {
            Some(status) => write!(f, "answer:  {}", status.as_u16())?,
            None => f.write_str("answer:  the application's")?,
        }
        f.write_str(if answer.headers.is_empty() { ", with no header" } else { ", with" })?;
        for (name, value) in &answer.headers {
            write!(f, "\n           {name}: {}", self.value(value))?;
        }
        f.write_str("\nbrowser: ")?;
        match asked {
            Asked::NoOrigin => {
                return f.write_str(
                    "this is no CORS request, so there is nothing to decide; curl sends `Origin` only if told to",
                );
            }
            Asked::SameOrigin => {
                return f.write_str(
                    "the page seems to be the server's own, so it checks nothing; http and https are two origins",
                );
            }
            Asked::Unchecked => {
                return f.write_str("a navigation or a WebSocket, so it checks nothing");
            }
            Asked::NoCors => {
                return f.write_str(
                    "an embedded resource, or a script asked with `mode: \"no-cors\"`: it checks nothing, and no script can read the response",
                );
            }
            Asked::Options => f.write_str(
                "no preflight, for it has no `Access-Control-Request-Method`: the application answers it, and ",
            )?,
            Asked::Preflight | Asked::Actual | Asked::OriginLost => {}
        }
        let (without, with) = (&self.without_credentials, &self.with_credentials);
        if self.needs_preflight {
            f.write_str("a preflight goes ahead of it; ")?;
        }
        if without == with {
            self.outcome(without, f)?;
            return self.standard(f);
        }
        f.write_str("without credentials, ")?;
        self.outcome(without, f)?;
        self.standard(f)?;
        f.write_str("\nbrowser: with credentials, ")?;
        self.outcome(with, f)
    }
}

impl Explanation {
    /// What the policy's source says is shown whole; what it mirrors is the client's.
    fn value(&self, value: &HeaderValue) -> String {
        let mirrors = self.policy.0.values.has_mirror();
        if mirrors { shown(value.as_bytes()) } else { value.as_bytes().escape_ascii().to_string() }
    }

    fn asked_predicates(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Predicate { entry, not_asked } in &self.predicates {
            match not_asked {
                None => write!(f, "\nasked:   `{entry}`, which does not allow it")?,
                Some(why) => write!(f, "\nasked:   not `{entry}`: {why}")?,
            }
        }
        Ok(())
    }

    fn standard(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(cause) = &self.by_the_standard else { return Ok(()) };
        let (name, advice) = (cause.name(), advice(cause, self));
        write!(f, "\nthough:  {cause} [{name}]; browsers let it so far\nchange:  {advice}")
    }

    fn outcome(&self, outcome: &Outcome, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_preflight = self.asked == Asked::Preflight;
        f.write_str(match outcome {
            Outcome::Unchecked => "it checks nothing",
            Outcome::Shared if is_preflight => "it sends the request",
            Outcome::Shared => "the script gets the response",
            Outcome::Blocked(_) if is_preflight || self.needs_preflight => {
                "it does not send the request"
            }
            Outcome::Blocked(_) => "it keeps the response from the script",
        })?;
        for cause in outcome.causes() {
            write!(f, "\nbecause: {cause} [{}]", cause.name())?;
            if let (Cause::OriginNotListed | Cause::OriginNotSerialized, Some(nearest)) =
                (cause, &self.nearest)
            {
                let Nearest { entry, .. } = nearest;
                write!(f, "\nnearest: `{entry}`, which differs {}", nearest.differences())?;
            }
            if cause.field() == "allow_origins" {
                self.asked_predicates(f)?;
            }
            write!(f, "\nchange:  {}", advice(cause, self))?;
        }
        Ok(())
    }
}
