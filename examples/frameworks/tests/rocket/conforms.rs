//! `check_conforms_at` asks a Rocket as it asks any server.

use cors_runtime::testing::{Routes, check_conforms_at};
use rocket::{get, post, routes};
use tokio::task::spawn_blocking;

use crate::{POLICY, server};

#[get("/orders")]
fn orders() -> &'static str {
    "orders"
}

#[post("/orders", data = "<order>")]
fn create(order: String) -> String {
    order
}

#[test]
fn a_rocket_is_asked_over_a_socket() {
    let with = server::quiet().mount("/", routes![orders, create]).attach(POLICY.fairing());
    let without = server::quiet().mount("/", routes![orders, create]);
    for (rocket, expected) in [
        (with, &[][..]),
        (without, &["error_without_headers", "headers_missing", "router_outside"]),
    ] {
        let report = server::asked(rocket, async |address| {
            let url = format!("http://{address}");
            let routes = Routes::of(&POLICY).get("/orders").post("/orders").put("/no/such/route");
            spawn_blocking(move || check_conforms_at(routes, &url)).await.unwrap()
        });
        let mut names: Vec<_> =
            report.findings().iter().map(|finding| finding.problem().name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names, expected, "{report}");
    }
}
