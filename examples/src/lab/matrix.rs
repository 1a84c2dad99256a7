//! The cases in which the model and a browser have to agree.

use super::case::{Body, By, Case, Credentials};
use super::{policies, wirings};

const CREDENTIALS: [Credentials; 3] =
    [Credentials::Omit, Credentials::SameOrigin, Credentials::Include];

/// Where in [`origins`] a page is that differs from the first in its port alone.
const OTHER_PORT: usize = 4;

/// Pages that browsers on this machine can be, if the lab's page is at `lab` and the same files at
/// another port are at `other`; both as serialized origins.
#[must_use]
pub fn origins(lab: &str, other: &str) -> Vec<String> {
    let port = |origin: &str| origin.rsplit(':').next().unwrap_or_default().to_owned();
    let (here, there) = (port(lab), port(other));
    vec![
        format!("http://localhost:{here}"),
        format!("http://pr-1.preview.localhost:{here}"),
        format!("http://preview.localhost:{here}"),
        format!("http://pr-1.preview.localhost:{there}"),
        format!("http://localhost:{there}"),
        format!("http://other.localhost:{here}"),
        format!("http://127.0.0.1:{here}"),
        "null".to_owned(),
    ]
}

/// Every page asks every policy in every credentials mode for what decides about origins, methods and
/// headers. What decides whether there is a preflight depends on none of these, so two pages and two
/// policies ask for that.
#[must_use]
pub fn cases(origins: &[String]) -> Vec<Case> {
    let mut cases = Vec::new();
    for origin in origins {
        for choice in &policies::ALL {
            for script in decided_by_policy() {
                add(&mut cases, origin, choice.name, &script);
            }
        }
    }
    let listed = origins.first().map(|origin| (origin, "list"));
    let null = origins.last().map(|origin| (origin, "anyone"));
    for (origin, policy) in listed.into_iter().chain(null) {
        for script in decided_by_safelists() {
            add(&mut cases, origin, policy, &script);
        }
    }
    for origin in origins.iter().take(1).chain(origins.get(OTHER_PORT)) {
        for script in decided_by_wiring() {
            add(&mut cases, origin, "list-with-credentials", &script);
        }
    }
    cases
}

/// An `XMLHttpRequest` has two credentials modes: `withCredentials` or not.
fn add(cases: &mut Vec<Case>, origin: &str, policy: &str, script: &Case) {
    let skipped = usize::from(script.by.is_xhr());
    cases.extend(CREDENTIALS.into_iter().skip(skipped).map(|credentials| Case {
        origin: origin.to_owned(),
        policy: policy.to_owned(),
        credentials,
        ..script.clone()
    }));
}

fn script(method: &str, headers: &[(&str, &str)], body: Body, by: By) -> Case {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let headers = headers.iter().map(owned).collect();
    Case { method: method.to_owned(), headers, body, by, ..Case::default() }
}

fn decided_by_policy() -> Vec<Case> {
    let method = |method| script(method, &[], Body::None, By::Fetch);
    let methods = ["GET", "HEAD", "POST", "PUT", "put", "DELETE", "PATCH", "patch", "PURGE"];
    let headers = |headers: &[_]| script("GET", headers, Body::None, By::Fetch);
    let json = [("content-type", "application/json")];
    let more = [
        headers(&[("x-request-id", "1")]),
        headers(&[("x-coupon", "free")]),
        headers(&[("authorization", "Bearer 1")]),
        headers(&[("authorization", "Bearer 1"), ("x-request-id", "1")]),
        script("POST", &json, Body::Text, By::Fetch),
        script("PUT", &json, Body::Text, By::Fetch),
        script("GET", &[], Body::None, By::Xhr),
        script("POST", &[], Body::Text, By::XhrUpload),
    ];
    methods.map(method).into_iter().chain(more).collect()
}

/// What is right is asked above. The model follows no redirects.
fn decided_by_wiring() -> Vec<Case> {
    let wrong = wirings::ALL.iter().map(|wiring| wiring.name);
    let wrong = wrong.filter(|name| *name != "right" && !name.starts_with("moved"));
    let scripts = ["GET", "PUT"].map(|method| script(method, &[], Body::None, By::Fetch));
    wrong
        .flat_map(|wiring| {
            scripts.clone().map(|script| Case { wiring: wiring.to_owned(), ..script })
        })
        .collect()
}

fn decided_by_safelists() -> Vec<Case> {
    let headers = SAFELISTED.map(|headers| script("GET", headers, Body::None, By::Fetch));
    let types =
        CONTENT_TYPES.map(|kind| script("POST", &[("content-type", kind)], Body::Text, By::Fetch));
    let blobs = ["", "text/plain", "text/html", "application/json", "image/png", "text/plain;a=b"];
    let bodies = [Body::Text, Body::Params, Body::Form, Body::Buffer].into_iter();
    let bodies: Vec<_> = bodies.chain(blobs.map(|kind| Body::Blob(kind.to_owned()))).collect();
    let bodies = ["POST", "PUT", "GET"].into_iter().flat_map(|method| {
        let ways = [By::Fetch, By::Xhr].into_iter();
        let bodies = &bodies;
        ways.flat_map(move |by| {
            bodies.iter().map(move |body| script(method, &[], body.clone(), by))
        })
    });
    let uploads = [
        ("GET", Body::None),
        ("GET", Body::Text),
        ("HEAD", Body::None),
        ("POST", Body::None),
        ("PUT", Body::None),
        ("PUT", Body::Text),
    ]
    .map(|(method, body)| script(method, &[], body, By::XhrUpload));
    let forbidden = ["CONNECT", "trace", "Track"]
        .into_iter()
        .flat_map(|method| [By::Fetch, By::Xhr].map(|by| script(method, &[], Body::None, by)));
    let repeated = REPEATED.map(|headers| script("POST", &headers, Body::Text, By::Xhr));
    let charsets =
        CHARSETS.map(|kind| script("POST", &[("content-type", kind)], Body::Text, By::Xhr));
    let rest = uploads.into_iter().chain(forbidden).chain(repeated).chain(charsets);
    headers.into_iter().chain(types).chain(bodies).chain(rest).collect()
}

/// 128 and 129 bytes, and values that are more than 1,024 together.
const A_128: &str = concat!(
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
);
const A_129: &str = concat!(
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "a",
);
const TYPE_128: &str = concat!(
    "text/plain;x=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
);

const ONES_128: &str = concat!(
    "1111111111111111111111111111111111111111111111111111111111111111",
    "1111111111111111111111111111111111111111111111111111111111111111",
);
const A_63: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const A_64: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// Headers that an `XMLHttpRequest` joins: the first two are 129 bytes then.
const REPEATED: [[(&str, &str); 2]; 5] = [
    [("accept", A_64), ("accept", A_63)],
    [("accept", A_63), ("Accept", A_63)],
    [("range", "bytes=0-1"), ("range", "bytes=2-3")],
    [("content-type", "text/plain"), ("content-type", "text/plain")],
    [("x-a", "1"), ("x-a", "2")],
];

/// Content types whose charset an `XMLHttpRequest` corrects.
const CHARSETS: [&str; 4] = [
    "text/plain;charset=latin1",
    "text/plain;charset=\"utf-8\"",
    "text/plain;charset=\"latin1\"",
    "application/json;charset=latin1",
];

/// Headers whose values decide. <https://fetch.spec.whatwg.org/#cors-safelisted-request-header>
const SAFELISTED: [&[(&str, &str)]; 58] = [
    &[("accept", "text/html")],
    &[("accept", "text/html, application/json;q=0.9, */*;q=0.1")],
    &[("accept", A_128)],
    &[("accept", A_129)],
    &[("accept", "\"quoted\"")],
    &[("accept", "(comment)")],
    &[("accept", "a:b")],
    &[("accept", "a<b")],
    &[("accept", "a>b")],
    &[("accept", "a?b")],
    &[("accept", "a@b")],
    &[("accept", "a[b]")],
    &[("accept", "a\\b")],
    &[("accept", "a{b}")],
    &[("accept", "a\tb")],
    &[("accept", "a\u{1}b")],
    &[("accept", "a\u{7f}b")],
    &[("accept", "")],
    &[("accept-language", "de-AT, de;q=0.9, *;q=0.1")],
    &[("accept-language", "de_AT")],
    &[("accept-language", "de/AT")],
    &[("accept-language", "de\tAT")],
    &[("accept-language", A_128)],
    &[("accept-language", A_129)],
    &[("content-language", "en")],
    &[("content-language", "en!")],
    &[("content-language", "\"en\"")],
    &[("range", "bytes=0-9")],
    &[("range", "bytes=0-")],
    &[("range", "bytes=9-9")],
    &[("range", "bytes=9-8")],
    &[("range", "bytes=-5")],
    &[("range", "bytes=-")],
    &[("range", "bytes=0-1,3-4")],
    &[("range", "bytes= 0-9")],
    &[("range", "bytes=0 -9")],
    &[("range", "Bytes=0-9")],
    &[("range", "items=0-9")],
    &[("range", "bytes=00-09")],
    &[("Range", "bytes=0-9")],
    &[("Accept", "text/html")],
    &[("ACCEPT-LANGUAGE", "en")],
    &[("user-agent", "lab")],
    &[("cache-control", "no-cache")],
    &[("if-none-match", "\"lab\"")],
    &[("origin", "http://localhost:4101")],
    &[("cookie", "lab=1")],
    &[("x-http-method-override", "TRACE")],
    &[("x-http-method-override", "PUT")],
    &[("accept-charset", "utf-8")],
    &[("sec-lab", "1")],
    &[("proxy-lab", "1")],
    &[("x-b", "1"), ("x-a", "2")],
    &[("x-a", "1"), ("x-a", "2")],
    // Each of them is safe, and together they are too long.
    // Chromium has more safelisted names than the standard, so its values reach 1,024 bytes without repeated names.
    &[
        ("accept", A_128),
        ("accept-language", A_128),
        ("content-language", A_128),
        ("content-type", TYPE_128),
        ("device-memory", ONES_128),
        ("dpr", ONES_128),
        ("viewport-width", ONES_128),
        ("width", ONES_128),
    ],
    &[
        ("accept", A_128),
        ("accept-language", A_128),
        ("content-language", A_128),
        ("content-type", TYPE_128),
        ("device-memory", ONES_128),
        ("dpr", ONES_128),
        ("range", "bytes=0-9"),
        ("viewport-width", ONES_128),
        ("width", ONES_128),
    ],
    &[
        ("accept", A_128),
        ("accept", A_128),
        ("accept", A_128),
        ("accept", A_128),
        ("accept-language", A_128),
        ("accept-language", A_128),
        ("content-language", A_128),
        ("content-language", A_128),
        ("range", "bytes=0-9"),
    ],
    &[("accept", A_128), ("accept-language", A_128), ("content-language", A_128)],
];

const CONTENT_TYPES: [&str; 23] = [
    "text/plain",
    "text/plain;charset=UTF-8",
    "text/plain; charset=utf-8",
    "text/plain ; charset=utf-8",
    "text/plain;",
    "TEXT/PLAIN",
    " text/plain ",
    "text/plain,x/x",
    "text/plain, text/plain",
    "text/plain;charset=\"utf-8\"",
    "text/plain;a=b@c",
    "text/html",
    "text",
    "text/",
    "/plain",
    "",
    "*/*",
    "application/json;charset=utf-8",
    "application/csp-report",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded;charset=UTF-8",
    "multipart/form-data; boundary=x",
    TYPE_128,
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_case_is_another() {
        let cases = cases(&origins("http://localhost:4101", "http://localhost:4102"));
        let different: HashSet<_> = cases.iter().map(|case| format!("{case:?}")).collect();
        assert_eq!(cases.len(), different.len());
        // The README has the number of these and of those below from two pages on https, together.
        assert_eq!(cases.len(), 3_788);
        assert_eq!(super::cases(&["https://app.example.com".to_owned()]).len(), 1_303);
    }

    #[test]
    fn the_long_values_are_as_long_as_they_say() {
        assert_eq!((A_128.len(), A_129.len(), TYPE_128.len()), (128, 129, 128));
        assert_eq!((ONES_128.len(), A_63.len(), A_64.len()), (128, 63, 64));
    }
}
