//! nginx's `proxy_cache` and Varnish in front of axum: no answer carries another origin's permission.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod api;
mod cache;
mod client;
mod nginx;
mod oracle;
mod policies;
mod requests;
mod run;
mod varnish;

use std::collections::BTreeSet;

use cors_runtime::testing::{Finding, Problem, Routes, assert_conforms_at, check_conforms_at};

use api::Wiring;
use cache::Product;
use oracle::Violation;
use policies::{CATALOG, ORDERS};
use requests::Kind;
use run::{Running, Summary};

/// Far below what the caches reach for each kind of origin, so that timing does not matter.
const MIN_HITS: usize = 50;

async fn keeps_origins_apart(product: Product) {
    let Summary { violations, requests, hits, received, not_modified } =
        run::summary(product, Wiring::Right).await;
    let total: usize = hits.values().sum();
    println!(
        "{product:?}: {requests} requests, {received} of them reached the server, {not_modified} \
         revalidations, {total} hits: {hits:?}"
    );
    let first: Vec<_> = violations.iter().take(3).collect();
    assert!(violations.is_empty(), "{} violations, such as {first:#?}", violations.len());
    for kind in Kind::ALL {
        let hits = hits.get(&kind).copied().unwrap_or_default();
        assert!(hits >= MIN_HITS, "{hits} hits for {kind:?}");
    }
    assert!(received < requests / 2, "{received} of {requests} requests reached the server");
    assert!(not_modified > 0, "the cache revalidated nothing");
}

/// The kinds of violations, except a missing `Vary`, which the wiring causes without a cache.
async fn harm(product: Product, wiring: Wiring) -> BTreeSet<Violation> {
    let violations = run::summary(product, wiring).await.violations;
    let harm = violations.iter().map(|(violation, _)| *violation);
    harm.filter(|violation| *violation != Violation::VaryWithoutOrigin).collect()
}

async fn mixes_origins_up_without_vary(product: Product) {
    let harm = harm(product, Wiring::WithoutVary).await;
    for expected in [
        Violation::PermissionOfAnother,
        Violation::PermissionForDenied,
        Violation::PermissionLost,
        Violation::Credentials,
    ] {
        assert!(harm.contains(&expected), "{expected:?} is not among {harm:?}");
    }
}

/// A common mistake: the cache keeps an answer without a permission, and later gives it to an allowed origin.
async fn loses_permissions_if_denials_lack_vary(product: Product) {
    let harm = harm(product, Wiring::VaryOnlyIfAllowed).await;
    assert!(harm.contains(&Violation::PermissionLost), "{harm:?}");
}

async fn conforms(product: Product) {
    let running = Running::start(product, Wiring::Right).await;
    running
        .block(|url| {
            // The second time, the cache has the answers.
            for _ in 0..2 {
                assert_conforms_at(orders(), url);
                assert_conforms_at(catalog(), url);
            }
        })
        .await;
}

async fn does_not_conform_without_vary(product: Product) {
    let running = Running::start(product, Wiring::WithoutVary).await;
    running
        .block(|url| {
            for routes in [orders(), catalog()] {
                let report = check_conforms_at(routes, url);
                let mut problems = report.findings().iter().map(Finding::problem);
                assert!(problems.any(|problem| problem == Problem::VaryLost), "{report}");
            }
        })
        .await;
}

fn orders() -> Routes {
    Routes::of(&ORDERS)
        .get("/orders")
        .put("/orders")
        .get("/orders/1")
        .get("/orders/export")
        .get("/orders/missing")
        .get("/orders/broken")
}

/// The server's fallback has the other policy.
fn catalog() -> Routes {
    Routes::of(&CATALOG).get("/catalog").only()
}

macro_rules! tests {
    ($($name:ident: $test:ident($product:ident);)*) => {$(
        #[tokio::test]
        #[ignore = "needs nginx and Varnish; .ci/run installs them"]
        async fn $name() {
            $test(Product::$product).await;
        }
    )*};
}

tests! {
    nginx_keeps_origins_apart: keeps_origins_apart(Nginx);
    varnish_keeps_origins_apart: keeps_origins_apart(Varnish);
    nginx_mixes_origins_up_without_vary: mixes_origins_up_without_vary(Nginx);
    varnish_mixes_origins_up_without_vary: mixes_origins_up_without_vary(Varnish);
    nginx_loses_permissions_if_denials_lack_vary: loses_permissions_if_denials_lack_vary(Nginx);
    varnish_loses_permissions_if_denials_lack_vary: loses_permissions_if_denials_lack_vary(Varnish);
    nginx_conforms: conforms(Nginx);
    varnish_conforms: conforms(Varnish);
    nginx_does_not_conform_without_vary: does_not_conform_without_vary(Nginx);
    varnish_does_not_conform_without_vary: does_not_conform_without_vary(Varnish);
}
