//! Origins that stand beside the source. What happens when they change, or are wrong, is in `tests/`.

#![deny(warnings)]
// Forbidden, they could not be allowed again by what the macro writes.
#![forbid(dead_code, unused_variables, unused_must_use, nonstandard_style, deprecated)]

use cors_runtime::{CorsPolicy, cors_policy};

pub mod deeper;

/// A file, and a variable that nobody sets.
pub static POLICY: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example",
        include_str!("origins.txt"),
        option_env!("CORS_TESTS_NO_SUCH_VARIABLE"),
        #[cfg(any())]
        include_str!("no_such_file.txt"),
        #[cfg(any())]
        env!("CORS_TESTS_NO_SUCH_VARIABLE"),
    ],
    allow_credentials: true,
    expect: {
        allow "https://a.shops.example";
        deny "https://shops.example";
    },
};

macro_rules! wrapped {
    ($($entry:tt)*) => {
        cors_policy! { allow_origins: [$($entry)*, include_str!("origins.txt")] }
    };
}

/// One of the files is named by the user's macro, the other by what is passed to it.
pub static WRAPPED: CorsPolicy = wrapped!(include_str!("deeper/staging.txt"));

/// Names that the macro's output might mean, meaning something else.
#[no_implicit_prelude]
pub mod with_names_in_the_way {
    mod core {}
    mod std {}
    #[allow(unused_macros, reason = "it is here to be in the way")]
    macro_rules! include_str {
        ($path:literal) => {
            compile_error!("not this one")
        };
    }
    #[allow(unused_macros, reason = "it is here to be in the way")]
    macro_rules! option_env {
        ($name:literal) => {
            compile_error!("not this one")
        };
    }

    /// The same file and the same variable.
    pub static POLICY: ::cors_runtime::CorsPolicy = ::cors_runtime::cors_policy! {
        allow_origins: [include_str!("origins.txt"), option_env!("CORS_TESTS_NO_SUCH_VARIABLE")],
    };
}

#[cfg(test)]
mod tests {
    use super::{POLICY, WRAPPED, deeper, with_names_in_the_way};

    #[test]
    fn what_is_in_the_file_is_allowed() {
        for (origin, expected) in [
            ("https://app.example", true),
            ("https://partner.example", true),
            ("https://a.shops.example", true),
            ("https://last.example:8443", true),
            ("https://shops.example", false),
            ("https://staging.example", false),
            ("# The partners of this test, one origin a line.", false),
        ] {
            assert_eq!(POLICY.allows_origin(origin), expected, "{origin}");
        }
    }

    #[test]
    fn a_path_is_relative_to_the_source_file() {
        for policy in [&deeper::POLICY, &WRAPPED] {
            assert!(policy.allows_origin("https://staging.example"));
            assert!(policy.allows_origin("https://partner.example"));
        }
    }

    #[test]
    fn whatever_else_the_names_mean() {
        assert!(with_names_in_the_way::POLICY.allows_origin("https://partner.example"));
    }
}
