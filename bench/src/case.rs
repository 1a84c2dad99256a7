//! What is asked of the peers.

use std::fmt::Write as _;

use http::header::{ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN};
use http::{Method, Request};

use crate::policies::{KNOWN, LISTS, Listed, PATTERN, UNKNOWN};
use crate::random::Random;
use crate::request::request;

/// A kind of request.
pub struct Scenario {
    /// What it is called in the tables.
    pub name: &'static str,
    /// Who sends it.
    pub sender: Sender,
    /// The requested headers, if it is a preflight.
    pub preflight: Option<fn() -> String>,
    /// Whether these are headers that no policy allows.
    pub asks_for_more: bool,
    /// The policies that are asked.
    policies: &'static [&'static Listed],
}

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// None: not a CORS request.
    Nobody,
    /// The last origin of the list, in every request.
    Known,
    /// Origins of the list in random order, each as likely as the others.
    Anybody,
    /// An origin that is not allowed.
    Unknown,
}

/// A scenario under one of its policies.
pub struct Case {
    /// The scenario.
    pub scenario: &'static Scenario,
    /// The policy.
    pub listed: &'static Listed,
}

static FIRST_AND_LAST: [&Listed; 3] = [LISTS[0], LISTS[1], LISTS[4]];

/// Enough of them that neither a branch predictor nor the first cache remembers all.
const RANDOM_REQUESTS: usize = 4_096;
const HOSTILE_BYTES: usize = 8 * 1_024;

/// All scenarios, as the tables list them.
pub static SCENARIOS: [Scenario; 12] = [
    get("GET, no `Origin`", Sender::Nobody, &FIRST_AND_LAST),
    get("GET, allowed", Sender::Known, &LISTS),
    get("GET, allowed, random origins", Sender::Anybody, &LISTS),
    get("GET, denied", Sender::Unknown, &LISTS),
    preflight("preflight, allowed", Sender::Known, ordinary, &LISTS),
    preflight("preflight, denied", Sender::Unknown, ordinary, &LISTS),
    for_more("preflight, a header that is not allowed", not_allowed),
    for_more("preflight, 8 KiB of commas", commas),
    for_more("preflight, 8 KiB of names", names),
    get("GET, allowed by a pattern", Sender::Known, &[&PATTERN]),
    get("GET, denied by a pattern", Sender::Unknown, &[&PATTERN]),
    preflight("preflight, allowed by a pattern", Sender::Known, ordinary, &[&PATTERN]),
];

const fn get(name: &'static str, sender: Sender, policies: &'static [&'static Listed]) -> Scenario {
    Scenario { name, sender, preflight: None, asks_for_more: false, policies }
}

const fn preflight(
    name: &'static str,
    sender: Sender,
    requested_headers: fn() -> String,
    policies: &'static [&'static Listed],
) -> Scenario {
    Scenario { name, sender, preflight: Some(requested_headers), asks_for_more: false, policies }
}

const fn for_more(name: &'static str, requested_headers: fn() -> String) -> Scenario {
    let scenario = preflight(name, Sender::Known, requested_headers, &FIRST_AND_LAST);
    Scenario { asks_for_more: true, ..scenario }
}

fn ordinary() -> String {
    "content-type,x-request-id".to_owned()
}

fn not_allowed() -> String {
    "content-type,x-unheard-of".to_owned()
}

fn commas() -> String {
    ",".repeat(HOSTILE_BYTES)
}

fn names() -> String {
    let mut names = "x-0".to_owned();
    for n in 1.. {
        if names.len() >= HOSTILE_BYTES {
            break;
        }
        let _ = write!(names, ",x-{n}");
    }
    names
}

/// Every scenario under each of its policies.
pub fn cases() -> impl Iterator<Item = Case> {
    SCENARIOS
        .iter()
        .flat_map(|scenario| scenario.policies.iter().map(move |listed| Case { scenario, listed }))
}

impl Case {
    /// The requests, to be sent in this order, again and again.
    #[must_use]
    pub fn requests(&self) -> Vec<Request<()>> {
        match self.scenario.sender {
            Sender::Nobody => vec![self.request(None)],
            Sender::Known => vec![self.request(Some(KNOWN))],
            Sender::Unknown => vec![self.request(Some(UNKNOWN))],
            Sender::Anybody => {
                let mut random = Random::new();
                let origins = self.listed.origins;
                (0..RANDOM_REQUESTS)
                    .map(|_| self.request(origins.get(random.below(origins.len())).copied()))
                    .collect()
            }
        }
    }

    /// The requests for a peer that knows one origin and no other: where origins are random, it is sent that one,
    /// in as many requests, because reading many takes longer than reading one again.
    #[must_use]
    pub fn requests_from_known(&self) -> Vec<Request<()>> {
        match self.scenario.sender {
            Sender::Anybody => (0..RANDOM_REQUESTS).map(|_| self.request(Some(KNOWN))).collect(),
            Sender::Nobody | Sender::Known | Sender::Unknown => self.requests(),
        }
    }

    /// Whether the answers carry the permission.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        matches!(self.scenario.sender, Sender::Known | Sender::Anybody)
    }

    fn request(&self, origin: Option<&str>) -> Request<()> {
        let requested = self.scenario.preflight.map(|requested_headers| requested_headers());
        let mut lines = Vec::new();
        lines.extend(origin.map(|origin| (ORIGIN, origin)));
        if let Some(requested) = &requested {
            lines.push((ACCESS_CONTROL_REQUEST_METHOD, "PUT"));
            lines.push((ACCESS_CONTROL_REQUEST_HEADERS, requested.as_str()));
            return request(Method::OPTIONS, &lines);
        }
        request(Method::GET, &lines)
    }
}
