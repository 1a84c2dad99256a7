//! What a browser should do with a case: the model of the browser, and the API's answers to it.

use std::fmt;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{DATE, HOST, LOCATION, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use cors_browser::{self as browser, Answer, Refusal, Sent};
use serde::Serialize;
use tower::ServiceExt;

use super::api;
use super::case::{By, Case, Engine};
use super::explain::{Explained, explain};
use super::known::Known;
use super::policies::Choice;
use super::wirings::{self, Wiring};
use crate::exchange::{Asked, Exchange};

/// What becomes of a case.
#[derive(Clone, Debug, Serialize)]
pub struct Prediction {
    /// What the script gets.
    pub outcome: Outcome,
    /// Why it gets no response, in a sentence without its full stop.
    pub why: Option<String>,
    /// Whether a preflight goes ahead.
    pub preflight: bool,
    /// The names of the headers that the script can read, in lower case and sorted.
    pub readable: Vec<String>,
    /// How many seconds the preflight's answer is kept.
    pub kept: Option<u64>,
    /// What goes over the wire.
    pub exchanges: Vec<Judged>,
    /// What the library says of the request that decides.
    pub explanation: Option<Explained>,
    /// Why the engine may do something else.
    pub known: Option<Known>,
}

/// What a script gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The response.
    Shared,
    /// A network error.
    Blocked,
    /// An exception before anything is sent.
    Thrown,
    /// The model does not say.
    Open,
}

/// An exchange, and whose answer it is.
#[derive(Clone, Debug, Serialize)]
pub struct Judged {
    #[serde(flatten)]
    exchange: Exchange,
    /// What the policy would have answered, if the answer is not the policy's.
    instead: Option<Vec<String>>,
}

/// A case that names a policy or a wiring that the lab does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName(String);

impl Case {
    /// What becomes of the case, if the API is at `server`.
    ///
    /// # Errors
    /// If there is no such policy or wiring.
    pub async fn predict(&self, server: &str, engine: Engine) -> Result<Prediction, UnknownName> {
        let unknown = |name: &String| UnknownName(name.clone());
        let choice = Choice::named(&self.policy).ok_or_else(|| unknown(&self.policy))?;
        let wiring = Wiring::named(&self.wiring).ok_or_else(|| unknown(&self.wiring))?;
        let lab = Lab {
            server,
            path: api::path(choice, wiring),
            choice,
            wired: api::service(choice, wiring),
            right: api::service(choice, *wirings::RIGHT),
            with_credentials: self.credentials == super::case::Credentials::Include,
        };
        Ok(lab.predict(self, engine).await)
    }

    /// What the browser sends for the case.
    fn send(&self, server: &str) -> Result<Sent, Unsent> {
        match self.by {
            // <https://fetch.spec.whatwg.org/#main-fetch>
            By::FetchSameOrigin if self.origin != server => {
                let why = "the script asks in mode `same-origin`, and the URL is of another origin";
                return Err(Unsent { outcome: Outcome::Blocked, why: why.to_owned() });
            }
            // <https://fetch.spec.whatwg.org/#scheme-fetch>
            By::XhrNoScheme => {
                let why = "without `http://` in front, the URL's scheme is `localhost`, of which browsers know nothing";
                return Err(Unsent { outcome: Outcome::Blocked, why: why.to_owned() });
            }
            _ => {}
        }
        if Method::from_bytes(self.method.as_bytes()).is_err() {
            return Err(Unsent::thrown(format!("`{}` is no method", self.method)));
        }
        for (name, value) in &self.headers {
            if HeaderName::try_from(name).is_err() || !is_header_value(value) {
                return Err(Unsent::thrown(format!("`{name}: {value}` is no header")));
            }
        }
        let headers: Vec<_> =
            self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let method = browser::normalize_method(&self.method);
        // <https://xhr.spec.whatwg.org/#the-send()-method>: where `fetch()` throws, the body is dropped.
        let has_body = !(self.by.is_xhr() && matches!(&*method, "GET" | "HEAD"));
        let request = browser::Request {
            page: &self.origin,
            server,
            method: &self.method,
            headers: &headers,
            body: if has_body { (&self.body).into() } else { browser::Body::None },
            credentials: self.credentials.into(),
            by_xhr: self.by.is_xhr(),
            upload_listener: self.by == By::XhrUpload,
        };
        request.send().map_err(|thrown| Unsent::thrown(thrown.to_string()))
    }
}

/// Why nothing is sent.
struct Unsent {
    outcome: Outcome,
    why: String,
}

impl Unsent {
    fn thrown(why: String) -> Unsent {
        Unsent { outcome: Outcome::Thrown, why }
    }
}

/// The API behind the policy and in the wiring of a case.
struct Lab<'a> {
    server: &'a str,
    path: String,
    choice: Choice,
    wired: Router,
    right: Router,
    with_credentials: bool,
}

impl Lab<'_> {
    async fn predict(&self, case: &Case, engine: Engine) -> Prediction {
        let mut prediction = Prediction {
            outcome: Outcome::Blocked,
            why: None,
            preflight: false,
            readable: Vec::new(),
            kept: None,
            exchanges: Vec::new(),
            explanation: None,
            known: Known::of(case, engine),
        };
        let sent = match case.send(self.server) {
            Ok(sent) => sent,
            Err(Unsent { outcome, why }) => {
                return Prediction { outcome, why: Some(why), ..prediction };
            }
        };
        prediction.preflight = sent.preflight.is_some();
        if let Some(preflight) = self.preflight(&sent) {
            let answer = self.ask(&preflight, &mut prediction).await;
            match answer.judged(|seen| sent.check_preflight_in(seen, engine.into())) {
                Ok(kept) => prediction.kept = Some(kept.seconds),
                Err(refusal) => return prediction.blocked(&refusal),
            }
        }
        let Some(request) = self.request(&sent) else {
            prediction.why = Some("the server cannot read the request".to_owned());
            return prediction;
        };
        let answer = self.ask(&request, &mut prediction).await;
        let shared = match answer.judged(|seen| sent.check_response(seen)) {
            Ok(shared) => shared,
            Err(refusal) => return prediction.blocked(&refusal),
        };
        if answer.status.is_redirection() && answer.headers.contains_key(LOCATION) {
            prediction.outcome = Outcome::Open;
            prediction.why =
                Some("the answer is a redirect, and the model follows none".to_owned());
            return prediction;
        }
        prediction.outcome = Outcome::Shared;
        prediction.readable = shared.headers;
        prediction
    }

    /// <https://fetch.spec.whatwg.org/#cors-preflight-fetch>
    fn preflight(&self, sent: &Sent) -> Option<Parts> {
        let preflight = sent.preflight.as_ref()?;
        let mut request = self.head(&Method::OPTIONS)?;
        let headers = &mut request.headers;
        headers.insert(ORIGIN, header_value(&sent.page)?);
        headers.insert("access-control-request-method", header_value(&preflight.method)?);
        if let Some(names) = &preflight.headers {
            headers.insert("access-control-request-headers", header_value(names)?);
        }
        Some(request)
    }

    fn request(&self, sent: &Sent) -> Option<Parts> {
        let mut request = self.head(&Method::from_bytes(sent.method.as_bytes()).ok()?)?;
        for (name, value) in &sent.headers {
            request.headers.append(HeaderName::try_from(name).ok()?, header_value(value)?);
        }
        // <https://fetch.spec.whatwg.org/#append-a-request-origin-header>
        if sent.is_cross_origin || !matches!(&*sent.method, "GET" | "HEAD") {
            request.headers.insert(ORIGIN, header_value(&sent.page)?);
        }
        Some(request)
    }

    fn head(&self, method: &Method) -> Option<Parts> {
        let host = self.server.split_once("://").map_or(self.server, |(_, host)| host);
        let request =
            Request::builder().method(method).uri(&self.path).header(HOST, host).body(()).ok()?;
        Some(request.into_parts().0)
    }

    /// Asks as the browser would, and writes down what the answer is and what the policy says of it.
    async fn ask(&self, request: &Parts, prediction: &mut Prediction) -> Answered {
        let answer = answered_by(&self.wired, request).await;
        let Parts { method, uri, headers, .. } = request;
        let policys = answered_by(&self.right, request).await.policys_part(method);
        let exchange = Asked::new(method, uri, headers).answered(answer.status, &answer.headers);
        let instead = (answer.policys_part(method) != policys).then_some(policys);
        prediction.exchanges.push(Judged { exchange, instead });
        let explained = explain(self.choice.policy, method, headers, self.with_credentials);
        prediction.explanation = Some(explained);
        answer
    }
}

async fn answered_by(api: &Router, request: &Parts) -> Answered {
    let request = Request::from_parts(request.clone(), Body::empty());
    let response = match api.clone().oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let mut headers = response.headers().clone();
    // As the server does before it sends an answer: <https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1>
    headers.entry(DATE).or_insert(HeaderValue::from_static("now"));
    Answered { status: response.status(), headers }
}

/// Whether a script can set it. <https://fetch.spec.whatwg.org/#header-value>
fn is_header_value(text: &str) -> bool {
    let text = text.trim_matches(['\t', '\n', '\r', ' ']);
    text.chars().all(|character| character <= '\u{ff}' && !matches!(character, '\0' | '\n' | '\r'))
}

/// A byte for each character, as browsers send them; `None` if no server would read it.
fn header_value(text: &str) -> Option<HeaderValue> {
    let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
    HeaderValue::from_bytes(&bytes.ok()?).ok()
}

/// The head of an answer.
struct Answered {
    status: StatusCode,
    headers: HeaderMap,
}

impl Answered {
    fn judged<T>(&self, judge: impl FnOnce(&Answer<'_>) -> T) -> T {
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        let headers: Vec<_> = headers.collect();
        judge(&Answer { status: self.status.as_u16(), headers: &headers })
    }

    /// What of the answer is the policy's to say: the CORS headers, and the status of a preflight's.
    fn policys_part(&self, asked: &Method) -> Vec<String> {
        let status = (*asked == Method::OPTIONS).then(|| self.status.to_string());
        let headers = &self.headers;
        let headers =
            headers.iter().filter(|(name, _)| name.as_str().starts_with("access-control-"));
        let lines =
            headers.map(|(name, value)| format!("{name}: {}", value.as_bytes().escape_ascii()));
        status.into_iter().chain(lines).collect()
    }
}

impl Prediction {
    /// Whether the answer that decides is the policy's.
    #[must_use]
    pub fn is_policys(&self) -> bool {
        self.exchanges.last().is_some_and(|judged| judged.instead.is_none())
    }

    fn blocked(self, refusal: &Refusal) -> Prediction {
        Prediction { outcome: Outcome::Blocked, why: Some(refusal.to_string()), ..self }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the lab has nothing that is called `{}`", self.0)
    }
}

impl std::error::Error for UnknownName {}

#[cfg(test)]
mod tests {
    use super::super::case::{Body, Credentials};
    use super::*;

    const SERVER: &str = "http://localhost:4100";

    fn header(name: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), "1".to_owned())]
    }

    #[tokio::test]
    async fn each_case_ends_as_it_must() {
        let case = Case::default();
        let other = "http://localhost:4102".to_owned();
        for (case, outcome, why) in [
            (case.clone(), Outcome::Shared, None),
            (Case { method: "PUT".to_owned(), ..case.clone() }, Outcome::Shared, None),
            (
                Case { origin: other.clone(), ..case.clone() },
                Outcome::Blocked,
                Some("the response has no `Access-Control-Allow-Origin`"),
            ),
            (
                Case { origin: other, method: "PUT".to_owned(), ..case.clone() },
                Outcome::Blocked,
                Some("the preflight's answer has no `Access-Control-Allow-Origin`"),
            ),
            (
                Case { headers: header("x-coupon"), ..case.clone() },
                Outcome::Blocked,
                Some("the preflight's answer does not allow the request header x-coupon"),
            ),
            (
                Case { method: "TRACE".to_owned(), ..case.clone() },
                Outcome::Thrown,
                Some("TRACE is a forbidden method: nothing is sent"),
            ),
            (
                Case { body: Body::Text, ..case.clone() },
                Outcome::Thrown,
                Some("a GET request has no body: nothing is sent"),
            ),
            (Case { body: Body::Text, by: By::Xhr, ..case.clone() }, Outcome::Shared, None),
            (
                Case { headers: header("x y"), ..case.clone() },
                Outcome::Thrown,
                Some("`x y: 1` is no header"),
            ),
            (
                Case { wiring: "doubled".to_owned(), ..case.clone() },
                Outcome::Blocked,
                Some(
                    "the response has `Access-Control-Allow-Origin: http://localhost:4101, \
                     http://localhost:4101`, which is not the page's origin",
                ),
            ),
            (
                Case { wiring: "moved".to_owned(), ..case.clone() },
                Outcome::Open,
                Some("the answer is a redirect, and the model follows none"),
            ),
        ] {
            let prediction = case.predict(SERVER, Engine::Standard).await.unwrap();
            assert_eq!((prediction.outcome, prediction.why.as_deref()), (outcome, why), "{case:?}");
        }
    }

    #[tokio::test]
    async fn an_answer_that_is_not_the_policys_is_told_from_one_that_is() {
        for (wiring, policys) in [("right", true), ("none", false), ("doubled", false)] {
            let case = Case { wiring: wiring.to_owned(), ..Case::default() };
            let prediction = case.predict(SERVER, Engine::Standard).await.unwrap();
            assert!(!prediction.exchanges.is_empty());
            for judged in prediction.exchanges {
                assert_eq!(judged.instead.is_none(), policys, "{wiring}: {judged:?}");
            }
        }
    }

    #[tokio::test]
    async fn each_wrong_wiring_spoils_what_is_let_through() {
        let plain = Case::default();
        let cases = [
            plain.clone(),
            Case { method: "PUT".to_owned(), ..plain.clone() },
            Case { credentials: Credentials::Include, ..plain },
        ];
        for wiring in &wirings::ALL {
            let mut spoilt = 0;
            for case in &cases {
                let case = Case { wiring: wiring.name.to_owned(), ..case.clone() };
                let prediction = case.predict(SERVER, Engine::Standard).await.unwrap();
                spoilt += usize::from(prediction.outcome != Outcome::Shared);
            }
            assert_eq!(spoilt == 0, wiring.name == wirings::RIGHT.name, "{}", wiring.name);
        }
    }

    #[tokio::test]
    async fn the_cause_depends_on_the_credentials() {
        for (credentials, cause) in
            [(Credentials::Omit, None), (Credentials::Include, Some("credentials_not_allowed"))]
        {
            let case = Case {
                policy: "list".to_owned(),
                method: "PUT".to_owned(),
                credentials,
                ..Case::default()
            };
            let prediction = case.predict(SERVER, Engine::Standard).await.unwrap();
            assert_eq!(prediction.explanation.unwrap().cause, cause, "{credentials:?}");
        }
    }

    #[tokio::test]
    async fn unknown_names_are_told() {
        let case = Case { policy: "none".to_owned(), ..Case::default() };
        let error = case.predict(SERVER, Engine::Standard).await.unwrap_err();
        assert_eq!(error.to_string(), "the lab has nothing that is called `none`");
    }
}
