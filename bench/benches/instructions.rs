//! The instructions of one request, counted by callgrind: they do not depend on how busy the machine is, so
//! that a small change can stop a build. bench/guard compares them with what is committed.
//!
//! A figure holds the application, and the request's and the response's end; the first two are what is left
//! without CORS.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to measure")]
#![allow(missing_docs, unused_qualifications, reason = "what the attributes make")]

use std::hint::black_box;

use cors_bench::case::cases;
use cors_bench::peers::{FRAMEWORKS, Named, Peer};
use gungraun::prelude::*;

/// A peer that has answered once and has the next request before it.
fn ready(name: &str, scenario: &str, origins: usize) -> Box<dyn Peer> {
    // Of actix-web there is no fixed count: its header maps hash with a seed of their own.
    let [tower, _] = &FRAMEWORKS;
    let case = cases()
        .find(|case| case.scenario.name == scenario && case.listed.origins.len() == origins)
        .expect("a case");
    let named = tower.peers.iter().find(|Named { name: other, .. }| *other == name);
    let mut peer = named.map_or(tower.floor, |named| named.make)(&case);
    peer.prepare(1);
    peer.run();
    peer.prepare(1);
    peer
}

#[library_benchmark(setup = ready)]
#[bench::get_without_cors(args = ("", "GET, allowed", 1))]
#[bench::preflight_without_cors(args = ("", "preflight, allowed", 1))]
#[bench::limit_get_without_origin(args = ("limit", "GET, no `Origin`", 1))]
#[bench::limit_get_allowed(args = ("limit", "GET, allowed", 10))]
#[bench::limit_get_denied(args = ("limit", "GET, denied", 10))]
#[bench::limit_preflight_allowed(args = ("limit", "preflight, allowed", 10))]
#[bench::limit_preflight_denied(args = ("limit", "preflight, denied", 10))]
#[bench::get_without_origin(args = ("layer", "GET, no `Origin`", 1))]
#[bench::get_allowed_of_1(args = ("layer", "GET, allowed", 1))]
#[bench::get_allowed_of_10(args = ("layer", "GET, allowed", 10))]
#[bench::get_allowed_of_10_000(args = ("layer", "GET, allowed", 10_000))]
#[bench::get_allowed_by_decide(args = ("`decide`", "GET, allowed", 10))]
#[bench::get_denied_of_10(args = ("layer", "GET, denied", 10))]
#[bench::get_denied_of_10_000(args = ("layer", "GET, denied", 10_000))]
#[bench::get_allowed_by_pattern(args = ("layer", "GET, allowed by a pattern", 0))]
#[bench::get_denied_by_pattern(args = ("layer", "GET, denied by a pattern", 0))]
#[bench::preflight_allowed(args = ("layer", "preflight, allowed", 10))]
#[bench::preflight_denied(args = ("layer", "preflight, denied", 10))]
#[bench::preflight_by_decide(args = ("`decide`", "preflight, allowed", 10))]
#[bench::preflight_of_commas(args = ("layer", "preflight, 8 KiB of commas", 10))]
#[bench::preflight_of_names(args = ("layer", "preflight, 8 KiB of names", 10))]
#[bench::preflight_allowed_by_pattern(args = ("layer", "preflight, allowed by a pattern", 0))]
fn answer(mut peer: Box<dyn Peer>) -> Box<dyn Peer> {
    peer.run();
    black_box(peer)
}

library_benchmark_group!(name = tower, benchmarks = answer);
main!(library_benchmark_groups = tower);
