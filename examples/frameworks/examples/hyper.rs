//! The orders API with hyper alone.
//!
//! ```sh
//! cargo run -p cors-frameworks --example hyper
//! ```

use std::convert::Infallible;
use std::io;

use bytes::Bytes;
use cors_frameworks::{API, listener, serve};
use http_body_util::Full;
use hyper::{Method, Request, Response, StatusCode};
use tower::{Layer, service_fn};

async fn orders<B>(request: Request<B>) -> Result<Response<Full<Bytes>>, Infallible> {
    let (status, body) = match (request.method(), request.uri().path()) {
        (&Method::GET, "/orders") => (StatusCode::OK, "1: an espresso\n"),
        (&Method::POST, "/orders") => (StatusCode::CREATED, "2: an espresso\n"),
        (&Method::GET, "/orders/broken") => (StatusCode::INTERNAL_SERVER_ERROR, "broken\n"),
        (_, "/orders" | "/orders/broken") => (StatusCode::METHOD_NOT_ALLOWED, "not like this\n"),
        _ => (StatusCode::NOT_FOUND, "there is nothing here\n"),
    };
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = status;
    Ok(response)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    // Around the whole service.
    serve(listener().await?, API.layer().layer(service_fn(orders))).await
}

#[cfg(test)]
mod tests {
    use cors_frameworks::promise;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn it_keeps_what_all_examples_promise() {
        let app = API.layer().layer(service_fn(orders));
        promise::is_kept(async |request| app.clone().oneshot(request).await.unwrap()).await;
    }
}
