//! Every origin of a list is found, and nothing that only looks like one.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

#[path = "../lists.rs"]
#[macro_use]
mod lists;
mod any_list;
mod near_misses;
mod oracle;
mod patterns;

use std::collections::HashSet;

use cors_runtime::Decision;
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN};
use http::{HeaderMap, HeaderValue, Method};

use lists::{LISTS, List};

/// Also when it comes again, after all others: of a long list, a policy keeps some values.
#[test]
fn every_listed_origin_is_found_and_named() {
    for list in LISTS.into_iter().chain(LISTS) {
        for origin in list.origins {
            assert!(list.policy.allows_origin(origin), "{origin}");

            let mut request = HeaderMap::new();
            request.insert(ORIGIN, HeaderValue::from_static(origin));
            let Decision::Actual(actual) = list.policy.decide(&Method::GET, &request) else {
                panic!("GET is no preflight")
            };
            assert!(actual.is_allowed(), "{origin}");
            let mut response = HeaderMap::new();
            actual.apply(&mut response);
            assert_eq!(response[ACCESS_CONTROL_ALLOW_ORIGIN], origin);
        }
    }
}

/// Everything that `changes` makes of a listed origin is refused, unless it happens to be listed.
fn refuses(list: &List, changes: impl Fn(&[u8], &mut dyn FnMut(&[u8]))) {
    let listed: HashSet<&[u8]> = list.origins.iter().map(|origin| origin.as_bytes()).collect();
    let mut tried = 0_u64;
    for origin in list.origins {
        changes(origin.as_bytes(), &mut |changed| {
            tried += 1;
            if list.policy.allows_origin(changed) {
                assert!(
                    listed.contains(changed),
                    "{:?} is allowed",
                    changed.escape_ascii().to_string()
                );
            }
        });
    }
    assert!(tried > 0);
}

#[test]
fn every_change_of_one_byte_is_refused() {
    for list in LISTS {
        refuses(list, |origin, try_one| {
            let mut changed = origin.to_vec();
            for at in 0..origin.len() {
                for other in (0..=u8::MAX).filter(|other| *other != origin[at]) {
                    changed[at] = other;
                    try_one(&changed);
                }
                changed[at] = origin[at];
            }
        });
    }
}

#[test]
fn every_prefix_and_every_suffix_is_refused() {
    for list in LISTS {
        refuses(list, |origin, try_one| {
            for at in 0..origin.len() {
                try_one(&origin[..at]);
                try_one(&origin[origin.len() - at..]);
            }
        });
    }
}

#[test]
fn every_origin_with_a_byte_more_or_less_is_refused() {
    for list in LISTS {
        refuses(list, |origin, try_one| {
            for at in 0..origin.len() {
                try_one(&[&origin[..at], &origin[at + 1..]].concat());
            }
            for more in 0..=u8::MAX {
                try_one(&[origin, &[more]].concat());
                try_one(&[&[more], origin].concat());
            }
        });
    }
}

#[test]
fn every_other_case_is_refused() {
    for list in LISTS {
        refuses(list, |origin, try_one| {
            try_one(&origin.to_ascii_uppercase());
            for at in (0..origin.len()).filter(|at| origin[*at].is_ascii_alphabetic()) {
                let mut changed = origin.to_vec();
                changed[at] ^= 0x20;
                try_one(&changed);
                try_one(&[&origin[..at], &origin[at..].to_ascii_uppercase()].concat());
            }
        });
    }
}

/// Two members that share a beginning or an end must not admit what can be put together from them
/// (GHSA-vhxv-fg4m-p2w8).
#[test]
fn what_two_listed_origins_make_together_is_refused() {
    let list = LISTS[1];
    refuses(list, |origin, try_one| {
        for other in list.origins {
            let other = other.as_bytes();
            let host = other.iter().position(|byte| *byte == b'/').unwrap() + 2;
            try_one(&[origin, other].concat());
            try_one(&[origin, &other[host..]].concat());
            try_one(&[origin, b".", &other[host..]].concat());
            try_one(&[origin, b",", other].concat());
            for cut in 0..origin.len().min(other.len()) {
                try_one(&[&origin[..cut], &other[cut..]].concat());
            }
        }
    });
}
