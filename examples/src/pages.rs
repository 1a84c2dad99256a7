//! The two pages. They are the same files, served at two origins: only the origin makes the
//! difference between what their scripts may do.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, HeaderName};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::journal::{Arrival, Journal};
use crate::policy;

const HTML: &str = "text/html; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// What a page has to know of the others.
#[derive(Clone, Debug)]
pub struct Site {
    /// The API's origin, which the script calls.
    pub api: String,
    /// Both pages' origins, for the links between them.
    pub pages: [String; 2],
    /// The API's journal, which the page shows.
    pub journal: Journal,
}

/// A page's server.
pub fn router(site: Site) -> Router {
    Router::new()
        .route("/", get(file(HTML, include_str!("../page/index.html"))))
        .route("/style.css", get(file(STYLE, include_str!("../page/style.css"))))
        .route("/attempts.js", get(file(SCRIPT, include_str!("../page/attempts.js"))))
        .route("/observe.js", get(file(SCRIPT, include_str!("../page/observe.js"))))
        .route("/page.js", get(file(SCRIPT, include_str!("../page/page.js"))))
        .route("/context", get(context))
        .route("/arrivals/{attempt}", get(arrivals))
        .with_state(site)
}

type File = ([(HeaderName, &'static str); 2], &'static str);

/// Not kept by the browser: another build may answer at the same address tomorrow.
fn file(content_type: &'static str, text: &'static str) -> File {
    ([(CONTENT_TYPE, content_type), (CACHE_CONTROL, "no-store")], text)
}

/// The policy is asked about the origin that the page was opened at, which need not be the one that
/// was printed: `localhost` and `127.0.0.1` reach every server of the example.
async fn context(State(site): State<Site>, headers: HeaderMap) -> Json<Value> {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let origin = format!("http://{host}");
    let (file, line) = policy::API.source();
    Json(json!({
        "api": site.api,
        "pages": site.pages,
        "policy": { "file": file, "line": line, "allowsThisPage": policy::API.allows_origin(origin) },
    }))
}

async fn arrivals(State(site): State<Site>, Path(attempt): Path<Uuid>) -> Json<Vec<Arrival>> {
    Json(site.journal.of(attempt))
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::{Request, Response, StatusCode};
    use tower::ServiceExt;

    use super::*;

    async fn get_from(host: &str, path: &str) -> Response<Body> {
        let site = Site {
            api: "http://localhost:4100".to_owned(),
            pages: ["http://localhost:4101".to_owned(), "http://127.0.0.1:4102".to_owned()],
            journal: Journal::default(),
        };
        let request = Request::get(path).header(HOST, host).body(Body::empty()).unwrap();
        router(site).oneshot(request).await.unwrap()
    }

    async fn json_from(host: &str, path: &str) -> Value {
        let body = get_from(host, path).await.into_body();
        serde_json::from_slice(&to_bytes(body, 4096).await.unwrap()).unwrap()
    }

    #[tokio::test]
    async fn every_file_is_served_as_what_it_is() {
        for (path, content_type) in [
            ("/", HTML),
            ("/style.css", STYLE),
            ("/attempts.js", SCRIPT),
            ("/observe.js", SCRIPT),
            ("/page.js", SCRIPT),
        ] {
            let response = get_from("localhost:4101", path).await;
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(response.headers()[CONTENT_TYPE], content_type, "{path}");
        }
    }

    #[tokio::test]
    async fn the_page_learns_what_the_policy_says_of_its_origin() {
        for (host, allowed) in [("localhost:4101", true), ("127.0.0.1:4102", false)] {
            let context = json_from(host, "/context").await;
            assert_eq!(context["policy"]["allowsThisPage"], allowed, "{host}");
            assert_eq!(context["policy"]["file"], "examples/src/policy.rs");
            assert_eq!(context["api"], "http://localhost:4100");
        }
    }

    #[tokio::test]
    async fn an_attempt_that_reached_nothing_has_no_arrivals() {
        let path = format!("/arrivals/{}", Uuid::from_u128(7));
        assert_eq!(json_from("localhost:4101", &path).await, json!([]));
    }
}
