//! The types of `http` 1.

#![expect(
    clippy::inline_always,
    reason = "in each call the name is a constant; found at run time it costs a tenth of the whole"
)]

use http::header::MaxSizeReached;
use http::{HeaderMap, HeaderName, HeaderValue, Method};

#[cfg(feature = "explain")]
use super::EXPLANATION;
use super::{Line, MethodKind, Name, NotAdded, RequestHeaders, ResponseHeaders, Value};

impl From<&Method> for MethodKind {
    #[inline(always)]
    fn from(method: &Method) -> MethodKind {
        match *method {
            Method::OPTIONS => MethodKind::Options,
            Method::CONNECT => MethodKind::Connect,
            _ => MethodKind::Other,
        }
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
        match self.get(HeaderName::from(name)) {
            // Where no header has two lines, which is known without looking for one, there is none to look for.
            Some(_)
                if self.len() > self.keys_len()
                    && RequestHeaders::lines(self, name).nth(1).is_some() =>
            {
                Line::Several
            }
            Some(line) => Line::One(line),
            None => Line::None,
        }
    }

    #[inline]
    fn lines(&self, name: Name) -> impl Iterator<Item = &HeaderValue> {
        self.get_all(HeaderName::from(name)).iter()
    }
}

/// With the fallible methods of `HeaderMap`: a map that is full stays as it is, and nothing panics.
impl ResponseHeaders for HeaderMap {
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
    fn set(&mut self, name: Name, value: Value<HeaderValue>) -> Result<(), NotAdded> {
        self.try_insert(HeaderName::from(name), value.into())?;
        Ok(())
    }

    fn set_text(&mut self, name: Name, text: &str) -> Result<(), NotAdded> {
        let value = HeaderValue::from_str(text).map_err(|_| NotAdded)?;
        self.try_insert(HeaderName::from(name), value)?;
        Ok(())
    }

    #[inline(always)]
    fn add(&mut self, name: Name, value: Value<HeaderValue>) -> Result<(), NotAdded> {
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
