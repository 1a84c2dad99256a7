//! `x-request-id`: the caller's own, or a new one, on every response.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use uuid::Uuid;

static X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Ids go into logs; nobody needs longer ones.
const LONGEST: usize = 64;

/// Middleware that adds the header.
pub async fn add(request: Request, next: Next) -> Response {
    let id = request
        .headers()
        .get(&X_REQUEST_ID)
        .filter(|id| {
            (1..=LONGEST).contains(&id.len()) && id.as_bytes().iter().all(u8::is_ascii_graphic)
        })
        .cloned()
        .or_else(|| HeaderValue::try_from(Uuid::new_v4().to_string()).ok());
    let mut response = next.run(request).await;
    if let Some(id) = id {
        response.headers_mut().insert(&X_REQUEST_ID, id);
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::{Router, middleware};
    use tower::ServiceExt;

    use super::*;

    async fn answered(id: Option<&str>) -> String {
        let app: Router = Router::new().layer(middleware::from_fn(add));
        let mut request = Request::new(Body::empty());
        if let Some(id) = id {
            request.headers_mut().insert(&X_REQUEST_ID, id.parse().unwrap());
        }
        let response = app.oneshot(request).await.unwrap();
        response.headers()[&X_REQUEST_ID].to_str().unwrap().to_owned()
    }

    #[tokio::test]
    async fn the_callers_id_comes_back() {
        assert_eq!(answered(Some("from-the-page")).await, "from-the-page");
    }

    #[tokio::test]
    async fn a_missing_or_unusable_id_is_replaced() {
        for id in [None, Some("two words"), Some(""), Some(&*"x".repeat(LONGEST + 1))] {
            let answered = answered(id).await;
            assert!(answered.parse::<Uuid>().is_ok(), "{id:?} was answered with {answered:?}");
        }
    }
}
