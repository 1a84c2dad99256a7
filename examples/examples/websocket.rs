//! A WebSocket that pages of other sites cannot open with a user's cookies.
//!
//! Browsers ask nobody before they open a WebSocket: there is no preflight and no CORS check, the user's cookies are
//! sent along, and the page reads what comes. All that a server has to go by is `Origin`, which browsers send with every
//! [opening handshake](https://websockets.spec.whatwg.org/#websocket-opening-handshake), from the server's own pages as
//! well. A layer does not help, because what it says in headers nobody reads: the handler has to ask the policy.
//!
//! `cargo run -p cors-examples --example websocket`, then open both addresses that it prints.

use std::io::{self, Write as _};
use std::net::Ipv4Addr;

use axum::Router;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get};
use cors_runtime::{CorsPolicy, cors_policy};
use tokio::net::TcpListener;

/// One policy for what browsers ask about and for what they do not.
static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        // The page below. To CORS a server's own page is nobody else, but its handshakes say where they come from
        // like all others, so it is listed. That of a deployed server would be its https origin.
        #[allow(development_origin)]
        "http://localhost:4110",
    ],
    allow_credentials: true,
};

const PORT: u16 = 4110;

const PAGE: &str = r#"<!doctype html>
<meta charset="utf-8">
<title>WebSocket</title>
<p id="said">…</p>
<script>
    const said = document.getElementById("said");
    const socket = new WebSocket("ws://localhost:4110/echo");
    socket.onopen = () => socket.send(`hello from ${location.origin}`);
    socket.onmessage = ({ data }) => { said.textContent = `echo: ${data}`; };
    socket.onerror = () => { said.textContent = `${location.origin} was refused`; };
</script>
"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, PORT)).await?;
    write!(
        io::stdout(),
        "\
http://localhost:{PORT} is listed and gets its echo.
http://127.0.0.1:{PORT} is the same page at another origin, and is refused.
"
    )?;
    axum::serve(listener, app()).await
}

fn app() -> Router {
    Router::new()
        .route("/", get(async || Html(PAGE)))
        // HTTP/2 opens WebSockets with CONNECT.
        .route("/echo", any(echo))
        .layer(API.layer())
}

async fn echo(headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    if !may_open(&headers) {
        return (StatusCode::FORBIDDEN, "this origin may not open a WebSocket here\n")
            .into_response();
    }
    // Who the user is, is asked here, as for every other request: an origin is not a user.
    upgrade.on_upgrade(answer)
}

/// Whether the page that opens a WebSocket is one of the policy's.
fn may_open(headers: &HeaderMap) -> bool {
    let mut origins = headers.get_all(ORIGIN).iter();
    match (origins.next(), origins.next()) {
        // Not a browser, then. A program can send any `Origin` anyway, and it has no cookies but its own user's, which is
        // what the check is for. To let browsers in alone would keep out only those that say that they are none.
        (None, _) => true,
        (Some(origin), None) => API.allows_origin(origin),
        // No browser sends two, and which one a proxy would go by is anybody's guess.
        (Some(_), Some(_)) => false,
    }
}

async fn answer(mut socket: WebSocket) {
    // An error is the news that the other side has gone.
    while let Some(Ok(message)) = socket.recv().await {
        let is_data = matches!(message, Message::Text(_) | Message::Binary(_));
        if is_data && socket.send(message).await.is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{SocketAddr, TcpStream};

    use axum::http::HeaderValue;
    use tungstenite::client::IntoClientRequest as _;
    use tungstenite::handshake::HandshakeError;
    use tungstenite::{Error, Message};

    use super::*;

    /// What a client gets that opens a WebSocket with these `Origin`s: its echo, or the status of a refusal.
    fn opened(address: SocketAddr, origins: &[&'static str]) -> Result<String, StatusCode> {
        let mut request = format!("ws://{address}/echo").into_client_request().unwrap();
        for origin in origins {
            request.headers_mut().append(ORIGIN, HeaderValue::from_static(origin));
        }
        let stream = TcpStream::connect(address).unwrap();
        let mut socket = match tungstenite::client(request, stream) {
            Ok((socket, _)) => socket,
            Err(HandshakeError::Failure(Error::Http(refusal))) => return Err(refusal.status()),
            Err(other) => panic!("{other}"),
        };
        socket.send(Message::text("hello")).unwrap();
        Ok(socket.read().unwrap().to_text().unwrap().to_owned())
    }

    #[tokio::test]
    async fn only_pages_of_the_policy_open_a_websocket_and_programs_are_no_pages() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(axum::serve(listener, app()).into_future());
        for (origins, is_open) in [
            (&["http://localhost:4110"][..], true),
            (&["https://app.example.com"], true),
            (&[], true),
            (&["https://evil.example"], false),
            (&["http://127.0.0.1:4110"], false),
            (&["http://localhost:4111"], false),
            (&["https://app.example.com.evil.example"], false),
            (&["wss://app.example.com"], false),
            (&["null"], false),
            (&[""], false),
            (&["https://app.example.com", "https://app.example.com"], false),
            (&["https://app.example.com", "https://evil.example"], false),
        ] {
            let found = tokio::task::spawn_blocking(move || opened(address, origins));
            let expected =
                if is_open { Ok("hello".to_owned()) } else { Err(StatusCode::FORBIDDEN) };
            assert_eq!(found.await.unwrap(), expected, "{origins:?}");
        }
        server.abort();
    }
}
