//! Refusals as structured events. Needs the feature `tracing`.

use http::{HeaderMap, Method};
use tracing::{Level, enabled, event};

use super::refusal::Refusal;
use crate::protocol::{Decision, RequestHeaders};

/// Every event's target.
const TARGET: &str = "cors_runtime";

/// Whether somebody listens to the events.
pub(crate) fn is_heard() -> bool {
    enabled!(target: TARGET, Level::INFO)
}

/// One event for a refusal, at `INFO`: whoever sends an `Origin` can cause it, so it is no warning. What it
/// holds is documented with the feature, in the crate's documentation.
pub(crate) fn refusal<H: RequestHeaders>(
    decision: &Decision<'_, H>,
    method: &Method,
    headers: &HeaderMap,
) {
    if !is_heard() {
        return;
    }
    let Some(refusal) = Refusal::find(decision, method, headers) else { return };
    let is_explained = enabled!(target: TARGET, Level::DEBUG);
    let explanation = is_explained.then(|| refusal.explain().to_string());
    let (file, line) = refusal.policy().location();
    event!(
        target: TARGET,
        Level::INFO,
        cause = refusal.cause().name(),
        request = refusal.asked().name(),
        origin = refusal.origin(),
        method = refusal.method(),
        policy = format_args!("{file}:{line}"),
        explanation = explanation.as_deref(),
        header = refusal.header(),
        // Nothing of the client's, which would not be quoted here.
        "{}",
        refusal.cause().summary(),
    );
}
