//! The orders API with salvo.
//!
//! ```sh
//! cargo run -p cors-frameworks --example salvo
//! ```

use std::io;

use cors_frameworks::salvo::Cors;
use cors_frameworks::{API, listener};
use salvo::conn::tcp::TcpAcceptor;
use salvo::http::{StatusCode, StatusError};
use salvo::{Response, Router, Server, Service, handler};

fn app() -> Service {
    let orders = Router::with_path("orders")
        .get(list)
        .post(create)
        .push(Router::with_path("broken").get(broken));
    // On the service: hoops of a router run for its own routes only, and a preflight has none.
    Service::new(orders).hoop(Cors(API.clone()))
}

#[handler]
async fn list() -> &'static str {
    "1: an espresso\n"
}

#[handler]
async fn create(response: &mut Response) {
    response.status_code(StatusCode::CREATED);
    response.render("2: an espresso\n");
}

#[handler]
async fn broken() -> Result<&'static str, StatusError> {
    Err(StatusError::internal_server_error())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let acceptor = TcpAcceptor::try_from(listener().await?)?;
    Server::new(acceptor).serve(app()).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use cors_frameworks::promise;
    use salvo::Request;
    use salvo::http::uri::Scheme;

    use super::*;

    #[tokio::test]
    async fn it_keeps_what_all_examples_promise() {
        promise::is_kept(async |request| {
            let request = Request::from_hyper(request, Scheme::HTTP);
            app().handle(request).await.strip_to_hyper()
        })
        .await;
    }
}
