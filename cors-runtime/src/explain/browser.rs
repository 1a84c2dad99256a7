//! Asking the browser what it makes of the policy's answer.

use cors_browser::{Answer, Credentials, Preflight, Refusal, Sent};
use cors_table::Origin;
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, COOKIE, ORIGIN,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use super::asked::Asked;
use super::cause::Cause;
use super::shown::shown;
use crate::data::Allowed;
use crate::decision::Decision;
use crate::policy::CorsPolicy;
use crate::request;

/// A request, and the policy that is asked about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inquiry<'r> {
    pub(super) policy: CorsPolicy,
    pub(super) method: &'r Method,
    pub(super) headers: &'r HeaderMap,
    pub(super) asked: Asked,
}

/// What the policy answers: a preflight's status, and the CORS headers of either answer.
pub(super) struct Answered {
    pub(super) status: Option<StatusCode>,
    pub(super) headers: HeaderMap,
}

impl<'r> Inquiry<'r> {
    pub(super) fn new(policy: CorsPolicy, method: &'r Method, headers: &'r HeaderMap) -> Self {
        Inquiry { policy, method, headers, asked: Asked::of(method, headers) }
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

    pub(super) fn answer(&self) -> Answered {
        match request::decide(self.policy, self.method, self.headers) {
            Decision::Preflight(preflight) => {
                let status = preflight.status();
                Answered { status: Some(status), headers: preflight.into_headers() }
            }
            Decision::Actual(actual) => {
                let mut headers = HeaderMap::new();
                actual.apply(&mut headers);
                Answered { status: None, headers }
            }
        }
    }

    /// Why a browser blocks the request, in the order in which it would say so; empty if it does not.
    /// `most` bounds how often it is asked again, as if what it refused were left out.
    pub(super) fn causes(
        &self,
        answered: &Answered,
        credentials: Credentials,
        most: usize,
    ) -> Vec<Cause> {
        if !self.asked.is_checked() {
            return Vec::new();
        }
        let lines: Vec<_> = answered
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
            .collect();
        let status = answered.status.unwrap_or(StatusCode::OK).as_u16();
        let answer = Answer { status, headers: &lines };
        let mut sent = self.sent(credentials);
        let mut causes = Vec::new();
        let mut names = Vec::new();
        let mut more = false;
        loop {
            let checked = match self.asked {
                Asked::Preflight => sent.check_preflight(&answer).map(drop),
                _ => sent.check_response(&answer).map(drop),
            };
            let Err(refusal) = checked else { break };
            if causes.len() + names.len() == most {
                more = !names.is_empty();
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
        }
        if !names.is_empty() {
            causes.push(Cause::HeaderNotListed { names, more });
        }
        causes
    }

    /// What the browser wants to do, as far as the server can know it.
    fn sent(&self, credentials: Credentials) -> Sent {
        let text = |name| {
            let lines: Vec<_> =
                self.headers.get_all(name).iter().map(HeaderValue::as_bytes).collect();
            (!lines.is_empty())
                .then(|| String::from_utf8_lossy(&lines.join(&b", "[..])).into_owned())
        };
        let page = text(ORIGIN).unwrap_or_default();
        if self.asked == Asked::Preflight {
            let method = text(ACCESS_CONTROL_REQUEST_METHOD).unwrap_or_default();
            let headers = text(ACCESS_CONTROL_REQUEST_HEADERS);
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
        matches!(self.policy.0.values.allow_headers, Allowed::Mirror)
            && !answer.contains_key(ACCESS_CONTROL_ALLOW_HEADERS)
    }
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
