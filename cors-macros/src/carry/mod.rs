//! From the first stage to the second: a struct whose fields carry the settings and entries.
//!
//! ```text
//! #[derive($crate::__private::PolicyEntries)]
//! #[__cors(crate $crate)]
//! #[__cors(whole 4usize)]
//! struct Entries {
//!     #[__cors(list allow_origins)]                f0: (),
//!     #[__cors(entry "https://app.example.com")]   f1: (),
//!     #[cfg(debug_assertions)]
//!     #[__cors(entry "http://localhost:*")]        f2: (),
//!     #[__cors(single max_age 10m)]                f3: (),
//! }
//! ```
//!
//! The entries of a list, and the lines between braces, follow it and carry its `#[cfg]`s beside their own.

mod attribute;
mod read;
mod write;

pub(crate) use read::{Allow, Carried, Entry, Setting, Value, read, rescue};
pub(crate) use write::write;

/// The derive's helper attribute, and the words that its content begins with.
const HELPER: &str = "__cors";
const CRATE: &str = "crate";
const WHOLE: &str = "whole";
const BROKEN: &str = "broken";
const LIST: &str = "list";
const LINES: &str = "lines";
const WITHIN: &str = "within";
const ENTRY: &str = "entry";
const SINGLE: &str = "single";
const MISSING: &str = "missing";
const ALLOW: &str = "allow";
const FOREIGN: &str = "foreign";
