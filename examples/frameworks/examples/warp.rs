//! The orders API with warp.
//!
//! ```sh
//! cargo run -p cors-frameworks --example warp
//! ```

use std::convert::Infallible;
use std::error::Error;
use std::io;

use bytes::Bytes;
use cors_frameworks::{API, listener, serve};
use hyper::body::Body;
use tower::{Layer, Service};
use warp::http::{Request, StatusCode};
use warp::reject::{Reject, custom};
use warp::reply::{Response, with_status};
use warp::{Filter, Rejection};

fn app<B>()
-> impl Service<Request<B>, Response = Response, Error = Infallible, Future: Send> + Clone
where
    B: Body<Data = Bytes, Error: Into<Box<dyn Error + Send + Sync>>> + Send + Sync + 'static,
{
    let list = warp::path!("orders").and(warp::get()).map(|| "1: an espresso\n");
    let create = warp::path!("orders")
        .and(warp::post())
        .map(|| with_status("2: an espresso\n", StatusCode::CREATED));
    let broken = warp::path!("orders" / "broken").and(warp::get()).and_then(broken);
    // Around the service, not a filter among others: a rejection is a response only where the filters end.
    // `warp::serve` takes no service, so hyper serves this one.
    API.layer().layer(warp::service(list.or(create).or(broken)))
}

#[derive(Debug)]
struct Broken;

impl Reject for Broken {}

async fn broken() -> Result<&'static str, Rejection> {
    Err(custom(Broken))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    serve(listener().await?, app()).await
}

#[cfg(test)]
mod tests {
    use cors_frameworks::promise;
    use http_body_util::Full;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn it_keeps_what_all_examples_promise() {
        promise::is_kept(async |request| app().oneshot(request.map(Full::from)).await.unwrap())
            .await;
    }
}
