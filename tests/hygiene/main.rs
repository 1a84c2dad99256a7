//! Where a policy can stand, and what it must not be disturbed by.

#![deny(warnings)]

use std::panic::{RefUnwindSafe, UnwindSafe};

use cors_runtime::{CorsPolicy, Decision, cors_policy};

const APP: &str = "https://app.example.com";

static POLICY: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };

#[test]
fn as_the_value_of_a_static() {
    assert!(POLICY.allows_origin(APP));
}

#[test]
fn inline_in_a_function() {
    let policy = cors_policy! { allow_origins: ["https://app.example.com"] };
    assert!(policy.allows_origin(APP));
    assert!(cors_policy! { allow_origins: * }.allows_origin(APP));
}

#[test]
fn two_in_one_function_and_one_in_a_closure() {
    let one = cors_policy! { allow_origins: ["https://one.example"] };
    let two = || cors_policy! { allow_origins: ["https://two.example"] };
    assert!(one.allows_origin("https://one.example") && !one.allows_origin("https://two.example"));
    assert!(
        two().allows_origin("https://two.example") && !two().allows_origin("https://one.example")
    );
}

#[test]
fn as_an_associated_constant_and_in_a_generic_function() {
    struct Server;
    impl Server {
        const POLICY: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    }
    fn generic<T>(_: T) -> CorsPolicy {
        cors_policy! { allow_origins: ["https://app.example.com"] }
    }
    assert!(Server::POLICY.allows_origin(APP));
    assert!(generic(1).allows_origin(APP));
}

#[no_implicit_prelude]
mod without_a_prelude {
    pub(super) static POLICY: ::cors_runtime::CorsPolicy = ::cors_runtime::cors_policy! {
        allow_origins: ["https://app.example.com", "https://*.example.org:8443"],
        allow_methods: [PUT],
        allow_headers: mirror,
        expose_headers: ["etag"],
        max_age: 10m,
        timing_allow_origins: same,
    };

    pub(super) static ASKING: ::cors_runtime::CorsPolicy = ::cors_runtime::cors_policy! {
        allow_origins: [if is_tenant],
    };

    fn is_tenant(origin: ::cors_runtime::Origin<'_>) -> bool {
        origin.port().is_none()
    }
}

#[test]
fn in_a_module_without_a_prelude() {
    assert!(without_a_prelude::POLICY.allows_origin(APP));
    assert!(without_a_prelude::ASKING.allows_origin(APP));
}

/// Everything that the macro's output might mean, meaning something else.
#[expect(dead_code, unused_macros, non_camel_case_types, reason = "they are here to be in the way")]
mod with_names_in_the_way {
    use cors_runtime::CorsPolicy;

    mod core {}
    mod std {}
    mod http {}
    mod cors_table {}
    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct Option;
    struct Result;
    struct String;
    struct Vec;
    struct str;
    struct u8;
    struct u32;
    struct bool;
    struct Entries;
    struct HeaderValue;
    static DATA: () = ();
    static VALUES: () = ();
    fn policy(_: cors_runtime::Origin<'_>) -> ::core::primitive::bool {
        true
    }
    macro_rules! file {
        () => {
            compile_error!("not this one")
        };
    }
    macro_rules! line {
        () => {
            compile_error!("not this one")
        };
    }

    pub(super) static POLICY: CorsPolicy = cors_runtime::cors_policy! {
        allow_origins: ["https://app.example.com", "https://*.example.org", if policy],
        allow_methods: [PUT],
        allow_headers: ["content-type"],
        expose_headers: ["etag"],
        allow_credentials: true,
        max_age: 600,
    };
}

#[test]
fn among_names_that_mean_something_else() {
    assert!(with_names_in_the_way::POLICY.allows_origin(APP));
    assert!(with_names_in_the_way::POLICY.allows_origin("https://asked.example"));
}

macro_rules! wrapped {
    ($origin:literal, $seconds:literal, $method:ident, $($rest:tt)*) => {
        cors_policy! {
            allow_origins: [$origin, "https://*.example.org"],
            allow_methods: [$method],
            max_age: $seconds,
            $($rest)*
        }
    };
}

#[test]
fn wrapped_in_a_macro_of_the_users() {
    let policy = wrapped!("https://app.example.com", 10m, DELETE, allow_credentials: true,);
    assert!(policy.allows_origin(APP));
    assert!(policy.allows_origin("https://x.example.org"));
}

macro_rules! attributed {
    ($($(#[$attribute:meta])* $origin:literal),* ; $(#[$on_field:meta])* $seconds:literal) => {
        cors_policy! {
            allow_origins: [$($(#[$attribute])* $origin),*],
            $(#[$on_field])*
            max_age: $seconds,
        }
    };
}

#[test]
fn with_attributes_that_a_macro_of_the_users_passes_on() {
    let policy = attributed! {
        /// A comment.
        #[cfg(all())]
        "https://app.example.com",
        #[cfg(any())]
        "https://gone.example.com",
        #[allow(null_origin)]
        "null",
        #[cfg_attr(all(), cfg(any()))]
        "https://gone.example.org";
        #[cfg(all())]
        600
    };
    assert!(policy.allows_origin(APP) && policy.allows_origin("null"));
    assert!(!policy.allows_origin("https://gone.example.com"));
    assert!(!policy.allows_origin("https://gone.example.org"));
}

mod reexported {
    pub(crate) mod deeper {
        pub(crate) use cors_runtime::cors_policy as policy;
    }
}

#[test]
fn re_exported_under_another_name() {
    let policy = reexported::deeper::policy! { allow_origins: ["https://app.example.com"] };
    assert!(policy.allows_origin(APP));
}

#[test]
fn with_every_delimiter_and_without_a_trailing_comma() {
    let round = cors_policy!(allow_origins: ["https://app.example.com"]);
    let square = cors_policy![allow_origins: ["https://app.example.com",],];
    assert!(round.allows_origin(APP) && square.allows_origin(APP));
}

#[test]
fn with_comments_and_every_form_of_string() {
    let policy = cors_policy! {
        /// A comment for the reader.
        allow_origins: [
            // An ordinary one.
            "https://app.example.com",
            /// The staging system.
            r"https://staging.example.com",
            r#"https://raw.example.com"#,
            "https://esc\x61ped.example.com",
            "https://\
                continued.example.com",
        ],
    };
    for host in ["app", "staging", "raw", "escaped", "continued"] {
        assert!(policy.allows_origin(format!("https://{host}.example.com")), "{host}");
    }
}

/// Lints that applications deny, on code that the application did not write.
#[deny(missing_docs, unused, nonstandard_style, rust_2018_idioms, unreachable_pub)]
#[deny(
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::unwrap_used,
    clippy::indexing_slicing
)]
#[allow(clippy::redundant_pub_crate, reason = "the other lint wants it")]
mod under_strict_lints {
    use cors_runtime::{CorsPolicy, cors_policy};

    pub(super) static POLICY: CorsPolicy = cors_policy! {
        allow_origins: [
            "https://app.example.com",
            #[allow(redundant_origin)]
            "https://app.example.com",
            #[cfg_attr(all(), allow(null_origin))]
            "null",
            if is_tenant,
        ],
        allow_methods: [GET, POST, PUT, DELETE, OPTIONS],
        allow_headers: ["Content-Type", "Authorization", "X-Request-ID"],
        max_age: 86400,
    };

    fn is_tenant(origin: cors_runtime::Origin<'_>) -> bool {
        origin.host() == "tenant.example"
    }
}

#[test]
fn under_lints_that_applications_deny() {
    assert!(under_strict_lints::POLICY.allows_origin(APP));
    assert!(under_strict_lints::POLICY.allows_origin("null"));
}

#[test]
fn a_policy_is_a_handle() {
    fn assert_handle<T>()
    where
        T: Clone + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + std::fmt::Debug + 'static,
    {
    }
    assert_handle::<CorsPolicy>();
    assert_eq!(size_of::<CorsPolicy>(), 3 * size_of::<usize>());
    // A framework keeps it beside the request or its response.
    assert!(size_of::<Decision<'_>>() < 100, "{}", size_of::<Decision<'_>>());
    let (file, line) = POLICY.location();
    assert!(file.ends_with("hygiene/main.rs"), "{file}");
    assert_eq!(line, 11);
    assert_eq!(format!("{POLICY:?}"), format!("CorsPolicy({file}:11)"));
}
