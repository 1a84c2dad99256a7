//! Entries and fields under `#[cfg]` and `#[cfg_attr]`. The test is the same in every build and says
//! what must be there in this one; `.ci/run` runs it in all four.

#![deny(warnings)]

use cors_runtime::{CorsPolicy, cors_policy};

/// A policy with an entry, a list and a value for each kind of build.
pub static POLICY: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        #[cfg(debug_assertions)]
        "http://localhost:3000",
        #[cfg(feature = "staging")]
        "https://*.staging.example.com",
        #[cfg(all(debug_assertions, not(feature = "staging")))]
        "http://127.0.0.1:8080",
        #[cfg_attr(all(), cfg(not(debug_assertions)))]
        "https://release.example.com",
        // Gone in every build, so that whatever it is, it is nobody's mistake.
        #[cfg(any())]
        "not an origin",
        #[cfg_attr(all(), cfg(any()))]
        nonsense(1, 2),
        // The same origin in both builds, twice in none.
        #[cfg(debug_assertions)]
        "https://both.example.com",
        #[cfg(not(debug_assertions))]
        "https://both.example.com",
        #[cfg_attr(debug_assertions, allow(redundant_origin))]
        #[cfg(debug_assertions)]
        "https://both.example.com",
    ],
    #[cfg(feature = "staging")]
    max_age: 5,
    #[cfg(not(feature = "staging"))]
    max_age: 1h,
    #[cfg(debug_assertions)]
    allow_methods: [PUT, #[cfg(feature = "staging")] "PURGE"],
    #[cfg(not(debug_assertions))]
    allow_methods: [DELETE],
    #[cfg(any())]
    no_such_field: ["at all"],
    allow_headers: ["content-type"],
    allow_credentials: true,
    runtime_origins: within [
        "https://*.customer.example",
        #[cfg(feature = "staging")]
        "https://*.tester.example",
        #[cfg(debug_assertions)]
        "http://127.0.0.1:*",
        #[cfg(any())]
        nonsense,
    ],
};

/// A policy with a page of the local network, which is meant: the same in every build.
pub static ON_PREMISES: CorsPolicy = cors_policy! {
    allow_origins: [
        #[allow(development_origin)]
        "https://nas.local",
    ],
    allow_credentials: true,
};

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use std::convert::Infallible;
    use std::future::{Future, ready};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use cors_runtime::Decision;
    use http::{HeaderMap, HeaderValue, Method, Request, Response};
    use tower::{Layer, Service, service_fn};

    use super::{ON_PREMISES, POLICY};

    const DEBUG: bool = cfg!(debug_assertions);
    const STAGING: bool = cfg!(feature = "staging");

    #[test]
    fn the_table_holds_what_rustc_kept() {
        for (origin, is_live) in [
            ("https://app.example.com", true),
            ("http://localhost:3000", DEBUG),
            ("https://x.staging.example.com", STAGING),
            ("http://127.0.0.1:8080", DEBUG && !STAGING),
            ("https://release.example.com", !DEBUG),
            ("https://both.example.com", true),
            ("not an origin", false),
        ] {
            assert_eq!(
                POLICY.allows_origin(origin),
                is_live,
                "{origin} (debug {DEBUG}, staging {STAGING})"
            );
        }
    }

    #[test]
    fn a_list_can_add_what_rustc_kept() {
        for (origin, is_live) in [
            ("https://shop.customer.example", true),
            ("https://a.tester.example", STAGING),
            ("http://127.0.0.1:5173", DEBUG),
        ] {
            let added = POLICY.with_runtime_origins([origin]);
            assert_eq!(added.is_ok(), is_live, "{origin} (debug {DEBUG}, staging {STAGING})");
        }
    }

    #[test]
    fn a_page_of_the_local_network_stays_if_it_is_allowed_by_name() {
        assert!(ON_PREMISES.allows_origin("https://nas.local"));
    }

    #[test]
    fn the_fields_are_those_that_rustc_kept() {
        let mut headers = HeaderMap::new();
        headers.insert("origin", HeaderValue::from_static("https://app.example.com"));
        headers.insert("access-control-request-method", HeaderValue::from_static("PUT"));
        let Decision::Preflight(preflight) = POLICY.decide(&Method::OPTIONS, &headers) else {
            panic!("a preflight was not recognized");
        };
        let answer = preflight.into_headers();
        assert_eq!(answer["access-control-max-age"], if STAGING { "5" } else { "3600" });
        let methods = match (DEBUG, STAGING) {
            (true, true) => "PUT, PURGE",
            (true, false) => "PUT",
            (false, _) => "DELETE",
        };
        assert_eq!(answer["access-control-allow-methods"], methods);
    }

    /// What is for developers does not reach strangers, unless it is asked for.
    #[test]
    fn a_refused_preflight_is_explained_in_debug_builds_alone() {
        for (layer, is_explained) in [
            (POLICY.layer(), DEBUG),
            (POLICY.layer().explain_refusals(true), true),
            (POLICY.layer().explain_refusals(false), false),
        ] {
            let inner = service_fn(|_| ready(Ok::<_, Infallible>(Response::new(()))));
            let request = Request::options("/")
                .header("origin", "https://evil.example")
                .header("access-control-request-method", "PUT");
            let answer = pin!(layer.layer(inner).call(request.body(()).unwrap()));
            let Poll::Ready(Ok(answer)) = answer.poll(&mut Context::from_waker(Waker::noop()))
            else {
                panic!("a preflight is answered at once");
            };
            assert_eq!(answer.headers().contains_key("cors-explanation"), is_explained);
        }
    }
}
