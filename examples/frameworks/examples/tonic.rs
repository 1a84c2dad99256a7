//! The orders API with tonic, for pages that speak gRPC-Web.
//!
//! ```sh
//! cargo run -p cors-frameworks --example tonic
//!
//! # with the port that it says: the preflight of a call, and what a page of nobody's gets
//! curl -i -X OPTIONS 127.0.0.1:$PORT/orders.Orders/Create -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: POST'
//! curl -i -X OPTIONS 127.0.0.1:$PORT/orders.Orders/Create -H 'Origin: https://evil.example' -H 'Access-Control-Request-Method: POST'
//! ```

use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::pin::Pin;
use std::task::{Context, Poll};

use cors_runtime::{CorsPolicy, cors_policy};
use prost::Message;
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::body::Body;
use tonic::codegen::{Service, http};
use tonic::server::{Grpc, NamedService};
use tonic::transport::{Error, Server};
use tonic::{Request, Response, Status};
use tonic_prost::ProstCodec;
use tonic_web::GrpcWebLayer;
use tower::service_fn;

/// What gRPC-Web needs: its calls are POST, with headers of its own, and what they came to is in headers, too, which
/// a page cannot read unless they are exposed.
static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: [POST],
    allow_headers: ["content-type", "grpc-timeout", "x-grpc-web", "x-user-agent"],
    expose_headers: ["grpc-message", "grpc-status", "grpc-status-details-bin"],
    max_age: 10m,
};

async fn served(listener: TcpListener) -> Result<(), Error> {
    Server::builder()
        // Browsers without TLS speak nothing else.
        .accept_http1(true)
        // First: in tonic the layer that is added first is the outermost.
        .layer(API.layer())
        .layer(GrpcWebLayer::new())
        .add_service(Orders)
        .serve_with_incoming(TcpListenerStream::new(listener))
        .await
}

/// `rpc Create(Order) returns (Order)` and `rpc Break(Order) returns (Order)`, as tonic's code generator writes it.
#[derive(Clone)]
struct Orders;

#[derive(Clone, PartialEq, Message)]
struct Order {
    #[prost(string, tag = "1")]
    item: String,
}

impl NamedService for Orders {
    const NAME: &'static str = "orders.Orders";
}

type Answer = Result<http::Response<Body>, Infallible>;

impl Service<http::Request<Body>> for Orders {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Answer> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        Box::pin(async move {
            let mut grpc = Grpc::new(ProstCodec::<Order, Order>::default());
            Ok(match request.uri().path() {
                "/orders.Orders/Create" => grpc.unary(service_fn(create), request).await,
                "/orders.Orders/Break" => grpc.unary(service_fn(broken), request).await,
                _ => Status::unimplemented("there is no such method").into_http(),
            })
        })
    }
}

async fn create(order: Request<Order>) -> Result<Response<Order>, Status> {
    Ok(Response::new(order.into_inner()))
}

async fn broken(_: Request<Order>) -> Result<Response<Order>, Status> {
    Err(Status::internal("broken"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    println!("http://{}; Ctrl-C stops the example.", listener.local_addr()?);
    Ok(served(listener).await?)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http_body_util::{BodyExt, Full};
    use hyper::client::conn::http1;
    use hyper_util::rt::TokioIo;
    use tokio::net::TcpStream;

    use super::*;

    const APP: &str = "https://app.example.com";
    const EVIL: &str = "https://evil.example";

    /// A call of gRPC-Web, or its preflight: the status, who may read the answer, and what the call came to.
    #[tokio::test]
    async fn calls_and_their_preflights() {
        for (method, path, origin, status, allowed, came_to) in [
            ("OPTIONS", "/orders.Orders/Create", APP, 204, Some(APP), None),
            ("OPTIONS", "/no.Such/Service", APP, 204, Some(APP), None),
            ("OPTIONS", "/orders.Orders/Create", EVIL, 403, None, None),
            // After a message, what it came to is in the body.
            ("POST", "/orders.Orders/Create", APP, 200, Some(APP), None),
            ("POST", "/orders.Orders/Create", EVIL, 200, None, None),
            // Without one, it is in the headers.
            ("POST", "/orders.Orders/Break", APP, 200, Some(APP), Some("13")),
            ("POST", "/orders.Orders/NoSuchMethod", APP, 200, Some(APP), Some("12")),
            ("POST", "/no.Such/Service", APP, 200, Some(APP), Some("12")),
            ("GET", "/orders.Orders/Create", APP, 405, Some(APP), None),
        ] {
            let response = asked(method, path, origin).await;
            let header = |name| {
                let value = response.headers().get(name)?;
                Some(value.to_str().unwrap())
            };
            assert_eq!(response.status(), status, "{method} {path} from {origin}");
            assert_eq!(
                header("access-control-allow-origin"),
                allowed,
                "{method} {path} from {origin}"
            );
            assert_eq!(header("grpc-status"), came_to, "{method} {path} from {origin}");
        }
        let created = asked("POST", "/orders.Orders/Create", APP).await;
        let body = String::from_utf8_lossy(created.body()).into_owned();
        assert!(body.contains("espresso") && body.contains("grpc-status:0"), "{body:?}");
    }

    async fn asked(method: &str, path: &str, origin: &str) -> http::Response<Bytes> {
        let order = Order { item: "espresso".to_owned() }.encode_to_vec();
        // A message as gRPC frames it: not compressed, its length, and itself.
        let mut body = vec![0];
        body.extend(u32::try_from(order.len()).unwrap().to_be_bytes());
        body.extend(order);
        let mut request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("host", "api.example.com")
            .header("origin", origin);
        request = if method == "OPTIONS" {
            body.clear();
            request
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "content-type,x-grpc-web")
        } else {
            request.header("content-type", "application/grpc-web+proto").header("x-grpc-web", "1")
        };
        let request = request.body(Full::<Bytes>::from(body)).unwrap();

        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
        let response = async {
            let (head, body) = sender.send_request(request).await.unwrap().into_parts();
            http::Response::from_parts(head, body.collect().await.unwrap().to_bytes())
        };
        tokio::select! {
            response = response => response,
            ended = connection => panic!("the connection ended: {ended:?}"),
            ended = served(listener) => panic!("the server ended: {ended:?}"),
        }
    }
}
