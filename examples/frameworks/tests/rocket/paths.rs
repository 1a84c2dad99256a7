//! A policy of its own for a path and what is below it.

use cors_runtime::{CorsPolicy, cors_policy};
use rocket::http::Method;
use rocket::{Build, Rocket, get, routes, uri};

use crate::server::quiet;
use crate::{EVIL, POLICY, client, from, lines, preflight};

static PUBLIC: CorsPolicy = cors_policy! { allow_origins: * };
static PARTNER: CorsPolicy = cors_policy! { allow_origins: ["https://evil.example"], max_age: 10m };

#[get("/<_..>")]
fn anything() -> &'static str {
    "something"
}

fn app() -> Rocket<Build> {
    let fairing = POLICY
        .fairing()
        .below(uri!("/public"), &PUBLIC)
        .below(uri!("/public/partners"), &PARTNER)
        .below(uri!("/twice"), &PUBLIC)
        .below(uri!("/twice/"), &PARTNER);
    quiet().mount("/", routes![anything]).attach(fairing)
}

#[test]
fn the_longest_base_has_the_policy() {
    let client = client(app());
    let none = None;
    for (path, allowed) in [
        ("/", none),
        ("/orders/public", none),
        ("/publicity", none),
        ("/PUBLIC", none),
        ("/public", Some("*")),
        ("/public/", Some("*")),
        ("/public?query", Some("*")),
        ("/public/fonts/a.woff2", Some("*")),
        ("/public/partner", Some("*")),
        ("/public/partners", Some(EVIL)),
        ("/public/partners/1", Some(EVIL)),
        // As Rocket's router reads them.
        ("//public//partners", Some(EVIL)),
        ("/%70ublic", Some("*")),
        ("/public%2Fpartners", none),
        ("/public/../orders", Some("*")),
        // Of two the second.
        ("/twice", Some(EVIL)),
    ] {
        for request in [from(&client, EVIL, Method::Get, path), preflight(&client, EVIL, path)] {
            let response = request.dispatch();
            let got = lines(&response, "access-control-allow-origin");
            assert_eq!(got, Vec::from_iter(allowed), "{path}");
        }
    }
}
