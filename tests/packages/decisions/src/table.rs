//! The table's file, read and written out into cases.

use std::collections::BTreeMap;

use bytes::Bytes;
use cors_runtime::CorsPolicy;
use http::header::VARY;
use http::{Request, Response, StatusCode};
use serde::Deserialize;

use crate::check::Expected;
use crate::way::Outcome;
use crate::{notation, policies};

/// A request, and all answers that conform.
pub struct Case {
    /// The row of the table that it belongs to.
    pub row: u8,
    /// What it is about.
    pub name: String,
    pub(crate) policy: &'static CorsPolicy,
    /// The request.
    pub request: Request<Bytes>,
    /// What the handler answers, if it runs.
    pub handler: Response<Bytes>,
    pub(crate) expected: Vec<Expected>,
    pub(crate) wire: Option<bool>,
}

impl Case {
    /// Whether each header line, of the request and of the handler's answer, is UTF-8.
    #[must_use]
    pub fn is_of_strings(&self) -> bool {
        let lines = self.request.headers().values().chain(self.handler.headers().values());
        lines.into_iter().all(|line| str::from_utf8(line.as_bytes()).is_ok())
    }

    /// How many bytes the request's headers have.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    notation: BTreeMap<String, Notation>,
    case: Vec<Written>,
    denied: Vec<Batch>,
    allowed: Vec<Batch>,
}

/// One word of the table's notation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notation {
    status: Option<u16>,
    headers: String,
    vary: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    row: u8,
    name: String,
    policy: String,
    request: String,
    #[serde(default = "ok")]
    handler: String,
    expect: OneOrMore,
    #[serde(default)]
    with: String,
    #[serde(default)]
    without: Vec<String>,
    status: Option<u16>,
    vary: Option<String>,
    wire: Option<bool>,
}

/// Batch that are all denied, or all allowed, each with the reason for its being here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Batch {
    row: u8,
    policy: String,
    origins: BTreeMap<String, OneOrMore>,
    wire: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn as_slice(&self) -> &[String] {
        match self {
            OneOrMore::One(one) => std::slice::from_ref(one),
            OneOrMore::More(more) => more,
        }
    }
}

fn ok() -> String {
    "200".to_owned()
}

pub(crate) fn read(text: &str) -> Vec<Case> {
    let file: File = toml::from_str(text).unwrap_or_else(|error| panic!("decisions.toml: {error}"));
    let mut rows = file.case;
    rows.extend(
        file.denied
            .iter()
            .flat_map(|denied| denied.rows("denied", |_| ["none".to_owned(), "DENY".to_owned()])),
    );
    rows.extend(file.allowed.iter().flat_map(|allowed| {
        allowed.rows("allowed", |lines| {
            let origin = lines.concat();
            [format!("A({origin})"), format!("PF({origin})")]
        })
    }));
    rows.into_iter().map(|row| row.case(&file.notation)).collect()
}

impl Batch {
    /// A GET and a preflight for each origin; `answers` has their notation.
    fn rows(&self, verdict: &str, answers: impl Fn(&[String]) -> [String; 2]) -> Vec<Written> {
        let mut rows = Vec::new();
        for (why, lines) in &self.origins {
            let lines = lines.as_slice();
            let origin: String =
                lines.iter().flat_map(|line| ["Origin: ", line.as_str(), "\n"]).collect();
            let requests = [
                ("GET", format!("GET /orders\n{origin}")),
                (
                    "preflight",
                    format!("OPTIONS /orders\n{origin}Access-Control-Request-Method: PUT\n"),
                ),
            ];
            for ((kind, request), answer) in requests.into_iter().zip(answers(lines)) {
                rows.push(Written {
                    row: self.row,
                    name: format!("{verdict}: {why} ({kind})"),
                    policy: self.policy.clone(),
                    request,
                    handler: ok(),
                    expect: OneOrMore::One(answer),
                    with: String::new(),
                    without: Vec::new(),
                    status: None,
                    vary: None,
                    wire: self.wire,
                });
            }
        }
        rows
    }
}

impl Written {
    fn case(self, words: &BTreeMap<String, Notation>) -> Case {
        let request = notation::request(&self.request);
        let handler = notation::answer(&self.handler, request.method());
        let expected = self
            .expect
            .as_slice()
            .iter()
            .map(|expect| self.expected(words, expect, &handler))
            .collect();
        Case {
            row: self.row,
            name: self.name,
            policy: policies::named(&self.policy),
            request,
            handler,
            expected,
            wire: self.wire,
        }
    }

    /// What one word of the notation stands for in this case.
    fn expected(
        &self,
        words: &BTreeMap<String, Notation>,
        expect: &str,
        handler: &Response<Bytes>,
    ) -> Expected {
        let (word, origin) =
            match expect.strip_suffix(')').and_then(|expect| expect.split_once('(')) {
                Some((word, origin)) => (word, origin),
                None => (expect, ""),
            };
        let word =
            words.get(word).unwrap_or_else(|| panic!("row {}: no notation {word:?}", self.row));

        let mut response = Response::new(Bytes::new());
        if let Some(status) = word.status {
            *response.status_mut() = code(self.status.unwrap_or(status));
        } else {
            response = handler.clone();
            let headers = response.headers_mut();
            while let Some(name) =
                headers.keys().find(|name| name.as_str().starts_with("access-control-")).cloned()
            {
                headers.remove(name);
            }
        }
        let headers = response.headers_mut();
        let mut added = notation::headers(&word.headers.replace("{origin}", origin));
        for name in &self.without {
            assert!(
                added.remove(name).is_some(),
                "row {}: there is no {name} to go without",
                self.row
            );
        }
        added.extend(notation::headers(&self.with));
        headers.extend(added);

        let vary = self.vary.as_ref().unwrap_or(&word.vary);
        let vary_unchanged = vary == "unchanged";
        if !vary_unchanged {
            headers.remove(VARY);
            if !vary.is_empty() {
                headers.insert(VARY, notation::header_value(vary));
            }
        }
        Expected {
            outcome: Outcome { handler_ran: word.status.is_none(), response },
            vary_unchanged,
        }
    }
}

fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).expect("a status")
}
