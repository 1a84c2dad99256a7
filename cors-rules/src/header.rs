//! Names of request and response headers.

use crate::fault::{Checked, Fault};
use crate::method::quoted_list;
use crate::nearest::is_slip;
use crate::rule::Rule;
use crate::token;

/// The names that scripts cannot set, beside those that begin with one of [`FORBIDDEN_PREFIXES`].
/// <https://fetch.spec.whatwg.org/#forbidden-request-header>
const FORBIDDEN: [&str; 22] = [
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    // Added by the draft of Private Network Access.
    "access-control-request-private-network",
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

/// Names with which a request that needs no preflight can do what another method would.
/// <https://fetch.spec.whatwg.org/#forbidden-request-header>
const METHOD_OVERRIDES: [&str; 3] =
    ["x-http-method", "x-http-method-override", "x-method-override"];

/// The request headers that most policies list.
const USUAL: [&str; 7] = [
    "authorization",
    "content-type",
    "idempotency-key",
    "if-none-match",
    "x-csrf-token",
    "x-requested-with",
    "x-xsrf-token",
];

/// What is no slip of a usual one: Django's, Tornado's and `YooKassa`'s names for the same.
const NO_SLIPS: [&str; 3] = ["idempotence-key", "x-csrftoken", "x-xsrftoken"];

/// Response headers that say something to browsers and nothing to scripts.
const RESPONSE_ONLY: [&str; 9] = [
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-allow-private-network",
    "access-control-expose-headers",
    "access-control-max-age",
    "timing-allow-origin",
    "vary",
];

/// Names that only requests have, beside those that begin with one of [`REQUEST_ONLY_PREFIXES`].
/// `Accept-Ranges`, `Accept-Patch`, `Accept-Post` and `Accept-CH` are not among them.
const REQUEST_ONLY: [&str; 8] = [
    "accept",
    "accept-charset",
    "accept-language",
    "cookie",
    "host",
    "origin",
    "referer",
    "user-agent",
];

const REQUEST_ONLY_PREFIXES: [&str; 2] = ["access-control-request-", "if-"];

/// <https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>
const SAFELISTED_RESPONSE: [&str; 7] = [
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];

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
    let is_forbidden = |name: &str| {
        FORBIDDEN.contains(&name)
            || FORBIDDEN_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
    };
    check(text, Rule::HeaderForbidden, is_forbidden, |name| {
        let whole = |rule| Some(Fault::within(rule, text, 0..text.len()));
        if METHOD_OVERRIDES.contains(&name) {
            return whole(Rule::MethodOverride);
        }
        if RESPONSE_ONLY.contains(&name) {
            return whole(Rule::ResponseHeader);
        }
        if USUAL.contains(&name) || NO_SLIPS.contains(&name) {
            return None;
        }
        let usual = USUAL.iter().find(|usual| is_slip(name, usual))?;
        Some(whole(Rule::HeaderSlip)?.replaced_by(format!("\"{usual}\"")))
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
    check(
        text,
        Rule::ExposeForbidden,
        |name| NEVER_EXPOSED.contains(&name),
        |name| {
            let whole = |rule| Fault::within(rule, text, 0..text.len());
            if SAFELISTED_RESPONSE.contains(&name) {
                return Some(whole(Rule::ExposedAlready));
            }
            let is_useless = RESPONSE_ONLY.contains(&name)
                || REQUEST_ONLY.contains(&name)
                || REQUEST_ONLY_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
            is_useless.then(|| whole(Rule::ExposeUseless))
        },
    )
}

fn check(
    text: &str,
    forbidden: Rule,
    is_forbidden: impl Fn(&str) -> bool,
    advice: impl Fn(&str) -> Option<Fault>,
) -> Checked<String> {
    let usable = |name: &str| !is_forbidden(&name.to_ascii_lowercase()) && !name.contains('*');
    if let Some(bad) = token::first_bad(text) {
        let members = names(text).filter(|names| names.iter().all(|name| usable(name)));
        let list = members.as_deref().map(quoted_list);
        let fault = Fault::within(Rule::HeaderSyntax, text, bad).replaced_by(list);
        let mended = members.unwrap_or_default().into_iter().map(str::to_ascii_lowercase);
        return Checked::bad(fault).mended_by(mended);
    }
    if text == "*" {
        return Checked::bad(Fault::within(Rule::StarInList, text, 0..1));
    }
    if is_forbidden(&text.to_ascii_lowercase()) {
        return Checked::bad(Fault::within(forbidden, text, 0..text.len()));
    }
    let name = text.to_ascii_lowercase();
    if let Some(star) = text.find('*') {
        let fault = Fault::within(Rule::WildcardInName, text, star..star.saturating_add(1));
        return Checked::good(name).but(vec![fault]);
    }
    let advice = advice(&name);
    Checked::good(name).but(advice.into_iter().collect())
}

/// The names in a text that is not one: those of a list, or the one before a value or parameters. `None` where that is not
/// sure.
fn names(text: &str) -> Option<Vec<&str>> {
    let is_name = |word: &&str| {
        let is_long = word.contains('-') && token::first_bad(word).is_none();
        is_long || USUAL.contains(&&*word.to_ascii_lowercase())
    };
    // Of `name: value` it is the name, if there is one of them.
    let text = match text.split_once(':') {
        Some((_, value)) if value.contains(':') => return None,
        Some((name, _)) => name,
        None => text,
    };
    // `content-type; charset=utf-8` is one name with a parameter; `x-a; x-b` is a list.
    if let Some((name, parameters)) = text.split_once(';')
        && !text.contains(',')
    {
        let mut words = parameters.split([';', ' ']).filter(|word| !word.is_empty());
        if !words.clone().all(|word| is_name(&word)) {
            let is_parameter = |word: &str| {
                let name = word.split('=').next().unwrap_or_default();
                PARAMETERS.contains(&&*name.to_ascii_lowercase()) || word.contains('=')
            };
            let name = name.trim();
            let is_one = token::first_bad(name).is_none() && words.all(is_parameter);
            return is_one.then(|| vec![name]);
        }
    }
    // Of words with white space between them, `content type` is one name.
    token::members(text).filter(|members| {
        members.len() < 2 || text.contains([',', ';']) || members.iter().any(is_name)
    })
}

/// Parameters of values, which stand behind a semicolon. <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.6>
const PARAMETERS: [&str; 7] = ["boundary", "charset", "level", "profile", "q", "type", "version"];
