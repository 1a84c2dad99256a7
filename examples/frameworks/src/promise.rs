//! What an app under this policy answers, whatever its framework. The examples' tests ask for it.

use std::convert::Infallible;

use bytes::Bytes;
use cors_runtime::testing::{Routes, assert_conforms_with};
use http::{Request, Response};
use tower::service_fn;

use crate::API;

/// A request, and what comes out: a status, and the origin whose pages may read it.
type Promise = (&'static str, &'static str, &'static str, u16, Option<&'static str>);

const APP: &str = "https://app.example.com";
const EVIL: &str = "https://evil.example";

const PROMISES: [Promise; 11] = [
    ("GET", "/orders", APP, 200, Some(APP)),
    ("POST", "/orders", APP, 201, Some(APP)),
    // It runs, and its page cannot read what came out.
    ("GET", "/orders", EVIL, 200, None),
    // Errors, which without the headers no page could tell from a network that is down: of the handler, of the
    // router for a path and for a method.
    ("GET", "/orders/broken", APP, 500, Some(APP)),
    ("GET", "/no/such/path", APP, 404, Some(APP)),
    ("DELETE", "/orders", APP, 405, Some(APP)),
    // Preflights, for which no app has a route.
    ("OPTIONS", "/orders", APP, 204, Some(APP)),
    ("OPTIONS", "/orders/broken", APP, 204, Some(APP)),
    ("OPTIONS", "/no/such/path", APP, 204, Some(APP)),
    ("OPTIONS", "/orders", EVIL, 403, None),
    ("OPTIONS", "/no/such/path", EVIL, 403, None),
];

/// Asks an app for all of it, and for what browsers would ask it besides.
///
/// # Panics
///
/// If a promise is broken; it is for tests.
#[expect(clippy::unwrap_used, reason = "the requests above are requests")]
pub async fn is_kept<B>(ask: impl AsyncFn(Request<Bytes>) -> Response<B>) {
    for (method, path, origin, status, allowed) in PROMISES {
        let mut request = Request::builder().method(method).uri(path).header("origin", origin);
        if method == "OPTIONS" {
            request = request
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "content-type");
        }
        let request = request.body(Bytes::new()).unwrap();
        let response = ask(request).await;
        let got = response.headers().get("access-control-allow-origin");
        assert_eq!(
            (response.status().as_u16(), got.and_then(|origin| origin.to_str().ok())),
            (status, allowed),
            "{method} {path} from {origin}"
        );
    }
    let ask = &ask;
    let app = service_fn(move |request| {
        let response = ask(request);
        async { Ok::<_, Infallible>(response.await) }
    });
    let routes = Routes::of(&API).get("/orders").post("/orders").get("/orders/broken");
    assert_conforms_with(routes, app, Bytes::new).await;
}
