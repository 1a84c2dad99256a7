//! The lab's page as a person uses it.

use cors_examples::lab::case::Engine;
use cors_examples::lab::known;

use super::finished;
use crate::driver::{Browser, ENTER, TAB, in_each_engine};
use crate::running::Running;

in_each_engine! {
    the_page_says_what_becomes_of_a_case
    each_example_ends_as_its_group_says
    what_is_typed_runs_at_enter_and_is_in_the_address
    the_page_says_what_is_known_of_the_engine
}

async fn the_page_says_what_becomes_of_a_case(engine: Engine) {
    let mut running = Running::start(engine).await;
    let lab = running.origins.allowed.clone();
    let browser = &mut running.browser;
    let (known, says, kept) = match engine {
        Engine::Gecko => {
            ("#header=accept: é", "Firefox needs permission for an Accept", "not kept")
        }
        Engine::Webkit => ("#header=range: Bytes=0-9", "WebKit accepts the unit", "kept for 600 s"),
        _ => ("#header=user-agent: lab", "Chromium leaves out a User-Agent", "kept for 600 s"),
    };
    for (fragment, said) in [
        (
            "",
            &["Let through GET from http://localhost:4101", "The model and this browser agree."][..],
        ),
        (
            "#method=PUT",
            &[
                "Preflight",
                "OPTIONS /lab/list-with-credentials/right",
                "its answer is kept for 600 s",
                "sent, and answered with 204",
            ],
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
        (known, &["A known difference", says]),
        ("#policy=bare-star&method=PUT", &["its answer is", kept]),
        (
            "#origin=https://app.example.com",
            &["Let through", "cannot be a page at this origin", "On the wire, by the model"],
        ),
        ("#origin=http://localhost:4103", &["cannot be a page at this origin"]),
        ("#policy=other", &["The lab cannot do that: the lab has nothing that is called `other`"]),
        ("#body=soup", &["The lab cannot do that"]),
    ] {
        open(browser, &lab, fragment).await;
        let told = told(browser).await;
        for said in said {
            assert!(told.contains(said), "{fragment}: `{said}` is not in\n{told}");
        }
    }
    running.stop().await;
}

async fn each_example_ends_as_its_group_says(engine: Engine) {
    let mut running = Running::start(engine).await;
    let lab = running.origins.allowed.clone();
    let browser = &mut running.browser;
    browser.go(&lab).await;
    let examples = "import('/lab/examples.js').then(({ examples }) => examples)";
    let groups = browser.evaluate(examples).await;
    let groups = groups.as_array().unwrap();
    assert_eq!(groups.len(), 3);
    for group in groups {
        let title = group["title"].as_str().unwrap();
        let verdict = title.split(" by ").next().unwrap();
        for example in group["cases"].as_array().unwrap() {
            let fragment = example[0].as_str().unwrap();
            open(browser, &lab, fragment).await;
            let told = told(browser).await;
            assert!(told.starts_with(verdict), "{title}, {example}:\n{told}");
            assert_eq!(
                told.contains("not the policy’s"),
                fragment.contains("wiring="),
                "{example}"
            );
            // The address is written as the page writes it, so the list of examples shows it as chosen.
            let chosen = browser.evaluate("document.getElementById('examples').value").await;
            assert_eq!(chosen, fragment);
        }
    }
    running.stop().await;
}

async fn what_is_typed_runs_at_enter_and_is_in_the_address(engine: Engine) {
    let mut running = Running::start(engine).await;
    let browser = &mut running.browser;
    browser.go(&running.origins.allowed).await;
    finished(browser).await;
    browser.evaluate("document.getElementsByName('origin')[0].focus()").await;
    browser.press(TAB).await;
    assert_eq!(browser.evaluate("document.activeElement.name").await, "method");
    browser.evaluate("document.activeElement.select()").await;
    browser.press("patch").await;
    browser.press(ENTER).await;
    if engine == Engine::Webkit {
        // Its list of suggestions is open, and the first Enter closes it.
        browser.press(ENTER).await;
    }
    // The key may arrive after the protocol's reply.
    let ran = "new Promise((resolve) => {
        const end = performance.now() + 10000;
        const look = () => location.hash === '' && performance.now() < end ? setTimeout(look, 20) : resolve();
        look();
    })";
    browser.evaluate(ran).await;
    finished(browser).await;
    let told = told(browser).await;
    assert!(told.starts_with("Blocked patch from"), "{told}");
    assert_eq!(browser.evaluate("location.hash").await, "#method=patch");
    running.stop().await;
}

/// In one engine, because the matrix takes long and has a test of its own.
#[tokio::test]
#[ignore = "needs chromium; .ci/run installs it"]
async fn the_button_runs_the_matrix() {
    let mut running = Running::start(Engine::Chromium).await;
    let browser = &mut running.browser;
    browser.go(&running.origins.allowed).await;
    finished(browser).await;
    let run = "new Promise((resolve) => {
        const button = document.getElementById('run-matrix');
        new MutationObserver(() => button.disabled || resolve()).observe(button, { attributes: true });
        button.click();
    })";
    browser.evaluate(run).await;
    let agreement = text(browser, "agreement").await;
    assert!(agreement.contains(" cases, no disagreement, "), "{agreement}");
    assert!(agreement.contains(" known differences, in "), "{agreement}");
    running.stop().await;
}

/// Differences of one engine would only confuse the user of another.
async fn the_page_says_what_is_known_of_the_engine(engine: Engine) {
    let mut running = Running::start(engine).await;
    let browser = &mut running.browser;
    browser.go(&running.origins.allowed).await;
    finished(browser).await;
    let shown = text(browser, "known").await;
    let known = known::ALL.iter().map(|known| (known.engine, known.says));
    let followed = known::FOLLOWED.iter().map(|known| (known.engine, known.says));
    for (of, says) in known.chain(followed) {
        assert_eq!(shown.contains(&says.replace('`', "")), of == engine, "{says}\n{shown}");
    }
    running.stop().await;
}

/// Loads the page anew, as whoever follows a link to the case does.
async fn open(browser: &mut Browser, lab: &str, fragment: &str) {
    browser.go("about:blank").await;
    browser.go(&format!("{lab}/{fragment}")).await;
    finished(browser).await;
}

/// Words with one space in between, whatever the lines are.
async fn told(browser: &mut Browser) -> String {
    text(browser, "told").await.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn text(browser: &mut Browser, id: &str) -> String {
    let text = browser.evaluate(&format!("document.getElementById({id:?}).innerText")).await;
    text.as_str().unwrap().to_owned()
}
