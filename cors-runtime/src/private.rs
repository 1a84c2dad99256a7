//! What [`cors_policy!`](crate::cors_policy) writes out refers to this module. It is outside the
//! promise of stability: the macro's version and this crate's are pinned together.

pub use cors_macros::{PolicyEntries, policy};
pub use cors_table::{ExactTable, HostPattern, Members, OriginTable, Pattern, PortPattern};
pub use std::option::Option::{None, Some};
pub use std::sync::OnceLock;
pub use std::{cfg, file, include_str, line, option_env};

pub use crate::policy::{
    Allowed, Constant, HeaderValues, Origins, PolicyData, Predicate, PreflightStatus,
    RuntimeOrigins,
};

use crate::policy::CorsPolicy;

/// The policy with this data.
pub const fn new(data: &'static PolicyData) -> CorsPolicy {
    CorsPolicy::of(data)
}

/// The value of a policy that did not compile: it allows nothing, and it spares the places where the
/// policy is used errors of their own.
pub const INVALID: CorsPolicy = CorsPolicy::of(&INVALID_DATA);

static INVALID_DATA: PolicyData = PolicyData {
    origins: Origins::Listed(OriginTable::EMPTY),
    predicates: &[],
    runtime_origins: RuntimeOrigins::Nothing,
    runtime_allowed: &[],
    credentials: false,
    preflight_status: PreflightStatus::NoContent,
    values: &NO_VALUES,
    file: "",
    line: 0,
    is_debug: false,
};

static NO_VALUES: HeaderValues = HeaderValues {
    origins: &[],
    allow_methods: Allowed::Safelisted,
    allow_headers: Allowed::Safelisted,
    expose_headers: None,
    max_age: None,
    timing_allow_origin: None,
    timing_is_same: false,
    preflight: OnceLock::new(),
};
