//! Names and values as text, for frameworks whose headers are strings.

use std::borrow::Cow;

use super::{ALLOW_PRIVATE_NETWORK, Name, REQUEST_PRIVATE_NETWORK, TIMING_ALLOW_ORIGIN, Value};
#[cfg(feature = "explain")]
use super::{SEC_FETCH_MODE, SEC_FETCH_SITE};

impl Name {
    /// The name in lower case.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Name::Origin => "origin",
            Name::RequestMethod => "access-control-request-method",
            Name::RequestHeaders => "access-control-request-headers",
            Name::RequestPrivateNetwork => REQUEST_PRIVATE_NETWORK,
            Name::Vary => "vary",
            Name::AllowOrigin => "access-control-allow-origin",
            Name::AllowCredentials => "access-control-allow-credentials",
            Name::AllowMethods => "access-control-allow-methods",
            Name::AllowHeaders => "access-control-allow-headers",
            Name::ExposeHeaders => "access-control-expose-headers",
            Name::MaxAge => "access-control-max-age",
            Name::AllowPrivateNetwork => ALLOW_PRIVATE_NETWORK,
            Name::TimingAllowOrigin => TIMING_ALLOW_ORIGIN,
            Name::ContentLength => "content-length",
            #[cfg(feature = "explain")]
            Name::Cookie => "cookie",
            #[cfg(feature = "explain")]
            Name::Host => "host",
            #[cfg(feature = "explain")]
            Name::SecFetchMode => SEC_FETCH_MODE,
            #[cfg(feature = "explain")]
            Name::SecFetchSite => SEC_FETCH_SITE,
            #[cfg(feature = "explain")]
            Name::Upgrade => "upgrade",
        }
    }
}

/// What is static stays where it is, and the request's own values are moved.
impl From<Value<String>> for Cow<'static, str> {
    fn from(value: Value<String>) -> Cow<'static, str> {
        match value {
            Value::Word(word) => Cow::Borrowed(word.text()),
            Value::Policy(constant) => Cow::Borrowed(constant.text()),
            Value::Entry(text) => Cow::Borrowed(text),
            Value::Request(value) => Cow::Owned(value),
        }
    }
}
