//! The orders: a store in memory and its routes. Nothing here knows of CORS.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{FromRef, Path, State};
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::session::{Session, Sessions};

/// The routes, on a shop with three orders. Reading is open to everyone; changing an order needs a
/// session.
pub fn routes() -> Router {
    Router::new()
        .route("/session", get(session).post(open_session))
        .route("/orders", get(list).post(create))
        .route("/orders/{id}", get(read).put(replace).delete(remove))
        .with_state(Shop::default())
}

async fn session(_: Session) -> Json<Value> {
    Json(json!({ "session": "open" }))
}

async fn open_session(State(shop): State<Shop>) -> impl IntoResponse {
    let cookie = [(SET_COOKIE, shop.sessions.open())];
    (StatusCode::CREATED, cookie, Json(json!({ "session": "open" })))
}

async fn list(State(shop): State<Shop>) -> Json<Vec<Numbered>> {
    let store = shop.store();
    Json(store.orders.iter().map(|(&id, order)| order.numbered(id)).collect())
}

async fn create(_: Session, State(shop): State<Shop>, Json(order): Json<Order>) -> Response {
    let mut store = shop.store();
    store.last += 1;
    let id = store.last;
    store.orders.insert(id, order.clone());
    let location = [(LOCATION, format!("/orders/{id}"))];
    (StatusCode::CREATED, location, Json(order.numbered(id))).into_response()
}

async fn read(State(shop): State<Shop>, Path(id): Path<u32>) -> Result<Json<Numbered>, Missing> {
    shop.store().orders.get(&id).map(|order| Json(order.numbered(id))).ok_or(Missing(id))
}

async fn replace(
    _: Session,
    State(shop): State<Shop>,
    Path(id): Path<u32>,
    Json(order): Json<Order>,
) -> Result<Json<Numbered>, Missing> {
    let mut store = shop.store();
    let stored = store.orders.get_mut(&id).ok_or(Missing(id))?;
    stored.clone_from(&order);
    Ok(Json(order.numbered(id)))
}

async fn remove(
    _: Session,
    State(shop): State<Shop>,
    Path(id): Path<u32>,
) -> Result<StatusCode, Missing> {
    shop.store().orders.remove(&id).map(|_| StatusCode::NO_CONTENT).ok_or(Missing(id))
}

#[derive(Clone, Default)]
struct Shop {
    store: Arc<Mutex<Store>>,
    sessions: Sessions,
}

struct Store {
    orders: BTreeMap<u32, Order>,
    /// Numbers are not given twice, also after an order is gone.
    last: u32,
}

#[derive(Clone, Deserialize, Serialize)]
struct Order {
    item: String,
    quantity: NonZeroU32,
}

#[derive(Serialize)]
struct Numbered {
    id: u32,
    #[serde(flatten)]
    order: Order,
}

struct Missing(u32);

impl Shop {
    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FromRef<Shop> for Sessions {
    fn from_ref(shop: &Shop) -> Sessions {
        shop.sessions.clone()
    }
}

impl Default for Store {
    fn default() -> Store {
        let orders = (1..).zip(["chair", "table", "shelf"].map(Order::one)).collect();
        Store { orders, last: 3 }
    }
}

impl Order {
    fn one(item: &str) -> Order {
        Order { item: item.to_owned(), quantity: NonZeroU32::MIN }
    }

    fn numbered(&self, id: u32) -> Numbered {
        Numbered { id, order: self.clone() }
    }
}

impl IntoResponse for Missing {
    fn into_response(self) -> Response {
        let error = format!("there is no order {}", self.0);
        (StatusCode::NOT_FOUND, Json(json!({ "error": error }))).into_response()
    }
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use axum::http::header::{CONTENT_TYPE, COOKIE};
    use tower::ServiceExt;

    use super::*;

    const LAMP: &str = r#"{"item":"lamp","quantity":2}"#;

    /// A shop, and the cookie of a customer with a session.
    struct Customer {
        shop: Router,
        cookie: String,
    }

    impl Customer {
        async fn new() -> Customer {
            let shop = routes();
            let request = Request::post("/session").body(Body::empty()).unwrap();
            let response = shop.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::CREATED);
            let cookie = response.headers()[SET_COOKIE].to_str().unwrap();
            let (pair, _) = cookie.split_once(';').unwrap();
            Customer { shop, cookie: pair.to_owned() }
        }

        async fn asks(&self, method: &str, path: &str, body: &str) -> (u16, String) {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header(COOKIE, &self.cookie)
                .header(CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_owned()))
                .unwrap();
            answer(&self.shop, request).await
        }
    }

    async fn answer(shop: &Router, request: Request<Body>) -> (u16, String) {
        let response = shop.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), 1024).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    fn text(text: &str) -> String {
        text.to_owned()
    }

    #[tokio::test]
    async fn an_order_is_made_changed_read_and_removed() {
        let customer = Customer::new().await;
        let lamp = text(r#"{"id":4,"item":"lamp","quantity":2}"#);
        assert_eq!(customer.asks("POST", "/orders", LAMP).await, (201, lamp.clone()));
        assert_eq!(customer.asks("GET", "/orders/4", "").await, (200, lamp));
        let desk = text(r#"{"id":4,"item":"desk","quantity":1}"#);
        let change = r#"{"item":"desk","quantity":1}"#;
        assert_eq!(customer.asks("PUT", "/orders/4", change).await, (200, desk.clone()));
        assert_eq!(customer.asks("GET", "/orders/4", "").await, (200, desk));
        assert_eq!(customer.asks("DELETE", "/orders/4", "").await, (204, text("")));
        let missing = text(r#"{"error":"there is no order 4"}"#);
        for method in ["GET", "DELETE"] {
            assert_eq!(customer.asks(method, "/orders/4", "").await, (404, missing.clone()));
        }
        assert_eq!(customer.asks("PUT", "/orders/4", change).await, (404, missing));
        let (status, body) = customer.asks("POST", "/orders", LAMP).await;
        assert_eq!((status, body), (201, text(r#"{"id":5,"item":"lamp","quantity":2}"#)));
    }

    #[tokio::test]
    async fn the_list_holds_every_order() {
        let customer = Customer::new().await;
        customer.asks("DELETE", "/orders/2", "").await;
        let rest = r#"[{"id":1,"item":"chair","quantity":1},{"id":3,"item":"shelf","quantity":1}]"#;
        assert_eq!(customer.asks("GET", "/orders", "").await, (200, text(rest)));
    }

    #[tokio::test]
    async fn changing_an_order_needs_a_session() {
        let shop = routes();
        for (method, path) in [
            ("GET", "/session"),
            ("POST", "/orders"),
            ("PUT", "/orders/1"),
            ("DELETE", "/orders/1"),
        ] {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header(CONTENT_TYPE, "application/json")
                .body(Body::from(LAMP))
                .unwrap();
            let error = text(r#"{"error":"no session; POST /session opens one"}"#);
            assert_eq!(answer(&shop, request).await, (401, error), "{method} {path}");
        }
        let request = Request::get("/orders/1").body(Body::empty()).unwrap();
        let chair = text(r#"{"id":1,"item":"chair","quantity":1}"#);
        assert_eq!(answer(&shop, request).await, (200, chair));
    }

    #[tokio::test]
    async fn what_is_no_order_is_refused() {
        let customer = Customer::new().await;
        for (body, status) in [
            ("{", 400),
            (r#"{"item":"lamp"}"#, 422),
            (r#"{"item":"lamp","quantity":0}"#, 422),
            (r#"{"item":"lamp","quantity":-1}"#, 422),
            (r#"{"item":7,"quantity":1}"#, 422),
        ] {
            assert_eq!(customer.asks("POST", "/orders", body).await.0, status, "{body}");
            assert_eq!(customer.asks("PUT", "/orders/1", body).await.0, status, "{body}");
        }
        assert_eq!(customer.asks("GET", "/orders/one", "").await.0, 400);
    }

    /// `text/plain` needs no preflight, so any page can send it. That the API insists on
    /// `application/json` is what keeps orders from pages that the policy does not allow.
    #[tokio::test]
    async fn an_order_that_needed_no_preflight_is_refused() {
        let customer = Customer::new().await;
        let request = Request::post("/orders")
            .header(COOKIE, &customer.cookie)
            .header(CONTENT_TYPE, "text/plain")
            .body(Body::from(LAMP))
            .unwrap();
        assert_eq!(answer(&customer.shop, request).await.0, 415);
    }
}
