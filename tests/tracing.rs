//! Feature `tracing`: one event for a refusal, and nothing done for it where nobody listens.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use allocation_counter::measure;
use cors_runtime::{CorsPolicy, cors_policy};
use http::{HeaderMap, Method, Request};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::with_default;
use tracing::{Event, Level, Metadata, Subscriber};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: within ["https://*.customer.example"],
    #[allow(missing_content_type)]
    allow_methods: [PUT],
};

/// Writes down what is at a level or above it.
#[derive(Clone)]
struct Log {
    level: Level,
    events: Arc<Mutex<Vec<Fields>>>,
}

#[derive(Debug, Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let mut text = String::new();
        write!(text, "{value:?}").unwrap();
        self.0.insert(field.name(), text);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= self.level
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let metadata = event.metadata();
        fields.0.insert("target", metadata.target().to_owned());
        fields.0.insert("level", metadata.level().to_string());
        self.events.lock().unwrap().push(fields);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The events while the policy decides on a request.
fn events(level: Level, method: &Method, headers: &HeaderMap) -> Vec<Fields> {
    events_of(level, || drop(API.decide(method, headers)))
}

fn events_of(level: Level, decide: impl FnOnce()) -> Vec<Fields> {
    let log = Log { level, events: Arc::default() };
    with_default(log.clone(), decide);
    std::mem::take(&mut *log.events.lock().unwrap())
}

fn get(lines: &[(&str, &str)]) -> HeaderMap {
    let request = lines
        .iter()
        .fold(Request::get("/"), |request, (name, value)| request.header(*name, *value));
    request.body(()).unwrap().into_parts().0.headers
}

#[test]
fn a_refusal_is_one_event_with_its_cause() {
    let headers =
        get(&[("origin", "http://app.example.com"), ("access-control-request-method", "PUT")]);
    let events = events(Level::INFO, &Method::OPTIONS, &headers);
    assert_eq!(events.len(), 1, "{events:?}");
    let (file, line) = API.location();
    let expected = [
        ("cause", "origin_not_listed"),
        ("level", "INFO"),
        ("message", "the origin is not in `allow_origins`"),
        ("method", "PUT"),
        ("origin", "http://app.example.com"),
        ("policy", &format!("{file}:{line}")),
        ("request", "preflight"),
        ("target", "cors_runtime"),
    ];
    let found: Vec<_> = events[0].0.iter().map(|(name, value)| (*name, &**value)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_listed_origin_is_no_event_and_one_that_could_be_listed_says_so() {
    let api = API.with_runtime_origins(["https://shop.customer.example"]).unwrap();
    for (origin, is_event) in
        [("https://shop.customer.example", false), ("https://other.customer.example", true)]
    {
        let headers = get(&[("origin", origin)]);
        let events = events_of(Level::DEBUG, || drop(api.decide(&Method::GET, &headers)));
        assert_eq!(!events.is_empty(), is_event, "{origin}");
        for event in events {
            assert_eq!(event.0["cause"], "origin_not_listed");
            let explanation = &event.0["explanation"];
            assert!(explanation.contains("to the list of `with_runtime_origins`"), "{explanation}");
        }
    }
}

#[test]
fn at_debug_level_it_holds_the_explanation() {
    let headers = get(&[("origin", "http://app.example.com")]);
    let events = events(Level::DEBUG, &Method::GET, &headers);
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(events[0].0["explanation"], API.explain(&Method::GET, &headers).to_string());
    assert!(events[0].0["explanation"].contains("differs in the scheme"));
}

#[test]
fn what_is_no_refusal_is_no_event() {
    const APP: (&str, &str) = ("origin", "https://app.example.com");
    const OTHER: (&str, &str) = ("origin", "https://api.example.com");
    let requests_method = |method| ("access-control-request-method", method);
    for (because, method, lines) in [
        ("it is allowed", Method::GET, &[APP][..]),
        ("nobody asks", Method::GET, &[]),
        ("the preflight passes", Method::OPTIONS, &[APP, requests_method("PUT")]),
        ("it is the application's", Method::OPTIONS, &[APP]),
        ("it is the server's own page", Method::POST, &[OTHER, ("host", "api.example.com")]),
        ("a link was followed", Method::POST, &[OTHER, ("sec-fetch-mode", "navigate")]),
        ("WebSockets are not CORS's", Method::GET, &[OTHER, ("upgrade", "websocket")]),
    ] {
        let events = events(Level::TRACE, &method, &get(lines));
        assert!(events.is_empty(), "{because}: {events:?}");
    }
}

#[test]
fn a_header_or_method_that_is_not_allowed_is_an_event_though_the_origin_is() {
    for (lines, cause) in [
        (("access-control-request-headers", "x-a"), "header_not_listed"),
        (("access-control-request-headers", "x a"), "headers_not_tokens"),
    ] {
        let origin = ("origin", "https://app.example.com");
        let headers = get(&[origin, ("access-control-request-method", "PUT"), lines]);
        let events = events(Level::INFO, &Method::OPTIONS, &headers);
        assert_eq!(events[0].0["cause"], cause);
    }
    let headers =
        get(&[("origin", "https://app.example.com"), ("access-control-request-method", "PATCH")]);
    let events = events(Level::INFO, &Method::OPTIONS, &headers);
    assert_eq!((&*events[0].0["cause"], &*events[0].0["method"]), ("method_not_listed", "PATCH"));
}

#[test]
fn a_request_that_lost_its_origin_is_an_event() {
    let headers = get(&[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "cors")]);
    let events = events(Level::INFO, &Method::GET, &headers);
    let field = |name| &*events[0].0[name];
    assert_eq!(
        (field("cause"), field("request"), field("origin")),
        ("origin_lost", "origin_lost", "")
    );
}

#[test]
fn a_cookie_that_the_policy_does_not_allow_is_an_event() {
    let headers = get(&[("origin", "https://app.example.com"), ("cookie", "a=1")]);
    let events = events(Level::INFO, &Method::GET, &headers);
    assert_eq!(events[0].0["cause"], "credentials_not_allowed");
}

#[test]
fn what_a_client_sends_is_escaped_and_cut() {
    let cut = format!("https://{}", "a".repeat(120));
    let long = format!("{cut}{}.example", "a".repeat(200));
    for (sent, logged) in [
        ("https://a.example\u{e9}\t`x", "https://a.example\\xc3\\xa9\\t\\x60x".to_owned()),
        (&*long, format!("{cut}...")),
    ] {
        let events = events(Level::INFO, &Method::GET, &get(&[("origin", sent)]));
        assert_eq!(events[0].0["origin"], logged);
    }
}

/// A message is not quoted where it is printed: what a client sends would pass for fields.
#[test]
fn the_message_holds_nothing_of_the_clients() {
    const FORGED: &str = "x cause=several_origins origin=https://victim.example";
    const APP: &str = "https://app.example.com";
    for (origin, method, names) in
        [(FORGED, "PUT", "x-a"), (APP, FORGED, "x-a"), (APP, "PUT", FORGED)]
    {
        let headers = get(&[
            ("origin", origin),
            ("access-control-request-method", method),
            ("access-control-request-headers", names),
        ]);
        let events = events(Level::INFO, &Method::OPTIONS, &headers);
        let message = &events[0].0["message"];
        assert!(!message.contains("victim") && !message.contains("several"), "{message}");
    }
}

#[test]
fn the_header_that_is_not_allowed_has_a_field() {
    let headers = get(&[
        ("origin", "https://app.example.com"),
        ("access-control-request-method", "PUT"),
        ("access-control-request-headers", "x-a,x-b"),
    ]);
    let events = events(Level::INFO, &Method::OPTIONS, &headers);
    assert_eq!(events[0].0["header"], "x-a");
}

#[test]
fn nothing_is_computed_where_nobody_listens() {
    let refused =
        get(&[("origin", "https://evil.example"), ("access-control-request-method", "PURGE")]);
    let decide = || {
        let preflight = API.decide(&Method::OPTIONS, &refused);
        let actual = API.decide(&Method::GET, &refused);
        assert!(!preflight.is_allowed() && !actual.is_allowed());
    };
    assert_eq!(measure(decide).count_total, 0, "without a subscriber");
    let log = Log { level: Level::WARN, events: Arc::default() };
    with_default(log, || assert_eq!(measure(decide).count_total, 0, "at level WARN"));
}
