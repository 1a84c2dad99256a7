//! The requests that are sent, each with the policy's own answer.

use cors_browser::{is_forbidden_method, is_forbidden_request_header};
use http::header::{ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HOST, ORIGIN};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, Uri};

use super::origins;
use super::routes::Routes;
use crate::policy::CorsPolicy;
use crate::protocol::{self, Decision};

/// Whatever application it is, this is not one of its paths.
fn nowhere() -> PathAndQuery {
    PathAndQuery::from_static("/cors-runtime/no/such/path")
}

/// What a request is to a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Preflight,
    Actual,
    /// With authentication and whatever else a route needs left out.
    Bare,
    /// From no page of another origin: what a cache may keep of it for one.
    WithoutOrigin,
    /// An `OPTIONS` that is no preflight.
    Options,
}

/// A request, and what the policy answers.
pub(super) struct Probe {
    pub(super) kind: Kind,
    pub(super) origin: Option<String>,
    /// Whether the policy does not allow the origin.
    pub(super) is_stranger: bool,
    /// What the page asks for, such as `PUT /orders`.
    pub(super) asked: String,
    /// The status counts for a preflight alone, and otherwise is the application's.
    pub(super) expected: Response<()>,
    request: Request<()>,
}

impl Probe {
    /// As a client sends it, which adds the `Host` of its URL if none is named.
    pub(super) fn request(&self) -> Request<()> {
        self.request.clone()
    }

    /// As a server hands it over, with a `Host` in any case.
    pub(super) fn received(&self) -> Request<()> {
        let mut request = self.request();
        if !request.headers().contains_key(HOST) {
            request.headers_mut().insert(HOST, HeaderValue::from_static("localhost"));
        }
        request
    }
}

pub(super) fn all(routes: &Routes) -> Vec<Probe> {
    let origins = origins::all(routes);
    // What no script can send has been reported.
    let is_sent = |(method, _): &&(Method, PathAndQuery)| !is_forbidden_method(method.as_str());
    let named: Vec<_> = routes.named.iter().filter(is_sent).collect();
    let mut probes = Vec::new();
    let mut ask = |kind, origin: &str, method: &Method, path: &PathAndQuery| {
        probes.push(probe(routes, kind, origin, method, path));
    };
    for (method, path) in &named {
        for origin in &origins {
            ask(Kind::Preflight, origin, method, path);
            ask(Kind::Actual, origin, method, path);
        }
    }
    // Without an allowed origin there is nothing to look for on a response, which the report says.
    let Some(origin) = origins::allowed(routes, &origins) else { return probes };
    if routes.headers.keys().any(|name| *name != HOST) {
        for (method, path) in &named {
            ask(Kind::Bare, origin, method, path);
        }
    }
    for (method, path) in named.iter().filter(|(method, _)| *method == Method::GET) {
        ask(Kind::WithoutOrigin, origin, method, path);
    }
    let mut asked: Vec<&PathAndQuery> = Vec::new();
    for (_, path) in &named {
        if !asked.contains(&path) {
            asked.push(path);
            ask(Kind::Options, origin, &Method::OPTIONS, path);
        }
    }
    if !routes.only {
        ask(Kind::Preflight, origin, &Method::GET, &nowhere());
        ask(Kind::Actual, origin, &Method::GET, &nowhere());
    }
    // No handler runs for a preflight, so that there can be many.
    let (asked, route) = match named.first() {
        Some(first) => (origins.clone(), Some((*first).clone())),
        None => (vec![origin.to_owned()], (!routes.only).then_some((Method::GET, nowhere()))),
    };
    if let Some((method, path)) = route {
        // Whatever answers further out may know some of them alone, and may compare loosely.
        let lookalikes = origins::lookalikes(routes, origin);
        for origin in origins::further(routes, &asked).into_iter().chain(lookalikes) {
            ask(Kind::Preflight, &origin, &method, &path);
        }
    }
    probes
}

pub(super) fn probe(
    routes: &Routes,
    kind: Kind,
    origin: &str,
    method: &Method,
    path: &PathAndQuery,
) -> Probe {
    let mut headers = match kind {
        Kind::Actual | Kind::WithoutOrigin => routes.headers.clone(),
        Kind::Preflight => preflight(method, &routes.headers),
        Kind::Bare | Kind::Options => HeaderMap::new(),
    };
    headers.remove(ORIGIN);
    let origin = (kind != Kind::WithoutOrigin).then_some(origin);
    // A table's entries are text that headers can hold; the map of a few has room.
    if let Some(Ok(origin)) = origin.map(HeaderValue::from_str) {
        headers.insert(ORIGIN, origin);
    }
    // Which application answers is said by every request, whatever else is left out.
    if let Some(host) = routes.headers.get(HOST) {
        headers.insert(HOST, host.clone());
    }
    let mut request = Request::new(());
    *request.method_mut() = if kind == Kind::Preflight { Method::OPTIONS } else { method.clone() };
    *request.uri_mut() = Uri::from(path.clone());
    *request.headers_mut() = headers;
    Probe {
        kind,
        is_stranger: origin.is_some_and(|origin| !routes.allows(origin)),
        origin: origin.map(str::to_owned),
        asked: format!("{method} {path}"),
        expected: expected(&routes.policy, &request),
        request,
    }
}

/// <https://fetch.spec.whatwg.org/#cors-preflight-fetch>, which names what a script has set.
fn preflight(method: &Method, with: &HeaderMap) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Ok(method) = HeaderValue::from_str(method.as_str()) {
        headers.insert(ACCESS_CONTROL_REQUEST_METHOD, method);
    }
    // No script sets a cookie, a `Host`, or whatever else is the browser's.
    let is_set = |name: &HeaderName, value: &HeaderValue| {
        !is_forbidden_request_header(name.as_str(), value.to_str().unwrap_or_default())
    };
    let set = with.iter().filter(|(name, value)| is_set(name, value));
    let mut names: Vec<_> = set.map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if let Ok(names) = HeaderValue::from_str(&names.join(","))
        && !names.is_empty()
    {
        headers.insert(ACCESS_CONTROL_REQUEST_HEADERS, names);
    }
    headers
}

fn expected(policy: &CorsPolicy, request: &Request<()>) -> Response<()> {
    match protocol::decide(policy, request.method().into(), request.headers()) {
        Decision::Preflight(preflight) => preflight.into_response(),
        Decision::Actual(actual) => {
            let mut response = Response::new(());
            actual.apply(response.headers_mut());
            response
        }
    }
}
