//! The headers of a request and of a response, of any type.
//!
//! The protocol is written once, against the traits of this module. They are implemented for the types of `http` 1,
//! which are this crate's own, and in the adapter of a framework that has others. No implementation knows a rule.

mod conversions;
mod http_1;

use std::fmt;

use crate::policy::Constant;

/// What a request's method is to CORS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MethodKind {
    Options,
    Connect,
    Other,
}

/// The headers of a request. Public because the types of decisions name it; nobody else can name or implement it.
pub trait RequestHeaders {
    /// A line's value. Clones share its bytes.
    type Value: AsRef<[u8]> + Clone + fmt::Debug;

    /// Whether the header is there.
    fn has(&self, name: Name) -> bool;
    /// The one line of a header that is not a list.
    fn line(&self, name: Name) -> Line<&Self::Value>;
    /// All lines of a header, in the order of the request.
    fn lines(&self, name: Name) -> impl Iterator<Item = &Self::Value>;
}

/// The lines of a header that is not a list.
#[derive(Debug)]
pub enum Line<L> {
    /// There is none.
    None,
    /// The header's value.
    One(L),
    /// None of them is the header's value.
    Several,
}

/// The headers of a response.
pub(crate) trait ResponseHeaders {
    /// A value that was kept of the request.
    type Value: Clone;

    /// Each name that is there, in lower case, at least once.
    fn names(&self) -> impl Iterator<Item = impl AsRef<str>>;
    /// All lines of a header.
    fn lines(&self, name: Name) -> impl Iterator<Item = &[u8]>;
    /// Puts one line in the place of whatever a header has.
    fn set(&mut self, name: Name, value: Value<Self::Value>) -> Result<(), NotAdded>;
    /// The same with a text that has been put together.
    fn set_text(&mut self, name: Name, text: &str) -> Result<(), NotAdded>;
    /// Adds a line to those that a header has.
    fn add(&mut self, name: Name, value: Value<Self::Value>) -> Result<(), NotAdded>;
    /// Removes all lines of a header.
    fn remove(&mut self, name: Name);
    /// Removes all lines of the headers that have such a name.
    fn remove_all(&mut self, is_meant: fn(&str) -> bool);
    /// Sets `cors-explanation`, if the text can be a header's value.
    #[cfg(feature = "explain")]
    fn set_explanation(&mut self, text: &str);
}

/// A response cannot have a header: there is no room for it.
#[derive(Debug)]
pub(crate) struct NotAdded;

/// The headers that a policy reads and writes, and what tells an explanation where a request comes from.
#[derive(Clone, Copy, Debug)]
pub enum Name {
    Origin,
    RequestMethod,
    RequestHeaders,
    Vary,
    AllowOrigin,
    AllowCredentials,
    AllowMethods,
    AllowHeaders,
    ExposeHeaders,
    MaxAge,
    TimingAllowOrigin,
    ContentLength,
    #[cfg(feature = "explain")]
    Cookie,
    #[cfg(feature = "explain")]
    Host,
    #[cfg(feature = "explain")]
    SecFetchMode,
    #[cfg(feature = "explain")]
    SecFetchSite,
    #[cfg(feature = "explain")]
    Upgrade,
}

/// The value of a header that a policy writes.
#[derive(Debug)]
pub(crate) enum Value<V> {
    /// The same for every policy.
    Word(Word),
    /// The same in every answer of a policy.
    Policy(&'static Constant),
    /// The request's own.
    Request(V),
}

/// The values that are the same for every policy.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Word {
    True,
    Zero,
    Any,
    /// `Vary` of a response that is no preflight's.
    VaryActual,
    /// `Vary` of a preflight's answer.
    VaryPreflight,
    /// `Vary` of a preflight's answer that mirrors the request, whatever its origin.
    VaryRequested,
}

impl Word {
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Word::True => "true",
            Word::Zero => "0",
            Word::Any => "*",
            Word::VaryActual => "Origin",
            Word::VaryPreflight => {
                "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
            }
            Word::VaryRequested => "Access-Control-Request-Method, Access-Control-Request-Headers",
        }
    }
}

/// The names that `http` does not know.
pub(crate) const TIMING_ALLOW_ORIGIN: &str = "timing-allow-origin";
#[cfg(feature = "explain")]
pub(crate) const EXPLANATION: &str = "cors-explanation";
#[cfg(feature = "explain")]
pub(crate) const SEC_FETCH_MODE: &str = "sec-fetch-mode";
#[cfg(feature = "explain")]
pub(crate) const SEC_FETCH_SITE: &str = "sec-fetch-site";
