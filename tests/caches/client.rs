//! A client that asks over one connection.

use std::error::Error;
use std::net::SocketAddr;

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderValue, Request, Response};
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

pub(crate) struct Client(SendRequest<Empty<Bytes>>);

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Result<Client> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Client(sender))
    }

    pub(crate) async fn answer(
        &mut self,
        mut request: Request<Empty<Bytes>>,
    ) -> Result<Response<()>> {
        request.headers_mut().insert(HOST, HeaderValue::from_static("api.example.com"));
        self.0.ready().await?;
        let (head, body) = self.0.send_request(request).await?.into_parts();
        // The connection is free for the next request when the body has been read.
        body.collect().await?;
        Ok(Response::from_parts(head, ()))
    }
}
