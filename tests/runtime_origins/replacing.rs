//! Another list while requests are served.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use cors_runtime::Decision;
use http::{HeaderMap, Method};

use super::{API, APP, SHOP, from};

const OTHER: &str = "https://other.customer.example";

#[test]
fn clones_share_one_list() {
    let api = API.with_runtime_origins([SHOP]).unwrap();
    let clone = api.clone();
    let apart = API.with_runtime_origins([SHOP]).unwrap();
    api.replace_runtime_origins([OTHER]).unwrap();
    for (policy, shop, other) in [(&api, false, true), (&clone, false, true), (&apart, true, false)]
    {
        assert_eq!((policy.allows_origin(SHOP), policy.allows_origin(OTHER)), (shop, other));
    }
    clone.replace_runtime_origins(None::<&str>).unwrap();
    assert!(api.runtime_origins().is_empty());
}

#[test]
fn a_list_that_cannot_be_used_changes_nothing() {
    let api = API.with_runtime_origins([SHOP]).unwrap();
    for list in [&["*"][..], &[OTHER, "null"], &[OTHER, "https://evil.example"], &["\u{0}"]] {
        assert!(api.replace_runtime_origins(list).is_err(), "{list:?}");
        assert_eq!(api.runtime_origins(), [SHOP], "{list:?}");
        assert!(api.allows_origin(SHOP) && !api.allows_origin(OTHER), "{list:?}");
    }
}

#[test]
fn a_decision_stays_what_it_was_when_the_list_is_replaced() {
    let api = API.with_runtime_origins([SHOP]).unwrap();
    let headers = from(SHOP);
    let decision = api.decide(&Method::GET, &headers);
    api.replace_runtime_origins([OTHER]).unwrap();
    // Nor does its refusal become one, which is judged by the same list.
    assert!(decision.refusal(&Method::GET, &headers).is_none());
    let Decision::Actual(actual) = decision else { panic!("GET is no preflight") };
    let mut response = HeaderMap::new();
    actual.apply(&mut response);
    assert_eq!(response["access-control-allow-origin"], SHOP);
    assert!(!api.decide(&Method::GET, &headers).is_allowed());
}

/// Two lists of two origins each take turns while threads ask: whatever the moment, a look at the list sees one of
/// them whole, and what both have or the source says is allowed throughout.
#[test]
fn readers_see_one_list_or_the_other() {
    const LISTS: [[&str; 2]; 2] = [["http://localhost:*", SHOP], ["http://localhost:*", OTHER]];
    let api = API.with_runtime_origins(LISTS[0]).unwrap();
    let is_done = Arc::new(AtomicBool::new(false));
    let looks = Arc::new(AtomicUsize::new(0));
    let readers: Vec<_> = (0..3)
        .map(|_| {
            let (api, is_done, looks) = (api.clone(), Arc::clone(&is_done), Arc::clone(&looks));
            thread::spawn(move || {
                let requests = [APP, "http://localhost:3000"].map(from);
                while !is_done.load(Ordering::Relaxed) {
                    let seen = api.runtime_origins();
                    assert!(LISTS.iter().any(|list| seen == *list), "{seen:?}");
                    for headers in &requests {
                        assert!(api.decide(&Method::GET, headers).is_allowed());
                    }
                    assert!(!api.allows_origin("https://evil.example"));
                    looks.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let mut replaced = 0;
    while replaced < 2_000 || looks.load(Ordering::Relaxed) < 2_000 {
        replaced += 1;
        api.replace_runtime_origins(LISTS[replaced % 2]).unwrap();
        // One that is refused leaves no trace.
        assert!(api.replace_runtime_origins(["*"]).is_err());
        if readers.iter().any(thread::JoinHandle::is_finished) {
            break;
        }
    }
    is_done.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.join().unwrap();
    }
}
