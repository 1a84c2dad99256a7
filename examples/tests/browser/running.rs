//! The servers and a browser that is a page of theirs.

use cors_examples::journal::Journal;
use cors_examples::servers::{Origins, Ports, Servers};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::devtools::Browser;

/// The servers listen at any free ports, and the browser is told that these are the ones that the
/// policies list. So the test runs beside whatever else does.
pub(crate) struct Running {
    pub(crate) origins: Origins,
    pub(crate) journal: Journal,
    pub(crate) browser: Browser,
    serving: JoinHandle<()>,
    stop: oneshot::Sender<()>,
}

impl Running {
    pub(crate) async fn start() -> Running {
        let mut servers = Servers::bind(Ports { api: 0, allowed: 0, other: 0 }).await.unwrap();
        let told = Ports::default();
        let Ports { api, allowed, other } = servers.ports;
        let map = [(told.api, api), (told.allowed, allowed), (told.other, other)];
        let map = map.map(|(told, port)| (format!("*:{told}"), port));
        let browser = Browser::start(&map);
        servers.origins = Origins::at(told);
        let (origins, journal) = (servers.origins.clone(), servers.journal.clone());
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(servers.serve(async { drop(stopped.await) }));
        Running { origins, journal, browser, serving, stop }
    }

    pub(crate) async fn stop(self) {
        self.browser.close().await;
        drop(self.stop);
        self.serving.await.unwrap();
    }
}
