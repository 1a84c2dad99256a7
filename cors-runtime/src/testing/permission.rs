//! Whether the policy lets a page send what the routes name.
//!
//! An application can be wired right and still answer no script, if its policy lacks a route's method or a header.
//! The model of the browser is asked, which shares nothing with the code that decides.

use cors_browser::{Answer, Credentials, Engine, Refusal, Request, Sent};
use http::header::COOKIE;
use http::{Method, Response};

use super::probe::{self, Kind};
use super::problem::Problem;
use super::routes::Routes;

/// Another origin than whatever page asks.
const SERVER: &str = "https://server.invalid";

/// What browsers would not send, or keep from the script, each once.
pub(super) fn refusals(routes: &Routes, origin: &str) -> Vec<(Problem, String)> {
    let mut refusals = Vec::new();
    for (method, path) in &routes.named {
        let mut add = |problem, what| {
            let refusal = (problem, what);
            if !refusals.contains(&refusal) {
                refusals.push(refusal);
            }
        };
        let Some(mut sent) = sent(routes, origin, method) else {
            add(
                Problem::NotARequest,
                format!("`{method} {path}`, whose method no script can send"),
            );
            continue;
        };
        let kind = if sent.preflight.is_some() { Kind::Preflight } else { Kind::Actual };
        let expected = probe::probe(routes, kind, origin, method, path).expected;
        // What is found is left out, to find what is behind it.
        while let Err(refusal) = check(&sent, &expected) {
            match refusal {
                Refusal::Method(_) => {
                    add(Problem::MethodNotListed, format!("`{method} {path}`"));
                    sent.method = Method::GET.to_string();
                }
                Refusal::Header(name) => {
                    sent.headers.retain(|(other, _)| *other != name);
                    add(Problem::HeaderNotListed, format!("the request header `{name}`"));
                }
                _ if sent.credentials == Credentials::Include => {
                    add(Problem::CredentialsNotAllowed, "a request with a cookie".to_owned());
                    sent.credentials = Credentials::Omit;
                }
                // The origin is allowed, and a policy's answers are lists.
                _ => break,
            }
        }
    }
    refusals
}

/// What goes out for the script's `fetch()`, if anything does.
fn sent(routes: &Routes, page: &str, method: &Method) -> Option<Sent> {
    let headers: Vec<_> = routes
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
        .collect();
    let has_cookie = routes.headers.contains_key(COOKIE);
    let credentials = if has_cookie { Credentials::Include } else { Credentials::Omit };
    let request = Request {
        page,
        server: SERVER,
        method: method.as_str(),
        headers: &headers,
        credentials,
        ..Request::default()
    };
    request.send().ok()
}

fn check(sent: &Sent, expected: &Response<()>) -> Result<(), Refusal> {
    let headers = expected.headers().iter();
    let headers: Vec<_> = headers.map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    let answer = Answer { status: expected.status().as_u16(), headers: &headers };
    match sent.preflight {
        // No engine is stricter than Chromium here, and the standard is, with `*` and `Authorization`.
        Some(_) => sent.check_preflight_in(&answer, Engine::Chromium).map(drop),
        None => sent.check_response(&answer).map(drop),
    }
}
