//! What the library itself has to say of a request.

use axum::http::{HeaderMap, Method};
use cors_runtime::CorsPolicy;
use cors_runtime::explain::Cause;
use serde::Serialize;

/// An explanation, for the page.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// Why a browser blocks the request, by the cause's name; `None` if the policy lets it through.
    pub cause: Option<&'static str>,
    /// The field of the policy that decides.
    pub field: Option<&'static str>,
    /// For a person, several lines.
    pub text: String,
}

/// The explanation of one request. A preflight does not tell whether the script asks with credentials;
/// the lab knows.
#[must_use]
pub fn explain(
    policy: &CorsPolicy,
    method: &Method,
    headers: &HeaderMap,
    with_credentials: bool,
) -> Explained {
    let explanation = policy.explain(method, headers);
    let outcome = if with_credentials {
        &explanation.with_credentials
    } else {
        &explanation.without_credentials
    };
    let cause = outcome.causes().first();
    Explained {
        cause: cause.map(Cause::name),
        field: cause.map(Cause::field),
        text: explanation.to_string(),
    }
}
