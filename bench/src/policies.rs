//! The policies that are measured: lists of 1 to 10,000 origins, and a pattern. They differ in nothing else.

use cors_runtime::{CorsPolicy, cors_policy};

/// The last origin of every list, and one that the pattern stands for.
pub const KNOWN: &str = "https://app.example.com";
/// An origin that no policy allows. It has the length of the known one, so that only a look at its bytes
/// tells them apart.
pub const UNKNOWN: &str = "https://app.example.org";

/// `allow_headers`, as the peers that take it from elsewhere are given it.
pub const ALLOW_HEADERS: [&str; 3] = ["authorization", "content-type", "x-request-id"];

/// A policy, and the origins that its peers are given.
pub struct Listed {
    /// What the policy lists; nothing if it has the pattern.
    pub origins: &'static [&'static str],
    /// The policy.
    pub policy: CorsPolicy,
}

// Origins of all kinds, some of which a release build would not have with credentials.
macro_rules! policy {
    ($($entry:literal,)*) => {
        cors_policy! {
            allow_origins: [$(#[allow(development_origin, unused_allow)] $entry),*],
            allow_methods: [GET, POST, PUT, PATCH, DELETE],
            allow_headers: ["authorization", "content-type", "x-request-id"],
            expose_headers: ["x-request-id"],
            allow_credentials: true,
            max_age: 10m,
        }
    };
}

macro_rules! listed {
    ($name:ident: $($origin:literal,)*) => {
        static $name: Listed = Listed { origins: &[$($origin),*], policy: policy! { $($origin,)* } };
    };
}

include!(concat!(env!("OUT_DIR"), "/policies.rs"));

/// The lists, by length.
pub static LISTS: [&Listed; 5] = [&ONE, &TEN, &HUNDRED, &THOUSAND, &TEN_THOUSAND];

/// Every name below `example.com`.
pub static PATTERN: Listed = Listed { origins: &[], policy: policy! { "https://*.example.com", } };
