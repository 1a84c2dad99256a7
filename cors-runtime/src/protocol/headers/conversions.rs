//! The names and values of `http`, of both its versions: their types are alike, and are different types.

use super::{Name, TIMING_ALLOW_ORIGIN, Value, Word};
#[cfg(feature = "explain")]
use super::{SEC_FETCH_MODE, SEC_FETCH_SITE};

macro_rules! conversions {
    ($http:ident, $constant:ident) => {
        const _: () = {
            use ::$http::header::{self, HeaderName, HeaderValue};

            /// Every name is a `const`, to be moved into the map: cloning a stored one costs five times as much.
            impl From<Name> for HeaderName {
                #[inline]
                fn from(name: Name) -> HeaderName {
                    match name {
                        Name::Origin => header::ORIGIN,
                        Name::RequestMethod => header::ACCESS_CONTROL_REQUEST_METHOD,
                        Name::RequestHeaders => header::ACCESS_CONTROL_REQUEST_HEADERS,
                        Name::Vary => header::VARY,
                        Name::AllowOrigin => header::ACCESS_CONTROL_ALLOW_ORIGIN,
                        Name::AllowCredentials => header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
                        Name::AllowMethods => header::ACCESS_CONTROL_ALLOW_METHODS,
                        Name::AllowHeaders => header::ACCESS_CONTROL_ALLOW_HEADERS,
                        Name::ExposeHeaders => header::ACCESS_CONTROL_EXPOSE_HEADERS,
                        Name::MaxAge => header::ACCESS_CONTROL_MAX_AGE,
                        Name::TimingAllowOrigin => {
                            const { HeaderName::from_static(TIMING_ALLOW_ORIGIN) }
                        }
                        Name::ContentLength => header::CONTENT_LENGTH,
                        #[cfg(feature = "explain")]
                        Name::Cookie => header::COOKIE,
                        #[cfg(feature = "explain")]
                        Name::Host => header::HOST,
                        #[cfg(feature = "explain")]
                        Name::SecFetchMode => const { HeaderName::from_static(SEC_FETCH_MODE) },
                        #[cfg(feature = "explain")]
                        Name::SecFetchSite => const { HeaderName::from_static(SEC_FETCH_SITE) },
                        #[cfg(feature = "explain")]
                        Name::Upgrade => header::UPGRADE,
                    }
                }
            }

            /// What a policy stores is cloned, which copies no bytes, and what was kept of a request is moved.
            impl From<Value<HeaderValue>> for HeaderValue {
                #[inline]
                fn from(value: Value<HeaderValue>) -> HeaderValue {
                    match value {
                        Value::Word(word) => word.into(),
                        Value::Policy(constant) => constant.$constant.clone(),
                        Value::Request(value) => value,
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
                        Word::VaryActual => {
                            const { HeaderValue::from_static(Word::VaryActual.text()) }
                        }
                        Word::VaryPreflight => {
                            const { HeaderValue::from_static(Word::VaryPreflight.text()) }
                        }
                        Word::VaryRequested => {
                            const { HeaderValue::from_static(Word::VaryRequested.text()) }
                        }
                    }
                }
            }
        };
    };
}

conversions!(http, http_1);
#[cfg(feature = "actix-web")]
conversions!(http_0_2, http_0_2);
