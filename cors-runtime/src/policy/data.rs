//! A policy as data: what the macro writes into the binary.

use std::sync::OnceLock;

use cors_table::OriginTable;
use http::{HeaderMap, StatusCode};

use super::constant::Constant;
use super::predicate::Predicate;

/// A whole policy. Only the macro makes one.
#[derive(Debug)]
pub struct PolicyData {
    /// `allow_origins`.
    pub origins: Origins,
    /// The predicates of `allow_origins`, in the order of the source.
    pub predicates: &'static [Predicate],
    /// `runtime_origins`.
    pub runtime_origins: RuntimeOrigins,
    /// The rules that `#[allow]` names on `runtime_origins`.
    pub runtime_allowed: &'static [&'static str],
    /// `allow_credentials`.
    pub credentials: bool,
    /// `preflight_status`.
    pub preflight_status: PreflightStatus,
    /// Apart from the rest, whose parts can then be read in a `const`: header values cannot.
    pub values: &'static HeaderValues,
    /// The source file that the policy stands in.
    pub file: &'static str,
    /// The line it begins on.
    pub line: u32,
    /// Whether the crate that it stands in is compiled with debug assertions.
    pub is_debug: bool,
}

/// Whom the policy allows.
#[derive(Debug)]
pub enum Origins {
    /// Everybody: `*`.
    Any,
    /// The origins of a list.
    Listed(OriginTable<'static>),
}

/// Which origins can be added at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuntimeOrigins {
    /// The field is not set.
    Nothing,
    /// `within` these entries, as they are written: the rules read them when a list is added.
    Within(&'static [&'static str]),
    /// `any`.
    Any,
    /// `*`.
    Star,
}

/// The status of a preflight's answer, if the origin is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreflightStatus {
    /// 200.
    Ok,
    /// 204.
    NoContent,
}

impl PreflightStatus {
    pub(crate) const fn code(self) -> StatusCode {
        match self {
            PreflightStatus::Ok => StatusCode::OK,
            PreflightStatus::NoContent => StatusCode::NO_CONTENT,
        }
    }
}

/// The header values that are the same in every answer.
#[derive(Debug)]
pub struct HeaderValues {
    /// The exact origins, in the order of the table; none if it is long. Values of 10,000 would take the
    /// compiler five seconds, so their answers share the request's own.
    pub origins: &'static [Constant],
    /// `allow_methods`.
    pub allow_methods: Allowed,
    /// `allow_headers`.
    pub allow_headers: Allowed,
    /// `expose_headers`, if any.
    pub expose_headers: Option<Constant>,
    /// `max_age` in seconds, if set.
    pub max_age: Option<Constant>,
    /// `timing_allow_origins`: the origins that are listed one by one.
    pub timing_allow_origin: Option<Constant>,
    /// `timing_allow_origins: same`.
    pub timing_is_same: bool,
    /// The answer to an allowed preflight, made by the first one and cloned since: cloning a map costs four fifths of
    /// filling one.
    pub preflight: OnceLock<HeaderMap>,
}

impl HeaderValues {
    /// Whether a preflight's answer says what the request asked for.
    pub(crate) fn has_mirror(&self) -> bool {
        [&self.allow_methods, &self.allow_headers]
            .into_iter()
            .any(|allowed| matches!(allowed, Allowed::Mirror))
    }
}

/// What a preflight's answer says of methods, or of request headers.
#[derive(Debug)]
pub enum Allowed {
    /// Nothing beyond the safelisted ones: no header.
    Safelisted,
    /// The same in every answer.
    Constant(Constant),
    /// What the request asked for.
    Mirror,
}
