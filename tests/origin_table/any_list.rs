//! Real policies of lists of all sizes.

use std::collections::HashSet;

use crate::lists::List;

#[test]
fn every_policy_of_a_random_list_allows_the_list_and_no_other() {
    static LISTS: &[&List] = &include!(concat!(env!("OUT_DIR"), "/random_lists.rs"));

    assert!(LISTS.len() > 80);
    let all: HashSet<&str> = LISTS.iter().flat_map(|list| list.origins).copied().collect();
    for list in LISTS {
        let listed: HashSet<&str> = list.origins.iter().copied().collect();
        for origin in &all {
            assert_eq!(list.policy.allows_origin(origin), listed.contains(origin), "{origin}");
        }
    }
}
