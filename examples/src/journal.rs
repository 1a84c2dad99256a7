//! What reached the API, so that a page can show the half of an exchange that its script never sees:
//! the preflight, and a handler that ran although the browser kept its response.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Query, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::exchange::{Asked, Exchange};
use crate::session;

/// The last arrivals of marked requests.
#[derive(Clone, Debug, Default)]
pub struct Journal(Arc<Mutex<VecDeque<Arrival>>>);

/// One request at the API, and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Arrival {
    #[serde(skip)]
    attempt: Uuid,
    session_cookie: bool,
    #[serde(flatten)]
    exchange: Exchange,
}

/// A page marks a request in its query: the one place that a preflight repeats, and that asks for no
/// preflight itself. As browsers remember preflights by the whole URL, each attempt asks anew.
#[derive(Deserialize)]
struct Mark {
    attempt: Uuid,
}

/// More than any page needs.
const LONGEST: usize = 1000;

/// Middleware that writes down every marked request, once it is answered.
pub async fn record(State(journal): State<Journal>, request: Request, next: Next) -> Response {
    let Ok(Query(Mark { attempt })) = Query::try_from_uri(request.uri()) else {
        return next.run(request).await;
    };
    let headers = request.headers();
    let session_cookie = session::token(headers).is_some();
    let asked = Asked::new(request.method(), request.uri(), headers);
    let response = next.run(request).await;
    let exchange = asked.answered(response.status(), response.headers());
    journal.add(Arrival { attempt, session_cookie, exchange });
    response
}

impl Journal {
    /// The arrivals of one attempt, in their order.
    #[must_use]
    pub fn of(&self, attempt: Uuid) -> Vec<Arrival> {
        self.entries().iter().filter(|arrival| arrival.attempt == attempt).cloned().collect()
    }

    fn add(&self, arrival: Arrival) {
        let mut entries = self.entries();
        if entries.len() == LONGEST {
            entries.pop_front();
        }
        entries.push_back(arrival);
    }

    fn entries(&self) -> MutexGuard<'_, VecDeque<Arrival>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{HeaderMap, Method, StatusCode, Uri};
    use serde_json::{Value, json};
    use tower::ServiceExt;

    use super::*;
    use crate::api;

    const ATTEMPT: Uuid = Uuid::from_u128(7);

    fn arrival(status: StatusCode) -> Arrival {
        let asked = Asked::new(&Method::GET, &Uri::from_static("/"), &HeaderMap::new());
        let exchange = asked.answered(status, &HeaderMap::new());
        Arrival { attempt: ATTEMPT, session_cookie: false, exchange }
    }

    #[tokio::test]
    async fn preflight_and_request_are_written_down_by_their_mark() {
        let journal = Journal::default();
        let api = api::router(journal.clone());
        let path = format!("/orders/1?attempt={ATTEMPT}");
        let preflight = Request::options(&path)
            .header("origin", "http://localhost:4101")
            .header("access-control-request-method", "DELETE");
        let request = Request::delete(&path).header("cookie", format!("session={ATTEMPT}"));
        let unmarked = Request::get("/orders?attempt=none");
        for request in [preflight, request, unmarked] {
            api.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        }
        let arrivals = serde_json::to_value(journal.of(ATTEMPT)).unwrap();
        let told = |number: usize, name: &str| arrivals[number][name].clone();
        for (name, of_preflight, of_request) in [
            ("method", json!("OPTIONS"), json!("DELETE")),
            ("preflight", json!(true), json!(false)),
            ("sessionCookie", json!(false), json!(true)),
            ("status", json!(204), json!(401)),
        ] {
            assert_eq!(told(0, name), of_preflight, "{name}");
            assert_eq!(told(1, name), of_request, "{name}");
        }
        assert_eq!(told(2, "method"), Value::Null);
        assert_eq!(journal.entries().len(), 2);
    }

    #[test]
    fn the_oldest_arrivals_make_room() {
        let journal = Journal::default();
        journal.add(arrival(StatusCode::NOT_FOUND));
        for _ in 0..LONGEST {
            journal.add(arrival(StatusCode::OK));
        }
        assert_eq!(journal.of(ATTEMPT), vec![arrival(StatusCode::OK); LONGEST]);
    }
}
