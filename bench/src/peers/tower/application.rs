//! What every peer is around, and what is left where there is no CORS.

use http::header::{CONTENT_TYPE, ETAG};
use http::{HeaderValue, Request, Response};

use super::{Body, Tower, service};
use crate::case::Case;
use crate::peers::Peer;

/// Answers 200 with two headers.
#[inline(never)]
pub(super) fn application(request: Request<Body>) -> Response<Body> {
    drop(request);
    let mut response = Response::new(());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, const { HeaderValue::from_static("application/json") });
    headers.insert(ETAG, const { HeaderValue::from_static("\"1\"") });
    response
}

/// Preflights never reach the application. Somebody has to drop them and answer all the same.
#[inline(never)]
fn nothing(request: Request<Body>) -> Response<Body> {
    drop(request);
    Response::new(())
}

pub(super) fn without_cors(case: &Case) -> Box<dyn Peer> {
    match case.scenario.preflight {
        None => Tower::peer(case.requests(), service(application)),
        Some(_) => Tower::peer(case.requests(), service(nothing)),
    }
}
