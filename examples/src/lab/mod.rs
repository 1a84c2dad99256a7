//! The CORS lab: one request from one page, as the model of a browser sees it and as this browser does it.
//!
//! A [`case::Case`] is what a person chooses. The [`api`] serves every [policy](policies) under every
//! [wiring](wirings); [`predict`] asks it as a browser would, without a socket, and [`matrix`] is the list
//! of cases that have to agree.

pub mod api;
pub mod case;
pub mod explain;
pub mod known;
pub mod matrix;
pub mod policies;
pub mod predict;
pub mod wirings;
