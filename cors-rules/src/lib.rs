//! The rules of CORS as pure functions on text: what a browser can send, what it accepts, and what
//! to write instead of a mistake.
//!
//! Each function takes a value as a developer wrote it and returns [`Checked`]: the value, if it can
//! be used, and the [`Fault`]s found. A fault knows its [`Rule`], the offending bytes and, where one
//! replacement is right, that replacement; its `Display` is the whole message. The compiler's
//! messages and those of lists that are read at run time come from here, so both say the same.
//!
//! ```
//! use cors_rules::{Rule, origin};
//!
//! let checked = origin::check("https://App.example.com/");
//! let fault = &checked.faults[0];
//! assert_eq!(fault.rule, Rule::HostCase);
//! assert_eq!(fault.replacement.as_deref(), Some(r#""https://app.example.com""#));
//! assert!(origin::check("https://app.example.com").faults.is_empty());
//! ```
//!
//! It knows neither Rust's syntax nor HTTP libraries, and it reads no request: that is
//! `cors-runtime`. Values are spelled in the words of the [Fetch](https://fetch.spec.whatwg.org/) and
//! [URL](https://url.spec.whatwg.org/) Standards.

pub mod field;
pub mod header;
pub mod max_age;
pub mod method;
pub mod origin;
pub mod policy;
pub mod runtime_origins;
pub mod word;

mod fault;
mod nearest;
mod opt_out;
mod rule;
mod source;
mod suffixes;
mod token;

pub use fault::{Checked, Fault, Places};
pub use nearest::nearest;
pub use rule::{Level, Rule};
pub use source::{Line, Source, in_file, in_variable};
