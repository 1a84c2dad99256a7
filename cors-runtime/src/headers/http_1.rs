//! The types of `http` 1.

#![expect(
    clippy::inline_always,
    reason = "in each call the name is a constant; found at run time it costs a tenth of the whole"
)]

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, CONTENT_LENGTH, MaxSizeReached,
    ORIGIN, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::{
    ALLOW_PRIVATE_NETWORK, Line, Name, NotAdded, REQUEST_PRIVATE_NETWORK, Request, Response,
    TIMING_ALLOW_ORIGIN, Value, Word,
};
#[cfg(feature = "explain")]
use super::{EXPLANATION, SEC_FETCH_MODE, SEC_FETCH_SITE};

impl<'r> Request for (&'r Method, &'r HeaderMap) {
    type Line = &'r HeaderValue;
    type Value = HeaderValue;

    #[inline(always)]
    fn is_options(self) -> bool {
        self.0 == Method::OPTIONS
    }

    #[inline]
    fn is_connect(self) -> bool {
        self.0 == Method::CONNECT
    }

    #[inline(always)]
    fn has(self, name: Name) -> bool {
        self.1.contains_key(HeaderName::from(name))
    }

    #[inline(always)]
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

    #[inline(always)]
    fn names(&self) -> impl Iterator<Item = impl AsRef<str>> {
        self.keys().map(HeaderName::as_str)
    }

    #[inline]
    fn lines(&self, name: Name) -> impl Iterator<Item = &[u8]> {
        self.get_all(HeaderName::from(name)).iter().map(HeaderValue::as_bytes)
    }

    #[inline(always)]
    fn set(&mut self, name: Name, value: Value<'_, HeaderValue>) -> Result<(), NotAdded> {
        self.try_insert(HeaderName::from(name), value.into())?;
        Ok(())
    }

    #[inline(always)]
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
            let _ = self.try_insert(HeaderName::from_static(EXPLANATION), value);
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

/// What is stored is cloned, which copies no bytes.
impl From<Value<'_, HeaderValue>> for HeaderValue {
    #[inline]
    fn from(value: Value<'_, HeaderValue>) -> HeaderValue {
        match value {
            Value::Word(word) => word.into(),
            Value::Policy(constant) => constant.http_1.clone(),
            Value::Request(value) => value.clone(),
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
