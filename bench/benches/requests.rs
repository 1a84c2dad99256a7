//! Every peer on every request, beside each other: the tables of the performance page.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to measure")]

use std::process::Command;

use cors_bench::case::{Case, cases};
use cors_bench::machine;
use cors_bench::measure::{self, BATCH, Outcome};
use cors_bench::peers::{FRAMEWORKS, Framework, Peer};
use cors_bench::table::{Table, kept, nanoseconds, ratio, spread, thousands};

fn main() {
    let cases: Vec<Case> = cases().collect();
    let allocations = allocations();
    let mut allocations = allocations.lines();
    println!(
        "{}\n",
        machine::describe(&["http", "tower", "tower-http", "actix-web", "actix-cors"])
    );
    for framework in &FRAMEWORKS {
        let outcomes = measured(framework, &cases);
        println!("## {}\n", framework.name);
        println!(
            "### CORS alone, nanoseconds a request\n\n{}",
            times(framework, &cases, &outcomes)
        );
        println!(
            "### The quarters around these medians\n\n{}",
            spreads(framework, &cases, &outcomes)
        );
        println!("### Allocations / bytes a request\n");
        println!("{}", counts(framework, &cases, &mut allocations));
    }
}

fn measured(framework: &Framework, cases: &[Case]) -> Vec<Outcome> {
    let mut groups: Vec<Vec<Box<dyn Peer>>> = Vec::new();
    for case in cases {
        framework.check(case);
        groups.push(framework.all(case).collect());
    }
    measure::run(&mut groups, BATCH, 1_000)
}

/// What the allocations' own program prints.
fn allocations() -> String {
    let counted = Command::new(env!("CARGO_BIN_EXE_allocations")).output().expect("it was built");
    assert!(counted.status.success(), "{}", String::from_utf8_lossy(&counted.stderr));
    String::from_utf8(counted.stdout).expect("digits")
}

fn times(framework: &Framework, cases: &[Case], outcomes: &[Outcome]) -> Table {
    let name = |place: usize| framework.peers.get(place).map_or("", |peer| peer.name);
    let ratios =
        framework.ratios.iter().map(|(one, other)| format!("{} ÷ {}", name(*one), name(*other)));
    let mut table = Table::new(columns(framework).chain(ratios));
    for (case, outcome) in cases.iter().zip(outcomes) {
        let above = outcome.above.iter().map(|peer| nanoseconds(peer.median));
        let ratios = framework.ratios.iter().map(|(one, other)| {
            let of = |place: &usize| outcome.above.get(*place).copied().unwrap_or_default();
            ratio(of(one), of(other))
        });
        table.row(row(case).chain([nanoseconds(outcome.floor.median)]).chain(above).chain(ratios));
    }
    table
}

fn spreads(framework: &Framework, cases: &[Case], outcomes: &[Outcome]) -> Table {
    let mut table = Table::new(columns(framework).chain(["turns that counted".to_owned()]));
    for (case, outcome) in cases.iter().zip(outcomes) {
        let all = [outcome.floor].into_iter().chain(outcome.above.iter().copied()).map(spread);
        table.row(row(case).chain(all).chain([kept(outcome)]));
    }
    table
}

fn counts<'a>(
    framework: &Framework,
    cases: &[Case],
    allocations: &mut impl Iterator<Item = &'a str>,
) -> Table {
    let mut table = Table::new(columns(framework));
    for (case, line) in cases.iter().zip(allocations) {
        table.row(row(case).chain(line.split('\t').map(str::to_owned)));
    }
    table
}

fn columns(framework: &Framework) -> impl Iterator<Item = String> {
    ["scenario", "origins", "no CORS"]
        .into_iter()
        .chain(framework.peers.iter().map(|peer| peer.name))
        .map(str::to_owned)
}

/// A row's first two cells.
fn row(case: &Case) -> impl Iterator<Item = String> + use<> {
    let origins = match case.listed.origins.len() {
        0 => "–".to_owned(),
        origins => thousands(&origins.to_string()),
    };
    [case.scenario.name.to_owned(), origins].into_iter()
}
