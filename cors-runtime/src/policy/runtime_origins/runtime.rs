//! The part of a policy that exists at run time only: a list that can be replaced, and functions.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use arc_swap::ArcSwap;
use cors_rules::runtime_origins::Limits;
use cors_table::Origin;
#[cfg(any(feature = "explain", feature = "testing"))]
use cors_table::Pattern;

use super::list::List;

/// A function that is asked about origins that nothing else allows.
pub(super) type Predicate = Arc<dyn Fn(Origin<'_>) -> bool + Send + Sync>;

/// What was added to a policy. Clones share it.
#[derive(Clone)]
pub(crate) struct Runtime {
    shared: Arc<Shared>,
    /// The list that one request is judged by. Without it, the one that is there at the moment.
    pinned: Option<Arc<List>>,
}

struct Shared {
    limits: Limits,
    /// Whether a list is in the place of `allow_origins`.
    is_only: bool,
    list: ArcSwap<List>,
    predicates: Vec<Predicate>,
}

/// A list is replaced as a whole, so a panic leaves none half made. A function's own state is its author's.
impl UnwindSafe for Runtime {}
impl RefUnwindSafe for Runtime {}

impl Runtime {
    pub(super) fn new(
        limits: Limits,
        is_only: bool,
        list: Arc<List>,
        predicates: Vec<Predicate>,
    ) -> Runtime {
        let list = ArcSwap::new(list);
        Runtime { shared: Arc::new(Shared { limits, is_only, list, predicates }), pinned: None }
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.shared.limits
    }

    pub(super) fn is_only(&self) -> bool {
        self.shared.is_only
    }

    pub(super) fn predicates(&self) -> &[Predicate] {
        &self.shared.predicates
    }

    /// The list by which this handle judges.
    pub(super) fn list(&self) -> Arc<List> {
        self.pinned.clone().unwrap_or_else(|| self.shared.list.load_full())
    }

    /// Puts another list in the place of the one that all clones have.
    pub(super) fn replace(&self, list: List) {
        self.shared.list.store(Arc::new(list));
    }

    pub(in crate::policy) fn pinned(&self) -> Runtime {
        Runtime { shared: Arc::clone(&self.shared), pinned: Some(self.list()) }
    }

    #[cfg(feature = "explain")]
    pub(in crate::policy) fn unpinned(&self) -> Runtime {
        Runtime { shared: Arc::clone(&self.shared), pinned: None }
    }

    /// What the pinned list says; nothing without one.
    fn of_pinned(&self, question: impl FnOnce(&List) -> bool) -> bool {
        self.pinned.as_deref().is_some_and(question)
    }

    pub(in crate::policy) fn is_star(&self) -> bool {
        self.of_pinned(List::is_star)
    }

    pub(in crate::policy) fn replaces_source(&self) -> bool {
        self.of_pinned(List::replaces_source)
    }

    /// Whether `origin`, any bytes, is in the list.
    pub(in crate::policy) fn lists(&self, origin: &[u8]) -> bool {
        self.of_pinned(|list| list.allows(origin))
    }

    /// Whether a function allows `origin`, any bytes. Only origins that a browser can send and that `runtime_origins`
    /// covers reach one.
    pub(in crate::policy) fn predicate_allows(&self, origin: &[u8]) -> bool {
        let predicates = &self.shared.predicates;
        !predicates.is_empty()
            && Origin::parse(origin)
                .filter(|origin| self.shared.limits.is_open_to(origin.as_str()))
                .is_some_and(|origin| predicates.iter().any(|allows| allows(origin)))
    }

    #[cfg(any(feature = "explain", feature = "testing"))]
    pub(in crate::policy) fn exact(&self) -> impl Iterator<Item = &str> {
        self.pinned.iter().flat_map(|list| list.exact())
    }

    #[cfg(any(feature = "explain", feature = "testing"))]
    pub(in crate::policy) fn patterns(&self) -> impl Iterator<Item = Pattern<'_>> {
        self.pinned.iter().flat_map(|list| list.patterns())
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list().fmt(f)?;
        match self.shared.predicates.len() {
            0 => Ok(()),
            1 => f.write_str(", 1 function"),
            several => write!(f, ", {several} functions"),
        }
    }
}
