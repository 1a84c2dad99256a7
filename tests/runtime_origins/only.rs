//! Lists in the place of `allow_origins`, and functions with state.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use cors_runtime::explain::NotAsked;
use cors_runtime::{CorsPolicy, Decision, Origin, cors_policy};
use http::{HeaderMap, Method};

use super::from;

static DEFAULTS: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com", if is_partner],
    runtime_origins: any,
    timing_allow_origins: same,
};

fn is_partner(origin: Origin<'_>) -> bool {
    origin.host() == "partner.example"
}

const APP: &str = "https://app.example.com";
const PREVIEW: &str = "https://a.preview.example.com";
const PARTNER: &str = "https://partner.example";
const OWN: &str = "https://own.example";
const OTHER: &str = "https://other.example";

/// Which of the five a policy allows.
fn allowed(policy: &CorsPolicy) -> Vec<&'static str> {
    let all = [APP, PREVIEW, PARTNER, OWN, OTHER].into_iter();
    all.filter(|origin| {
        let is_allowed = policy.allows_origin(origin);
        assert_eq!(policy.decide(&Method::GET, &from(origin)).is_allowed(), is_allowed);
        is_allowed
    })
    .collect()
}

const SOURCE: [&str; 3] = [APP, PREVIEW, PARTNER];

#[test]
fn a_list_is_in_the_place_of_the_source_unless_it_is_empty() {
    for list in [None, Some(""), Some(" , ")] {
        let policy = DEFAULTS.with_only_runtime_origins(list).unwrap();
        assert_eq!(allowed(&policy), SOURCE, "{list:?}");
        policy.replace_runtime_origins([OWN]).unwrap();
        assert_eq!(allowed(&policy), [OWN]);
        policy.clone().replace_runtime_origins(list).unwrap();
        assert_eq!(allowed(&policy), SOURCE, "{list:?}");
    }
    let policy = DEFAULTS.with_only_runtime_origins([OWN]).unwrap();
    assert_eq!(allowed(&policy), [OWN]);
    assert!(policy.replace_runtime_origins(["https://Own.example"]).is_err());
    assert_eq!(allowed(&policy), [OWN]);
    // A default may be in the list too.
    let policy = DEFAULTS.with_only_runtime_origins([OWN, APP]).unwrap();
    assert_eq!(allowed(&policy), [APP, OWN]);
}

#[test]
fn the_methods_go_together_in_any_order() {
    let is_other = |origin: Origin<'_>| origin.as_str() == OTHER;
    let mut all = SOURCE.to_vec();
    all.extend([OWN, OTHER]);
    let one = DEFAULTS.with_runtime_origins([OWN]).unwrap().with_runtime_predicate(is_other);
    let two = DEFAULTS.with_runtime_predicate(is_other).with_runtime_origins([OWN]).unwrap();
    let three =
        DEFAULTS.with_runtime_origins([OWN]).unwrap().with_runtime_origins([OTHER]).unwrap();
    for policy in [&one, &two, &three] {
        assert_eq!(allowed(policy), all);
    }
    let one = DEFAULTS.with_only_runtime_origins([OWN]).unwrap().with_runtime_predicate(is_other);
    let two = DEFAULTS.with_runtime_predicate(is_other).with_only_runtime_origins([OWN]).unwrap();
    let three =
        DEFAULTS.with_only_runtime_origins([OWN]).unwrap().with_runtime_origins([OTHER]).unwrap();
    for policy in [&one, &two, &three] {
        assert_eq!(allowed(policy), [OWN, OTHER]);
    }
    // What was added before stays if there is nothing to put in its place.
    let kept =
        DEFAULTS.with_runtime_origins([OWN]).unwrap().with_only_runtime_origins([""]).unwrap();
    assert_eq!(allowed(&kept), [APP, PREVIEW, PARTNER, OWN]);
    // Policies that were made of each other have lists of their own; clones share one.
    let (clone, made) = (three.clone(), three.with_runtime_predicate(|_| false));
    three.replace_runtime_origins([OTHER]).unwrap();
    assert_eq!(allowed(&clone), [OTHER]);
    assert_eq!(allowed(&made), [OWN, OTHER]);
}

#[test]
fn timings_are_for_the_origins_that_are_in_force() {
    let timing = |policy: &CorsPolicy, headers: &HeaderMap| {
        let mut response = HeaderMap::new();
        match policy.decide(&Method::GET, headers) {
            Decision::Actual(actual) => actual.apply(&mut response),
            Decision::Preflight(_) => panic!("GET is no preflight"),
        }
        response.remove("timing-allow-origin")
    };
    let only = DEFAULTS.with_only_runtime_origins([OWN]).unwrap();
    assert_eq!(timing(&only, &from(OWN)).unwrap(), OWN);
    assert_eq!(timing(&only, &from(APP)), None);
    assert_eq!(timing(&only, &HeaderMap::new()), None);
    assert_eq!(timing(&DEFAULTS, &HeaderMap::new()).unwrap(), APP);
}

static CREDENTIALS: CorsPolicy = cors_policy! { runtime_origins: any, allow_credentials: true };
static INSECURE: CorsPolicy = cors_policy! {
    #[allow(insecure_origin)]
    runtime_origins: any,
    allow_credentials: true,
};
static WITHIN: CorsPolicy = cors_policy! {
    runtime_origins: within ["https://*.customer.example"],
    allow_credentials: true,
};
static CLOSED: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };

#[test]
fn a_function_is_asked_about_origins_that_the_field_covers() {
    const SHOP: &str = "https://shop.customer.example";
    const PLAIN: &str = "http://shop.customer.example";
    const LOCAL: &str = "http://localhost:3000";
    for (policy, covered) in [
        (&DEFAULTS, &[OWN, SHOP, PLAIN, LOCAL][..]),
        (&CREDENTIALS, &[OWN, SHOP, LOCAL]),
        (&INSECURE, &[OWN, SHOP, PLAIN, LOCAL]),
        (&WITHIN, &[SHOP]),
        (&CLOSED, &[]),
    ] {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&asked);
        let policy = policy.with_runtime_predicate(move |origin| {
            heard.lock().unwrap().push(origin.as_str().to_owned());
            true
        });
        for origin in [OWN, SHOP, PLAIN, LOCAL, "null", "https://own.example/", "", "*"] {
            assert_eq!(policy.allows_origin(origin), covered.contains(&origin), "{origin}");
        }
        assert_eq!(*asked.lock().unwrap(), covered, "{policy:?}");
    }
}

#[test]
fn functions_have_state_and_are_asked_in_turn_after_everything_else() {
    let (is_open, calls) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let (state, count) = (Arc::clone(&is_open), Arc::clone(&calls));
    let policy = DEFAULTS
        .with_runtime_origins([OWN])
        .unwrap()
        .with_runtime_predicate(move |_| state.load(Ordering::Relaxed))
        .with_runtime_predicate(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
            false
        });
    for origin in [APP, PREVIEW, PARTNER, OWN] {
        assert!(policy.allows_origin(origin));
    }
    assert_eq!(calls.load(Ordering::Relaxed), 0);
    assert!(!policy.allows_origin(OTHER));
    is_open.store(true, Ordering::Relaxed);
    assert!(policy.allows_origin(OTHER));
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

#[test]
fn an_explanation_says_whether_a_function_was_asked() {
    let asked = |policy: &CorsPolicy, origin: &str| {
        let policy = policy.with_runtime_predicate(|_| false);
        let explanation = policy.explain(&Method::GET, &from(origin));
        let found = explanation.predicates.iter().find(|one| one.entry == "with_runtime_predicate");
        found.unwrap().not_asked
    };
    assert_eq!(asked(&CREDENTIALS, OWN), None);
    assert_eq!(asked(&CREDENTIALS, "http://own.example"), Some(NotAsked::Insecure));
    assert_eq!(asked(&WITHIN, OWN), Some(NotAsked::NotCovered));
    assert_eq!(asked(&CREDENTIALS, "null"), Some(NotAsked::Null));
    // A list in the place of the source is in the place of its functions too.
    let only = DEFAULTS.with_only_runtime_origins([OWN]).unwrap();
    assert!(only.explain(&Method::GET, &from(OTHER)).predicates.is_empty());
}

/// The policy of the source is the same for everybody, and has no list that could be replaced.
#[test]
fn only_a_policy_with_a_list_has_one_to_replace() {
    for list in [vec![OWN], vec![]] {
        let errors = DEFAULTS.replace_runtime_origins(&list).unwrap_err();
        assert_eq!(errors.faults()[0].rule().name(), "no_runtime_list");
    }
    assert!(DEFAULTS.with_runtime_predicate(|_| false).replace_runtime_origins([OWN]).is_ok());
}

/// A refusal that was found while another list came has the list that it was judged by.
#[test]
fn one_request_sees_one_list() {
    let policy = DEFAULTS.with_only_runtime_origins([OWN]).unwrap();
    let headers = from("http://own.example");
    let decision = policy.decide(&Method::GET, &headers);
    policy.replace_runtime_origins([OTHER]).unwrap();
    let refusal = decision.refusal(&Method::GET, &headers).unwrap();
    let explanation = refusal.explain();
    assert_eq!(explanation.nearest.unwrap().entry, OWN);
    assert_eq!(explanation.policy.runtime_origins(), [OWN]);
    // Its policy is the one that is served, with the list that is there now.
    assert_eq!(refusal.policy().runtime_origins(), [OTHER]);
}
