//! How long each engine keeps a preflight's answer, for values of `Access-Control-Max-Age` that a test can wait for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, CACHE_CONTROL, HeaderMap, HeaderValue,
};
use axum::http::{HeaderName, Method};
use cors_browser::{Answer, Request};
use cors_examples::lab::case::Engine;
use serde::Deserialize;
use serde_json::json;

use crate::driver::in_each_engine;
use crate::running::{Running, TESTS_SERVER};

in_each_engine! { each_answer_is_kept_as_long_as_the_model_says }

/// An answer to a preflight, and the request that needs it.
struct Row {
    /// Each is a line of its own.
    max_age: &'static [&'static str],
    methods: &'static str,
    headers: &'static str,
    method: &'static str,
    header: Option<&'static str>,
}

const PUT: Row = Row { max_age: &[], methods: "PUT", headers: "x-a", method: "PUT", header: None };
const LONG: Row = Row { max_age: &["600"], ..PUT };

const ROWS: [Row; 27] = [
    PUT,
    Row { max_age: &["0"], ..PUT },
    Row { max_age: &["4"], ..PUT },
    Row { max_age: &["10"], ..PUT },
    LONG,
    Row { max_age: &["00600"], ..PUT },
    Row { max_age: &["-1"], ..PUT },
    Row { max_age: &["-0"], ..PUT },
    Row { max_age: &[""], ..PUT },
    Row { max_age: &["+600"], ..PUT },
    Row { max_age: &["+"], ..PUT },
    Row { max_age: &["10m"], ..PUT },
    Row { max_age: &["600 "], ..PUT },
    Row { max_age: &["6e2"], ..PUT },
    Row { max_age: &["10.5"], ..PUT },
    Row { max_age: &["600, 600"], ..PUT },
    Row { max_age: &["600", "600"], ..PUT },
    Row { max_age: &["99999999999999999999"], ..PUT },
    // `*` in place of the method's or the header's name.
    Row { methods: "*", ..LONG },
    Row { headers: "*", ..LONG },
    Row { methods: "*", method: "GET", header: Some("x-a"), ..LONG },
    Row { headers: "*", method: "GET", header: Some("x-a"), ..LONG },
    Row { headers: "*", header: Some("authorization"), ..LONG },
    Row { methods: "*, PUT", ..LONG },
    Row { headers: "*, x-a", header: Some("x-a"), ..LONG },
    Row { methods: "*", headers: "*", max_age: &[], ..PUT },
    Row { methods: "*", headers: "*", max_age: &["10"], ..PUT },
];

/// Seconds between the two requests of a URL.
const DELAYS: [f64; 3] = [1.5, 7.5, 13.0];

/// What the engine did: how old the answer was at least and at most at the second request.
#[derive(Deserialize)]
struct Second {
    row: usize,
    id: String,
    least: f64,
    most: f64,
}

async fn each_answer_is_kept_as_long_as_the_model_says(engine: Engine) {
    let preflights = Preflights::default();
    let router = Router::new().fallback(answer).with_state(preflights.clone());
    let mut running = Running::with(engine, router).await;
    let browser = &mut running.browser;
    browser.go(&format!("{}/lab/frame", running.origins.allowed)).await;
    let rows = ROWS.iter().map(|row| {
        let Row { max_age, methods, headers, method, header } = row;
        json!({ "max_age": max_age.join("\n"), "is_set": !max_age.is_empty(), "methods": methods, "headers": headers, "method": method, "header": header })
    });
    let run = format!(
        "Promise.all({}.flatMap((row, number) => {DELAYS:?}.map(async (delay) => {{
            const id = `${{number}}-${{delay}}`;
            const {{ method, header, ...answer }} = row;
            const url = `{TESTS_SERVER}/?${{new URLSearchParams({{ id, ...answer }})}}`;
            const ask = async () => {{
                const started = performance.now();
                await fetch(url, {{ method, headers: header ? {{ [header]: '1' }} : {{}} }});
                return [started, performance.now()];
            }};
            const first = await ask();
            await new Promise((resolve) => setTimeout(resolve, delay * 1000));
            const second = await ask();
            return {{ row: number, id, least: (second[0] - first[1]) / 1000, most: (second[1] - first[0]) / 1000 }};
        }})))",
        json!(rows.collect::<Vec<_>>())
    );
    let seconds: Vec<Second> = serde_json::from_value(browser.evaluate(&run).await).unwrap();
    running.stop().await;

    let (mut wrong, mut compared) = (Vec::new(), 0);
    for Second { row, id, least, most } in seconds {
        let row = &ROWS[row];
        let kept = predicted(row, engine);
        // Too close to tell: the engines count whole seconds.
        let is_reused = match kept {
            kept if kept > most + 1.0 => true,
            kept if kept < least - 1.0 || kept == 0.0 => false,
            _ => continue,
        };
        compared += 1;
        let was_reused = preflights.of(&id) == 1;
        if was_reused != is_reused {
            let Row { max_age, methods, headers, method, header } = row;
            wrong.push(format!("{method} {header:?}, {methods}; {headers}; {max_age:?}: predicted {kept} s, reused after {most:.1} s: {was_reused}"));
        }
    }
    assert!(wrong.is_empty(), "{engine:?}\n{}", wrong.join("\n"));
    assert!(
        compared > ROWS.len() * 2,
        "only {compared} could be compared: the machine is too busy"
    );
}

/// The seconds that the model predicts.
fn predicted(row: &Row, engine: Engine) -> f64 {
    let header = row.header.map(|name| (name, "1"));
    let request = Request {
        page: "http://localhost:4101",
        server: TESTS_SERVER,
        method: row.method,
        headers: header.as_slice(),
        ..Request::default()
    };
    let mut lines = vec![
        ("access-control-allow-origin", &b"*"[..]),
        ("access-control-allow-methods", row.methods.as_bytes()),
        ("access-control-allow-headers", row.headers.as_bytes()),
    ];
    lines.extend(row.max_age.iter().map(|line| ("access-control-max-age", line.as_bytes())));
    let answer = Answer { status: 204, headers: &lines };
    let kept = request.send().unwrap().check_preflight_in(&answer, engine.into()).unwrap();
    f64::from(u32::try_from(kept.seconds).unwrap_or(u32::MAX))
}

/// How many preflights each URL got.
#[derive(Clone, Default)]
struct Preflights(Arc<Mutex<HashMap<String, usize>>>);

impl Preflights {
    fn of(&self, id: &str) -> usize {
        self.0.lock().unwrap().get(id).copied().unwrap_or_default()
    }
}

/// The answer is in the query, so each URL has its own.
async fn answer(
    State(preflights): State<Preflights>,
    Query(asked): Query<HashMap<String, String>>,
    method: Method,
) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut add = |name: HeaderName, value: &str| {
        headers.append(name, HeaderValue::from_str(value).unwrap());
    };
    add(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    add(CACHE_CONTROL, "no-store");
    if method == Method::OPTIONS {
        *preflights.0.lock().unwrap().entry(asked["id"].clone()).or_default() += 1;
        add(ACCESS_CONTROL_ALLOW_METHODS, &asked["methods"]);
        add(ACCESS_CONTROL_ALLOW_HEADERS, &asked["headers"]);
        if asked["is_set"] == "true" {
            asked["max_age"].split('\n').for_each(|line| add(ACCESS_CONTROL_MAX_AGE, line));
        }
    }
    headers
}
