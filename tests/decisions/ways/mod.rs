//! The ways that a request can take to a policy, one file each.

mod core;
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
    pub(crate) run: fn(CorsPolicy, &Request<Bytes>, Response<Bytes>) -> Outcome,
}

/// What came out.
pub(crate) struct Outcome {
    pub(crate) handler_ran: bool,
    pub(crate) response: Response<Bytes>,
}

pub(crate) static WAYS: &[Way] = &[
    Way { name: "core", wire: false, run: core::run },
    Way { name: "operator", wire: false, run: core::run_with_operator },
    Way { name: "tower", wire: false, run: tower::run },
    Way { name: "hyper", wire: true, run: wire::hyper },
    Way { name: "axum", wire: true, run: wire::axum },
];
