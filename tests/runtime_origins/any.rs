//! `any` and `*`: origins that the source does not name, with every rule in force.

use cors_runtime::{CorsPolicy, Decision, OriginFault, Rule, cors_policy};
use http::{HeaderMap, Method};

use super::{from, preflight_from};

static SELF_HOSTED: CorsPolicy = cors_policy! {
    runtime_origins: any,
    allow_methods: [PUT],
    allow_headers: ["content-type"],
    allow_credentials: true,
};

static LOCAL_NETWORK: CorsPolicy = cors_policy! {
    #[allow(insecure_origin)]
    runtime_origins: any,
    allow_credentials: true,
};

static PUBLIC_OR_LISTED: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: *,
    allow_methods: [PUT],
    allow_headers: ["content-type"],
    expose_headers: ["etag"],
    timing_allow_origins: same,
};

static PUBLIC: CorsPolicy = cors_policy! {
    allow_origins: *,
    allow_methods: [PUT],
    allow_headers: ["content-type"],
    expose_headers: ["etag"],
    timing_allow_origins: same,
};

const APP: &str = "https://app.example.com";
const EVIL: &str = "https://evil.example";

#[test]
fn any_accepts_what_the_rules_accept() {
    for (policy, origin, expected) in [
        (&SELF_HOSTED, "https://shop.example", None),
        (&SELF_HOSTED, "https://*.shop.example", None),
        (&SELF_HOSTED, "http://localhost:3000", None),
        (&SELF_HOSTED, "http://192.168.1.5:10801", Some(Rule::InsecureOrigin)),
        (&LOCAL_NETWORK, "http://192.168.1.5:10801", None),
        (&SELF_HOSTED, "https://*.com", Some(Rule::PublicSuffix)),
        (&LOCAL_NETWORK, "https://*.com", Some(Rule::PublicSuffix)),
        (&SELF_HOSTED, "null", Some(Rule::RuntimeEverybody)),
        (&SELF_HOSTED, "*", Some(Rule::RuntimeEverybody)),
        (&PUBLIC_OR_LISTED, "null", Some(Rule::RuntimeEverybody)),
        (&PUBLIC_OR_LISTED, "http://192.168.1.5:10801", None),
        (&PUBLIC_OR_LISTED, "*", None),
    ] {
        let errors = policy.check_runtime_origins([origin]).err();
        let rule = errors.as_ref().map(|errors| errors.faults()[0].rule());
        assert_eq!(rule, expected, "{origin} for {policy:?}");
        let made = policy.with_runtime_origins([origin]);
        assert_eq!(made.as_ref().err(), errors.as_ref(), "{origin} for {policy:?}");
        if let Ok(policy) = made {
            let sent = origin.replace('*', "a");
            assert!(policy.allows_origin(if origin == "*" { EVIL } else { &sent }), "{origin}");
        }
    }
}

/// The message for the deployer names the one who can allow it.
#[test]
fn an_address_on_the_local_network_leads_to_the_source() {
    let errors = SELF_HOSTED.with_runtime_origins(["http://192.168.1.5:10801"]).unwrap_err();
    let text = errors.to_string();
    assert!(
        text.contains("only the policy's source can allow it, with `#[allow(insecure_origin)]`"),
        "{text}"
    );
}

/// The whole answer: status and headers.
fn answer(policy: &CorsPolicy, method: &Method, headers: &HeaderMap) -> (u16, HeaderMap) {
    match policy.decide(method, headers) {
        Decision::Preflight(preflight) => (preflight.status().as_u16(), preflight.into_headers()),
        Decision::Actual(actual) => {
            let mut headers = HeaderMap::new();
            actual.apply(&mut headers);
            (0, headers)
        }
    }
}

#[test]
fn a_star_in_the_list_is_answered_as_one_in_the_source() {
    let listed = PUBLIC_OR_LISTED.with_runtime_origins(["*"]).unwrap();
    let only = PUBLIC_OR_LISTED.with_only_runtime_origins([" * "]).unwrap();
    let replaced = PUBLIC_OR_LISTED.with_runtime_origins([EVIL]).unwrap();
    replaced.replace_runtime_origins(["*"]).unwrap();
    for policy in [&listed, &only, &replaced] {
        assert_eq!(policy.runtime_origins(), ["*"]);
        for origin in [APP, EVIL, "null", "", "not an origin"] {
            assert!(policy.allows_origin(origin));
            for (method, headers) in [
                (Method::GET, from(origin)),
                (Method::GET, HeaderMap::new()),
                (Method::OPTIONS, from(origin)),
                (Method::OPTIONS, preflight_from(origin)),
                (Method::CONNECT, from(origin)),
            ] {
                let ours = answer(policy, &method, &headers);
                assert_eq!(ours, answer(&PUBLIC, &method, &headers), "{method} {origin}");
            }
        }
    }
    replaced.replace_runtime_origins([EVIL]).unwrap();
    let (_, headers) = answer(&replaced, &Method::GET, &from(EVIL));
    assert_eq!(
        (&headers["access-control-allow-origin"], &headers["vary"]),
        (&EVIL.parse().unwrap(), &"Origin".parse().unwrap())
    );
    assert!(!replaced.allows_origin("https://other.example"));
}

#[test]
fn a_star_stands_alone() {
    let policy = PUBLIC_OR_LISTED.with_runtime_origins([EVIL]).unwrap();
    for (list, index) in
        [(vec!["*", EVIL], 0), (vec![EVIL, "*"], 1), (vec!["https://a.example, *"], 1)]
    {
        let errors = policy.replace_runtime_origins(&list).unwrap_err();
        let fault = &errors.faults()[0];
        assert_eq!((fault.index(), fault.rule()), (index, Rule::StarInList), "{list:?}");
    }
    // Nor is it added to others, or they to it.
    assert_eq!(
        policy.with_runtime_origins(["*"]).unwrap_err().faults()[0].rule(),
        Rule::StarInList
    );
    let star = PUBLIC_OR_LISTED.with_runtime_origins(["*"]).unwrap();
    assert_eq!(star.with_runtime_origins([APP]).unwrap_err().faults()[0].rule(), Rule::StarInList);
    assert_eq!(star.with_runtime_origins([""]).unwrap().runtime_origins(), ["*"]);
}

#[test]
fn without_a_list_nobody_is_allowed() {
    for policy in [SELF_HOSTED.clone(), SELF_HOSTED.with_runtime_origins(None::<&str>).unwrap()] {
        for origin in [APP, EVIL, "null", "", "*"] {
            assert!(!policy.allows_origin(origin), "{origin}");
        }
        let (status, headers) = answer(&policy, &Method::OPTIONS, &preflight_from(APP));
        assert_eq!((status, headers.len()), (403, 1));
    }
}

#[test]
fn errors_compare_and_iterate() {
    let list = ["https://App.example.com/", "null"];
    let errors = SELF_HOSTED.check_runtime_origins(list).unwrap_err();
    assert_eq!(errors, SELF_HOSTED.with_runtime_origins(list).unwrap_err());
    assert_ne!(errors, LOCAL_NETWORK.check_runtime_origins(list).unwrap_err());
    let rules: Vec<_> = (&errors).into_iter().map(OriginFault::rule).collect();
    assert_eq!(rules, [Rule::HostCase, Rule::RuntimeEverybody]);
    let faults: Vec<_> = errors.clone().into_iter().collect();
    assert_eq!(faults, errors.faults());
    assert_eq!(errors.iter().count(), 2);
}

#[test]
fn a_policy_says_what_was_added() {
    let policy = SELF_HOSTED.with_runtime_origins(["https://b.example https://a.example"]).unwrap();
    let text = policy.to_string();
    let end = "\n  runtime_origins: any\n  added at run time: https://a.example, https://b.example";
    assert!(text.ends_with(end), "{text}");
    assert_eq!(policy.manifest(), SELF_HOSTED.manifest());
    assert!(format!("{policy:?}").contains("2 origins and 0 patterns"), "{policy:?}");
}
