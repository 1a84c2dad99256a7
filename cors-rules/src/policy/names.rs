//! What lists of methods and header names say about one another.

use std::collections::HashSet;

use super::{Declaration, Located, Names};
use crate::fault::Fault;
use crate::field::Field;
use crate::rule::Rule;

/// The one request header that `*` does not stand for.
/// <https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>
pub const NOT_COVERED_BY_STAR: &str = "authorization";

pub(super) fn check(policy: &Declaration, faults: &mut Vec<Located>) {
    duplicates(Field::AllowMethods, &policy.methods, Rule::RedundantMethod, faults);
    duplicates(Field::AllowHeaders, &policy.headers, Rule::DuplicateHeader, faults);
    duplicates(Field::ExposeHeaders, &policy.exposed, Rule::ExposedTwice, faults);
    if let Names::Any(beside) = &policy.headers
        && !policy.credentials
        && !beside.iter().flatten().any(|name| name == NOT_COVERED_BY_STAR)
    {
        faults.push(Located::value(
            Field::AllowHeaders,
            Fault::at(Rule::StarWithoutAuthorization, "*"),
        ));
    }
    // An entry that cannot be used may be the one that is looked for.
    if let Names::Listed(headers) = &policy.headers
        && headers.iter().all(|name| name.as_ref().is_some_and(|name| name != "content-type"))
    {
        missing_content_type(&policy.methods, !headers.is_empty(), faults);
    }
}

/// JSON is what PUT and PATCH are for, and its content type is not safelisted. A POST may be a form, so it counts only where
/// other headers are listed.
fn missing_content_type(methods: &Names, lists_headers: bool, faults: &mut Vec<Located>) {
    let Names::Listed(methods) = methods else { return };
    let with_body = methods.iter().enumerate().find_map(|(index, method)| {
        method
            .as_deref()
            .filter(|method| match *method {
                "PUT" | "PATCH" => true,
                "POST" => lists_headers,
                _ => false,
            })
            .map(|method| (index, method))
    });
    if let Some((index, method)) = with_body {
        let fault = Fault::at(Rule::MissingContentType, method);
        faults.push(Located::entry(Field::AllowMethods, index, fault));
    }
}

fn duplicates(field: Field, names: &Names, rule: Rule, faults: &mut Vec<Located>) {
    let (Names::Any(entries) | Names::Listed(entries)) = names else { return };
    let mut seen = HashSet::new();
    for (index, name) in entries.iter().enumerate() {
        let Some(name) = name else { continue };
        if !seen.insert(name) {
            let fault = Fault::within(rule, name, 0..name.len());
            faults.push(Located::entry(field, index, fault));
        }
    }
}
