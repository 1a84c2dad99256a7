//! Asking the browser what it makes of the policy's answer.

use cors_browser::{
    Credentials, Engine, Preflight, Refusal, Sent, is_safelisted_method,
    is_safelisted_request_header, is_token,
};
use cors_table::Origin;
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, AUTHORIZATION, CONTENT_TYPE, COOKIE, ORIGIN,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use super::answer::Answer;
use super::asked::Asked;
use super::cause::Cause;
use super::shown::shown;
use crate::policy::{Allowed, CorsPolicy};
use crate::protocol::{self, Decision, Verdict};

/// How many of the names that a preflight asks for are looked at. No script sets so many headers, and what is
/// sent must not decide how long an explanation takes.
const NAMES: usize = 64;

/// How many lines are looked at of a header that has one.
const LINES: usize = 4;

/// Where requested names end, in bytes.
const NAMES_BYTES: usize = 8 * 1024;

/// A request, and the policy that is asked about it.
#[derive(Clone, Debug)]
pub(super) struct Inquiry<'r> {
    /// With the list that the request was judged by.
    pub(super) policy: CorsPolicy,
    /// Of the request's origin. Found once: a predicate that is asked again may answer something else.
    verdict: Verdict<HeaderValue>,
    pub(super) method: &'r Method,
    pub(super) headers: &'r HeaderMap,
    pub(super) asked: Asked,
}

impl<'r> Inquiry<'r> {
    pub(super) fn new(policy: &CorsPolicy, method: &'r Method, headers: &'r HeaderMap) -> Self {
        let policy = policy.pinned();
        let verdict = protocol::verdict(&policy, headers).cloned();
        Self::after(policy, verdict, method, headers)
    }

    /// The same of a request whose origin has been judged.
    pub(super) fn after(
        policy: CorsPolicy,
        verdict: Verdict<HeaderValue>,
        method: &'r Method,
        headers: &'r HeaderMap,
    ) -> Self {
        Inquiry { policy, verdict, method, headers, asked: Asked::of(method.into(), headers) }
    }

    /// The same of the preflight that goes ahead of this request, from the same origin.
    pub(super) fn ahead<'p>(&self, headers: &'p HeaderMap) -> Inquiry<'p> {
        Inquiry::after(self.policy.clone(), self.verdict.clone(), &Method::OPTIONS, headers)
    }

    /// Whether the request itself shows that the script asks with credentials: a preflight never does, and
    /// a request without a cookie need not.
    pub(super) fn has_credentials(&self) -> bool {
        self.asked != Asked::Preflight && self.headers.contains_key(COOKIE)
    }

    /// The method; of a preflight, the one that it asks for.
    pub(super) fn requested_method(&self) -> &'r [u8] {
        let requested = self.headers.get(ACCESS_CONTROL_REQUEST_METHOD);
        match requested.filter(|_| self.asked == Asked::Preflight) {
            Some(method) => method.as_bytes(),
            None => self.method.as_str().as_bytes(),
        }
    }

    pub(super) fn answer(&self) -> Answer {
        let verdict = self.verdict.by_reference();
        match protocol::decision(self.policy.clone(), verdict, self.method.into(), self.headers) {
            Decision::Preflight(preflight) => {
                let status = preflight.status();
                Answer { status: Some(status), headers: preflight.into_headers() }
            }
            Decision::Actual(actual) => {
                let mut headers = HeaderMap::new();
                actual.apply(&mut headers);
                Answer { status: None, headers }
            }
        }
    }

    /// Why a browser blocks the request, in the order in which it would say so; empty if it does not.
    /// `most` bounds how often it is asked again, as if what it refused were left out.
    pub(super) fn causes(
        &self,
        answered: &Answer,
        credentials: Credentials,
        most: usize,
    ) -> Vec<Cause> {
        // Chromium's reading is the more permissive one, and that of Firefox and Safari as well.
        self.causes_in(answered, credentials, most, Engine::Chromium)
    }

    /// How many seconds an engine keeps a preflight's answer; `None` if the preflight fails.
    pub(super) fn kept_in(&self, answered: &Answer, engine: Engine) -> Option<u64> {
        let mirrored = self.sent_back(answered);
        let lines = lines(answered, &mirrored);
        let answer = as_received(answered, &lines);
        let kept = self.sent(Credentials::Omit).check_preflight_in(&answer, engine);
        kept.ok().map(|kept| kept.seconds)
    }

    /// The same as an engine reads the standard.
    pub(super) fn causes_in(
        &self,
        answered: &Answer,
        credentials: Credentials,
        most: usize,
        engine: Engine,
    ) -> Vec<Cause> {
        if !self.asked.is_checked() {
            return Vec::new();
        }
        let mirrored = self.sent_back(answered);
        let lines = lines(answered, &mirrored);
        let answer = as_received(answered, &lines);
        let mut sent = self.sent(credentials);
        let mut causes = Vec::new();
        let mut names = Vec::new();
        let mut more = false;
        loop {
            let checked = match self.asked {
                Asked::Preflight => sent.check_preflight_in(&answer, engine).map(drop),
                _ => sent.check_response(&answer).map(drop),
            };
            let Err(refusal) = checked else { break };
            if causes.len() + names.len() == most {
                more = true;
                break;
            }
            match refusal {
                Refusal::Method(_) => {
                    causes.push(self.method_cause(&answered.headers));
                    sent.method = Method::GET.to_string();
                }
                Refusal::Header(_) if self.is_beyond_mirror(&answered.headers) => {
                    causes.push(Cause::TooManyHeaders);
                    break;
                }
                Refusal::Header(name) if HeaderName::from_bytes(name.as_bytes()).is_err() => {
                    causes.push(Cause::HeadersNotTokens);
                    break;
                }
                Refusal::Header(name) => {
                    sent.headers.retain(|(other, _)| *other != name);
                    if name == "authorization" && has_star(&answered.headers) {
                        causes.push(Cause::AuthorizationNotListed);
                    } else {
                        names.push(shown(name.as_bytes()));
                    }
                }
                other => {
                    causes.push(self.answer_cause(&other));
                    break;
                }
            }
            // Whoever wants one need not know whether there are more.
            if most == 1 {
                break;
            }
        }
        if !names.is_empty() {
            causes.push(Cause::HeaderNotListed { names, more });
        }
        causes
    }

    /// What the answer says of what the request asked for, as far as that is looked at: the rest is as long as whoever
    /// sent it likes.
    fn sent_back(&self, answered: &Answer) -> Vec<(HeaderName, Vec<u8>)> {
        let values = self.policy.data.values;
        let methods = (ACCESS_CONTROL_ALLOW_METHODS, &values.allow_methods);
        let names = (ACCESS_CONTROL_ALLOW_HEADERS, &values.allow_headers);
        let is_mirrored = |(name, allowed): &(HeaderName, &Allowed)| {
            matches!(allowed, Allowed::Mirror) && answered.headers.contains_key(name)
        };
        let value = |name: &HeaderName| {
            if *name == ACCESS_CONTROL_ALLOW_METHODS {
                return self.lines(ACCESS_CONTROL_REQUEST_METHOD);
            }
            // One that is no token makes all of them nothing, wherever it stands.
            let mut requested = members(self.headers, &ACCESS_CONTROL_REQUEST_HEADERS);
            let is_bad = |name: &&[u8]| !name.is_empty() && !is_token(name);
            match requested.find(is_bad) {
                Some(bad) => Some(bad.to_vec()),
                None => self.requested_headers().map(String::into_bytes),
            }
        };
        let mirrored = [methods, names].into_iter().filter(is_mirrored);
        mirrored.filter_map(|(name, _)| value(&name).map(|value| (name, value))).collect()
    }

    /// The first lines of a header, joined as a browser joins them; `None` if there are none.
    pub(super) fn lines(&self, name: HeaderName) -> Option<Vec<u8>> {
        let lines: Vec<_> = self.headers.get_all(name).iter().take(LINES).map(start).collect();
        (!lines.is_empty()).then(|| lines.join(&b", "[..]))
    }

    /// What the browser wants to do, as far as the server can know it.
    fn sent(&self, credentials: Credentials) -> Sent {
        let text = |name| {
            let lines = self.lines(name).unwrap_or_default();
            String::from_utf8_lossy(&lines).into_owned()
        };
        let page = text(ORIGIN);
        if self.asked == Asked::Preflight {
            let method = text(ACCESS_CONTROL_REQUEST_METHOD);
            let headers = self.requested_headers();
            return Sent::announced(&page, Preflight { method, headers }, credentials);
        }
        Sent {
            page,
            method: self.method.to_string(),
            headers: Vec::new(),
            credentials,
            is_cross_origin: true,
            preflight: None,
        }
    }

    /// The names that a preflight asks for, the first ones if there are many.
    fn requested_headers(&self) -> Option<String> {
        let mut left = NAMES_BYTES;
        let lines = self.headers.get_all(ACCESS_CONTROL_REQUEST_HEADERS).iter().map(|line| {
            let (read, _) = line.as_bytes().split_at(left.min(line.len()));
            left = left.saturating_sub(read.len());
            read
        });
        let names = lines.flat_map(|line| line.split(|byte| *byte == b','));
        let names: Vec<_> = names
            .map(|name| String::from_utf8_lossy(name.trim_ascii()))
            .filter(|name| !name.is_empty())
            .take(NAMES)
            .collect();
        (!names.is_empty()).then(|| names.join(","))
    }

    /// Whether the policy's answer is certain to satisfy the browser without its being asked, in any
    /// credentials mode but `include`.
    pub(super) fn asks_for_nothing(&self) -> bool {
        let mut methods = self.headers.get_all(ACCESS_CONTROL_REQUEST_METHOD).iter();
        let is_safelisted = methods
            .next()
            .and_then(|method| method.to_str().ok())
            .is_some_and(is_safelisted_method);
        self.asked == Asked::Preflight
            && is_safelisted
            && methods.next().is_none()
            && !self.headers.contains_key(ACCESS_CONTROL_REQUEST_HEADERS)
    }

    /// The preflight that a browser sends ahead of this request, as far as the request tells: by its method,
    /// its content type and its authorization. Other headers may come from the browser or a proxy.
    pub(super) fn preflight(&self) -> Option<HeaderMap> {
        let content_type = self.headers.get(CONTENT_TYPE).filter(|value| {
            let value = String::from_utf8_lossy(value.as_bytes());
            !is_safelisted_request_header("content-type", &value)
        });
        let names: Vec<_> = [
            self.headers.get(AUTHORIZATION).map(|_| "authorization"),
            content_type.map(|_| "content-type"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if self.asked != Asked::Actual
            || (is_safelisted_method(self.method.as_str()) && names.is_empty())
        {
            return None;
        }
        let mut headers = HeaderMap::new();
        for origin in self.headers.get_all(ORIGIN) {
            headers.append(ORIGIN, origin.clone());
        }
        let method = HeaderValue::from_str(self.method.as_str()).ok()?;
        headers.insert(ACCESS_CONTROL_REQUEST_METHOD, method);
        if !names.is_empty() {
            let names = HeaderValue::from_str(&names.join(",")).ok()?;
            headers.insert(ACCESS_CONTROL_REQUEST_HEADERS, names);
        }
        Some(headers)
    }

    /// What a refusal that is about the answer as a whole comes from.
    fn answer_cause(&self, refusal: &Refusal) -> Cause {
        match refusal {
            Refusal::WildcardWithCredentials(_) | Refusal::NoCredentials(..) => {
                Cause::CredentialsNotAllowed
            }
            Refusal::AllowMethodsSyntax => Cause::MethodNotToken,
            Refusal::AllowHeadersSyntax => Cause::HeadersNotTokens,
            // A policy gives these answers to origins that it does not allow, and to no others.
            _ => self.origin_cause(),
        }
    }

    fn origin_cause(&self) -> Cause {
        let mut lines = self.headers.get_all(ORIGIN).iter();
        match (lines.next(), lines.next()) {
            (Some(_), Some(_)) => Cause::SeveralOrigins,
            (None, _) => Cause::OriginLost,
            (Some(origin), None) if origin == "null" => Cause::NullNotListed,
            (Some(origin), None) if Origin::parse(origin.as_bytes()).is_some() => {
                Cause::OriginNotListed
            }
            _ => Cause::OriginNotSerialized,
        }
    }

    fn method_cause(&self, answer: &HeaderMap) -> Cause {
        let mut lines = self.headers.get_all(ACCESS_CONTROL_REQUEST_METHOD).iter();
        let method = match (lines.next(), lines.next()) {
            (Some(method), None) if Method::from_bytes(method.as_bytes()).is_ok() => method,
            _ => return Cause::MethodNotToken,
        };
        let listed = members(answer, &ACCESS_CONTROL_ALLOW_METHODS)
            .find(|listed| listed.eq_ignore_ascii_case(method.as_bytes()))
            .map(shown);
        Cause::MethodNotListed { method: shown(method.as_bytes()), listed }
    }

    /// Whether the names were too much to be mirrored.
    fn is_beyond_mirror(&self, answer: &HeaderMap) -> bool {
        matches!(self.policy.data.values.allow_headers, Allowed::Mirror)
            && !answer.contains_key(ACCESS_CONTROL_ALLOW_HEADERS)
    }
}

/// The first bytes of a value that is compared and shown: nothing that is allowed is longer.
fn start(value: &HeaderValue) -> &[u8] {
    const LONGEST: usize = 512;
    value.as_bytes().get(..LONGEST).unwrap_or(value.as_bytes())
}

fn has_star(answer: &HeaderMap) -> bool {
    members(answer, &ACCESS_CONTROL_ALLOW_HEADERS).any(|name| name == b"*")
}

/// The members of a list of the policy's answer.
fn members<'a>(answer: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a [u8]> {
    answer
        .get_all(name)
        .iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii)
}

/// The lines of an answer, with what it mirrors as it was put together.
fn lines<'a>(
    answered: &'a Answer,
    mirrored: &'a [(HeaderName, Vec<u8>)],
) -> Vec<(&'a str, &'a [u8])> {
    let constant =
        answered.headers.iter().filter(|(name, _)| mirrored.iter().all(|(other, _)| name != other));
    constant
        .map(|(name, value)| (name.as_str(), value.as_bytes()))
        .chain(mirrored.iter().map(|(name, value)| (name.as_str(), &**value)))
        .collect()
}

fn as_received<'a>(
    answered: &Answer,
    lines: &'a [(&'a str, &'a [u8])],
) -> cors_browser::Answer<'a> {
    let status = answered.status.unwrap_or(StatusCode::OK).as_u16();
    cors_browser::Answer { status, headers: lines }
}
