//! The policy: a handle on data that the macro wrote into the binary, and on the origins that were added since.

use std::fmt;

use cors_table::OriginTable;
#[cfg(any(feature = "explain", feature = "testing"))]
use cors_table::Pattern;

use super::constant::Constant;
use super::data::{Origins, PolicyData};
use super::predicate;
#[cfg(feature = "runtime-origins")]
use super::runtime_origins::Runtime;

/// A CORS policy, checked while the program was compiled.
///
/// [`cors_policy!`](crate::cors_policy) makes one, usually in a `static`. With the feature `runtime-origins`,
/// `with_runtime_origins` and the methods beside it make another one of it, with origins that only the deployer knows.
/// Clones are cheap and share those origins.
///
/// ```
/// use cors_runtime::{CorsPolicy, cors_policy};
///
/// static API: CorsPolicy = cors_policy! {
///     allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
///     allow_credentials: true,
/// };
///
/// assert!(API.allows_origin("https://app.example.com"));
/// assert!(API.allows_origin("https://pr-12.preview.example.com"));
/// assert!(!API.allows_origin("https://app.example.com.evil.example"));
/// ```
#[derive(Clone)]
#[must_use = "a policy does nothing until it is asked or made a layer"]
pub struct CorsPolicy {
    pub(crate) data: &'static PolicyData,
    #[cfg(feature = "runtime-origins")]
    pub(super) runtime: Option<Runtime>,
}

/// What a policy says of an origin.
pub(crate) enum Permission {
    /// It is listed, and this is its value.
    Constant(&'static Constant),
    /// It is in a long list, or a pattern, a list at run time or a function allows it.
    Matched,
    /// The policy does not allow it.
    Refused,
}

impl CorsPolicy {
    pub(crate) const fn of(data: &'static PolicyData) -> CorsPolicy {
        CorsPolicy {
            data,
            #[cfg(feature = "runtime-origins")]
            runtime: None,
        }
    }

    /// Whether the policy allows this origin, given as a browser sends it.
    ///
    /// The comparison is of bytes, as in the [CORS check](https://fetch.spec.whatwg.org/#cors-check).
    /// Use it where browsers do not apply CORS, such as for a
    /// [WebSocket's opening handshake](https://websockets.spec.whatwg.org/#websocket-opening-handshake): any page can
    /// open one with the user's cookies, so its handler has to answer 403 itself. Handshakes from the server's own pages
    /// carry their origin too, so list it. `examples/examples/websocket.rs` is a whole server.
    /// [Predicates](crate::cors_policy#from-a-function) and lists at run time are asked as for a request.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    /// assert!(API.allows_origin("https://app.example.com"));
    /// assert!(!API.allows_origin("https://APP.example.com"));
    /// assert!(!API.allows_origin(b"\xff"));
    /// ```
    #[must_use]
    pub fn allows_origin(&self, origin: impl AsRef<[u8]>) -> bool {
        let policy = self.pinned();
        policy.allows_any_now()
            || !matches!(policy.permission(origin.as_ref()), Permission::Refused)
    }

    /// Whether the policy's source allows every origin: `allow_origins: *`.
    ///
    /// It can be asked while compiling, for rules of your own. A list at run time is not asked.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    ///
    /// const { assert!(!API.allows_any_origin(), "the API is not for everybody") };
    /// ```
    #[must_use]
    pub const fn allows_any_origin(&self) -> bool {
        matches!(self.data.origins, Origins::Any)
    }

    /// Whether the policy allows credentials: `allow_credentials: true`.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// static PUBLIC: CorsPolicy = cors_policy! { allow_origins: * };
    ///
    /// const { assert!(!PUBLIC.allows_credentials()) };
    /// ```
    #[must_use]
    pub const fn allows_credentials(&self) -> bool {
        self.data.credentials
    }

    /// The place of the policy in the source: file and line.
    ///
    /// ```
    /// # use cors_runtime::{CorsPolicy, cors_policy};
    /// # static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    /// let (file, line) = API.location();
    /// assert!(file.ends_with(".rs") && line > 0);
    /// ```
    #[must_use]
    pub const fn location(&self) -> (&'static str, u32) {
        (self.data.file, self.data.line)
    }

    /// The policy with the list that is there now. One request is judged and explained by it, although another list may
    /// come meanwhile.
    pub(crate) fn pinned(&self) -> CorsPolicy {
        CorsPolicy {
            data: self.data,
            #[cfg(feature = "runtime-origins")]
            runtime: self.runtime.as_ref().map(Runtime::pinned),
        }
    }

    /// The policy as it was before it was [pinned](Self::pinned): it follows its list.
    #[cfg(feature = "explain")]
    pub(crate) fn unpinned(&self) -> CorsPolicy {
        CorsPolicy {
            data: self.data,
            #[cfg(feature = "runtime-origins")]
            runtime: self.runtime.as_ref().map(Runtime::unpinned),
        }
    }

    /// Whether every origin is allowed without a look-up: by `*` in the source, or as the list at run time.
    #[inline]
    pub(crate) fn allows_any_now(&self) -> bool {
        #[cfg(feature = "runtime-origins")]
        if self.runtime.as_ref().is_some_and(Runtime::is_star) {
            return true;
        }
        self.allows_any_origin()
    }

    /// The origins of the source, unless a list is in their place.
    #[inline]
    pub(crate) fn listed(&self) -> Option<&'static OriginTable<'static>> {
        #[cfg(feature = "runtime-origins")]
        if self.runtime.as_ref().is_some_and(Runtime::replaces_source) {
            return None;
        }
        match &self.data.origins {
            Origins::Any => None,
            Origins::Listed(table) => Some(table),
        }
    }

    /// What the policy says of this origin, any bytes; if it allows any, it need not be asked. Functions come last.
    #[inline]
    pub(crate) fn permission(&self, origin: &[u8]) -> Permission {
        let listed = self.listed();
        if let Some(table) = listed {
            if let Some(slot) = table.find_exact(origin) {
                let value = self.data.values.origins.get(slot);
                return value.map_or(Permission::Matched, Permission::Constant);
            }
            if table.find_pattern(origin).is_some() {
                return Permission::Matched;
            }
        }
        #[cfg(feature = "runtime-origins")]
        if self.runtime.as_ref().is_some_and(|runtime| runtime.lists(origin)) {
            return Permission::Matched;
        }
        if listed.is_some() && predicate::any_allows(self.data.predicates, origin) {
            return Permission::Matched;
        }
        #[cfg(feature = "runtime-origins")]
        if self.runtime.as_ref().is_some_and(|runtime| runtime.predicate_allows(origin)) {
            return Permission::Matched;
        }
        Permission::Refused
    }
}

/// For explanations and tests, of a [pinned](CorsPolicy::pinned) policy: the entries that are in force.
#[cfg(any(feature = "explain", feature = "testing"))]
impl CorsPolicy {
    /// The exact origins: those of the source first.
    pub(crate) fn exact(&self) -> impl Iterator<Item = &str> {
        let all = self.listed().into_iter().flat_map(|table| table.exact.iter());
        #[cfg(feature = "runtime-origins")]
        let all = all.chain(self.runtime.iter().flat_map(Runtime::exact));
        all
    }

    /// The patterns: those of the source first.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = Pattern<'_>> {
        let all = self.listed().into_iter().flat_map(|table| table.patterns.iter().copied());
        #[cfg(feature = "runtime-origins")]
        let all = all.chain(self.runtime.iter().flat_map(Runtime::patterns));
        all
    }
}

impl fmt::Debug for CorsPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CorsPolicy({}:{}", self.data.file, self.data.line)?;
        #[cfg(feature = "runtime-origins")]
        if let Some(runtime) = &self.runtime {
            write!(f, ", {runtime:?}")?;
        }
        f.write_str(")")
    }
}
