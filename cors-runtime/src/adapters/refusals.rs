//! What an adapter does about refusals: the application's hook, and the explanation in the answer.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, Method, Response};

use crate::decision::Decision;
use crate::explain::Refusal;
use crate::policy::CorsPolicy;

#[derive(Clone)]
pub(super) struct Refusals {
    hook: Option<Hook>,
    explains: bool,
}

type Hook = Arc<dyn Fn(&Refusal<'_>) + Send + Sync>;

impl Refusals {
    pub(super) const fn of(policy: CorsPolicy) -> Refusals {
        Refusals { hook: None, explains: policy.0.is_debug }
    }

    pub(super) fn tell(&mut self, hook: impl Fn(&Refusal<'_>) + Send + Sync + 'static) {
        self.hook = Some(Arc::new(hook));
    }

    pub(super) const fn explain(&mut self, explains: bool) {
        self.explains = explains;
    }

    /// The refusal, if somebody asks for it; the hook has been told.
    pub(super) fn told<'r>(
        &self,
        decision: &Decision,
        method: &'r Method,
        headers: &'r HeaderMap,
    ) -> Option<Refusal<'r>> {
        if self.hook.is_none() && !self.explains {
            return None;
        }
        let refusal = decision.refusal(method, headers)?;
        if let Some(hook) = &self.hook {
            hook(&refusal);
        }
        Some(refusal)
    }

    /// The answer to a preflight, with the reason if it is to have one.
    pub(super) fn explained<B>(
        &self,
        refusal: Option<Refusal<'_>>,
        mut answer: Response<B>,
    ) -> Response<B> {
        if let Some(refusal) = refusal.filter(|_| self.explains) {
            refusal.explain().apply(answer.headers_mut());
        }
        answer
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
