//! The same comparison for a page that is not on this machine: `https` is another scheme, and the lab's servers have no
//! certificates. Chromium and Firefox get the document from the test, and its script asks the real API. WebKit does not
//! let a page on https ask an address on http, not even `http://localhost`.

use cors_examples::lab::case::{Case, Engine};
use cors_examples::lab::matrix;
use serde_json::{Value, json};
use uuid::Uuid;

use super::matrix::{Observation, compare, summary};
use crate::driver::Browser;
use crate::running::Running;

/// What the lab's frames do, without a lab.
pub(super) const PAGE: &str = concat!(
    "<!doctype html><html data-lab=''><link rel='icon' href='data:,'><script>",
    include_str!("../../../page/lab/frame.js"),
    "</script></html>"
);

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

async fn agree_on_pages_with_another_scheme(engine: Engine) {
    let mut running = Running::start(engine).await;
    let api = running.origins.api.clone();
    let mut observed = Vec::new();
    for origin in ["https://app.example.com", "https://other.example.com"] {
        let browser = &mut running.browser;
        if let Browser::Chromium(chromium) = browser {
            chromium.let_reach_this_machine(origin).await;
        }
        browser.go_with(&format!("{origin}/"), PAGE).await;
        assert_eq!(browser.evaluate("self.origin").await, origin);
        let cases = matrix::cases(&[origin.to_owned()]);
        for cases in cases.chunks(AT_ONCE) {
            let marked: Vec<_> = cases.iter().map(|case| (Uuid::new_v4(), case.clone())).collect();
            let requests: Vec<_> =
                marked.iter().map(|(mark, case)| request(&api, *mark, case)).collect();
            let all =
                format!("Promise.all({}.map(perform))", serde_json::to_string(&requests).unwrap());
            let results = browser.evaluate(&all).await;
            for ((mark, case), mut result) in
                marked.into_iter().zip(results.as_array().unwrap().clone())
            {
                let arrivals = serde_json::to_value(running.journal.of(mark)).unwrap();
                let is_preflight = |arrival: &Value| arrival["preflight"] == true;
                result["preflight"] = arrivals.as_array().unwrap().iter().any(is_preflight).into();
                observed.push((case, serde_json::from_value::<Observation>(result).unwrap()));
            }
        }
    }
    running.stop().await;

    let compared = compare(engine, &api, observed).await;
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
