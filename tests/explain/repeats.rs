//! What Firefox does not reuse: an answer in which `*` alone allows the method or a header.

use cors_runtime::cors_policy;

use crate::explain;

#[test]
fn firefox_repeats_preflights_that_only_the_wildcard_allows() {
    const PUT: &str = "OPTIONS | origin: https://a.example | ACRM: PUT";
    const HEADER: &str = "OPTIONS | origin: https://a.example | ACRM: GET | ACRH: x-a";
    const GET: &str = "OPTIONS | origin: https://a.example | ACRM: GET";
    for (policy, line, expected) in [
        (cors_policy! { allow_origins: *, allow_methods: *, max_age: 10m }, PUT, true),
        (
            cors_policy! { allow_origins: *, allow_headers: [*, "authorization"], max_age: 10m },
            HEADER,
            true,
        ),
        (
            cors_policy! { allow_origins: ["https://a.example"], allow_methods: *, max_age: 5 },
            PUT,
            true,
        ),
        // The method needs no permission.
        (cors_policy! { allow_origins: *, allow_methods: *, max_age: 10m }, GET, false),
        (
            cors_policy! { allow_origins: *, allow_methods: [DELETE, "PURGE"], max_age: 10m },
            GET,
            false,
        ),
        (
            cors_policy! { allow_origins: *, #[allow(missing_content_type)] allow_methods: [PUT], max_age: 10m },
            PUT,
            false,
        ),
        (cors_policy! { allow_origins: *, allow_methods: mirror, max_age: 10m }, PUT, false),
        (cors_policy! { allow_origins: *, allow_headers: ["x-a"], max_age: 10m }, HEADER, false),
        // Nobody keeps these, or nobody was told for how long.
        (cors_policy! { allow_origins: *, allow_methods: *, max_age: 0 }, PUT, false),
        (cors_policy! { allow_origins: *, allow_methods: * }, PUT, false),
        // Refused anyway.
        (
            cors_policy! { allow_origins: ["https://b.example"], allow_methods: *, max_age: 10m },
            PUT,
            false,
        ),
        // Not a preflight.
        (
            cors_policy! { allow_origins: *, allow_methods: *, max_age: 10m },
            "PUT | origin: https://a.example",
            false,
        ),
    ] {
        let explanation = explain(&policy, line);
        assert_eq!(explanation.firefox_repeats, expected, "{line}\n{policy:?}");
        assert_eq!(explanation.to_string().contains("\nFirefox: "), expected, "{explanation}");
    }
}
