//! WebKit cannot map ports, and it can use a proxy. This one finds the servers at the ports that pages use, and knows
//! the documents of servers that do not exist.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::Mapped;

/// A proxy on a free port of this machine.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    pub(crate) documents: Documents,
    serving: JoinHandle<()>,
}

/// Documents by their URLs.
type Documents = Arc<Mutex<HashMap<String, String>>>;

impl Proxy {
    pub(crate) async fn start(ports: &[Mapped]) -> Proxy {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let documents = Documents::default();
        let (ports, known) = (ports.to_vec(), Arc::clone(&documents));
        let serving = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(serve(client, ports.clone(), Arc::clone(&known)));
            }
        });
        Proxy { port, documents, serving }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// WebKit uses a connection for one server only, so the first request tells where it leads. A server accepts the
/// whole URL in the request line: <https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2>.
async fn serve(mut client: TcpStream, ports: Vec<Mapped>, documents: Documents) -> Option<()> {
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        if client.read_buf(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let line = head.split(|byte| *byte == b'\r').next()?;
    let url = std::str::from_utf8(line).ok()?.split(' ').nth(1)?;
    let document = documents.lock().ok()?.get(url).cloned();
    if let Some(document) = document {
        let length = document.len();
        let answer = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{document}"
        );
        return client.write_all(answer.as_bytes()).await.ok();
    }
    let is_tunnel = head.starts_with(b"CONNECT ");
    let authority = url.trim_start_matches("http://").split('/').next()?;
    let told: u16 = authority.rsplit_once(':')?.1.parse().ok()?;
    let (_, port) = ports.iter().find(|(known, _)| *known == told)?;
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, *port)).await.ok()?;
    if is_tunnel {
        client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.ok()?;
    } else {
        server.write_all(&head).await.ok()?;
    }
    copy_bidirectional(&mut client, &mut server).await.ok()?;
    Some(())
}
