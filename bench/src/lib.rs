//! What the benchmarks have in common: the policies, the requests, the peers that answer them, how they
//! are timed, and how that is printed. README.md says how to run them.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to measure")]

pub mod case;
pub mod machine;
pub mod measure;
pub mod peers;
pub mod policies;
pub mod random;
pub mod table;

mod request;
