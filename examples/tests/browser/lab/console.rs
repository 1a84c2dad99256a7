//! What the engines say in their consoles, provoked by the lab's page, and what the lab says of the same.

use cors_examples::lab::case::{By, Case, Engine};
use cors_examples::lab::predict::Outcome;
use cors_examples::servers::{Origins, Ports};
use serde_json::json;
use uuid::Uuid;

use super::https::{PAGE, request};
use super::log::Log;
use super::messages::{FIREFOX_ASKS, FROM_ELSEWHERE, MESSAGES, Message};
use crate::driver::{Browser, in_each_engine, webkit};
use crate::running::{Running, Serving};

in_each_engine! { each_message_is_provoked_and_has_the_cause_that_the_lab_and_the_log_name }

async fn each_message_is_provoked_and_has_the_cause_that_the_lab_and_the_log_name(engine: Engine) {
    let fragments: Vec<_> = MESSAGES.iter().map(|message| message.fragment).collect();
    let said = said(engine, &fragments).await;
    assert_eq!(said.len(), MESSAGES.len());
    let origins = Origins::at(Ports::default());
    let mut wrong = Vec::new();
    let log = Log::default();
    for (message, (case, said)) in MESSAGES.iter().zip(said) {
        let Message { fragment, cause, .. } = *message;
        let mut lines = said.iter().map(|line| shortened(engine, line, &case, &origins.api));
        let expected = match engine {
            Engine::Gecko => message.firefox,
            Engine::Webkit => message.webkit,
            _ => message.chromium,
        };
        let first = lines.next().unwrap_or_default();
        let only_consequences =
            lines.all(|line| CONSEQUENCES.iter().any(|end| line.ends_with(end)));
        if first != expected || !only_consequences {
            wrong.push(format!("{fragment}\n  says:     {said:#?}\n  expected: {expected}"));
        }

        let prediction = {
            let _listening = log.listen();
            case.predict(&origins.api, engine).await.unwrap()
        };
        // A request without a cookie does not show that it is with credentials, and no preflight does. What `*` lets
        // pass in every engine is not refused.
        let is_refused =
            !matches!(cause, Some("credentials_not_allowed" | "authorization_not_listed"));
        let logged = cause.filter(|_| is_refused);
        assert_eq!(log.causes(), Vec::from_iter(logged), "{fragment}");
        let passes = cause == Some("authorization_not_listed");
        assert_eq!(prediction.outcome == Outcome::Shared, passes, "{fragment}");
        // Where no cause is the policy's, the answer that decides is not, or it is an answer further on.
        let is_policys = prediction.is_policys() && prediction.outcome != Outcome::Open;
        let named = prediction.explanation.and_then(|explanation| explanation.cause);
        if !passes {
            assert_eq!(named, cause, "{fragment}");
        }
        assert_eq!(cause.is_some(), is_policys, "{fragment}");
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Lines that follow on the one with the reason.
const CONSEQUENCES: [&str; 2] = [
    "(Reason: CORS request did not succeed). Status code: (null).",
    " due to access control checks.",
];

/// A line without what the table of messages leaves out.
fn shortened(engine: Engine, line: &str, case: &Case, api: &str) -> String {
    let Case { origin, policy, wiring, by, .. } = case;
    let by = if matches!(by, By::Fetch) { "fetch" } else { "XMLHttpRequest" };
    let url = format!("{api}/lab/{policy}/{wiring}");
    let blocked = |url: &str| {
        format!(
            "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. "
        )
    };
    let prefixes = match engine {
        Engine::Gecko => {
            vec![
                blocked(&url),
                blocked(&format!("‘{url}’")),
                blocked(url.trim_start_matches("http://")),
            ]
        }
        Engine::Webkit => vec!["SECURITY ERROR ".to_owned(), "JS ERROR ".to_owned()],
        _ => vec![format!(
            "Access to {by} at '{url}' from origin '{origin}' has been blocked by CORS policy: "
        )],
    };
    let rest = prefixes.iter().find_map(|prefix| line.strip_prefix(prefix));
    let rest = rest.unwrap_or(line);
    // One of many long names.
    let Some((before, after)) = rest.split_once("-aaaaaaaa") else { return rest.to_owned() };
    let before = before.trim_end_matches(|letter: char| letter != '-');
    format!("{before}…{}", after.trim_start_matches('a'))
}

#[tokio::test]
#[ignore = "needs chromium; .ci/run installs it"]
async fn chromium_tells_pages_from_elsewhere_of_the_network_first() {
    let mut running = Running::start(Engine::Chromium).await;
    let api = running.origins.api.clone();
    for (origin, says) in FROM_ELSEWHERE {
        let browser = &mut running.browser;
        browser.go_with(&format!("{origin}/"), PAGE).await;
        let case =
            Case { origin: origin.to_owned(), policy: "anyone".to_owned(), ..Case::default() };
        let asked = request(&api, Uuid::new_v4(), &case);
        let result = browser.evaluate(&format!("perform({asked})")).await;
        assert_eq!(result["outcome"], "blocked", "{origin}");
        let said = messages(browser).await;
        let said = said.first().map(|line| without_mark(line));
        assert_eq!(
            said.map(|line| shortened(Engine::Chromium, &line, &case, &api)).as_deref(),
            Some(says)
        );
    }
    running.stop().await;
}

/// The page's own server is declared to be on the internet.
#[tokio::test]
#[ignore = "needs firefox-esr; .ci/run installs it"]
async fn firefox_asks_the_user_about_pages_from_elsewhere() {
    let mut running = Running::start(Engine::Gecko).await;
    let page =
        running.ports.iter().find(|(told, _)| running.origins.allowed.ends_with(&told.to_string()));
    let page = format!("127.0.0.1:{}", page.unwrap().1);
    let Browser::Firefox(firefox) = &mut running.browser else { unreachable!("it is Firefox") };
    firefox.prefer("network.lna.address_space.public.override", json!(page)).await;
    firefox.prefer("network.lna.enabled", json!(true)).await;
    // Nobody answers within a second.
    firefox.prefer("network.lna.prompt.timeout", json!(1000)).await;
    firefox.go(&format!("{}/lab/frame", running.origins.allowed)).await;
    let case = Case { policy: "anyone".to_owned(), ..Case::default() };
    let asked = request(&running.origins.api, Uuid::new_v4(), &case);
    let result = firefox.evaluate(&format!("perform({asked})")).await;
    assert_eq!(result["outcome"], "blocked");
    let said = firefox.messages().await;
    assert!(said.iter().any(|line| line.starts_with(FIREFOX_ASKS)), "{said:#?}");
    assert!(said.iter().any(|line| line.ends_with(CONSEQUENCES[0])), "{said:#?}");
    running.stop().await;
}

/// What the console says when the lab opens each of the addresses.
async fn said(engine: Engine, fragments: &[&str]) -> Vec<(Case, Vec<String>)> {
    let lines = if engine == Engine::Webkit {
        of_webkit(fragments).await
    } else {
        let mut running = Running::start(engine).await;
        let lab = running.origins.allowed.clone();
        let mut said = Vec::new();
        for fragment in fragments {
            let browser = &mut running.browser;
            browser.go("about:blank").await;
            browser.go(&format!("{lab}/{fragment}")).await;
            super::finished(browser).await;
            said.push(messages(browser).await);
        }
        running.stop().await;
        said
    };
    let cases = fragments.iter().map(|fragment| case(fragment));
    let lines =
        lines.into_iter().map(|lines| lines.iter().map(|line| without_mark(line)).collect());
    cases.zip(lines).collect()
}

/// The case at an address whose values have no escapes, as case.js reads it.
fn case(fragment: &str) -> Case {
    let mut case = json!(Case::default());
    for (name, value) in
        fragment.trim_start_matches('#').split('&').filter_map(|part| part.split_once('='))
    {
        match value.split_once(": ") {
            Some(header) if name == "header" => {
                case["headers"].as_array_mut().unwrap().push(json!(header));
            }
            _ => case[name] = value.into(),
        }
    }
    serde_json::from_value(case).unwrap()
}

async fn messages(browser: &mut Browser) -> Vec<String> {
    match browser {
        Browser::Chromium(browser) => browser.messages().await,
        Browser::Firefox(browser) => browser.messages().await,
        Browser::WebKit(_) => Vec::new(),
    }
}

/// A page that opens the addresses in a frame, with a line between their messages.
async fn of_webkit(fragments: &[&str]) -> Vec<Vec<String>> {
    const NEXT: &str = "the next address";
    let serving = Serving::start().await;
    let page = format!(
        "<!doctype html><script type=module>
        const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
        for (const fragment of {}) {{
            const frame = document.createElement('iframe');
            frame.src = '/' + fragment;
            document.body.append(frame);
            while (frame.contentDocument?.body?.dataset.state !== 'done') await wait(20);
            // The messages come from another process.
            await wait(100);
            console.log('{NEXT}');
            frame.remove();
        }}
        console.log('{}');
        </script>",
        json!(fragments),
        webkit::END
    );
    let url = format!("{}/console", serving.origins.allowed);
    let lines = webkit::console_of(&serving.ports, &url, &page).await;
    serving.stop().await;
    let mut said = vec![Vec::new()];
    for line in lines {
        if line.ends_with(NEXT) {
            said.push(Vec::new());
        } else if let Some((_, text)) = line.split_once("CONSOLE ") {
            said.last_mut().unwrap().push(text.to_owned());
        }
    }
    said.pop();
    said
}

/// Each attempt has a mark of its own in its URL.
fn without_mark(text: &str) -> String {
    let mut parts = text.split("?attempt=");
    let first = parts.next().unwrap_or_default().to_owned();
    let length = Uuid::nil().to_string().len();
    parts.fold(first, |text, part| text + part.get(length..).unwrap_or(part))
}
