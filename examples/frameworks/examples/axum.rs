//! The orders API with axum: a nested router, authentication further in, a fallback, and a route with a policy of its
//! own.
//!
//! ```sh
//! cargo run -p cors-frameworks --example axum
//! ```

use std::io;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use cors_frameworks::{API, listener};
use cors_runtime::{CorsPolicy, cors_policy};

/// What every page may read.
static MENU: CorsPolicy = cors_policy! { allow_origins: * };

fn app() -> Router {
    let orders = Router::new()
        .route("/", get(list).post(create))
        .route("/broken", get(broken))
        // Authentication is further in than the policy: preflights have no credentials.
        .route("/export", get(export).layer(from_fn(authenticated)));
    let api = Router::new()
        .nest("/orders", orders)
        .fallback(missing)
        // Last, and so around all of the above: routes, nested routers, their layers, and the fallback.
        .layer(API.layer());
    // Beside the other policy, not inside of it: the outermost decides.
    let menu = Router::new().route("/menu", get(menu)).layer(MENU.layer());
    menu.merge(api)
}

async fn list() -> &'static str {
    "1: an espresso\n"
}

async fn create() -> (StatusCode, &'static str) {
    (StatusCode::CREATED, "2: an espresso\n")
}

async fn broken() -> Result<&'static str, StatusCode> {
    Err(StatusCode::INTERNAL_SERVER_ERROR)
}

async fn export() -> &'static str {
    "number,item\n1,espresso\n"
}

async fn menu() -> &'static str {
    "espresso, 2.20\n"
}

async fn missing() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "there is nothing here\n")
}

async fn authenticated(request: Request, next: Next) -> Response {
    if request.headers().contains_key(AUTHORIZATION) {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    axum::serve(listener().await?, app()).await
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use cors_frameworks::promise;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn it_keeps_what_all_examples_promise() {
        promise::is_kept(async |request| app().oneshot(request.map(Body::from)).await.unwrap())
            .await;
    }

    #[tokio::test]
    async fn authentication_and_the_other_policy_have_their_places() {
        const APP: &str = "https://app.example.com";
        const BLOG: &str = "https://blog.example";
        for (method, path, origin, status, allowed) in [
            ("OPTIONS", "/orders/export", APP, 204, Some(APP)),
            ("GET", "/orders/export", APP, 401, Some(APP)),
            ("GET", "/menu", BLOG, 200, Some("*")),
            ("OPTIONS", "/menu", BLOG, 204, Some("*")),
            ("GET", "/orders", BLOG, 200, None),
        ] {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header("origin", origin)
                .header("access-control-request-method", "GET")
                .body(Body::empty())
                .unwrap();
            let response = app().oneshot(request).await.unwrap();
            assert_eq!(response.status(), status, "{method} {path}");
            let got = response.headers().get("access-control-allow-origin");
            assert_eq!(got.map(|origin| origin.to_str().unwrap()), allowed, "{method} {path}");
        }
    }
}
