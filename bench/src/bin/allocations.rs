//! Allocations and bytes a request, one line a case and one column a peer. A program of its own, because
//! whoever counts slows the allocator down; `benches/requests.rs` runs it and makes a table of it.

use allocation_counter::measure;
use cors_bench::case::cases;
use cors_bench::peers::FRAMEWORKS;

/// The first requests make what is kept, such as a channel's buffer; an average hides none of the others.
const REQUESTS: usize = 64;

fn main() {
    for framework in &FRAMEWORKS {
        for case in cases() {
            let cells: Vec<_> = framework
                .all(&case)
                .map(|mut peer| {
                    peer.prepare(REQUESTS);
                    peer.run();
                    peer.prepare(REQUESTS);
                    let counted = measure(|| peer.run());
                    let each = |total: u64| total / REQUESTS as u64;
                    format!("{} / {}", each(counted.count_total), each(counted.bytes_total))
                })
                .collect();
            println!("{}", cells.join("\t"));
        }
    }
}
