//! The servers and a browser whose pages are theirs.

use axum::Router;
use cors_examples::journal::Journal;
use cors_examples::lab::case::Engine;
use cors_examples::servers::{Origins, Ports, Servers};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::driver::{Browser, Mapped};

/// The servers listen at any free ports, and the browser finds them at those that the policies list. So the test runs
/// beside other programs.
pub(crate) struct Running {
    pub(crate) origins: Origins,
    pub(crate) journal: Journal,
    pub(crate) ports: Vec<Mapped>,
    pub(crate) browser: Browser,
    serving: JoinHandle<()>,
    stop: oneshot::Sender<()>,
}

/// The lab's and the orders' servers alone.
pub(crate) struct Serving {
    pub(crate) origins: Origins,
    pub(crate) journal: Journal,
    pub(crate) ports: Vec<Mapped>,
    task: JoinHandle<()>,
    stop: oneshot::Sender<()>,
}

/// Where pages find the server that a test brings.
pub(crate) const TESTS_SERVER: &str = "http://localhost:4103";

impl Serving {
    pub(crate) async fn start() -> Serving {
        let mut servers = Servers::bind(Ports { api: 0, allowed: 0, other: 0 }).await.unwrap();
        let told = Ports::default();
        let Ports { api, allowed, other } = servers.ports;
        let ports = vec![(told.api, api), (told.allowed, allowed), (told.other, other)];
        servers.origins = Origins::at(told);
        let (origins, journal) = (servers.origins.clone(), servers.journal.clone());
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(servers.serve(async { drop(stopped.await) }));
        Serving { origins, journal, ports, task, stop }
    }

    pub(crate) async fn stop(self) {
        drop(self.stop);
        self.task.await.unwrap();
    }
}

impl Running {
    pub(crate) async fn start(engine: Engine) -> Running {
        Running::with(engine, Router::new()).await
    }

    /// With a server of the test's own at [`TESTS_SERVER`].
    pub(crate) async fn with(engine: Engine, router: Router) -> Running {
        let Serving { origins, journal, mut ports, task, stop } = Serving::start().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let told = TESTS_SERVER.rsplit(':').next().unwrap().parse().unwrap();
        ports.push((told, listener.local_addr().unwrap().port()));
        tokio::spawn(axum::serve(listener, router).into_future());
        let browser = Browser::start(engine, &ports).await;
        Running { origins, journal, ports, browser, serving: task, stop }
    }

    pub(crate) async fn stop(self) {
        drop(self.browser);
        drop(self.stop);
        self.serving.await.unwrap();
    }
}
