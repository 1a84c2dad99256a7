//! The orders API as a function of AWS Lambda, behind an HTTP API of API Gateway or a function URL.
//!
//! ```sh
//! echo '{"rawPath": "/orders", "headers": {"origin": "https://app.example.com"}, "requestContext": {"http": {"method": "GET"}}}' |
//!     cargo run -p cors-frameworks --example lambda
//! ```
//!
//! answers one event outside of Lambda. In front of the function, every method and path has to lead to it
//! (`ANY /{proxy+}`), and what API Gateway has of CORS itself has to be off.

use std::convert::Infallible;
use std::{env, io};

use cors_frameworks::API;
use lambda_http::http::{Method, StatusCode};
use lambda_http::{
    Adapter, Body, Context, Error, LambdaEvent, Request, Response, Service, service_fn,
};
use tower::{Layer, ServiceExt as _};

fn app()
-> impl Service<Request, Response = Response<Body>, Error = Infallible, Future: Send> + Clone {
    // Around the whole function; an axum `Router` with this layer is one as well.
    API.layer().layer(service_fn(orders))
}

async fn orders(request: Request) -> Result<Response<Body>, Infallible> {
    let (status, body) = match (request.method(), request.uri().path()) {
        (&Method::GET, "/orders") => (StatusCode::OK, "1: an espresso\n"),
        (&Method::POST, "/orders") => (StatusCode::CREATED, "2: an espresso\n"),
        (&Method::GET, "/orders/broken") => (StatusCode::INTERNAL_SERVER_ERROR, "broken\n"),
        (_, "/orders" | "/orders/broken") => (StatusCode::METHOD_NOT_ALLOWED, "not like this\n"),
        _ => (StatusCode::NOT_FOUND, "there is nothing here\n"),
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    Ok(response)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    if env::var_os("AWS_LAMBDA_RUNTIME_API").is_some() {
        return lambda_http::run(app()).await;
    }
    let event = LambdaEvent::new(serde_json::from_reader(io::stdin())?, Context::default());
    let answer = Adapter::from(app()).oneshot(event).await?;
    serde_json::to_writer_pretty(io::stdout(), &answer)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use cors_frameworks::promise;

    use super::*;

    #[tokio::test]
    async fn it_keeps_what_all_examples_promise() {
        promise::is_kept(async |request| {
            app().oneshot(request.map(|body| Body::from(body.to_vec()))).await.unwrap()
        })
        .await;
    }
}
