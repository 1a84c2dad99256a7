//! What Chromium says in its console, provoked by the lab's page, and what the lab says of the same.

use cors_examples::lab::case::{By, Case, Engine};
use cors_examples::lab::predict::Outcome;
use serde_json::Value;
use uuid::Uuid;

use super::finished;
use super::https::{PAGE, request};
use super::log::Log;
use super::messages::{FROM_ELSEWHERE, MESSAGES, Message};
use crate::devtools::Tab;
use crate::running::Running;

#[tokio::test]
#[ignore = "needs chromium; .ci/run installs it"]
async fn each_message_is_provoked_and_has_the_cause_that_the_lab_and_the_log_name() {
    let mut running = Running::start().await;
    let api = running.origins.api.clone();
    let lab = running.origins.allowed.clone();
    let mut tab = running.browser.tab().await;
    tab.listen().await;
    let mut wrong = Vec::new();
    let log = Log::default();
    for message in &MESSAGES {
        let case = provoke(&mut tab, &lab, message).await;
        let said = said(&mut tab).await;
        let expected = Said { error: message.error.to_owned(), text: text(message, &case, &api) };
        if said != expected {
            let fragment = message.fragment;
            wrong.push(format!("{fragment}\n  says:     {said:?}\n  expected: {expected:?}"));
        }
        let prediction = {
            let _listening = log.listen();
            case.predict(&api, Engine::Chromium).await.unwrap()
        };
        // A request without a cookie does not show that it is with credentials, and no preflight does.
        let logged = message.cause.filter(|cause| *cause != "credentials_not_allowed");
        assert_eq!(log.causes(), Vec::from_iter(logged), "{}", message.fragment);
        assert_ne!(prediction.outcome, Outcome::Shared, "{}", message.fragment);
        // Where no cause is the policy's, the answer that decides is not, or it is an answer further on.
        let is_policys = prediction.is_policys() && prediction.outcome != Outcome::Open;
        let named = prediction.explanation.and_then(|explanation| explanation.cause);
        assert_eq!(named, message.cause, "{}", message.fragment);
        assert_eq!(named.is_some(), is_policys, "{}", message.fragment);
    }
    running.stop().await;
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[tokio::test]
#[ignore = "needs chromium; .ci/run installs it"]
async fn pages_from_elsewhere_are_told_of_the_network_first() {
    let mut running = Running::start().await;
    let api = running.origins.api.clone();
    for (origin, error, says) in FROM_ELSEWHERE {
        let mut tab = running.browser.tab().await;
        tab.go_with(&format!("{origin}/"), PAGE).await;
        tab.listen().await;
        tab.events();
        let case =
            Case { origin: origin.to_owned(), policy: "anyone".to_owned(), ..Case::default() };
        let asked = request(&api, Uuid::new_v4(), &case);
        let result = tab.evaluate(&format!("perform({asked})")).await;
        assert_eq!(result["outcome"], "blocked", "{origin}");
        let text = format!(
            "Access to fetch at '{api}/lab/anyone/right' from origin '{origin}' has been blocked by CORS policy: {says}"
        );
        assert_eq!(said(&mut tab).await, Said { error: error.to_owned(), text });
    }
    running.stop().await;
}

/// What Chromium says of a request.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    error: String,
    text: String,
}

/// Opens the lab at the message's address, as a reader does who follows a link.
async fn provoke(tab: &mut Tab<'_>, lab: &str, message: &Message) -> Case {
    tab.go("about:blank").await;
    tab.events();
    tab.go(&format!("{lab}/{}", message.fragment)).await;
    finished(tab).await;
    let case = "import('/lab/case.js').then(({ fromFragment }) => fromFragment(location.hash))";
    serde_json::from_value(tab.evaluate(case).await).unwrap()
}

/// The first thing in the console, and the reason of the first request that failed for CORS. The console's
/// messages come on their own, so this waits until there is one.
async fn said(tab: &mut Tab<'_>) -> Said {
    let (mut error, mut text) = (None, None);
    for _ in 0..50 {
        for event in tab.events() {
            let parameters = &event["params"];
            let found = match event["method"].as_str() {
                Some("Log.entryAdded") => (&mut text, &parameters["entry"]["text"]),
                Some("Network.loadingFailed") => {
                    (&mut error, &parameters["corsErrorStatus"]["corsError"])
                }
                _ => continue,
            };
            if let (first @ None, Value::String(found)) = found {
                *first = Some(without_mark(found));
            }
        }
        if text.is_some() {
            break;
        }
        tab.evaluate("new Promise((resolve) => setTimeout(resolve, 20))").await;
    }
    Said { error: error.unwrap_or_default(), text: text.unwrap_or_default() }
}

/// Each attempt has a mark of its own in its URL.
fn without_mark(text: &str) -> String {
    let mut parts = text.split("?attempt=");
    let first = parts.next().unwrap_or_default().to_owned();
    let length = Uuid::nil().to_string().len();
    parts.fold(first, |text, part| text + part.get(length..).unwrap_or(part))
}

/// The whole text of a message.
fn text(message: &Message, case: &Case, api: &str) -> String {
    let Message { says, .. } = message;
    if says.starts_with("Access to ") || says.starts_with("Fetch API ") {
        return (*says).to_owned();
    }
    let Case { origin, policy, wiring, by, .. } = case;
    let by = if matches!(by, By::Fetch) { "fetch" } else { "XMLHttpRequest" };
    format!(
        "Access to {by} at '{api}/lab/{policy}/{wiring}' from origin '{origin}' has been blocked by CORS policy: {says}"
    )
}
