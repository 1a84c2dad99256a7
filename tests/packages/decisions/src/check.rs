//! Comparing what came out with what had to.

use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_EXPOSE_HEADERS,
    CONTENT_LENGTH, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::way::Outcome;

pub(crate) struct Expected {
    pub(crate) outcome: Outcome,
    /// Vary is compared byte for byte, and not by its members.
    pub(crate) vary_unchanged: bool,
}

/// Whether `got` is one of the answers that conform.
pub(crate) fn check(got: &Outcome, conforming: &[Expected]) -> Result<(), String> {
    let mut differences = Vec::new();
    for expected in conforming {
        let wants_length = expected.outcome.response.headers().contains_key(CONTENT_LENGTH);
        let wanted = lines(&expected.outcome, expected.vary_unchanged, wants_length);
        let had = lines(got, expected.vary_unchanged, wants_length);
        if wanted == had {
            return Ok(());
        }
        differences.push(format!("expected:\n{}got:\n{}", shown(&wanted), shown(&had)));
    }
    Err(differences.join("or "))
}

/// Everything about an answer that counts, one thing a line.
fn lines(outcome: &Outcome, vary_unchanged: bool, wants_length: bool) -> Vec<String> {
    let Outcome { handler_ran, response } = outcome;
    let mut headers: Vec<String> = response
        .headers()
        .iter()
        .filter(|(name, _)| *name != CONTENT_LENGTH && (vary_unchanged || *name != VARY))
        .map(|(name, value)| line(name, value))
        .collect();
    // Stable, so that lines of one name keep their order.
    headers.sort_by(|one, other| one.split(':').next().cmp(&other.split(':').next()));
    if !vary_unchanged {
        headers
            .push(format!("vary, by its members: {}", vary_members(response.headers()).join(", ")));
    }
    for length in response.headers().get_all(CONTENT_LENGTH) {
        // RFC 9110 8.6: a 204 has none, and elsewhere it is the content's.
        let truthful = response.status() != StatusCode::NO_CONTENT
            && length.as_bytes() == response.body().len().to_string().as_bytes();
        if wants_length || !truthful {
            headers.push(line(&CONTENT_LENGTH, length));
        }
    }

    let mut lines = vec![
        format!("handler {}", if *handler_ran { "runs" } else { "does not run" }),
        format!("status {}", response.status().as_u16()),
    ];
    lines.extend(headers);
    lines.push(format!("body {:?}", response.body()));
    lines
}

fn line(name: &HeaderName, value: &HeaderValue) -> String {
    let value = value.as_bytes().escape_ascii().to_string();
    let is_list =
        [ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_EXPOSE_HEADERS]
            .contains(name);
    if is_list {
        let members: Vec<_> = value.split(',').map(str::trim).collect();
        return format!("{name}: {}", members.join(", "));
    }
    format!("{name}: {value}")
}

/// In no particular order, which has no meaning, and in lower case, as header names are equal in any.
fn vary_members(headers: &HeaderMap) -> Vec<String> {
    let lines =
        headers.get_all(VARY).into_iter().map(|line| line.as_bytes().escape_ascii().to_string());
    let mut members: Vec<_> = lines
        .flat_map(|line| {
            line.split(',').map(|member| member.trim().to_ascii_lowercase()).collect::<Vec<_>>()
        })
        .collect();
    members.sort_unstable();
    members
}

/// Indented, and each line short enough to be read.
fn shown(lines: &[String]) -> String {
    lines
        .iter()
        .flat_map(|line| "    ".chars().chain(line.chars().take(300)).chain(['\n']))
        .collect()
}
