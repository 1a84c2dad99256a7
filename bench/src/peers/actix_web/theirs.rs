//! actix-cors, given what the policies hold.

use actix_cors::Cors;

use crate::case::Case;
use crate::peers::Peer;
use crate::policies::ALLOW_HEADERS;

pub(super) fn actix_cors(case: &Case) -> Box<dyn Peer> {
    let origins = case.listed.origins;
    let mut cors = Cors::default()
        .allowed_methods(["GET", "POST", "PUT", "PATCH", "DELETE"])
        .allowed_headers(ALLOW_HEADERS)
        .expose_headers(["x-request-id"])
        .supports_credentials()
        .max_age(600);
    for origin in origins {
        cors = cors.allowed_origin(origin);
    }
    if origins.is_empty() {
        cors = cors.allowed_origin_fn(|origin, _| {
            let origin = origin.as_bytes();
            origin.starts_with(b"https://") && origin.ends_with(b".example.com")
        });
    }
    super::wrapped(case.requests(), &cors)
}
