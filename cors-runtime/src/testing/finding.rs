//! What was found, and all of it.

use std::fmt::{self, Write};

use http::header::{LOCATION, VARY};
use http::{HeaderName, Response};

use super::application::Answer;
use super::judge::judge;
use super::origins;
use super::permission;
use super::probe::{Kind, Probe};
use super::problem::Problem;
use super::routes::Routes;
use crate::policy::CorsPolicy;
use crate::protocol::TIMING_ALLOW_ORIGIN;

/// Something that is wrong with the answer to a request.
#[derive(Clone, Debug)]
pub struct Finding {
    problem: Problem,
    request: String,
    /// Nothing if it was not sent.
    seen: Option<Seen>,
    more: usize,
}

#[derive(Clone, Debug)]
struct Seen {
    /// Nothing if the request had none.
    origin: Option<String>,
    /// The status, and in what the headers differ from the policy's; or why there was no response.
    got: String,
}

/// Everything that is wrong with an application.
///
/// It prints problem by problem: the name and the cause, the requests with what came, and what to change.
#[derive(Clone, Debug)]
#[must_use = "a report has to be looked at"]
pub struct Report {
    policy: CorsPolicy,
    requests: usize,
    findings: Vec<Finding>,
}

impl Finding {
    /// In which way the application is wired wrongly.
    #[must_use]
    pub fn problem(&self) -> Problem {
        self.problem
    }

    /// The request, such as ``the preflight of `PUT /orders/1` ``.
    #[must_use]
    pub fn request(&self) -> &str {
        &self.request
    }
}

impl Report {
    pub(super) fn of(routes: &Routes) -> Report {
        let unsent = |problem, request| Finding { problem, request, seen: None, more: 0 };
        let mistakes = routes.mistakes.iter().cloned();
        let mut findings: Vec<_> =
            mistakes.map(|mistake| unsent(Problem::NotARequest, mistake)).collect();
        if routes.only && routes.named.is_empty() {
            let what = "`only` without a route, of which nothing can be asked".to_owned();
            findings.push(unsent(Problem::NotARequest, what));
        }
        let strangers = routes.origins.iter().filter(|origin| !routes.allows(origin));
        findings.extend(
            strangers.map(|origin| {
                unsent(Problem::OriginNotListed, format!("a request from `{origin}`"))
            }),
        );
        match origins::allowed(routes, &origins::all(routes)) {
            Some(origin) => {
                let refusals = permission::refusals(routes, origin).into_iter();
                findings.extend(refusals.map(|(problem, what)| unsent(problem, what)));
            }
            None => {
                let what = "a request from an allowed origin".to_owned();
                findings.push(unsent(Problem::NoOrigin, what));
            }
        }
        Report { policy: routes.policy.clone(), requests: 0, findings }
    }

    pub(super) fn add(&mut self, probe: &Probe, answer: &Answer) {
        self.requests = self.requests.saturating_add(1);
        let problem = match answer {
            Ok(got) => judge(probe, got),
            Err(_) => Some(Problem::NoAnswer),
        };
        let Some(problem) = problem else { return };
        let request = described(probe);
        // The same from another origin is no news; and what a stranger gets is another face of what an allowed
        // origin did not get.
        let known = self.findings.iter_mut().find(|known| {
            known.request == request && (known.problem == problem || probe.is_stranger)
        });
        if let Some(known) = known {
            known.more = known.more.saturating_add(1);
            return;
        }
        // Nor is it news without an origin.
        let actual = format!("`{}`", probe.asked);
        if probe.origin.is_none() && self.findings.iter().any(|known| known.request == actual) {
            return;
        }
        let got = match answer {
            Ok(got) => difference(got, &probe.expected),
            Err(error) => error.clone(),
        };
        let seen = Some(Seen { origin: probe.origin.clone(), got });
        self.findings.push(Finding { problem, request, seen, more: 0 });
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// What was found, in the order of the requests.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

fn described(probe: &Probe) -> String {
    let asked = &probe.asked;
    match probe.kind {
        Kind::Preflight => format!("the preflight of `{asked}`"),
        Kind::Actual => format!("`{asked}`"),
        Kind::Bare => format!("`{asked}` without its headers"),
        Kind::WithoutOrigin => format!("`{asked}` without `Origin`"),
        Kind::Options => format!("`{asked}`, which is no preflight,"),
    }
}

/// The status, then the headers that the policy does not send, and those that are missing beside others.
fn difference(got: &Response<()>, expected: &Response<()>) -> String {
    let mut missing = lines(expected);
    let mut text = got.status().to_string();
    let mut say = |how: &str, line: &str| {
        // Writing to a string does not fail.
        let _ = write!(text, "\n      {how} `{line}`");
    };
    let got = lines(got);
    for line in &got {
        match missing.iter().position(|expected| expected == line) {
            Some(place) => drop(missing.remove(place)),
            None => say("with", line),
        }
    }
    if got.iter().any(|line| line.starts_with(PREFIX)) {
        for line in &missing {
            say("without", line);
        }
    }
    text
}

const PREFIX: &str = "access-control-";

/// The headers that matter.
fn lines(response: &Response<()>) -> Vec<String> {
    let matters = |name: &HeaderName| {
        name.as_str().starts_with(PREFIX)
            || [VARY, LOCATION].contains(name)
            || name == TIMING_ALLOW_ORIGIN
    };
    let headers = response.headers().iter().filter(|(name, _)| matters(name));
    headers.map(|(name, value)| format!("{name}: {}", value.as_bytes().escape_ascii())).collect()
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { request, seen, more, .. } = self;
        write!(f, "{request}")?;
        let Some(Seen { origin, got }) = seen else { return Ok(()) };
        if let Some(origin) = origin {
            write!(f, " from `{origin}`")?;
        }
        match more {
            0 => {}
            1 => write!(f, ", and from another origin")?,
            more => write!(f, ", and from {more} other origins")?,
        }
        write!(f, "\n    got {got}")
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report { policy, requests, findings } = self;
        let (file, line) = policy.location();
        match findings.len() {
            0 => write!(f, "nothing found")?,
            1 => write!(f, "1 finding")?,
            several => write!(f, "{several} findings")?,
        }
        write!(f, " in {requests} requests, for the policy at {file}:{line}")?;
        let mut problems: Vec<Problem> = Vec::new();
        for finding in findings {
            if !problems.contains(&finding.problem) {
                problems.push(finding.problem);
            }
        }
        for problem in problems {
            write!(f, "\n\n{problem}: {}", problem.cause())?;
            for finding in findings.iter().filter(|finding| finding.problem == problem) {
                write!(f, "\n  {finding}")?;
            }
            write!(f, "\n  change: {}", problem.change())?;
        }
        Ok(())
    }
}
