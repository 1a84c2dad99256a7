//! The origin table by itself beside other ways to find one string among many.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to measure")]

use std::collections::HashSet;
use std::hint::black_box;

use cors_bench::machine;
use cors_bench::measure::{self, BATCH, Outcome, Timed};
use cors_bench::policies::LISTS;
use cors_bench::random::Random;
use cors_bench::table::{Table, kept, nanoseconds, ratio, spread, thousands};

mod sets {
    #![allow(clippy::unreadable_literal, reason = "phf's generator writes it")]

    include!(concat!(env!("OUT_DIR"), "/sets.rs"));

    pub(super) static SETS: [&phf::Set<&'static str>; 5] =
        [&ONE, &TEN, &HUNDRED, &THOUSAND, &TEN_THOUSAND];
}

/// Enough to surprise a branch predictor.
const QUERIES: usize = 4_096;

/// What is looked up: a member, or one with its last letter changed.
struct Query {
    asked: String,
    member: String,
}

/// A way to find a string, with the strings that it is to find.
struct Lookup<F> {
    queries: Vec<Query>,
    next: usize,
    prepared: usize,
    find: F,
}

impl<F: Fn(&Query) -> bool> Timed for Lookup<F> {
    fn prepare(&mut self, count: usize) {
        let last = self.queries.len() - count;
        self.next = if self.next >= last { 0 } else { self.next + count };
        self.prepared = count;
    }

    fn run(&mut self) {
        let queries = self.queries.get(self.next..).unwrap_or_default();
        for query in queries.iter().take(self.prepared) {
            black_box((self.find)(query));
        }
    }
}

const NAMES: [&str; 6] = [
    "cors-runtime",
    "`phf::Set`",
    "`HashSet`",
    "hashbrown, foldhash",
    "one after the other",
    "one `memcmp`",
];

fn group(list: usize, hits: bool) -> Vec<Box<dyn Timed>> {
    let listed = *LISTS.get(list).expect("a list");
    let set = *sets::SETS.get(list).expect("a set");
    let members: &'static [&'static str] = listed.origins;
    let std: HashSet<&str> = own(members).collect();
    let hashbrown: hashbrown::HashSet<&str, foldhash::fast::RandomState> = own(members).collect();
    let linear: Vec<&str> = own(members).collect();
    vec![
        lookup(members, hits, |_| true),
        lookup(members, hits, move |query| listed.policy.allows_origin(&query.asked)),
        lookup(members, hits, move |query| set.contains(query.asked.as_str())),
        lookup(members, hits, move |query| std.contains(query.asked.as_str())),
        lookup(members, hits, move |query| hashbrown.contains(query.asked.as_str())),
        lookup(members, hits, move |query| linear.iter().any(|member| *member == query.asked)),
        // The floor of what has to be done: the right member is known.
        lookup(members, hits, |query| query.member == query.asked),
    ]
}

/// Copies. Sets that share their strings would find them in the cache because another one was there.
fn own(members: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    members.iter().map(|member| &*member.to_string().leak())
}

fn lookup(
    members: &'static [&'static str],
    hits: bool,
    find: impl Fn(&Query) -> bool + 'static,
) -> Box<dyn Timed> {
    let mut random = Random::new();
    let queries: Vec<_> = (0..QUERIES)
        .map(|_| {
            let member = *members.get(random.below(members.len())).expect("a member");
            let mut asked = member.to_owned();
            if !hits {
                asked.pop();
                asked.push('~');
            }
            Query { asked, member: member.to_owned() }
        })
        .collect();
    let first = queries.first().map(&find);
    for query in &queries {
        assert_eq!(Some(find(query)), first, "{}", query.asked);
    }
    Box::new(Lookup { queries, next: 0, prepared: 0, find })
}

fn main() {
    let kinds: Vec<_> = (0..LISTS.len()).flat_map(|list| [(list, true), (list, false)]).collect();
    let mut groups: Vec<_> = kinds.iter().map(|(list, hits)| group(*list, *hits)).collect();
    println!("{}\n", machine::describe(&["phf", "hashbrown", "foldhash"]));
    for (title, batch, rounds) in [
        ("Lookups alone, all in one go, so that the set is in the first caches", QUERIES, 60),
        ("A few lookups at a time between other work, so that large sets are not", BATCH, 1_000),
    ] {
        let outcomes = measure::run(&mut groups, batch, rounds);
        let (medians, spreads) = tables(&kinds, &outcomes);
        println!("## {title}\n\nNanoseconds each.\n\n{medians}");
        println!("The quarters around these medians:\n\n{spreads}");
    }
}

fn tables(kinds: &[(usize, bool)], outcomes: &[Outcome]) -> (Table, Table) {
    let first = ["origins", ""].into_iter().chain(NAMES);
    let ratios = ["cors-runtime ÷ `phf::Set`", "cors-runtime ÷ hashbrown, foldhash"];
    let mut medians = Table::new(first.clone().chain(ratios));
    let mut spreads = Table::new(first.chain(["turns that counted"]));
    for ((list, hits), outcome) in kinds.iter().zip(outcomes) {
        let origins = LISTS.get(*list).map_or(0, |listed| listed.origins.len());
        let first =
            [thousands(&origins.to_string()), if *hits { "found" } else { "not found" }.to_owned()];
        let of = |place: usize| outcome.above.get(place).copied().unwrap_or_default();
        let above = outcome.above.iter().map(|found| nanoseconds(found.median));
        let ratios = [ratio(of(0), of(1)), ratio(of(0), of(3))];
        medians.row(first.clone().into_iter().chain(above).chain(ratios));
        let quarters = outcome.above.iter().copied().map(spread);
        spreads.row(first.into_iter().chain(quarters).chain([kept(outcome)]));
    }
    (medians, spreads)
}
