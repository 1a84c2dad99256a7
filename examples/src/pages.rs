//! The pages. Every page server has the same files: only the origin makes the difference between what
//! their scripts may do.

use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::journal::{Arrival, Journal};
use crate::lab::case::{Case, Engine};
use crate::lab::predict::Prediction;
use crate::lab::{known, matrix, policies, wirings};
use crate::policy;

const HTML: &str = "text/html; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The files that are served as they are, but for the lab's own two pages.
static FILES: [(&str, &str, &str); 14] = [
    ("/style.css", STYLE, include_str!("../page/style.css")),
    ("/lab/lab.css", STYLE, include_str!("../page/lab/lab.css")),
    ("/lab/lab.js", SCRIPT, include_str!("../page/lab/lab.js")),
    ("/lab/case.js", SCRIPT, include_str!("../page/lab/case.js")),
    ("/lab/browser.js", SCRIPT, include_str!("../page/lab/browser.js")),
    ("/lab/matrix.js", SCRIPT, include_str!("../page/lab/matrix.js")),
    ("/lab/show.js", SCRIPT, include_str!("../page/lab/show.js")),
    ("/lab/examples.js", SCRIPT, include_str!("../page/lab/examples.js")),
    ("/lab/frame.js", SCRIPT, include_str!("../page/lab/frame.js")),
    ("/orders", HTML, include_str!("../page/orders/index.html")),
    ("/orders/orders.css", STYLE, include_str!("../page/orders/orders.css")),
    ("/orders/page.js", SCRIPT, include_str!("../page/orders/page.js")),
    ("/orders/attempts.js", SCRIPT, include_str!("../page/orders/attempts.js")),
    ("/orders/observe.js", SCRIPT, include_str!("../page/orders/observe.js")),
];

/// What a page has to know of the others.
#[derive(Clone, Debug)]
pub struct Site {
    /// The APIs' origin, which the scripts call.
    pub api: String,
    /// The two page servers' origins, for the links between them. The lab is at the first.
    pub pages: [String; 2],
    /// The APIs' journal, which the pages show.
    pub journal: Journal,
}

/// A page's server.
pub fn router(site: Site) -> Router {
    let mut router = Router::new();
    for (path, content_type, text) in FILES {
        router = router.route(path, get(file(content_type, text)));
    }
    router
        .route("/", get(lab))
        .route("/lab/frame", get(frame))
        .route("/lab/context", get(lab_context))
        .route("/lab/matrix", get(lab_matrix))
        .route("/predict", post(predict))
        .route("/orders/context", get(orders_context))
        .route("/arrivals/{attempt}", get(arrivals))
        .with_state(site)
}

type File<T> = ([(HeaderName, &'static str); 2], T);

/// Not kept by the browser: another build may answer at the same address tomorrow.
fn file<T>(content_type: &'static str, text: T) -> File<T> {
    ([(CONTENT_TYPE, content_type), (CACHE_CONTROL, "no-store")], text)
}

/// The lab is at one origin, so that the frames know whom to obey.
async fn lab(State(site): State<Site>, headers: HeaderMap) -> Response {
    let [lab, _] = &site.pages;
    if origin(&headers) == *lab {
        file(HTML, include_str!("../page/lab/index.html")).into_response()
    } else {
        Redirect::temporary(lab).into_response()
    }
}

/// A page without a face, for the lab to be at another origin.
async fn frame(State(site): State<Site>) -> File<String> {
    let [lab, _] = &site.pages;
    file(HTML, include_str!("../page/lab/frame.html").replace("{lab}", lab))
}

async fn lab_context(State(site): State<Site>) -> Json<Value> {
    let [lab, other] = &site.pages;
    let policies = policies::ALL.iter().map(|choice| {
        let (file, line) = choice.policy.location();
        json!({
            "name": choice.name,
            "title": choice.title,
            "file": file,
            "line": line,
            "text": choice.text(),
        })
    });
    let wirings =
        wirings::ALL.iter().map(|wiring| json!({ "name": wiring.name, "title": wiring.title }));
    Json(json!({
        "api": site.api,
        "known": known::ALL,
        "followed": known::FOLLOWED,
        "origins": matrix::origins(lab, other),
        "policies": policies.collect::<Vec<_>>(),
        "wirings": wirings.collect::<Vec<_>>(),
    }))
}

/// A case, and whose reading of the standard is asked for.
#[derive(Deserialize)]
struct Question {
    engine: Engine,
    case: Case,
}

async fn predict(State(site): State<Site>, Json(question): Json<Question>) -> Response {
    match question.case.predict(&site.api, question.engine).await {
        Ok(prediction) => Json(prediction).into_response(),
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

/// Whose reading of the standard is asked for.
#[derive(Deserialize)]
struct For {
    engine: Engine,
}

/// A case of the matrix, and what of its prediction is compared.
#[derive(Serialize)]
struct Expected {
    case: Case,
    prediction: Prediction,
}

async fn lab_matrix(State(site): State<Site>, Query(For { engine }): Query<For>) -> Response {
    let [lab, other] = &site.pages;
    let mut expected = Vec::new();
    for case in matrix::cases(&matrix::origins(lab, other)) {
        match case.predict(&site.api, engine).await {
            Ok(prediction) => {
                // The rest is asked for case by case: thousands of exchanges are megabytes.
                let prediction =
                    Prediction { exchanges: Vec::new(), explanation: None, ..prediction };
                expected.push(Expected { case, prediction });
            }
            Err(error) => return (StatusCode::NOT_FOUND, error.to_string()).into_response(),
        }
    }
    Json(expected).into_response()
}

/// The policy is asked about the origin that the page was opened at, which need not be the one that
/// was printed: `localhost` and `127.0.0.1` reach every server of the example.
async fn orders_context(State(site): State<Site>, headers: HeaderMap) -> Json<Value> {
    let (file, line) = policy::API.location();
    let allows_this_page = policy::API.allows_origin(origin(&headers));
    Json(json!({
        "api": site.api,
        "pages": site.pages,
        "policy": { "file": file, "line": line, "allowsThisPage": allows_this_page },
    }))
}

/// The origin that the page was opened at.
fn origin(headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    format!("http://{host}")
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
        serde_json::from_slice(&to_bytes(body, 1 << 24).await.unwrap()).unwrap()
    }

    #[tokio::test]
    async fn every_file_is_served_as_what_it_is() {
        let own = [("/", HTML, ""), ("/lab/frame", HTML, "")];
        for (path, content_type, _) in FILES.into_iter().chain(own) {
            let response = get_from("localhost:4101", path).await;
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(response.headers()[CONTENT_TYPE], content_type, "{path}");
        }
    }

    #[tokio::test]
    async fn the_page_learns_what_the_policy_says_of_its_origin() {
        for (host, allowed) in [("localhost:4101", true), ("127.0.0.1:4102", false)] {
            let context = json_from(host, "/orders/context").await;
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

    #[tokio::test]
    async fn the_lab_is_at_one_origin() {
        for host in ["127.0.0.1:4101", "localhost:4102", "pr-1.preview.localhost:4101"] {
            let response = get_from(host, "/").await;
            assert_eq!(response.status(), StatusCode::TEMPORARY_REDIRECT, "{host}");
            assert_eq!(response.headers()["location"], "http://localhost:4101", "{host}");
        }
    }

    #[tokio::test]
    async fn a_frame_obeys_the_lab_alone() {
        let body = get_from("other.localhost:4101", "/lab/frame").await.into_body();
        let page = String::from_utf8(to_bytes(body, 4096).await.unwrap().to_vec()).unwrap();
        assert!(page.contains("data-lab=\"http://localhost:4101\""), "{page}");
    }

    #[tokio::test]
    async fn the_matrix_comes_with_its_predictions() {
        let matrix = json_from("localhost:4101", "/lab/matrix?engine=chromium").await;
        let lines = matrix.as_array().unwrap();
        for outcome in ["shared", "blocked", "thrown"] {
            let is_so = |line: &&Value| line["prediction"]["outcome"] == outcome;
            assert!(lines.iter().filter(is_so).count() > 50, "{outcome}");
        }
    }
}
