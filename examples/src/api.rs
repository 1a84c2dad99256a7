//! The API as it is served: its routes, and the layers around them.

use axum::{Router, middleware};

use crate::journal::{self, Journal};
use crate::{lab, orders, policy, request_id};

/// The orders API, and the lab's beside it; every arrival is written into `journal`.
pub fn router(journal: Journal) -> Router {
    let orders = orders::routes()
        .layer(middleware::from_fn(request_id::add))
        // After everything that belongs to the API, and so around it: preflights are answered before
        // routing, and the errors of what is further in can be read by scripts as well.
        .layer(policy::API.layer());
    Router::new()
        // The lab brings the layers of its own policies.
        .merge(lab::api::router())
        .fallback_service(orders)
        // It only watches, and has to see preflights, which end at the layer above.
        .layer(middleware::from_fn_with_state(journal, journal::record))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{HeaderMap, Request, Response, StatusCode};
    use tower::ServiceExt;

    use super::*;

    const PAGE: &str = "http://localhost:4101";
    const OTHER: &str = "http://127.0.0.1:4102";

    async fn ask(method: &str, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        router(Journal::default()).oneshot(request).await.unwrap()
    }

    fn cors_headers(headers: &HeaderMap) -> Vec<String> {
        let mut lines: Vec<_> = headers
            .iter()
            .filter(|(name, _)| name.as_str().starts_with("access-control-"))
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        lines.sort();
        lines
    }

    #[tokio::test]
    async fn a_preflight_from_the_page_gets_the_policy() {
        let answer = ask(
            "OPTIONS",
            "/orders/1",
            &[("origin", PAGE), ("access-control-request-method", "PUT")],
        )
        .await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        assert_eq!(
            cors_headers(answer.headers()),
            [
                "access-control-allow-credentials: true",
                "access-control-allow-headers: content-type, x-request-id",
                "access-control-allow-methods: GET, POST, PUT, DELETE",
                "access-control-allow-origin: http://localhost:4101",
                "access-control-max-age: 600",
            ]
        );
        assert_eq!(
            answer.headers()["vary"],
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
        );
    }

    #[tokio::test]
    async fn a_preflight_from_another_origin_is_refused() {
        let answer = ask(
            "OPTIONS",
            "/orders/1",
            &[("origin", OTHER), ("access-control-request-method", "PUT")],
        )
        .await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        assert_eq!(cors_headers(answer.headers()), [""; 0]);
    }

    #[tokio::test]
    async fn errors_can_be_read_by_the_page() {
        for (method, path, status) in [
            ("GET", "/orders/99", StatusCode::NOT_FOUND),
            ("GET", "/no/such/path", StatusCode::NOT_FOUND),
            ("DELETE", "/orders", StatusCode::METHOD_NOT_ALLOWED),
            ("DELETE", "/orders/1", StatusCode::UNAUTHORIZED),
        ] {
            let response = ask(method, path, &[("origin", PAGE)]).await;
            assert_eq!(response.status(), status, "{method} {path}");
            assert_eq!(
                cors_headers(response.headers()),
                [
                    "access-control-allow-credentials: true",
                    "access-control-allow-origin: http://localhost:4101",
                    "access-control-expose-headers: x-request-id",
                ],
                "{method} {path}"
            );
            assert!(response.headers().contains_key("x-request-id"), "{method} {path}");
        }
    }

    #[tokio::test]
    async fn another_origin_is_served_and_not_shared() {
        let response = ask("GET", "/orders", &[("origin", OTHER)]).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(cors_headers(response.headers()), [""; 0]);
        assert_eq!(response.headers()["vary"], "Origin");
    }
}
