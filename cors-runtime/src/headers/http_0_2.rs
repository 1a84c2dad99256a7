//! The names and values of `http` 0.2, for frameworks that are still on it.

use http_0_2::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, CONTENT_LENGTH, HeaderName,
    HeaderValue, ORIGIN, VARY,
};
#[cfg(feature = "explain")]
use http_0_2::header::{COOKIE, HOST, UPGRADE};

use super::{
    ALLOW_PRIVATE_NETWORK, Name, REQUEST_PRIVATE_NETWORK, TIMING_ALLOW_ORIGIN, Value, Word,
};
#[cfg(feature = "explain")]
use super::{SEC_FETCH_MODE, SEC_FETCH_SITE};

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

/// What is stored is cloned, which copies no bytes.
impl From<Value<'_, HeaderValue>> for HeaderValue {
    #[inline]
    fn from(value: Value<'_, HeaderValue>) -> HeaderValue {
        match value {
            Value::Word(word) => word.into(),
            Value::Policy(constant) => constant.http_0_2.clone(),
            Value::Entry(text) => HeaderValue::from_static(text),
            Value::Request(value) => value.clone(),
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
