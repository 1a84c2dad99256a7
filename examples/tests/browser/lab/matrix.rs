//! The whole matrix, run by the lab's own page and compared once more here.

use std::io::{self, Write};

use cors_examples::lab::case::{Case, Engine};
use cors_examples::lab::known::{self, Known};
use cors_examples::lab::predict::{Outcome, Prediction};
use serde::Deserialize;

use crate::driver::in_each_engine;
use crate::running::Running;

/// A line of what the page has found.
#[derive(Deserialize)]
struct Line {
    case: Case,
    observation: Observation,
    different: Vec<String>,
}

/// What the browser did.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Observation {
    outcome: String,
    preflight: bool,
    readable: Vec<String>,
}

impl Observation {
    /// What a browser does that the model is right about.
    pub(super) fn predicted(prediction: &Prediction) -> Observation {
        let outcome = match prediction.outcome {
            Outcome::Shared => "shared",
            Outcome::Blocked => "blocked",
            Outcome::Thrown => "thrown",
            Outcome::Open => "open",
        };
        Observation {
            outcome: outcome.to_owned(),
            preflight: prediction.preflight,
            readable: prediction.readable.clone(),
        }
    }
}

/// Holds what a browser did against the model.
pub(super) async fn compare(
    engine: Engine,
    server: &str,
    observed: impl IntoIterator<Item = (Case, Observation)>,
) -> Compared {
    let mut compared = Compared { cases: 0, explained: Vec::new(), disagreements: Vec::new() };
    for (case, observation) in observed {
        compared.cases += 1;
        let prediction = case.predict(server, engine).await.unwrap();
        let predicted = Observation::predicted(&prediction);
        if predicted == observation {
            continue;
        }
        match prediction.known {
            Some(known) => compared.explained.push(known),
            None => compared.disagreements.push(format!(
                "{case:?}\n  predicted: {predicted:?}\n  observed:  {observation:?}"
            )),
        }
    }
    compared
}

/// One line for whoever reads the log: `println!` would be kept from it unless the test fails.
pub(super) fn summary(what: &str, engine: Engine, compared: &Compared) {
    let Compared { cases, explained, disagreements } = compared;
    let (disagreements, explained) = (disagreements.len(), explained.len());
    let line = format!(
        "{what}, {engine:?}: {cases} combinations, {disagreements} disagreements ({explained} explained)\n"
    );
    io::stdout().write_all(line.as_bytes()).unwrap();
}

/// How many cases there were, and those of them that did not end as predicted.
pub(super) struct Compared {
    pub(super) cases: usize,
    pub(super) explained: Vec<Known>,
    pub(super) disagreements: Vec<String>,
}

in_each_engine! { the_model_and_the_browser_agree }

async fn the_model_and_the_browser_agree(engine: Engine) {
    let mut running = Running::start(engine).await;
    let api = running.origins.api.clone();
    running.browser.go(&running.origins.allowed).await;
    // The same call as the page's button makes.
    let run = format!(
        "import('/lab/matrix.js').then(({{ runMatrix }}) => runMatrix({api:?}, () => {{}}))"
    );
    let lines: Vec<Line> = serde_json::from_value(running.browser.evaluate(&run).await).unwrap();
    running.stop().await;

    let different = lines.iter().filter(|line| !line.different.is_empty()).count();
    let observed = lines.into_iter().map(|line| (line.case, line.observation));
    let compared = compare(engine, &api, observed).await;
    summary("lab", engine, &compared);
    let Compared { cases, explained, disagreements } = compared;
    assert!(disagreements.is_empty(), "\n{}", disagreements.join("\n"));
    assert!(cases >= 1_000, "{cases}");
    // The page itself has found the same.
    assert_eq!(different, explained.len());
}

in_each_engine! { each_known_difference_is_still_there_and_in_its_engine_alone }

/// Opens the small case of every difference. If an engine has changed, its entry in `known.rs` is out of date.
async fn each_known_difference_is_still_there_and_in_its_engine_alone(engine: Engine) {
    let mut running = Running::start(engine).await;
    let api = running.origins.api.clone();
    running.browser.go(&running.origins.allowed).await;
    let examples: Vec<_> = known::ALL.iter().map(|known| known.example).collect();
    let run = format!(
        "Promise.all([import('/lab/case.js'), import('/lab/browser.js')]).then(
            ([{{ fromFragment }}, {{ observe }}]) => Promise.all({}.map(async (fragment) => {{
                const kase = fromFragment(fragment);
                return [kase, await observe(kase, {api:?})];
            }})),
        )",
        serde_json::to_string(&examples).unwrap()
    );
    let observed: Vec<(Case, Observation)> =
        serde_json::from_value(running.browser.evaluate(&run).await).unwrap();
    running.stop().await;

    for (known, (case, observation)) in known::ALL.iter().zip(observed) {
        let prediction = case.predict(&api, engine).await.unwrap();
        let differs = Observation::predicted(&prediction) != observation;
        let says = prediction.known.map(|known| known.says);
        if known.engine == engine {
            assert_eq!(says, Some(known.says), "another entry comes first");
            assert!(differs, "{engine:?} agrees now: {}", known.says);
        }
        // Two engines can have the same difference.
        assert!(!differs || says.is_some(), "{engine:?} as well: {}: {observation:?}", known.says);
    }
}

/// The comparison finds what it is there to find.
#[tokio::test]
async fn a_browser_that_does_something_else_is_found() {
    let server = "http://localhost:4100";
    let case = Case::default();
    let prediction = case.predict(server, Engine::Chromium).await.unwrap();
    let right = Observation::predicted(&prediction);
    let mut fewer = right.readable.clone();
    fewer.pop();
    for (observation, disagreements) in [
        (right.clone(), 0),
        (Observation { outcome: "blocked".to_owned(), ..right.clone() }, 1),
        (Observation { preflight: !right.preflight, ..right.clone() }, 1),
        (Observation { readable: fewer, ..right.clone() }, 1),
    ] {
        let compared = compare(Engine::Chromium, server, [(case.clone(), observation)]).await;
        assert_eq!((compared.cases, compared.disagreements.len()), (1, disagreements));
    }
}
