//! Rocket's types: a request, and a response, whose names and values are strings.

use std::borrow::Cow;

use rocket::http::Method;

use crate::headers::{Line, Name, NotAdded, Request, Response, Value};

impl<'r> Request for &'r rocket::Request<'_> {
    type Line = &'r str;
    type Value = String;

    fn is_options(self) -> bool {
        self.method() == Method::Options
    }

    fn is_connect(self) -> bool {
        self.method() == Method::Connect
    }

    fn has(self, name: Name) -> bool {
        self.headers().contains(name.text())
    }

    fn line(self, name: Name) -> Line<&'r str> {
        let mut lines = self.lines(name);
        match (lines.next(), lines.next()) {
            (Some(line), None) => Line::One(line),
            (None, _) => Line::None,
            (Some(_), Some(_)) => Line::Several,
        }
    }

    fn lines(self, name: Name) -> impl Iterator<Item = &'r str> {
        self.headers().get(name.text())
    }
}

/// The headers of a response: Rocket lets nobody change them but through the response.
pub(super) struct Headers<'a, 'r>(pub(super) &'a mut rocket::Response<'r>);

/// There is always room.
impl Response for Headers<'_, '_> {
    type Value = String;

    fn names(&self) -> impl Iterator<Item = impl AsRef<str>> {
        self.0.headers().iter().map(|header| header.name().as_str().to_ascii_lowercase())
    }

    fn lines(&self, name: Name) -> impl Iterator<Item = &[u8]> {
        self.0.headers().get(name.text()).map(str::as_bytes)
    }

    fn set(&mut self, name: Name, value: Value<String>) -> Result<(), NotAdded> {
        self.0.set_raw_header(name.text(), Cow::from(value));
        Ok(())
    }

    fn add(&mut self, name: Name, value: Value<String>) -> Result<(), NotAdded> {
        self.0.adjoin_raw_header(name.text(), Cow::from(value));
        Ok(())
    }

    fn remove(&mut self, name: Name) {
        self.0.remove_header(name.text());
    }

    fn remove_all(&mut self, is_meant: fn(&str) -> bool) {
        let names: Vec<_> = self
            .names()
            .map(|name| name.as_ref().to_owned())
            .filter(|name| is_meant(name))
            .collect();
        for name in names {
            self.0.remove_header(&name);
        }
    }

    #[cfg(feature = "explain")]
    fn set_explanation(&mut self, text: &str) {
        if http::HeaderValue::from_str(text).is_ok() {
            self.0.set_raw_header(crate::headers::EXPLANATION, text.to_owned());
        }
    }
}
