//! The effect of an answer on browsers and caches.
//!
//! The two libraries answer in different styles. jub0bs/cors checks each preflight and answers with the requested
//! names. This library answers with constants, which browsers check. The tests therefore compare the effect of an
//! answer, not its bytes.

use cors_browser::{Answer, Credentials, Preflight, Sent};
use http::header::{ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

/// The credentials modes of a script, without and with credentials.
const MODES: [Credentials; 2] = [Credentials::Omit, Credentials::Include];

/// The headers that the handler sets.
const HANDLER_HEADERS: [&str; 3] = ["x-bar", "x-foo", "x-other"];

/// The page that reads the response to a request without `Origin`, because a cache can give it to any page.
const OTHER_PAGE: &str = "https://other.example.net";

/// The effect of an answer, for each of the [`MODES`].
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// How long the browser keeps the permission, in seconds. `None` if it does not send the request.
    Preflight([Option<u64>; 2]),
    /// The response to a request that is not a preflight.
    Actual {
        /// The handler's headers that the script can read. `None` if it gets no response.
        readable: [Option<Vec<String>>; 2],
        /// Whether caches keep the responses to different origins apart. False for OPTIONS, which caches ignore.
        varies_by_origin: bool,
    },
}

/// A request of the table.
pub(crate) struct Request<'a> {
    pub(crate) method: &'a Method,
    pub(crate) headers: &'a HeaderMap,
}

impl Request<'_> {
    /// The effect of an answer to this preflight.
    pub(crate) fn preflight(&self, status: u16, answer: &HeaderMap) -> Effect {
        let preflight = Preflight {
            method: self.line(&ACCESS_CONTROL_REQUEST_METHOD).unwrap_or_default(),
            headers: self.line(&ACCESS_CONTROL_REQUEST_HEADERS),
        };
        let page = self.line(&ORIGIN).unwrap_or_default();
        Effect::Preflight(MODES.map(|mode| {
            let sent = Sent::announced(&page, preflight.clone(), mode);
            let checked = with_answer(status, answer, |answer| sent.check_preflight(answer));
            checked.ok().map(|kept| kept.seconds)
        }))
    }

    /// The effect of a response to which `decorate` adds the CORS headers.
    pub(crate) fn actual(&self, decorate: impl FnOnce(&mut HeaderMap)) -> Effect {
        let mut response = HeaderMap::new();
        for name in HANDLER_HEADERS {
            response.insert(name, HeaderValue::from_static("1"));
        }
        decorate(&mut response);
        let page = self.line(&ORIGIN).unwrap_or_else(|| OTHER_PAGE.to_owned());
        let readable = MODES.map(|credentials| {
            let request = cors_browser::Request {
                page: &page,
                server: "https://api.example.com",
                method: self.method.as_str(),
                credentials,
                ..cors_browser::Request::default()
            };
            let sent = request.send().expect("a method that scripts can send");
            let shared = with_answer(200, &response, |answer| sent.check_response(answer)).ok()?;
            let names = shared.headers.into_iter();
            Some(names.filter(|name| HANDLER_HEADERS.contains(&&**name)).collect())
        });
        let varies_by_origin = *self.method != Method::OPTIONS
            && lines(&response, &VARY).is_some_and(|vary| {
                vary.split(',').any(|member| member.trim().eq_ignore_ascii_case("origin"))
            });
        Effect::Actual { readable, varies_by_origin }
    }

    fn line(&self, name: &HeaderName) -> Option<String> {
        lines(self.headers, name)
    }
}

/// All lines of a header, joined as a browser joins them.
fn lines(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let lines: Vec<_> =
        headers.get_all(name).iter().map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

fn with_answer<T>(status: u16, headers: &HeaderMap, ask: impl FnOnce(&Answer<'_>) -> T) -> T {
    let lines: Vec<_> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    ask(&Answer { status, headers: &lines })
}
