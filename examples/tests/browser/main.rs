//! Opens the pages in Chromium, Firefox and WebKit.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by a panic, in its helpers too"
)]

mod driver;
mod lab;
mod orders;
mod running;
