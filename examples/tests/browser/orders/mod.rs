//! The orders' page at both origins: every line of what it shows.

mod expected;

use cors_examples::lab::case::Engine;
use uuid::Uuid;

use crate::driver::{Browser, in_each_engine};
use crate::running::Running;
use expected::{LINES, Line, Shown};

in_each_engine! { the_page_shows_what_the_browser_let_through }

async fn the_page_shows_what_the_browser_let_through(engine: Engine) {
    let mut running = Running::start(engine).await;
    let origins = running.origins.clone();

    // In this order: the browser holds a session cookie for the API when the other page asks.
    let allowed = Page::open(&mut running.browser, &origins.allowed).await;
    let other = Page::open(&mut running.browser, &origins.other).await;

    allowed.says(&format!("allows this origin to call {}.", origins.api));
    other.says(&format!("does not allow this origin to call {}.", origins.api));
    let mut wrong = allowed.differences("4", |line| &line.allowed);
    wrong.extend(other.differences("1", |line| &line.other));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    running.stop().await;
}

/// What a page shows when it has tried everything.
struct Page {
    origin: String,
    policy: String,
    /// Cell by cell.
    lines: Vec<Vec<String>>,
}

impl Page {
    async fn open(browser: &mut Browser, origin: &str) -> Page {
        browser.go(&format!("{origin}/orders")).await;
        let finished = r#"new Promise((resolve) => {
            const look = () => ["done", "failed"].includes(document.body.dataset.state) && resolve();
            new MutationObserver(look).observe(document.body, { attributes: true });
            look();
        })"#;
        browser.evaluate(finished).await;
        let mut text = async |id| {
            let text = format!("document.getElementById({id:?}).innerText");
            browser.evaluate(&text).await.as_str().unwrap().to_owned()
        };
        let (shown, policy) = (text("origin").await, text("policy").await);
        assert_eq!(shown, origin);
        let cells = "[...document.querySelectorAll('#lines tr')]
            .map((row) => [...row.cells].map((cell) => cell.innerText.trim()))";
        let lines = browser.evaluate(cells).await;
        Page { origin: shown, policy, lines: serde_json::from_value(lines).unwrap() }
    }

    fn says(&self, verdict: &str) {
        let Page { origin, policy, .. } = self;
        let file_and_line = policy.strip_prefix("The policy in examples/src/policy.rs:");
        let (line, said) = file_and_line.and_then(|rest| rest.split_once(' ')).unwrap();
        assert!(line.parse::<u32>().is_ok(), "{origin}: {policy}");
        assert_eq!(said, verdict, "{origin}");
    }

    fn differences(&self, order: &str, column: impl Fn(&Line) -> &Shown) -> Vec<String> {
        let Page { origin, lines, .. } = self;
        assert_eq!(lines.len(), LINES.len(), "{origin}: {lines:#?}");
        let mut wrong = Vec::new();
        for (number, (line, cells)) in (1..).zip(LINES.iter().zip(lines)) {
            let Shown { preflight, arrival, response, because } = column(line);
            let request = line.request.replace("{order}", order);
            let expected = [request.as_str(), preflight, arrival, response];
            assert_eq!(cells.len(), expected.len(), "{origin}: {cells:?}");
            for (cell, expected) in cells.iter().zip(expected) {
                let shown = without_new_ids(cell);
                if shown != expected {
                    wrong.push(format!(
                        "{origin}, line {number}, {title}\n  shown:    {shown:?}\n  expected: {expected:?}\n  because {because}",
                        title = title(&request),
                    ));
                }
            }
        }
        wrong
    }
}

fn title(request: &str) -> &str {
    request.lines().next().unwrap_or_default()
}

/// Ids that the API makes up differ every time.
fn without_new_ids(cell: &str) -> String {
    let word = |word: &str| if word.parse::<Uuid>().is_ok() { "<new>" } else { word }.to_owned();
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    cell.split('\n').map(line).collect::<Vec<_>>().join("\n")
}
