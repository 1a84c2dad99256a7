//! The CORS check, and why a browser refuses.

use std::fmt;

use crate::answer::Answer;
use crate::request::{Credentials, Sent};

/// Which answer a refusal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The answer to the CORS-preflight request.
    Preflight,
    /// The answer to the request itself.
    Response,
}

/// Why a browser keeps a response from a script, or does not send the request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The preflight's status is none from 200 to 299.
    PreflightStatus(u16),
    /// The answer has no `Access-Control-Allow-Origin`.
    NoAllowOrigin(Step),
    /// `Access-Control-Allow-Origin` is this value, which is not the page's origin.
    OtherOrigin(Step, String),
    /// `Access-Control-Allow-Origin: *`, and the request is with credentials.
    WildcardWithCredentials(Step),
    /// The request is with credentials, and `Access-Control-Allow-Credentials` is not `true` but this.
    NoCredentials(Step, Option<String>),
    /// `Access-Control-Allow-Methods` is no list of tokens.
    AllowMethodsSyntax,
    /// `Access-Control-Allow-Headers` is no list of tokens.
    AllowHeadersSyntax,
    /// The preflight's answer does not allow the method.
    Method(String),
    /// The preflight's answer does not allow a request header.
    Header(String),
}

/// <https://fetch.spec.whatwg.org/#cors-check>
pub(crate) fn cors_check(sent: &Sent, answer: &Answer<'_>, step: Step) -> Result<(), Refusal> {
    let with_credentials = sent.credentials == Credentials::Include;
    let Some(origin) = answer.combined("access-control-allow-origin") else {
        return Err(Refusal::NoAllowOrigin(step));
    };
    if origin == b"*" {
        return if with_credentials { Err(Refusal::WildcardWithCredentials(step)) } else { Ok(()) };
    }
    if origin != sent.page.as_bytes() {
        return Err(Refusal::OtherOrigin(step, text(&origin)));
    }
    if !with_credentials {
        return Ok(());
    }
    match answer.combined("access-control-allow-credentials") {
        Some(value) if value == b"true" => Ok(()),
        other => Err(Refusal::NoCredentials(step, other.as_deref().map(text))),
    }
}

/// Bytes of a server for a person to read.
fn text(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Step::Preflight => "the preflight's answer",
            Step::Response => "the response",
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::PreflightStatus(status) => {
                write!(f, "the preflight's answer has status {status}, and only 200 to 299 will do")
            }
            Refusal::NoAllowOrigin(step) => {
                write!(f, "{step} has no `Access-Control-Allow-Origin`")
            }
            Refusal::OtherOrigin(step, value) => {
                write!(
                    f,
                    "{step} has `Access-Control-Allow-Origin: {value}`, which is not the page's origin"
                )
            }
            Refusal::WildcardWithCredentials(step) => {
                write!(
                    f,
                    "{step} has `Access-Control-Allow-Origin: *`, and the request is with credentials"
                )
            }
            Refusal::NoCredentials(step, None) => {
                write!(
                    f,
                    "{step} has no `Access-Control-Allow-Credentials`, and the request is with credentials"
                )
            }
            Refusal::NoCredentials(step, Some(value)) => write!(
                f,
                "{step} has `Access-Control-Allow-Credentials: {value}`, and only `true` allows credentials"
            ),
            Refusal::AllowMethodsSyntax => f.write_str(
                "`Access-Control-Allow-Methods` of the preflight's answer is no list of methods",
            ),
            Refusal::AllowHeadersSyntax => f.write_str(
                "`Access-Control-Allow-Headers` of the preflight's answer is no list of names",
            ),
            Refusal::Method(method) => {
                write!(f, "the preflight's answer does not allow the method {method}")
            }
            Refusal::Header(name) => {
                write!(f, "the preflight's answer does not allow the request header {name}")
            }
        }
    }
}

impl std::error::Error for Refusal {}
