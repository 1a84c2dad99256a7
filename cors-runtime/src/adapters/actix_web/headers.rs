//! actix-web's types: a request's head, and its own header map, with the names and values of `http` 0.2.

use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, CONTENT_LENGTH, HeaderMap,
    HeaderName, HeaderValue, ORIGIN, VARY,
};
#[cfg(feature = "explain")]
use actix_web::http::header::{COOKIE, HOST, UPGRADE};
use actix_web::web::Bytes;

use crate::headers::{
    ALLOW_PRIVATE_NETWORK, Line, Name, NotAdded, REQUEST_PRIVATE_NETWORK, Request, Response,
    TIMING_ALLOW_ORIGIN, Value, Word,
};
#[cfg(feature = "explain")]
use crate::headers::{EXPLANATION, SEC_FETCH_MODE, SEC_FETCH_SITE};

impl<'r> Request for &'r RequestHead {
    type Line = &'r HeaderValue;
    type Value = HeaderValue;

    #[inline]
    fn is_options(self) -> bool {
        self.method == Method::OPTIONS
    }

    #[inline]
    fn is_connect(self) -> bool {
        self.method == Method::CONNECT
    }

    #[inline]
    fn has(self, name: Name) -> bool {
        self.headers().contains_key(HeaderName::from(name))
    }

    #[inline]
    fn line(self, name: Name) -> Line<&'r HeaderValue> {
        let mut lines = self.lines(name);
        match (lines.next(), lines.next()) {
            (Some(line), None) => Line::One(line),
            (None, _) => Line::None,
            (Some(_), Some(_)) => Line::Several,
        }
    }

    #[inline]
    fn lines(self, name: Name) -> impl Iterator<Item = &'r HeaderValue> {
        self.headers().get_all(HeaderName::from(name))
    }
}

impl Response for HeaderMap {
    type Value = HeaderValue;

    #[inline]
    fn names(&self) -> impl Iterator<Item = &str> {
        self.keys().map(HeaderName::as_str)
    }

    #[inline]
    fn lines(&self, name: Name) -> impl Iterator<Item = &[u8]> {
        self.get_all(HeaderName::from(name)).map(HeaderValue::as_bytes)
    }

    #[inline]
    fn set(&mut self, name: Name, value: Value<'_, HeaderValue>) -> Result<(), NotAdded> {
        self.insert(name.into(), value.try_into()?);
        Ok(())
    }

    #[inline]
    fn add(&mut self, name: Name, value: Value<'_, HeaderValue>) -> Result<(), NotAdded> {
        self.append(name.into(), value.try_into()?);
        Ok(())
    }

    #[inline]
    fn remove(&mut self, name: Name) {
        HeaderMap::remove(self, HeaderName::from(name));
    }

    fn remove_all(&mut self, is_meant: fn(&str) -> bool) {
        self.retain(|name, _| !is_meant(name.as_str()));
    }

    #[cfg(feature = "explain")]
    fn set_explanation(&mut self, text: &str) {
        if let Ok(value) = HeaderValue::from_str(text) {
            self.insert(HeaderName::from_static(EXPLANATION), value);
        }
    }
}

/// Every name is a `const`, to be moved into the map.
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
            Name::Cookie => COOKIE,
            #[cfg(feature = "explain")]
            Name::Host => HOST,
            #[cfg(feature = "explain")]
            Name::SecFetchMode => const { HeaderName::from_static(SEC_FETCH_MODE) },
            #[cfg(feature = "explain")]
            Name::SecFetchSite => const { HeaderName::from_static(SEC_FETCH_SITE) },
            #[cfg(feature = "explain")]
            Name::Upgrade => UPGRADE,
        }
    }
}

/// Without a copy: what is static stays where it is, and the request's own values are shared with it. The two
/// versions of `http` agree on what a value may hold, so that none is refused here.
impl TryFrom<Value<'_, HeaderValue>> for HeaderValue {
    type Error = NotAdded;

    #[inline]
    fn try_from(value: Value<'_, HeaderValue>) -> Result<HeaderValue, NotAdded> {
        let bytes = match value {
            Value::Word(word) => return Ok(word.into()),
            Value::Request(value) => return Ok(value.clone()),
            Value::Policy(value) => value.as_bytes(),
            Value::Entry(text) => text.as_bytes(),
        };
        HeaderValue::from_maybe_shared(Bytes::from_static(bytes)).map_err(|_| NotAdded)
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
