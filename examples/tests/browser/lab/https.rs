//! The same comparison for pages that are not on this machine: `https` is another scheme, and the lab's servers have no
//! certificates. Chromium and Firefox get the document from the test, and its script asks the real API. WebKit does not
//! let a page on https ask an address on http, not even `http://localhost`: it gets TLS in front of both servers.

use axum::Router;
use axum::response::Html;
use cors_examples::journal::Journal;
use cors_examples::lab::case::{Case, Engine};
use cors_examples::lab::matrix;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use uuid::Uuid;

use super::matrix::{Observation, compare, summary};
use crate::driver::Browser;
use crate::driver::tls::Tls;
use crate::running::{Running, Serving};

/// What the lab's frames do, without a lab.
pub(super) const PAGE: &str = concat!(
    "<!doctype html><html data-lab=''><link rel='icon' href='data:,'><script>",
    include_str!("../../../page/lab/frame.js"),
    "</script></html>"
);

/// The API without TLS, for WebKit.
const WITHOUT_TLS: u16 = 4104;

/// The journal forgets; this many cases at once it remembers.
const AT_ONCE: usize = 100;

#[tokio::test]
#[ignore = "needs chromium; .ci/run installs it"]
async fn the_model_and_chromium_agree_on_pages_with_another_scheme() {
    agree_on_pages_with_another_scheme(Engine::Chromium).await;
}

#[tokio::test]
#[ignore = "needs firefox-esr; .ci/run installs it"]
async fn the_model_and_firefox_agree_on_pages_with_another_scheme() {
    agree_on_pages_with_another_scheme(Engine::Gecko).await;
}

#[tokio::test]
#[ignore = "needs webkit2gtk-driver, xvfb and stunnel4; .ci/run installs them"]
async fn the_model_and_webkit_agree_on_pages_with_another_scheme() {
    let serving = Serving::start().await;
    let pages = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let pages_port = pages.local_addr().unwrap().port();
    let router = Router::new().fallback(async || Html(PAGE));
    tokio::spawn(axum::serve(pages, router).into_future());
    let (api, api_port) = serving.ports[0];
    let (pages, servers) = (Tls::before(pages_port).await, Tls::before(api_port).await);
    let ports = [(443, pages.port), (api, servers.port), (WITHOUT_TLS, api_port)];
    let mut browser = Browser::start(Engine::Webkit, &ports).await;
    let api = serving.origins.api.replace("http:", "https:");
    let mut observed = Vec::new();
    for origin in ORIGINS {
        browser.go(&format!("{origin}/")).await;
        observed.extend(observe(&mut browser, &serving.journal, &api, origin).await);
    }
    // If WebKit allows this one day, it needs no TLS here.
    let case = Case { policy: "anyone".to_owned(), ..Case::default() };
    let (api_without_tls, mark) = (format!("http://localhost:{WITHOUT_TLS}"), Uuid::new_v4());
    let asked = request(&api_without_tls, mark, &case);
    let result = browser.evaluate(&format!("perform({asked})")).await;
    assert_eq!((&result["outcome"], serving.journal.of(mark).len()), (&json!("blocked"), 0));
    drop(browser);
    serving.stop().await;
    agree(Engine::Webkit, &api, observed).await;
}

async fn agree_on_pages_with_another_scheme(engine: Engine) {
    let mut running = Running::start(engine).await;
    let api = running.origins.api.clone();
    let mut observed = Vec::new();
    for origin in ORIGINS {
        let browser = &mut running.browser;
        if let Browser::Chromium(chromium) = browser {
            chromium.let_reach_this_machine(origin).await;
        }
        browser.go_with(&format!("{origin}/"), PAGE).await;
        observed.extend(observe(browser, &running.journal, &api, origin).await);
    }
    running.stop().await;
    agree(engine, &api, observed).await;
}

const ORIGINS: [&str; 2] = ["https://app.example.com", "https://other.example.com"];

/// Has the page that is open ask everything.
async fn observe(
    browser: &mut Browser,
    journal: &Journal,
    api: &str,
    origin: &str,
) -> Vec<(Case, Observation)> {
    assert_eq!(browser.evaluate("self.origin").await, origin);
    let mut observed = Vec::new();
    for cases in matrix::cases(&[origin.to_owned()]).chunks(AT_ONCE) {
        let marked: Vec<_> = cases.iter().map(|case| (Uuid::new_v4(), case.clone())).collect();
        let requests: Vec<_> =
            marked.iter().map(|(mark, case)| request(api, *mark, case)).collect();
        let all =
            format!("Promise.all({}.map(perform))", serde_json::to_string(&requests).unwrap());
        let results = browser.evaluate(&all).await;
        for ((mark, case), mut result) in
            marked.into_iter().zip(results.as_array().unwrap().clone())
        {
            let arrivals = serde_json::to_value(journal.of(mark)).unwrap();
            let is_preflight = |arrival: &Value| arrival["preflight"] == true;
            result["preflight"] = arrivals.as_array().unwrap().iter().any(is_preflight).into();
            observed.push((case, serde_json::from_value::<Observation>(result).unwrap()));
        }
    }
    observed
}

async fn agree(engine: Engine, api: &str, observed: Vec<(Case, Observation)>) {
    let compared = compare(engine, api, observed).await;
    summary("lab, https pages", engine, &compared);
    let disagreements = compared.disagreements;
    assert!(disagreements.is_empty(), "\n{}", disagreements.join("\n"));
}

/// As `perform` in frame.js takes it.
pub(super) fn request(api: &str, mark: Uuid, case: &Case) -> Value {
    let mut request = json!(case);
    request["url"] = format!("{api}/lab/{}/{}?attempt={mark}", case.policy, case.wiring).into();
    request
}
