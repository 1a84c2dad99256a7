//! Policies of one, a hundred and a thousand origins, each with its list.

use cors_runtime::CorsPolicy;

/// A policy, and the origins that it lists.
pub(crate) struct List {
    pub(crate) origins: &'static [&'static str],
    pub(crate) policy: &'static CorsPolicy,
}

macro_rules! list {
    ($($origin:literal,)*) => {
        List {
            origins: &[$($origin),*],
            policy: {
                static POLICY: cors_runtime::CorsPolicy = cors_runtime::cors_policy! {
                    allow_origins: [$($origin),*],
                    allow_methods: [GET, HEAD, POST, PUT],
                    allow_headers: ["content-type"],
                    expose_headers: ["etag"],
                    max_age: 10m,
                };
                &POLICY
            },
        }
    };
}

/// The longer list begins with the shorter one.
macro_rules! lists {
    ($hundred:ident: [$($first:literal,)*] $thousand:ident: [$($further:literal,)*]) => {
        static $hundred: List = list! { $($first,)* };
        static $thousand: List = list! { $($first,)* $($further,)* };
    };
}

static ONE: List = list! { "https://app.example.com", };

include!("data/thousand_origins.rs");

pub(crate) static LISTS: [&List; 3] = [&ONE, &HUNDRED, &THOUSAND];
