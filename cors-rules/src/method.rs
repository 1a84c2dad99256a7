//! Methods.

use crate::fault::{Checked, Fault};
use crate::nearest::nearest;
use crate::rule::Rule;
use crate::token;

/// The methods that scripts cannot send, in upper case. <https://fetch.spec.whatwg.org/#forbidden-method>
const FORBIDDEN: [&str; 3] = ["CONNECT", "TRACE", "TRACK"];

/// The methods that browsers put in upper case before sending; no other one, not even `patch`.
/// <https://fetch.spec.whatwg.org/#concept-method-normalize>
const NORMALIZED: [&str; 6] = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];

/// The methods that are in use: those of RFC 9110 that scripts can send, PATCH, QUERY, `WebDAV`'s and caches'.
/// <https://www.iana.org/assignments/http-methods>
const USUAL: [&str; 29] = [
    "ACL",
    "BIND",
    "CHECKOUT",
    "COPY",
    "DELETE",
    "GET",
    "HEAD",
    "LABEL",
    "LINK",
    "LOCK",
    "M-SEARCH",
    "MERGE",
    "MKCOL",
    "MOVE",
    "OPTIONS",
    "PATCH",
    "POST",
    "PROPFIND",
    "PROPPATCH",
    "PURGE",
    "PUT",
    "QUERY",
    "REBIND",
    "REPORT",
    "SEARCH",
    "UNBIND",
    "UNLINK",
    "UNLOCK",
    "UPDATE",
];

/// What is no slip of a usual one, and is not offered for anything: the opposite of CHECKOUT (RFC 3253 4.5), Exchange's
/// methods, verbs of one's own that are words, and a word for all of them.
const NO_SLIPS: [&str; 12] = [
    "ALL",
    "BATCH",
    "BCOPY",
    "BDELETE",
    "BMOVE",
    "BPROPFIND",
    "BPROPPATCH",
    "PUB",
    "SET",
    "SUB",
    "UNCHECKOUT",
    "WATCH",
];

/// Checks a method of `allow_methods`.
///
/// ```
/// use cors_rules::{Rule, method};
///
/// assert!(method::check("PURGE").faults.is_empty());
/// let fault = &method::check("put").faults[0];
/// assert_eq!((fault.rule, fault.replacement.as_deref()), (Rule::MethodCase, Some("\"PUT\"")));
/// ```
#[must_use]
pub fn check(text: &str) -> Checked<String> {
    if let Some(bad) = token::first_bad(text) {
        let members = token::members(text)
            .filter(|members| members.iter().all(|member| check(member).faults.is_empty()));
        let list = members.as_deref().map(quoted_list);
        let fault = Fault::within(Rule::MethodSyntax, text, bad).replaced_by(list);
        let mended = members.unwrap_or_default().into_iter().map(ToOwned::to_owned);
        return Checked::bad(fault).mended_by(mended);
    }
    let upper = text.to_ascii_uppercase();
    if FORBIDDEN.contains(&&*upper) {
        return Checked::bad(Fault::within(Rule::MethodForbidden, text, 0..text.len()));
    }
    if text == "*" {
        return Checked::bad(Fault::within(Rule::StarInList, text, 0..1));
    }
    if NORMALIZED.contains(&&*upper) && upper != text {
        let fault = Fault::within(Rule::MethodCase, text, 0..text.len());
        return Checked::bad(fault.replaced_by(format!("\"{upper}\""))).mended_by([upper]);
    }
    let whole = |rule| Fault::within(rule, text, 0..text.len());
    if let Some(star) = text.find('*') {
        let fault = Fault::within(Rule::WildcardInName, text, star..star.saturating_add(1));
        return Checked::good(text.to_owned()).but(vec![fault]);
    }
    let advice = if upper == "PATCH" && upper != text {
        Some(whole(Rule::PatchCase).replaced_by(format!("\"{upper}\"")))
    } else if upper != text {
        Some(whole(Rule::LowerCaseMethod))
    } else if USUAL.contains(&text) || NO_SLIPS.contains(&text) {
        None
    } else {
        nearest(text, USUAL)
            .map(|usual| whole(Rule::MethodSlip).replaced_by(format!("\"{usual}\"")))
    };
    Checked::good(text.to_owned()).but(advice.into_iter().collect())
}

/// `"A", "B"`: the members of a list, to be pasted into one.
pub(crate) fn quoted_list(members: &[&str]) -> String {
    members.iter().map(|member| format!("\"{member}\"")).collect::<Vec<_>>().join(", ")
}
