//! actix-web's types: a request's head, and a header map of its own.

#![expect(
    clippy::inline_always,
    reason = "in each call the name is a constant; found at run time it costs a tenth of the whole"
)]

use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

#[cfg(feature = "explain")]
use crate::headers::EXPLANATION;
use crate::headers::{Line, Name, NotAdded, Request, Response, Value};

impl<'r> Request for &'r RequestHead {
    type Line = &'r HeaderValue;
    type Value = HeaderValue;

    #[inline(always)]
    fn is_options(self) -> bool {
        self.method == Method::OPTIONS
    }

    #[inline]
    fn is_connect(self) -> bool {
        self.method == Method::CONNECT
    }

    #[inline(always)]
    fn has(self, name: Name) -> bool {
        self.headers().contains_key(HeaderName::from(name))
    }

    #[inline(always)]
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

    #[inline(always)]
    fn names(&self) -> impl Iterator<Item = impl AsRef<str>> {
        self.keys().map(HeaderName::as_str)
    }

    #[inline]
    fn lines(&self, name: Name) -> impl Iterator<Item = &[u8]> {
        self.get_all(HeaderName::from(name)).map(HeaderValue::as_bytes)
    }

    #[inline(always)]
    fn set(&mut self, name: Name, value: Value<HeaderValue>) -> Result<(), NotAdded> {
        self.insert(name.into(), value.into());
        Ok(())
    }

    #[inline(always)]
    fn add(&mut self, name: Name, value: Value<HeaderValue>) -> Result<(), NotAdded> {
        self.append(name.into(), value.into());
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
