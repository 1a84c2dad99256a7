//! What a server answers, and what of it a script gets.

use crate::check::{Refusal, Step, cors_check};
use crate::list;
use crate::request::{Credentials, Sent};
use crate::safelist::is_safelisted_response_header;

/// A server's answer, to a preflight or to the request itself.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The status code.
    pub status: u16,
    /// The header lines, names in any case.
    pub headers: &'a [(&'a str, &'a [u8])],
}

/// A response that the script gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The names of the headers that it can read, in lower case and sorted.
    pub headers: Vec<String>,
}

impl Answer<'_> {
    /// All lines of a header, joined; `None` if there are none.
    /// <https://fetch.spec.whatwg.org/#concept-header-list-get>
    pub(crate) fn combined(&self, name: &str) -> Option<Vec<u8>> {
        let lines: Vec<_> = self
            .headers
            .iter()
            .filter(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim_ascii())
            .collect();
        (!lines.is_empty()).then(|| lines.join(&b", "[..]))
    }
}

impl Sent {
    /// What the script gets of the answer to the request itself.
    /// <https://fetch.spec.whatwg.org/#main-fetch>
    ///
    /// # Errors
    /// The step at which the browser keeps the response from the script.
    pub fn check_response(&self, answer: &Answer<'_>) -> Result<Shared, Refusal> {
        if !self.is_cross_origin {
            return Ok(Shared { headers: names(answer, |_| true) });
        }
        cors_check(self, answer, Step::Response)?;
        // A list that is not one exposes nothing, and fails nothing.
        let exposed = list::tokens(answer, "access-control-expose-headers")
            .ok()
            .flatten()
            .unwrap_or_default();
        let everything =
            self.credentials != Credentials::Include && exposed.iter().any(|name| name == "*");
        let is_readable = |name: &str| {
            everything
                || is_safelisted_response_header(name)
                || exposed.iter().any(|exposed| exposed.eq_ignore_ascii_case(name))
        };
        Ok(Shared { headers: names(answer, is_readable) })
    }
}

/// <https://fetch.spec.whatwg.org/#concept-filtered-response-cors>
fn names(answer: &Answer<'_>, is_readable: impl Fn(&str) -> bool) -> Vec<String> {
    let mut names: Vec<_> = answer
        .headers
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        // <https://fetch.spec.whatwg.org/#forbidden-response-header-name>
        .filter(|name| !matches!(&**name, "set-cookie" | "set-cookie2"))
        .filter(|name| is_readable(name))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
