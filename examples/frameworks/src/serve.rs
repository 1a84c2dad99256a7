//! Where the apps listen, and a server for those that are a service only.

use std::io;
use std::net::Ipv4Addr;

use bytes::Bytes;
use http::{Request, Response};
use hyper::body::{Body, Incoming};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tower::Service;

/// A socket on this machine, and a word on what to ask there.
///
/// # Errors
///
/// If there is no free port.
pub async fn listener() -> io::Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let orders = format!("http://{}/orders", listener.local_addr()?);
    println!(
        "\
# the preflight of a POST with JSON, from the policy's origin
curl -i -X OPTIONS {orders} -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: POST' -H 'Access-Control-Request-Headers: content-type'

# an error that its pages may read
curl -i {orders}/broken -H 'Origin: https://app.example.com'

# another page: the app answers, and the browser keeps the answer from the page
curl -i {orders} -H 'Origin: https://evil.example'

Ctrl-C stops the example."
    );
    Ok(listener)
}

/// Serves a service with hyper, a task a connection, until Ctrl-C.
///
/// # Errors
///
/// If no connection can be accepted any more.
pub async fn serve<S, B>(listener: TcpListener, service: S) -> io::Result<()>
where
    S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    B: Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => accepted?.0,
            interrupted = tokio::signal::ctrl_c() => return interrupted,
        };
        let service = TowerToHyperService::new(service.clone());
        tokio::spawn(async move {
            let builder = Builder::new(TokioExecutor::new());
            // An error here is a client that is gone.
            let _ = builder.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}
