//! Judges an answer by its request alone, without the library.

use http::{HeaderMap, Response};

use crate::requests::Planned;

/// A way in which an answer is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Violation {
    /// The origin in the answer is not that of the request.
    PermissionOfAnother,
    /// A denied origin, or a request without one, gets a permission.
    PermissionForDenied,
    /// An allowed origin gets no permission.
    PermissionLost,
    /// Credentials are allowed without a permission, or not as the policy says.
    Credentials,
    VaryWithoutOrigin,
    /// The cache made an answer of its own.
    Status,
}

pub(crate) fn violations(planned: &Planned, answer: &Response<()>) -> Vec<Violation> {
    let headers = answer.headers();
    let permissions = lines(headers, "access-control-allow-origin");
    let own: Vec<_> = planned.origin.into_iter().collect();
    let is_permitted = planned.is_allowed() && permissions == own;
    let credentials = lines(headers, "access-control-allow-credentials");
    let expected: &[&str] =
        if is_permitted && planned.area.allows_credentials { &["true"] } else { &[] };
    let found = [
        (Violation::PermissionOfAnother, !permissions.is_empty() && permissions != own),
        (Violation::PermissionForDenied, !permissions.is_empty() && !planned.is_allowed()),
        (Violation::PermissionLost, permissions.is_empty() && planned.is_allowed()),
        (Violation::Credentials, credentials != expected),
        (Violation::VaryWithoutOrigin, !varies_by_origin(headers)),
        (Violation::Status, !has_status(planned, answer)),
    ];
    found.into_iter().filter(|(_, is_found)| *is_found).map(|(violation, _)| violation).collect()
}

fn lines<'a>(headers: &'a HeaderMap, name: &str) -> Vec<&'a str> {
    headers.get_all(name).iter().map(|line| line.to_str().unwrap()).collect()
}

fn varies_by_origin(headers: &HeaderMap) -> bool {
    let lines = lines(headers, "vary");
    let mut members = lines.iter().flat_map(|line| line.split(','));
    members.any(|member| member.trim().eq_ignore_ascii_case("origin"))
}

fn has_status(planned: &Planned, answer: &Response<()>) -> bool {
    let status = answer.status().as_u16();
    match (planned.is_preflight(), planned.is_allowed()) {
        (true, true) => status == 204,
        (true, false) => status == 403,
        // The cache answers a condition that the client's version meets.
        (false, _) => {
            status == planned.resource.status || (planned.is_conditional && status == 304)
        }
    }
}
