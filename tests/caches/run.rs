//! One server, one cache in front of it, and several clients at the same time.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use http::Response;
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::{sleep, timeout};

use crate::api::{Api, STALE_AFTER, Wiring};
use crate::cache::{Cache, Product};
use crate::client::Client;
use crate::oracle::{self, Violation};
use crate::requests::{self, Kind, Planned};

/// Browsers have up to six connections to a server.
const CLIENTS: u64 = 6;
const REQUESTS_OF_A_ROUND: usize = 300;
const ROUNDS: u64 = 2;
/// For all requests of a round.
const PATIENCE: Duration = Duration::from_secs(60);

/// A cache in front of a server.
pub(crate) struct Running {
    cache: Cache,
    api: Api,
}

pub(crate) struct Summary {
    /// Each with the request and the answer.
    pub(crate) violations: Vec<(Violation, String)>,
    pub(crate) requests: usize,
    pub(crate) hits: BTreeMap<Kind, usize>,
    /// How many requests reached the server.
    pub(crate) received: usize,
    /// How many times the server told the cache that its answer is still right.
    pub(crate) not_modified: usize,
}

impl Running {
    pub(crate) async fn start(product: Product, wiring: Wiring) -> Running {
        let api = Api::start(wiring).await;
        let cache = Cache::start(product, api.address).await;
        Running { cache, api }
    }

    /// Runs blocking code while the server answers.
    pub(crate) async fn block(&self, ask: impl FnOnce(&str) + Send + 'static) {
        let url = format!("http://{}", self.cache.address);
        spawn_blocking(move || ask(&url)).await.unwrap();
    }
}

/// Sends the random requests, and judges every answer.
pub(crate) async fn summary(product: Product, wiring: Wiring) -> Summary {
    let running = Running::start(product, wiring).await;
    let mut summary = Summary {
        violations: Vec::new(),
        requests: 0,
        hits: BTreeMap::new(),
        received: 0,
        not_modified: 0,
    };
    for round in 0..ROUNDS {
        if round > 0 {
            sleep(STALE_AFTER).await;
        }
        for (planned, answer) in answers(running.cache.address, round).await {
            summary.add(product, &planned, &answer);
        }
    }
    summary.received = running.api.counts.requests();
    summary.not_modified = running.api.counts.not_modified();
    summary
}

async fn answers(address: SocketAddr, round: u64) -> Vec<(Planned, Response<()>)> {
    let mut clients = JoinSet::new();
    for client in 0..CLIENTS {
        let all = requests::random(round * CLIENTS + client, REQUESTS_OF_A_ROUND);
        clients.spawn(async move {
            let mut client = Client::connect(address).await.unwrap();
            let mut answers = Vec::new();
            for planned in all {
                let answer = client.answer(planned.request()).await.unwrap();
                answers.push((planned, answer));
            }
            answers
        });
    }
    let answers = timeout(PATIENCE, clients.join_all()).await.expect("answers in time");
    answers.into_iter().flatten().collect()
}

impl Summary {
    fn add(&mut self, product: Product, planned: &Planned, answer: &Response<()>) {
        self.requests += 1;
        if answer.headers().get(product.cache_status()).is_some_and(|status| status == "HIT") {
            *self.hits.entry(planned.kind).or_default() += 1;
        }
        let Planned { method, origin, .. } = planned;
        for violation in oracle::violations(planned, answer) {
            let (status, headers) = (answer.status(), answer.headers());
            let exchange =
                format!("{method} {} {origin:?}: {status} {headers:?}", planned.target());
            self.violations.push((violation, exchange));
        }
    }
}
