//! The ways that a request can take to a policy, one file each.

mod actix_web;
mod core;
mod rocket;
mod tower;
mod wire;

use bytes::Bytes;
use cors_runtime::CorsPolicy;
use http::{Request, Response};

/// One way: a function from a policy, a request and what the handler would answer.
///
/// What a server or a framework adds to every response, such as `Date`, is for the way to remove.
pub(crate) struct Way {
    pub(crate) name: &'static str,
    /// Whether the request goes through a socket and an HTTP parser.
    pub(crate) wire: bool,
    /// Whether header lines are strings to the framework, so that it drops others, and cannot answer them.
    pub(crate) strings: bool,
    /// How many bytes of headers the server reads; it refuses requests that have more before anybody sees them.
    pub(crate) most_bytes: usize,
    pub(crate) run: fn(CorsPolicy, &Request<Bytes>, Response<Bytes>) -> Outcome,
}

/// What came out.
pub(crate) struct Outcome {
    pub(crate) handler_ran: bool,
    pub(crate) response: Response<Bytes>,
}

/// Of servers that read all that the table has.
const ANY: usize = usize::MAX;

pub(crate) static WAYS: &[Way] = &[
    Way { name: "core", wire: false, strings: false, most_bytes: ANY, run: core::run },
    Way {
        name: "operator",
        wire: false,
        strings: false,
        most_bytes: ANY,
        run: core::run_with_operator,
    },
    Way { name: "tower", wire: false, strings: false, most_bytes: ANY, run: tower::run },
    Way {
        name: "actix-web, in process",
        wire: false,
        strings: false,
        most_bytes: ANY,
        run: actix_web::in_process,
    },
    Way { name: "hyper", wire: true, strings: false, most_bytes: ANY, run: wire::hyper },
    Way { name: "axum", wire: true, strings: false, most_bytes: ANY, run: wire::axum },
    Way {
        name: "actix-web",
        wire: true,
        strings: false,
        most_bytes: 128 * 1024,
        run: actix_web::served,
    },
    Way { name: "Rocket", wire: true, strings: true, most_bytes: ANY, run: rocket::run },
];
