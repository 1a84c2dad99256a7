//! The three servers: bound together, so that each can know the others' addresses, and stopped
//! together.

use std::fmt;
use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::api;
use crate::journal::Journal;
use crate::pages::{self, Site};

/// The ports to listen on; 0 is any free one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ports {
    /// Of the APIs.
    pub api: u16,
    /// Of the lab and the orders' page, at an origin that the policies allow.
    pub allowed: u16,
    /// Of the same pages at another origin.
    pub other: u16,
}

/// Three servers that listen and do not answer yet.
#[derive(Debug)]
pub struct Servers {
    /// The servers' own origins.
    pub origins: Origins,
    /// Where they listen.
    pub ports: Ports,
    /// What reached the APIs.
    pub journal: Journal,
    listeners: [TcpListener; 3],
}

/// Where the servers are, as serialized origins.
#[derive(Clone, Debug)]
pub struct Origins {
    /// The APIs.
    pub api: String,
    /// The lab, and the page that the orders' policy allows.
    pub allowed: String,
    /// The page that it does not.
    pub other: String,
}

/// A port that could not be listened on.
#[derive(Debug)]
pub struct PortError {
    option: &'static str,
    port: u16,
    error: io::Error,
}

/// How long open exchanges may take when the servers stop. Everything here answers at once, so only
/// a client that stopped reading can last that long.
const GRACE: Duration = Duration::from_secs(3);

impl Servers {
    /// Listens on all three ports.
    ///
    /// # Errors
    /// If a port is in use or not to be had.
    pub async fn bind(ports: Ports) -> Result<Servers, PortError> {
        let (api, api_port) = listen("--api-port", ports.api).await?;
        let (allowed, allowed_port) = listen("--allowed-port", ports.allowed).await?;
        let (other, other_port) = listen("--other-port", ports.other).await?;
        let ports = Ports { api: api_port, allowed: allowed_port, other: other_port };
        let listeners = [api, allowed, other];
        Ok(Servers { origins: Origins::at(ports), ports, journal: Journal::default(), listeners })
    }

    /// Answers until `stop` is ready, then ends what is under way and closes.
    pub async fn serve(self, stop: impl Future<Output = ()>) {
        let Servers { origins, journal, listeners: [api, allowed, other], .. } = self;
        let api_router = api::router(journal.clone());
        let pages_router = pages::router(Site {
            api: origins.api,
            pages: [origins.allowed, origins.other],
            journal,
        });
        // The servers stop when this sender is dropped.
        let (running, stopped) = watch::channel(());
        let servers = [(api, api_router), (allowed, pages_router.clone()), (other, pages_router)]
            .map(|(listener, router)| {
                let mut stopped = stopped.clone();
                let server = axum::serve(listener, router).with_graceful_shutdown(async move {
                    // An error is the news that the sender is gone.
                    let _ = stopped.changed().await;
                });
                tokio::spawn(server.into_future())
            });
        stop.await;
        drop(running);
        let closing = async {
            for server in servers {
                // `axum::serve` handles the errors of its connections itself.
                let _ = server.await;
            }
        };
        let _ = timeout(GRACE, closing).await;
    }
}

impl Origins {
    /// `localhost` and `127.0.0.1` are one machine, two origins and two sites.
    #[must_use]
    pub fn at(ports: Ports) -> Origins {
        let Ports { api, allowed, other } = ports;
        Origins {
            api: format!("http://localhost:{api}"),
            allowed: format!("http://localhost:{allowed}"),
            other: format!("http://127.0.0.1:{other}"),
        }
    }
}

/// On IPv4 alone; browsers and curl try `127.0.0.1` when nothing answers for `localhost` at `::1`.
async fn listen(option: &'static str, port: u16) -> Result<(TcpListener, u16), PortError> {
    let bound = async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let port = listener.local_addr()?.port();
        Ok((listener, port))
    };
    bound.await.map_err(|error| PortError { option, port, error })
}

impl Default for Ports {
    fn default() -> Ports {
        Ports { api: 4100, allowed: 4101, other: 4102 }
    }
}

impl fmt::Display for PortError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PortError { option, port, error } = self;
        if error.kind() == io::ErrorKind::AddrInUse {
            write!(f, "port {port} is in use; choose another with {option}, or 0 for any free one")
        } else {
            write!(f, "cannot listen on port {port}: {error}; choose another with {option}")
        }
    }
}

impl std::error::Error for PortError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpStream;

    use super::*;

    const ANY: Ports = Ports { api: 0, allowed: 0, other: 0 };

    #[tokio::test]
    async fn a_port_in_use_is_named_with_its_option() {
        let (_first, port) = listen("", 0).await.unwrap();
        for (ports, option) in [
            (Ports { api: port, ..ANY }, "--api-port"),
            (Ports { allowed: port, ..ANY }, "--allowed-port"),
            (Ports { other: port, ..ANY }, "--other-port"),
        ] {
            assert_eq!(
                Servers::bind(ports).await.unwrap_err().to_string(),
                format!(
                    "port {port} is in use; choose another with {option}, or 0 for any free one"
                )
            );
        }
    }

    #[tokio::test]
    async fn idle_connections_do_not_hold_up_the_stop() {
        let servers = Servers::bind(ANY).await.unwrap();
        let address = servers.origins.api.replace("http://localhost", "127.0.0.1");
        let mut idle = None;
        let stop = async { idle = TcpStream::connect(&address).await.ok() };
        timeout(GRACE / 2, servers.serve(stop)).await.unwrap();
        assert!(idle.is_some());
        assert!(TcpStream::connect(&address).await.is_err());
    }
}
