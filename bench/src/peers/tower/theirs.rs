//! tower-http's layer, given what the policies hold.

use std::time::Duration;

use http::{HeaderName, HeaderValue, Method};
use tower::Layer;
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::application::application;
use super::{Tower, service};
use crate::case::Case;
use crate::peers::Peer;
use crate::policies::ALLOW_HEADERS;

pub(super) fn tower_http(case: &Case) -> Box<dyn Peer> {
    let origins = case.listed.origins;
    let allow_origin = if origins.is_empty() {
        AllowOrigin::predicate(|origin, _| {
            let origin = origin.as_bytes();
            origin.starts_with(b"https://") && origin.ends_with(b".example.com")
        })
    } else {
        AllowOrigin::list(origins.iter().copied().map(HeaderValue::from_static))
    };
    let layer = CorsLayer::new()
        .allow_origin(allow_origin)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers(ALLOW_HEADERS.map(HeaderName::from_static))
        .expose_headers([HeaderName::from_static("x-request-id")])
        .allow_credentials(true)
        .max_age(Duration::from_secs(600));
    Tower::peer(case.requests(), layer.layer(service(application)))
}
