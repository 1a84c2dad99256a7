//! The conformance table through the policy itself and through the tower layer. Each framework has its way in
//! `examples/frameworks`.
//!
//! `cargo test --test decisions "row 41"` runs one row, `cargo test --test decisions ", core:"` one way.

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
