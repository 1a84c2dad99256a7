//! No list allows an origin that the source does not cover.

use proptest::prelude::*;

use super::{API, WITHIN, oracle};

/// What origins are made of, and what people and attackers write into lists.
const PARTS: [&str; 40] = [
    "https://",
    "http://",
    "HTTPS://",
    "://",
    "moz-extension://",
    "*://",
    "*",
    "*.",
    "**",
    "pr-",
    "-",
    "localhost",
    "127.0.0.1",
    "[::1]",
    "customer.example",
    "preview.example",
    "partner.example",
    ".customer.example",
    "evil.example",
    "evilcustomer.example",
    "app.example.com",
    "example",
    "com",
    ".",
    ":",
    ":*",
    ":8443",
    ":443",
    ":0",
    "/",
    "@",
    "#",
    "null",
    "NULL",
    "%2e",
    "é",
    "\0",
    "_",
    "a",
    "xn--",
];

/// Beginnings that lead somewhere, so that many lists are taken.
const STARTS: [&str; 6] =
    ["", "https://", "https://*.", "https://a.", "https://pr-", "http://localhost"];

fn text() -> impl Strategy<Value = String> {
    let parts = prop::collection::vec(prop::sample::select(&PARTS), 0..5);
    (prop::sample::select(&STARTS), parts)
        .prop_map(|(start, parts)| format!("{start}{}", parts.concat()))
}

fn listed() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => text(),
        2 => prop::sample::select(&WITHIN).prop_map(str::to_owned),
        2 => text().prop_map(|text| format!("https://{text}.customer.example")),
        1 => "[a-z0-9:/.*-]{0,20}",
        1 => any::<String>(),
    ]
}

/// An origin to ask about: anything, or something near what is listed.
fn asked() -> impl Strategy<Value = String> {
    let near = prop::sample::select(&[
        "https://a.customer.example",
        "https://a.b.customer.example",
        "https://customer.example",
        "https://evilcustomer.example",
        "https://a.customer.example.evil.example",
        "https://a.customer.example:8443",
        "https://a.partner.example:8443",
        "https://partner.example",
        "https://pr-1.preview.example",
        "https://pr-.preview.example",
        "https://a.pr-1.preview.example",
        "http://localhost:3000",
        "http://localhost",
        "http://localhost.evil.example",
        "null",
        "*",
    ]);
    prop_oneof![2 => text(), 4 => near.prop_map(str::to_owned)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// The oracle shares no code with the rules, the table or the lists.
    #[test]
    fn no_list_allows_what_the_source_does_not(
        list in prop::collection::vec(listed(), 0..6),
        asked in prop::collection::vec(asked(), 1..20),
    ) {
        // The list as a whole, and what is left of it if each text is by itself.
        let each = list.iter().filter(|text| API.with_runtime_origins([text]).is_ok());
        let taken: Vec<_> = each.collect();
        for list in [list.iter().collect(), taken] {
            let Ok(api) = API.with_runtime_origins(&list) else { continue };
            let added = api.runtime_origins();
            let added: Vec<_> = added.iter().map(String::as_str).collect();
            let candidates = asked.iter().map(String::as_str).chain(added.iter().copied());
            for origin in candidates.chain(list.iter().map(|text| text.trim())) {
                let is_source = API.allows_origin(origin);
                let is_allowed = api.allows_origin(origin);
                let is_within = oracle::allows(&WITHIN, origin.as_bytes());
                prop_assert!(!is_allowed || is_source || is_within, "{origin:?} by {list:?}");
                // And it is what the list says, no more and no less.
                let is_listed = oracle::allows(&added, origin.as_bytes());
                prop_assert_eq!(is_allowed, is_source || is_listed, "{:?} by {:?}", origin, list);
            }
        }
    }
}
