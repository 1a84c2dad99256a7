//! What an adapter does about refusals: the application's hook, and the explanation in the answer.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, Method};

#[cfg(feature = "actix-web")]
use crate::explain::is_possible;
use crate::explain::{Explanation, Refusal};
use crate::policy::CorsPolicy;
#[cfg(feature = "actix-web")]
use crate::protocol::MethodKind;
#[cfg(any(feature = "actix-web", feature = "tower"))]
use crate::protocol::ResponseHeaders;
use crate::protocol::{Decision, RequestHeaders};

#[derive(Clone)]
pub(super) struct Refusals {
    hook: Option<Hook>,
    explains: bool,
}

type Hook = Arc<dyn Fn(&Refusal<'_>) + Send + Sync>;

impl Refusals {
    pub(super) const fn of(policy: &CorsPolicy) -> Refusals {
        Refusals { hook: None, explains: policy.data.is_debug }
    }

    pub(super) fn tell(&mut self, hook: impl Fn(&Refusal<'_>) + Send + Sync + 'static) {
        self.hook = Some(Arc::new(hook));
    }

    pub(super) const fn explain(&mut self, explains: bool) {
        self.explains = explains;
    }

    /// Whether somebody asks for refusals.
    const fn are_asked_for(&self) -> bool {
        self.hook.is_some() || self.explains
    }

    /// Whether the request has to be copied into the types of `http` 1, in which a refusal is found: somebody asks
    /// for it, and there may be one.
    #[cfg(feature = "actix-web")]
    pub(super) fn need_copy<H: RequestHeaders>(
        &self,
        decision: &Decision<'_, H>,
        method: MethodKind,
        headers: &H,
    ) -> bool {
        let are_asked_for = self.are_asked_for();
        #[cfg(feature = "tracing")]
        let are_asked_for = are_asked_for || crate::explain::event::is_heard();
        are_asked_for && is_possible(decision, method, headers)
    }

    /// The refusal, found in a copy of the request; the listeners to events and the hook have been told.
    #[cfg(feature = "actix-web")]
    pub(super) fn told_of_copy<'r, H: RequestHeaders>(
        &self,
        decision: &Decision<'_, H>,
        (method, headers): &'r (Method, HeaderMap),
    ) -> Option<Refusal<'r>> {
        #[cfg(feature = "tracing")]
        crate::explain::event::refusal(decision, method, headers);
        self.told(decision, method, headers)
    }

    /// The refusal, if somebody asks for it; the hook has been told.
    pub(super) fn told<'r, H: RequestHeaders>(
        &self,
        decision: &Decision<'_, H>,
        method: &'r Method,
        headers: &'r HeaderMap,
    ) -> Option<Refusal<'r>> {
        if !self.are_asked_for() {
            return None;
        }
        let refusal = Refusal::find(decision, method, headers)?;
        if let Some(hook) = &self.hook {
            hook(&refusal);
        }
        Some(refusal)
    }

    /// The reason, if the answer to a preflight is to have one; the listeners to events and the hook have been told.
    #[cfg(feature = "rocket")]
    pub(super) fn explanation_of(
        &self,
        decision: &Decision<'_>,
        method: &Method,
        headers: &HeaderMap,
    ) -> Option<Explanation> {
        #[cfg(feature = "tracing")]
        crate::explain::event::refusal(decision, method, headers);
        self.explanation(self.told(decision, method, headers).as_ref())
    }

    /// The reason, if the answer to a preflight is to have one.
    fn explanation(&self, refusal: Option<&Refusal<'_>>) -> Option<Explanation> {
        refusal.filter(|_| self.explains).map(Refusal::explain)
    }

    /// Puts the reason on the answer to a preflight, if it is to have one.
    #[cfg(any(feature = "actix-web", feature = "tower"))]
    pub(super) fn put(&self, refusal: Option<&Refusal<'_>>, answer: &mut impl ResponseHeaders) {
        if let Some(explanation) = self.explanation(refusal) {
            explanation.put(answer);
        }
    }
}

impl fmt::Debug for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Refusals { hook, explains } = self;
        f.debug_struct("Refusals")
            .field("hook", &hook.is_some())
            .field("explains", explains)
            .finish()
    }
}
