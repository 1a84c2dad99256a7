//! A cache as a child process, on a free port of loopback and with a directory of its own.

use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Request;
use http_body_util::Empty;
use tokio::time::timeout;

use crate::client::Client;
use crate::{nginx, varnish};

/// Varnish compiles its rules first, which takes a second.
const STARTS_WITHIN: Duration = Duration::from_secs(30);
const ENDS_WITHIN: Duration = Duration::from_secs(10);
/// For one answer while the cache starts.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(20);
const ATTEMPTS: usize = 5;

/// The header of an answer that tells the cache from another program that has the same port.
pub(crate) const CACHE_NAME: &str = "x-cache-name";

#[derive(Clone, Copy, Debug)]
pub(crate) enum Product {
    Nginx,
    Varnish,
}

impl Product {
    /// The header of an answer that says whether the cache had it.
    pub(crate) fn cache_status(self) -> &'static str {
        match self {
            Product::Nginx => nginx::CACHE_STATUS,
            Product::Varnish => varnish::CACHE_STATUS,
        }
    }

    fn command(
        self,
        directory: &Path,
        name: &str,
        address: SocketAddr,
        api: SocketAddr,
    ) -> Command {
        match self {
            Product::Nginx => nginx::command(directory, name, address, api),
            Product::Varnish => varnish::command(directory, name, address, api),
        }
    }
}

/// The process ends when this is dropped, also by a panic.
pub(crate) struct Cache {
    pub(crate) address: SocketAddr,
    name: String,
    process: Child,
    directory: PathBuf,
}

impl Cache {
    pub(crate) async fn start(product: Product, api: SocketAddr) -> Cache {
        let mut log = String::new();
        // Another program may take the free port before the cache does.
        for _ in 0..ATTEMPTS {
            let mut cache = Cache::spawn(product, api);
            if cache.answers().await {
                return cache;
            }
            log = cache.log();
        }
        panic!("{product:?} does not start: {log}");
    }

    fn spawn(product: Product, api: SocketAddr) -> Cache {
        let name = unique_name();
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&name);
        fs::create_dir_all(&directory).unwrap();
        let log = File::create(directory.join("log")).unwrap();
        let address = free_address();
        let process = product
            .command(&directory, &name, address, api)
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("{product:?} is not installed: {error}"));
        Cache { address, name, process, directory }
    }

    /// Waits for the first answer, and returns false if the process ends before it.
    async fn answers(&mut self) -> bool {
        let started = Instant::now();
        while self.process.try_wait().unwrap().is_none() {
            assert!(started.elapsed() < STARTS_WITHIN, "no answer: {}", self.log());
            if self.has_answered().await {
                return true;
            }
            tokio::time::sleep(PAUSE).await;
        }
        false
    }

    async fn has_answered(&self) -> bool {
        let ask = async {
            let mut client = Client::connect(self.address).await?;
            client.answer(Request::builder().uri("/ready").body(Empty::<Bytes>::new())?).await
        };
        let Ok(Ok(answer)) = timeout(PATIENCE, ask).await else { return false };
        answer.headers().get(CACHE_NAME).is_some_and(|name| *name == self.name)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.directory.join("log")).unwrap_or_default()
    }

    /// Asks the process to end, so that it ends its own children too.
    fn terminate(&mut self) {
        // The shell has a `kill`, and calling the system directly is unsafe code.
        let kill = ["-c", "kill -TERM \"$0\""];
        let _ = Command::new("sh").args(kill).arg(self.process.id().to_string()).status();
        let started = Instant::now();
        while started.elapsed() < ENDS_WITHIN {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(PAUSE);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            self.terminate();
        }
        let _ = fs::remove_dir_all(&self.directory);
    }
}

fn unique_name() -> String {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    format!("caches-{}-{number}", std::process::id())
}

fn free_address() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap()
}
