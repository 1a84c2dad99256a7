//! What to change, for each cause.

use super::cause::Cause;
use super::explanation::Explanation;
use crate::data::Origins;

/// In one line, without its full stop.
pub(super) fn advice(cause: &Cause, explanation: &Explanation) -> String {
    let origin = explanation.origin.as_deref().unwrap_or_default();
    match cause {
        Cause::OriginNotListed => {
            let add = format!("add \"{origin}\" to `allow_origins` if its pages may read the answers");
            match &explanation.nearest {
                Some(nearest) => format!("ask from `{}`, or {add}", nearest.entry),
                None => add,
            }
        }
        Cause::OriginNotSerialized => "send an origin as browsers do: scheme, host and port in lower case, no path, \
            no default port; what only an embedder sends is listed as raw(\"...\")"
            .to_owned(),
        Cause::NullNotListed => "give the page an origin: serve a file: or data: page from a server, put \
            `allow-same-origin` on a sandboxed frame, ask the last URL of a redirect directly; any site can \
            send `null`, so listing it would allow them all"
            .to_owned(),
        Cause::SeveralOrigins => "let neither the client nor a proxy add a second `Origin`".to_owned(),
        Cause::CredentialsNotAllowed => match explanation.policy.0.origins {
            Origins::Any => "list the origins and set `allow_credentials: true`, which `*` excludes; or ask without \
                `credentials: \"include\"`"
                .to_owned(),
            Origins::Listed(_) => {
                "set `allow_credentials: true`, or ask without `credentials: \"include\"`".to_owned()
            }
        },
        Cause::MethodNotListed { listed: Some(listed), .. } => {
            format!("write \"{listed}\" in the script: browsers change the case of no method but DELETE, GET, HEAD, OPTIONS, POST and PUT")
        }
        Cause::MethodNotListed { method, listed: None } => {
            format!("add \"{method}\" to `allow_methods`")
        }
        Cause::MethodNotToken => "send one method in one line, as browsers do".to_owned(),
        Cause::HeaderNotListed { names, .. } => {
            let them = if names.len() == 1 { "it" } else { "them" };
            format!("add \"{}\" to `allow_headers`, or leave {them} out of the request", names.join("\", \""))
        }
        Cause::AuthorizationNotListed => "write `allow_headers: [*, \"authorization\"]`".to_owned(),
        Cause::HeadersNotTokens => "send names with commas between them, as browsers do".to_owned(),
        Cause::TooManyHeaders => "send fewer headers".to_owned(),
    }
}
