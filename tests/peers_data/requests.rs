//! `middleware.json`: requests, and the effect of the answers.

use std::collections::BTreeMap;

use cors_runtime::Decision;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde::Deserialize;

use crate::agreement::{Exception, Row, assert_agreement, read};
use crate::configuration::Configuration;
use crate::effect::{Effect, Request};
use crate::policies::POLICIES;

/// A configuration and the requests that its tests send.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Middleware {
    pub(crate) cfg: Configuration,
    debug: bool,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    method: String,
    headers: Option<Lines>,
    want: u8,
    resp: Option<Lines>,
}

/// The header lines of each name.
type Lines = BTreeMap<String, Vec<String>>;

/// The values of `want`.
const ACTUAL: u8 = 0;
const FAILS_CORS_CHECK: u8 = 1;
const SUCCEEDS: u8 = 3;

/// The key is the place of the configuration in the file and that of the request in it, both counted from 0.
const EXCEPTIONS: [Exception<(usize, usize)>; 5] = [
    Exception {
        key: (0, 12),
        reason: "a constant answer needs no limit for empty members of the requested headers",
    },
    Exception {
        key: (0, 14),
        reason: "a constant answer needs no limit for empty lines of the requested headers",
    },
    Exception { key: (1, 5), reason: "`mirror` copies at most 16 lines, and the request has 17" },
    Exception { key: (1, 6), reason: "`mirror` copies at most 16 lines, and the request has 18" },
    Exception {
        key: (8, 7),
        reason: "GET needs no permission, so its preflight succeeds if the origin is allowed",
    },
];

/// The configurations with their requests.
pub(crate) fn table() -> Vec<Middleware> {
    read(include_str!("../data/jub0bs/middleware.json"))
}

fn header_map(lines: Option<&Lines>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, values) in lines.into_iter().flatten() {
        let name: HeaderName = name.parse().expect("a header name");
        for value in values {
            headers.append(name.clone(), HeaderValue::from_str(value).expect("a header value"));
        }
    }
    headers
}

impl Case {
    /// The answer of jub0bs/cors.
    fn theirs(&self, request: &Request<'_>, debug: bool) -> Effect {
        let headers = header_map(self.resp.as_ref());
        // In debug mode, a failure after the CORS check has a successful status and lacks a header.
        let status = match self.want {
            ACTUAL => return request.actual(|response| response.extend(headers)),
            SUCCEEDS => 204,
            FAILS_CORS_CHECK => 403,
            _ if debug => 204,
            _ => 403,
        };
        request.preflight(status, &headers)
    }
}

/// The answer of this library.
fn ours(decision: Decision<'_>, request: &Request<'_>) -> Effect {
    match decision {
        Decision::Preflight(preflight) => {
            let status = preflight.status().as_u16();
            request.preflight(status, &preflight.into_headers())
        }
        Decision::Actual(actual) => request.actual(|response| actual.apply(response)),
    }
}

#[test]
fn requests_agree() {
    let mut rows = Vec::new();
    let table = table();
    assert_eq!(table.len(), POLICIES.len());
    for (place, (middleware, policy)) in table.iter().zip(&POLICIES).enumerate() {
        for (index, case) in middleware.cases.iter().enumerate() {
            let method: Method = case.method.parse().expect("a method");
            let headers = header_map(case.headers.as_ref());
            let request = Request { method: &method, headers: &headers };
            let theirs = case.theirs(&request, middleware.debug);
            let ours = ours(policy.decide(&method, &headers), &request);
            rows.push(Row { key: (place, index), theirs, ours });
        }
    }
    assert_eq!(rows.len(), 103);
    assert_agreement(&rows, &EXCEPTIONS);
}

/// The model of the browser agrees with the table about the answers of jub0bs/cors.
#[test]
fn preflights_succeed_as_expected() {
    for Middleware { cfg, debug, cases } in table() {
        for case in cases.iter().filter(|case| case.want != ACTUAL) {
            let headers = header_map(case.headers.as_ref());
            let request = Request { method: &Method::OPTIONS, headers: &headers };
            let Effect::Preflight([omit, include]) = case.theirs(&request, debug) else {
                panic!("the answer to a preflight has another effect")
            };
            let expected = case.want == SUCCEEDS;
            assert_eq!(omit.is_some(), expected, "{cfg:?} {headers:?}");
            assert_eq!(include.is_some(), expected && cfg.credentialed, "{cfg:?} {headers:?}");
        }
    }
}
