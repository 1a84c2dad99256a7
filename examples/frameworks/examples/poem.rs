//! The orders API with poem.
//!
//! ```sh
//! cargo run -p cors-frameworks --example poem
//! ```

use std::io;

use cors_frameworks::poem::cors;
use cors_frameworks::{API, listener};
use poem::http::StatusCode;
use poem::listener::TcpAcceptor;
use poem::{Endpoint, EndpointExt, Error, Response, Result, Route, Server, get, handler};

fn app() -> impl Endpoint<Output = Response> {
    Route::new()
        .at("/orders", get(list).post(create))
        .at("/orders/broken", get(broken))
        // Last, and so around all routes and around the errors of the router.
        .around(|next, request| cors(&API, next, request))
}

#[handler]
fn list() -> &'static str {
    "1: an espresso\n"
}

#[handler]
fn create() -> (StatusCode, &'static str) {
    (StatusCode::CREATED, "2: an espresso\n")
}

#[handler]
fn broken() -> Result<&'static str> {
    Err(Error::from_status(StatusCode::INTERNAL_SERVER_ERROR))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    Server::new_with_acceptor(TcpAcceptor::from_tokio(listener().await?)?).run(app()).await
}

#[cfg(test)]
mod tests {
    use cors_frameworks::promise;
    use http_body_util::combinators::BoxBody;
    use poem::Request;

    use super::*;

    #[tokio::test]
    async fn it_keeps_what_all_examples_promise() {
        promise::is_kept(async |request| {
            let (head, body) = request.into_parts();
            let mut request = Request::builder().method(head.method).uri(head.uri).body(body);
            *request.headers_mut() = head.headers;
            http::Response::<BoxBody<_, _>>::from(app().get_response(request).await)
        })
        .await;
    }
}
