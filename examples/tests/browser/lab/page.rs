//! The lab's page as a person uses it.

use serde_json::json;

use super::finished;
use crate::devtools::Tab;
use crate::running::Running;

#[tokio::test]
#[ignore = "needs chromium; .ci/run installs it"]
async fn the_page_says_what_becomes_of_a_case() {
    let mut running = Running::start().await;
    let lab = running.origins.allowed.clone();
    let mut tab = running.browser.tab().await;
    for (fragment, said) in [
        (
            "",
            &["Let through GET from http://localhost:4101", "The model and this browser agree."][..],
        ),
        (
            "#method=PUT",
            &["Preflight", "OPTIONS /lab/list-with-credentials/right", "kept for", "600 s"],
        ),
        ("#origin=null", &["Blocked GET from null", "null_not_listed"]),
        (
            "#wiring=none",
            &[
                "This answer is not the policy’s",
                "access-control-allow-origin: http://localhost:4101",
            ],
        ),
        (
            "#method=TRACE",
            &["Not sent", "TRACE is a forbidden method", "Nothing reaches the policy."],
        ),
        ("#wiring=moved", &["Blocked", "The model says nothing of redirects."]),
        ("#header=user-agent: lab", &["A known difference", "Chromium leaves out a User-Agent"]),
        (
            "#origin=https://app.example.com",
            &["Let through", "cannot be a page at this origin", "On the wire, by the model"],
        ),
        ("#origin=http://localhost:4103", &["cannot be a page at this origin"]),
        ("#policy=other", &["The lab cannot do that: the lab has nothing that is called `other`"]),
        ("#body=soup", &["The lab cannot do that"]),
    ] {
        open(&mut tab, &lab, fragment).await;
        let told = told(&mut tab).await;
        for said in said {
            assert!(told.contains(said), "{fragment}: `{said}` is not in\n{told}");
        }
    }
    running.stop().await;
}

#[tokio::test]
#[ignore = "needs chromium; .ci/run installs it"]
async fn each_example_ends_as_its_group_says() {
    let mut running = Running::start().await;
    let lab = running.origins.allowed.clone();
    let mut tab = running.browser.open(&lab).await;
    let examples = "import('/lab/examples.js').then(({ examples }) => examples)";
    let groups = tab.evaluate(examples).await;
    let groups = groups.as_array().unwrap();
    assert_eq!(groups.len(), 3);
    for group in groups {
        let title = group["title"].as_str().unwrap();
        let verdict = title.split(" by ").next().unwrap();
        for example in group["cases"].as_array().unwrap() {
            let fragment = example[0].as_str().unwrap();
            open(&mut tab, &lab, fragment).await;
            let told = told(&mut tab).await;
            assert!(told.starts_with(verdict), "{title}, {example}:\n{told}");
            assert_eq!(
                told.contains("not the policy’s"),
                fragment.contains("wiring="),
                "{example}"
            );
            // The address is written as the page writes it, so the list of examples shows it as chosen.
            let chosen = tab.evaluate("document.getElementById('examples').value").await;
            assert_eq!(chosen, fragment);
        }
    }
    running.stop().await;
}

#[tokio::test]
#[ignore = "needs chromium; .ci/run installs it"]
async fn what_is_typed_runs_at_enter_and_is_in_the_address() {
    let mut running = Running::start().await;
    let mut tab = running.browser.open(&running.origins.allowed).await;
    finished(&mut tab).await;
    tab.evaluate("document.getElementsByName('method')[0].select()").await;
    tab.call("Input.insertText", json!({ "text": "patch" })).await;
    let enter =
        |kind| json!({ "type": kind, "key": "Enter", "windowsVirtualKeyCode": 13, "text": "\r" });
    tab.call("Input.dispatchKeyEvent", enter("keyDown")).await;
    tab.call("Input.dispatchKeyEvent", enter("keyUp")).await;
    finished(&mut tab).await;
    let told = told(&mut tab).await;
    assert!(told.starts_with("Blocked patch from"), "{told}");
    assert_eq!(tab.evaluate("location.hash").await, "#method=patch");
    running.stop().await;
}

#[tokio::test]
#[ignore = "needs chromium; .ci/run installs it"]
async fn the_button_runs_the_matrix() {
    let mut running = Running::start().await;
    let mut tab = running.browser.open(&running.origins.allowed).await;
    finished(&mut tab).await;
    let run = "new Promise((resolve) => {
        const button = document.getElementById('run-matrix');
        new MutationObserver(() => button.disabled || resolve()).observe(button, { attributes: true });
        button.click();
    })";
    tab.evaluate(run).await;
    let agreement = text(&mut tab, "agreement").await;
    assert!(agreement.contains(" cases, no disagreement, "), "{agreement}");
    assert!(agreement.contains(" known differences, in "), "{agreement}");
    running.stop().await;
}

/// Loads the page anew, as whoever follows a link to the case does.
async fn open(tab: &mut Tab<'_>, lab: &str, fragment: &str) {
    tab.go("about:blank").await;
    tab.go(&format!("{lab}/{fragment}")).await;
    finished(tab).await;
}

/// Words with one space in between, whatever the lines are.
async fn told(tab: &mut Tab<'_>) -> String {
    text(tab, "told").await.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn text(tab: &mut Tab<'_>, id: &str) -> String {
    let text = tab.evaluate(&format!("document.getElementById({id:?}).innerText")).await;
    text.as_str().unwrap().to_owned()
}
