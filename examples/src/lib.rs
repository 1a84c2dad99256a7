//! The CORS lab, and an orders API under a CORS policy.
//!
//! `cargo run -p cors-examples` starts three servers on loopback: the APIs at one port, and pages at two
//! others. The page servers answer at every name that means this machine: `localhost`, all names below
//! it, and `127.0.0.1`. These are as many origins, so a browser on one machine can be a page that a
//! policy allows and a page that it does not.
//!
//! - The lab: what becomes of a request, by the model of a browser and in this browser. Begin with
//!   [`lab`].
//! - The orders: an API as one would write it, and a page that tries it. Begin with [`policy`] and
//!   [`api`].

pub mod api;
pub mod arguments;
pub mod exchange;
pub mod journal;
pub mod lab;
pub mod orders;
pub mod pages;
pub mod policy;
pub mod request_id;
pub mod servers;
pub mod session;
