//! The lab's API: it answers whatever is asked, so that only CORS decides what a script gets.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, ETAG, SET_COOKIE};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::any_service;
use axum::{Json, Router};
use serde_json::json;

use super::policies::{self, Choice};
use super::wirings::{self, Wiring};

/// The API behind every policy in every wiring, at `/lab/{policy}/{wiring}`.
pub fn router() -> Router {
    let mut router = Router::new();
    for choice in &policies::ALL {
        for wiring in &wirings::ALL {
            let service = any_service(service(*choice, *wiring));
            router = router.route(&path(*choice, *wiring), service);
        }
    }
    router.layer(middleware::from_fn(read_body))
}

/// Reads the body before the answer. Otherwise the server closes the connection, on which the browser may already send the
/// next request: WebKit does not send it again.
async fn read_body(request: Request, next: Next) -> Response {
    const LONGEST: usize = 1 << 16;
    let (parts, body) = request.into_parts();
    match to_bytes(body, LONGEST).await {
        Ok(body) => next.run(Request::from_parts(parts, Body::from(body))).await,
        Err(_) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    }
}

/// Where the API is behind one policy in one wiring.
#[must_use]
pub fn path(choice: Choice, wiring: Wiring) -> String {
    format!("/lab/{}/{}", choice.name, wiring.name)
}

/// The API behind one policy in one wiring, at any path.
pub fn service(choice: Choice, wiring: Wiring) -> Router {
    (wiring.wire)(Router::new().fallback(answer), choice.policy)
}

/// Some headers that scripts always see, some that they see if the policy exposes them, and one that
/// they never see.
async fn answer() -> impl IntoResponse {
    let headers = [
        (CACHE_CONTROL.as_str(), "no-store"),
        (ETAG.as_str(), "\"lab\""),
        ("x-request-id", "lab"),
        ("x-secret", "only for the server"),
        (SET_COOKIE.as_str(), "lab=1; Path=/lab; HttpOnly; SameSite=Lax"),
    ];
    (headers, Json(json!({ "answer": "42" })))
}
