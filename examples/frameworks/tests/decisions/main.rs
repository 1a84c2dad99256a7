//! The conformance table through each framework, its routing included.
//!
//! `cargo test -p cors-frameworks --test decisions ", warp:"` runs one way.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod ways;

use std::process::ExitCode;

fn main() -> ExitCode {
    cors_decisions::run(ways::WAYS)
}
