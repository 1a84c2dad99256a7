//! A policy around a poem endpoint.
//!
//! poem's `TowerLayerCompatExt` is for layers whose services take poem's own type of request, as poem's errors pass
//! through them. A layer that takes `http::Request`, as this library's and tower-http's do, is none:
//!
//! ```no_run
//! use poem::middleware::TowerLayerCompatExt;
//! use poem::{EndpointExt, Route};
//!
//! let app = Route::new().with(tower::layer::util::Identity::new().compat());
//! # let _ = app;
//! ```
//! ```compile_fail
//! use poem::middleware::TowerLayerCompatExt;
//! use poem::{EndpointExt, Route};
//!
//! let app = Route::new().with(cors_frameworks::API.layer().compat());
//! # let _ = app;
//! ```

use std::sync::Arc;

use cors_runtime::{CorsPolicy, Decision};
use poem::{Endpoint, Request, Response, Result};

/// What the policy makes of a request and of its response: `app.around(|next, request| cors(&API, next, request))`.
///
/// # Errors
///
/// None: an error of the app is a response already when it gets its headers. As an `Err` it would have none, and
/// poem would make its response further out.
pub async fn cors<E: Endpoint>(
    policy: &CorsPolicy,
    next: Arc<E>,
    request: Request,
) -> Result<Response> {
    match policy.decide(request.method(), request.headers()) {
        Decision::Preflight(preflight) => {
            let (head, ()) = preflight.into_response().into_parts();
            let mut response = Response::from(head.status);
            *response.headers_mut() = head.headers;
            Ok(response)
        }
        Decision::Actual(actual) => {
            let mut response = next.get_response(request).await;
            actual.apply(response.headers_mut());
            Ok(response)
        }
    }
}
