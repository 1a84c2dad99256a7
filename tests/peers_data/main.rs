//! The tests of jub0bs/cors 1.0.2 as data, compared with this library.
//!
//! `tests/data/jub0bs/README.md` says where the tables come from. Each difference between the two libraries is an
//! [`Exception`](agreement::Exception) with a reason. A difference without one fails, and so does an exception whose
//! row does not differ.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod agreement;
mod configuration;
mod effect;
mod invalid_configurations;
mod origins;
mod patterns;
mod policies;
mod requests;
