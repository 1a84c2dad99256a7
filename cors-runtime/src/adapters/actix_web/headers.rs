//! actix-web's types: a header map of its own, with names and values of `http` 0.2.

#![expect(
    clippy::inline_always,
    reason = "in each call the name is a constant; found at run time it costs a tenth of the whole"
)]

use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

#[cfg(feature = "explain")]
use crate::protocol::EXPLANATION;
use crate::protocol::{Line, MethodKind, Name, NotAdded, RequestHeaders, ResponseHeaders, Value};

#[inline(always)]
pub(super) fn kind(method: &Method) -> MethodKind {
    match *method {
        Method::OPTIONS => MethodKind::Options,
        Method::CONNECT => MethodKind::Connect,
        _ => MethodKind::Other,
    }
}

impl RequestHeaders for HeaderMap {
    type Value = HeaderValue;

    #[inline(always)]
    fn has(&self, name: Name) -> bool {
        self.contains_key(HeaderName::from(name))
    }

    #[inline(always)]
    fn line(&self, name: Name) -> Line<&HeaderValue> {
        let mut lines = RequestHeaders::lines(self, name);
        match (lines.next(), lines.next()) {
            (Some(line), None) => Line::One(line),
            (None, _) => Line::None,
            (Some(_), Some(_)) => Line::Several,
        }
    }

    #[inline]
    fn lines(&self, name: Name) -> impl Iterator<Item = &HeaderValue> {
        self.get_all(HeaderName::from(name))
    }
}

impl ResponseHeaders for HeaderMap {
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

    fn set_text(&mut self, name: Name, text: &str) -> Result<(), NotAdded> {
        let value = HeaderValue::from_str(text).map_err(|_| NotAdded)?;
        self.insert(name.into(), value);
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
