//! The headers of a request and of a response, whatever types they have.
//!
//! The protocol is written once, against the traits of this module. What a framework's types are is said where
//! they are implemented: here for `http` 1, whose types are this crate's own, and in the adapter of a framework
//! that has others. No implementation knows a rule.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, CONTENT_LENGTH, MaxSizeReached,
    ORIGIN, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

/// A request: its method, and the lines of its headers.
pub(crate) trait Request: Copy {
    /// A line's value.
    type Line: AsRef<[u8]>;
    /// A value that a decision keeps when the request is gone.
    type Value: From<Self::Line>;

    fn is_options(self) -> bool;
    fn is_connect(self) -> bool;
    fn has(self, name: Name) -> bool;
    /// The one line of a header that is no list.
    fn line(self, name: Name) -> Line<Self::Line>;
    /// All lines of a header, in the order of the request.
    fn lines(self, name: Name) -> impl Iterator<Item = Self::Line>;
}

/// What a header that is no list has.
#[derive(Debug)]
pub(crate) enum Line<L> {
    None,
    One(L),
    /// Of which none is the header's value.
    Several,
}

/// The headers of a response.
pub(crate) trait Response {
    /// A value that was kept of the request.
    type Value;

    /// Each name that is there, in lower case, at least once.
    fn names(&self) -> impl Iterator<Item = &str>;
    /// All lines of a header.
    fn lines(&self, name: Name) -> impl Iterator<Item = &[u8]>;
    /// Puts one line in the place of whatever a header has.
    fn set(&mut self, name: Name, value: Value<'_, Self::Value>) -> Result<(), NotAdded>;
    /// Adds a line to those that a header has.
    fn add(&mut self, name: Name, value: Value<'_, Self::Value>) -> Result<(), NotAdded>;
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
pub(crate) enum Name {
    Origin,
    RequestMethod,
    RequestHeaders,
    RequestPrivateNetwork,
    Vary,
    AllowOrigin,
    AllowCredentials,
    AllowMethods,
    AllowHeaders,
    ExposeHeaders,
    MaxAge,
    AllowPrivateNetwork,
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
pub(crate) enum Value<'v, V> {
    /// The same for every policy.
    Word(Word),
    /// The same in every answer of a policy.
    Policy(&'static HeaderValue),
    /// An entry of a policy.
    Entry(&'static str),
    /// The request's own.
    Request(&'v V),
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

impl<'r> Request for (&'r Method, &'r HeaderMap) {
    type Line = &'r HeaderValue;
    type Value = HeaderValue;

    #[inline]
    fn is_options(self) -> bool {
        self.0 == Method::OPTIONS
    }

    #[inline]
    fn is_connect(self) -> bool {
        self.0 == Method::CONNECT
    }

    #[inline]
    fn has(self, name: Name) -> bool {
        self.1.contains_key(HeaderName::from(name))
    }

    #[inline]
    fn line(self, name: Name) -> Line<&'r HeaderValue> {
        let headers = self.1;
        match headers.get(HeaderName::from(name)) {
            // Where no header has two lines, which is known without looking for one, there is none to look for.
            Some(_) if headers.len() > headers.keys_len() && self.lines(name).nth(1).is_some() => {
                Line::Several
            }
            Some(line) => Line::One(line),
            None => Line::None,
        }
    }

    #[inline]
    fn lines(self, name: Name) -> impl Iterator<Item = &'r HeaderValue> {
        self.1.get_all(HeaderName::from(name)).iter()
    }
}

/// With the fallible methods of `HeaderMap`: a map that is full to its limit of 32,768 entries stays as it is,
/// and nothing panics.
impl Response for HeaderMap {
    type Value = HeaderValue;

    #[inline]
    fn names(&self) -> impl Iterator<Item = &str> {
        self.keys().map(HeaderName::as_str)
    }

    #[inline]
    fn lines(&self, name: Name) -> impl Iterator<Item = &[u8]> {
        self.get_all(HeaderName::from(name)).iter().map(HeaderValue::as_bytes)
    }

    #[inline]
    fn set(&mut self, name: Name, value: Value<'_, HeaderValue>) -> Result<(), NotAdded> {
        self.try_insert(HeaderName::from(name), value.into())?;
        Ok(())
    }

    #[inline]
    fn add(&mut self, name: Name, value: Value<'_, HeaderValue>) -> Result<(), NotAdded> {
        self.try_append(HeaderName::from(name), value.into())?;
        Ok(())
    }

    #[inline]
    fn remove(&mut self, name: Name) {
        HeaderMap::remove(self, HeaderName::from(name));
    }

    fn remove_all(&mut self, is_meant: fn(&str) -> bool) {
        let meant: Vec<HeaderName> =
            self.keys().filter(|name| is_meant(name.as_str())).cloned().collect();
        for name in meant {
            HeaderMap::remove(self, name);
        }
    }

    #[cfg(feature = "explain")]
    fn set_explanation(&mut self, text: &str) {
        if let Ok(value) = HeaderValue::from_str(text) {
            let _ = self.try_insert(crate::explain::EXPLANATION, value);
        }
    }
}

impl From<MaxSizeReached> for NotAdded {
    fn from(_: MaxSizeReached) -> NotAdded {
        NotAdded
    }
}

/// Every name is a `const`, to be moved into the map: cloning a stored one costs five times as much.
impl From<Name> for HeaderName {
    #[inline]
    fn from(name: Name) -> HeaderName {
        match name {
            Name::Origin => ORIGIN,
            Name::RequestMethod => ACCESS_CONTROL_REQUEST_METHOD,
            Name::RequestHeaders => ACCESS_CONTROL_REQUEST_HEADERS,
            Name::RequestPrivateNetwork => {
                const { HeaderName::from_static(REQUEST_PRIVATE_NETWORK) }
            }
            Name::Vary => VARY,
            Name::AllowOrigin => ACCESS_CONTROL_ALLOW_ORIGIN,
            Name::AllowCredentials => ACCESS_CONTROL_ALLOW_CREDENTIALS,
            Name::AllowMethods => ACCESS_CONTROL_ALLOW_METHODS,
            Name::AllowHeaders => ACCESS_CONTROL_ALLOW_HEADERS,
            Name::ExposeHeaders => ACCESS_CONTROL_EXPOSE_HEADERS,
            Name::MaxAge => ACCESS_CONTROL_MAX_AGE,
            Name::AllowPrivateNetwork => const { HeaderName::from_static(ALLOW_PRIVATE_NETWORK) },
            Name::TimingAllowOrigin => const { HeaderName::from_static(TIMING_ALLOW_ORIGIN) },
            Name::ContentLength => CONTENT_LENGTH,
            #[cfg(feature = "explain")]
            Name::Cookie => http::header::COOKIE,
            #[cfg(feature = "explain")]
            Name::Host => http::header::HOST,
            #[cfg(feature = "explain")]
            Name::SecFetchMode => const { HeaderName::from_static(SEC_FETCH_MODE) },
            #[cfg(feature = "explain")]
            Name::SecFetchSite => const { HeaderName::from_static(SEC_FETCH_SITE) },
            #[cfg(feature = "explain")]
            Name::Upgrade => http::header::UPGRADE,
        }
    }
}

/// The names that `http` does not know. Private Network Access is a draft that Local Network Access replaced.
pub(crate) const REQUEST_PRIVATE_NETWORK: &str = "access-control-request-private-network";
pub(crate) const ALLOW_PRIVATE_NETWORK: &str = "access-control-allow-private-network";
pub(crate) const TIMING_ALLOW_ORIGIN: &str = "timing-allow-origin";
#[cfg(feature = "explain")]
pub(crate) const EXPLANATION: &str = "cors-explanation";
#[cfg(feature = "explain")]
pub(crate) const SEC_FETCH_MODE: &str = "sec-fetch-mode";
#[cfg(feature = "explain")]
pub(crate) const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// What is stored is cloned, which copies no bytes.
impl From<Value<'_, HeaderValue>> for HeaderValue {
    #[inline]
    fn from(value: Value<'_, HeaderValue>) -> HeaderValue {
        match value {
            Value::Word(word) => word.into(),
            Value::Policy(value) | Value::Request(value) => value.clone(),
            Value::Entry(text) => HeaderValue::from_static(text),
        }
    }
}

impl From<Word> for HeaderValue {
    #[inline]
    fn from(word: Word) -> HeaderValue {
        match word {
            Word::True => const { HeaderValue::from_static(Word::True.text()) },
            Word::Zero => const { HeaderValue::from_static(Word::Zero.text()) },
            Word::Any => const { HeaderValue::from_static(Word::Any.text()) },
            Word::VaryActual => const { HeaderValue::from_static(Word::VaryActual.text()) },
            Word::VaryPreflight => const { HeaderValue::from_static(Word::VaryPreflight.text()) },
            Word::VaryRequested => const { HeaderValue::from_static(Word::VaryRequested.text()) },
        }
    }
}
