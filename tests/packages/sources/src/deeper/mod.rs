//! A module in a folder: the path is relative to this file.

use cors_runtime::{CorsPolicy, cors_policy};

/// Two files, one beside this one and one above it.
pub static POLICY: CorsPolicy = cors_policy! {
    allow_origins: [include_str!("staging.txt"), include_str!("../origins.txt")],
};
