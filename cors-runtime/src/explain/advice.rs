//! What to change, for each cause.

use cors_browser::{is_forbidden_method, is_forbidden_request_header, normalize_method};
use cors_table::Origin;

use super::cause::Cause;
use super::explanation::{Addable, Explanation};
use super::shown::CUT;
use crate::policy::Origins;

/// In one line, without its full stop.
pub(super) fn advice(cause: &Cause, explanation: &Explanation) -> String {
    let origin = explanation.origin.as_deref().unwrap_or_default();
    match cause {
        Cause::OriginNotListed => {
            let list = match explanation.addable {
                Addable::Source => "`allow_origins`",
                Addable::List => "the list of `with_runtime_origins`",
                Addable::NewList => {
                    "the list of `with_runtime_origins`, and serve with the policy that it returns,"
                }
            };
            let is_for_the_source = explanation.addable == Addable::Source;
            let add = if origin.ends_with(CUT) {
                format!("add the origin to {list} if its pages may read the answers")
            } else if explanation.policy.data.credentials && is_insecure(origin) && is_for_the_source {
                format!("serve the page over https, and add that origin to {list}")
            } else if explanation.predicates.iter().any(|one| one.not_asked.is_none()) {
                format!("add \"{origin}\" to {list}, or have a predicate allow it, if its pages may read the answers")
            } else {
                format!("add \"{origin}\" to {list} if its pages may read the answers")
            };
            match &explanation.nearest {
                Some(nearest) if !nearest.entry.contains('*') => {
                    format!("ask from `{}`, or {add}", nearest.entry)
                }
                _ => add,
            }
        }
        Cause::OriginNotSerialized => "send an origin as browsers do: scheme, host and port in lower case, no path, \
            no default port; what only an embedder sends is listed as raw(\"...\")"
            .to_owned(),
        Cause::NullNotListed => "give the page an origin: serve a file: or data: page, or a sandboxed one, from \
            a server of its own, and ask the last URL of a redirect directly; any site can send `null`, so \
            listing it would allow them all"
            .to_owned(),
        Cause::SeveralOrigins => "let neither the client nor a proxy add a second `Origin`".to_owned(),
        Cause::OriginLost => {
            "let the proxy or CDN in front of the server forward `Origin`, and keep answers apart by it".to_owned()
        }
        Cause::CredentialsNotAllowed => match explanation.policy.data.origins {
            Origins::Any => "list the origins and set `allow_credentials: true`, which `*` excludes; or ask without \
                `credentials: \"include\"`"
                .to_owned(),
            Origins::Listed(_) => {
                "set `allow_credentials: true`, or ask without `credentials: \"include\"`".to_owned()
            }
        },
        Cause::MethodNotListed { method, .. }
            if is_forbidden_method(method) || normalize_method(method) != *method =>
        {
            format!("send what browsers do: a script's `{method}` does not leave it so")
        }
        Cause::MethodNotListed { listed: Some(listed), .. } => {
            format!("write \"{listed}\" in the script: browsers change the case of no method but DELETE, GET, HEAD, OPTIONS, POST and PUT")
        }
        Cause::MethodNotListed { method, listed: None } => {
            format!("add \"{method}\" to `allow_methods`")
        }
        Cause::MethodNotToken => "send one method in one line, as browsers do".to_owned(),
        Cause::HeaderNotListed { names, .. } if names.iter().any(|name| !is_sendable(name)) => {
            "ask for names that scripts can set, as browsers do".to_owned()
        }
        Cause::HeaderNotListed { names, .. } => {
            let them = if names.len() == 1 { "it" } else { "them" };
            format!("add \"{}\" to `allow_headers`, or leave {them} out of the request", names.join("\", \""))
        }
        Cause::AuthorizationNotListed => "write `allow_headers: [*, \"authorization\"]`".to_owned(),
        Cause::HeadersNotTokens => "send names with commas between them, as browsers do".to_owned(),
        Cause::TooManyHeaders => "send fewer headers".to_owned(),
    }
}

/// A list of header names has neither `*` beside others nor what a browser keeps to itself.
fn is_sendable(name: &str) -> bool {
    name != "*" && !name.ends_with(CUT) && !is_forbidden_request_header(name, "")
}

fn is_insecure(origin: &str) -> bool {
    Origin::parse(origin.as_bytes()).is_some_and(|origin| origin.is_insecure())
}
