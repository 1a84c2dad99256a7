//! The origin table of [`cors-runtime`](https://docs.rs/cors-runtime): its layout, the way it is
//! filled, and the way it is asked.
//!
//! The procedural macro fills a table while a program compiles, the running program asks it, and
//! both run the code in this crate, so they cannot disagree. An [`OriginTable`] answers one
//! question: is this serialized origin on the list? First with the [exact](ExactTable) entries, one
//! probe whatever their number and one comparison of bytes, then with the [patterns](Pattern).
//!
//! It knows nothing of HTTP, of policies, or of what makes an entry wise: that is `cors-rules`.
//! This crate is an implementation detail of `cors-runtime`, outside its promise of stability.

#![no_std]

#[cfg(feature = "build")]
extern crate alloc;

mod address;
#[cfg(feature = "build")]
mod build;
mod digest;
mod exact;
mod members;
mod origin;
mod pattern;
#[cfg(feature = "build")]
mod patterns;
mod table;

pub use address::{SerializedIpv6, ends_in_number};
#[cfg(feature = "build")]
pub use build::{BuildError, BuiltTable};
pub use exact::ExactTable;
pub use members::Members;
pub use origin::{MAX_WEB_ORIGIN_BYTES, Origin, is_loopback};
pub use pattern::{HostPattern, Pattern, PortPattern};
#[cfg(feature = "build")]
pub use patterns::BuiltPatterns;
pub use table::OriginTable;
