//! What [`cors_policy!`](crate::cors_policy) writes out refers to this module. It is outside the
//! promise of stability: the macro's version and this crate's are pinned together.

pub use cors_macros::{PolicyEntries, policy};
pub use cors_table::{ExactTable, HostPattern, Members, OriginTable, Pattern, PortPattern};
pub use std::option::Option::{None, Some};
pub use std::sync::OnceLock;
pub use std::{cfg, file, include_str, line, option_env};

pub use crate::data::{Allowed, HeaderValues, Origins, PolicyData, PreflightStatus};
pub use crate::headers::Constant;
pub use crate::kept::Kept;
pub use crate::predicate::Predicate;

// Its examples are parts of policies, which do not compile alone.
#[cfg(not(doctest))]
pub mod editor;

use crate::policy::CorsPolicy;

/// The policy with this data.
pub const fn new(data: &'static PolicyData) -> CorsPolicy {
    CorsPolicy(data)
}

/// The value of a policy that did not compile: it allows nothing, and it spares the places where the
/// policy is used errors of their own.
pub static INVALID: CorsPolicy = CorsPolicy(&PolicyData {
    origins: Origins::Listed(OriginTable::EMPTY),
    predicates: &[],
    within: &[],
    credentials: false,
    preflight_status: PreflightStatus::NoContent,
    private_network: false,
    values: &NO_VALUES,
    file: "",
    line: 0,
    is_debug: false,
});

static NO_VALUES: HeaderValues = HeaderValues {
    origins: &[],
    kept: None,
    allow_methods: Allowed::Safelisted,
    allow_headers: Allowed::Safelisted,
    expose_headers: None,
    max_age: None,
    timing_allow_origin: None,
    timing_for_patterns: false,
    preflight: OnceLock::new(),
};
