//! Opens the pages in Chromium.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by a panic, in its helpers too"
)]

mod devtools;
mod lab;
mod orders;
mod running;
