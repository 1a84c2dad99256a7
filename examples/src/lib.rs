//! An orders API under a CORS policy, and two pages that try it from a browser.
//!
//! `cargo run -p cors-examples` starts three servers on loopback: the API at `http://localhost`, a
//! page at `http://localhost`, whose origin the [policy] allows, and the same page at
//! `http://127.0.0.1`, which reaches the same machine and is another origin. Begin with [`policy`]
//! and [`api`].

pub mod api;
pub mod arguments;
pub mod journal;
pub mod orders;
pub mod pages;
pub mod policy;
pub mod request_id;
pub mod servers;
pub mod session;
