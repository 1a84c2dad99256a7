//! The axum server behind the caches.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{map_request_with_state, map_response};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::policies::{CATALOG, ORDERS};

/// Longer than any test takes.
const FRESH: (&str, &str) = ("cache-control", "public, max-age=60");

/// The version of `/orders/1`, which never changes.
pub(crate) const VERSION: &str = "\"1\"";

/// After this time caches revalidate `/orders/1`. nginx counts whole seconds.
pub(crate) const STALE_AFTER: Duration = Duration::from_millis(2100);

/// The layer between the policies and the cache.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wiring {
    /// The layer changes nothing.
    Right,
    /// The layer removes `Vary`.
    WithoutVary,
    /// The layer removes `Vary` unless the answer has a permission.
    VaryOnlyIfAllowed,
}

/// A server on a free port of loopback.
pub(crate) struct Api {
    pub(crate) address: SocketAddr,
    pub(crate) counts: Arc<Counts>,
    serving: JoinHandle<()>,
}

/// Counters of what reached the server.
#[derive(Default)]
pub(crate) struct Counts {
    requests: AtomicUsize,
    not_modified: AtomicUsize,
}

impl Counts {
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// How many requests were answered with 304. The caches do not forward the clients' conditions.
    pub(crate) fn not_modified(&self) -> usize {
        self.not_modified.load(Ordering::Relaxed)
    }
}

impl Api {
    pub(crate) async fn start(wiring: Wiring) -> Api {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let counts = Arc::new(Counts::default());
        let router = router(&counts, wiring);
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Api { address, counts, serving }
    }
}

impl Drop for Api {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn router(counts: &Arc<Counts>, wiring: Wiring) -> Router {
    let orders = Router::new()
        .route("/orders", get(list).put(list))
        .route("/orders/1", get(order))
        .route("/orders/export", get(export))
        .route("/orders/archive", get(archive))
        .route("/orders/broken", get(broken))
        .fallback(missing)
        .layer(ORDERS.layer())
        .with_state(Arc::clone(counts));
    let catalog = Router::new().route("/catalog", get(list).put(list)).layer(CATALOG.layer());
    catalog
        .merge(orders)
        .layer(map_response(move |mut response: Response| async move {
            let headers = response.headers_mut();
            let is_removed = match wiring {
                Wiring::Right => false,
                Wiring::WithoutVary => true,
                Wiring::VaryOnlyIfAllowed => !headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN),
            };
            if is_removed {
                headers.remove(VARY);
            }
            response
        }))
        .layer(map_request_with_state(
            Arc::clone(counts),
            async |State(counts): State<Arc<Counts>>, request: Request| {
                counts.requests.fetch_add(1, Ordering::Relaxed);
                request
            },
        ))
}

/// The pause lets requests of several origins wait in a cache for the same path.
async fn list() -> impl IntoResponse {
    tokio::time::sleep(Duration::from_millis(2)).await;
    ([FRESH], "1: an espresso\n")
}

async fn order(State(counts): State<Arc<Counts>>, headers: HeaderMap) -> Response {
    let head = [(ETAG, VERSION), (CACHE_CONTROL, "public, max-age=1")];
    if headers.get(IF_NONE_MATCH).is_some_and(|version| version == VERSION) {
        counts.not_modified.fetch_add(1, Ordering::Relaxed);
        return (StatusCode::NOT_MODIFIED, head).into_response();
    }
    (head, "an espresso\n").into_response()
}

/// Two lines of `Vary`, of which nginx before 1.23 reads the last one only. The policy makes them one.
async fn archive() -> impl IntoResponse {
    let vary = AppendHeaders([("vary", "origin"), ("vary", "accept-encoding")]);
    ([FRESH], vary, "number,item\n0,a tea\n")
}

/// A line of `Vary` that the policy extends.
async fn export() -> impl IntoResponse {
    ([FRESH, ("vary", "accept-encoding")], "number,item\n1,espresso\n")
}

async fn broken() -> impl IntoResponse {
    (StatusCode::INTERNAL_SERVER_ERROR, [FRESH], "the machine is broken\n")
}

async fn missing() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, [FRESH], "there is nothing here\n")
}
