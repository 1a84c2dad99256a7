//! The ways that a request can take to a policy, one file each.

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
    pub(crate) run: fn(CorsPolicy, &Request<Bytes>, Response<Bytes>) -> Outcome,
}

/// What came out.
pub(crate) struct Outcome {
    pub(crate) handler_ran: bool,
    pub(crate) response: Response<Bytes>,
}

pub(crate) static WAYS: &[Way] = &[
    Way { name: "core", wire: false, strings: false, run: core::run },
    Way { name: "tower", wire: false, strings: false, run: tower::run },
    Way { name: "hyper", wire: true, strings: false, run: wire::hyper },
    Way { name: "axum", wire: true, strings: false, run: wire::axum },
    Way { name: "Rocket", wire: true, strings: true, run: rocket::run },
];
