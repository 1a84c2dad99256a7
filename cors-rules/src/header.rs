//! Names of request and response headers.

use crate::fault::{Checked, Fault};
use crate::method::quoted_list;
use crate::rule::Rule;
use crate::token;

/// The names that scripts cannot set, beside those that begin with one of [`FORBIDDEN_PREFIXES`].
/// <https://fetch.spec.whatwg.org/#forbidden-request-header>
const FORBIDDEN: [&str; 21] = [
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

const FORBIDDEN_PREFIXES: [&str; 2] = ["proxy-", "sec-"];

/// The names that no script ever reads. <https://fetch.spec.whatwg.org/#forbidden-response-header-name>
const NEVER_EXPOSED: [&str; 2] = ["set-cookie", "set-cookie2"];

/// Checks a name of `allow_headers`; the value is the name in lower case, as browsers ask for it.
///
/// ```
/// use cors_rules::{Rule, header};
///
/// assert_eq!(header::check_request("X-Request-ID").value.as_deref(), Some("x-request-id"));
/// assert_eq!(header::check_request("Cookie").faults[0].rule, Rule::HeaderForbidden);
/// ```
#[must_use]
pub fn check_request(text: &str) -> Checked<String> {
    check(text, Rule::HeaderForbidden, |name| {
        FORBIDDEN.contains(&name)
            || FORBIDDEN_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
    })
}

/// Checks a name of `expose_headers`; the value is the name in lower case.
///
/// ```
/// use cors_rules::{Rule, header};
///
/// assert_eq!(header::check_exposed("ETag").value.as_deref(), Some("etag"));
/// assert_eq!(header::check_exposed("Set-Cookie").faults[0].rule, Rule::ExposeForbidden);
/// ```
#[must_use]
pub fn check_exposed(text: &str) -> Checked<String> {
    check(text, Rule::ExposeForbidden, |name| NEVER_EXPOSED.contains(&name))
}

fn check(text: &str, forbidden: Rule, is_forbidden: impl Fn(&str) -> bool) -> Checked<String> {
    let usable = |name: &str| !is_forbidden(&name.to_ascii_lowercase()) && name != "*";
    if let Some(bad) = token::first_bad(text) {
        let members =
            token::members(text).filter(|members| members.iter().all(|member| usable(member)));
        let list = members.map(|members| quoted_list(&members));
        return Checked::bad(Fault::within(Rule::HeaderSyntax, text, bad).replaced_by(list));
    }
    if text == "*" {
        return Checked::bad(Fault::within(Rule::StarInList, text, 0..1));
    }
    if !usable(text) {
        return Checked::bad(Fault::within(forbidden, text, 0..text.len()));
    }
    Checked::good(text.to_ascii_lowercase())
}
