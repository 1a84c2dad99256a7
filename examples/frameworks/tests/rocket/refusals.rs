//! What the adapter does about refusals: the application's hook, and the explanation in the answer.

use std::sync::{Arc, Mutex};

use cors_runtime::CorsFairing;
use cors_runtime::explain::Refusal;
use rocket::http::{Header, Method};
use rocket::local::blocking::Client;

use crate::server::quiet;
use crate::{APP, EVIL, POLICY, client, from, lines, preflight};

fn launched(fairing: CorsFairing) -> Client {
    client(quiet().attach(fairing))
}

#[test]
fn the_hook_is_told_of_each_refusal_once_and_of_nothing_else() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hook = {
        let heard = Arc::clone(&heard);
        move |refusal: &Refusal<'_>| heard.lock().unwrap().push(refusal.cause().name())
    };
    let client = launched(POLICY.fairing().on_refusal(hook));
    for (because, request, told) in [
        ("an allowed origin", from(&client, APP, Method::Get, "/"), None),
        ("nobody asks", client.get("/"), None),
        ("an allowed preflight", preflight(&client, APP, "/"), None),
        ("another origin", from(&client, EVIL, Method::Get, "/"), Some("origin_not_listed")),
        ("its preflight", preflight(&client, EVIL, "/"), Some("origin_not_listed")),
        (
            "a header that is not listed",
            preflight(&client, APP, "/")
                .header(Header::new("access-control-request-headers", "x-a")),
            Some("header_not_listed"),
        ),
        (
            "a form of the server's own page",
            from(&client, EVIL, Method::Post, "/")
                .header(Header::new("sec-fetch-site", "same-origin")),
            None,
        ),
    ] {
        request.dispatch();
        let told_now = std::mem::take(&mut *heard.lock().unwrap());
        assert_eq!(told_now, Vec::from_iter(told), "{because}");
    }
}

#[test]
fn a_refused_preflight_says_why_if_it_is_to() {
    let (file, line) = POLICY.location();
    let why = format!(
        "origin_not_listed: the origin is not in `allow_origins`; the policy is at {file}:{line}"
    );
    for (fairing, expected) in [
        (POLICY.fairing().explain_refusals(true), vec![&*why]),
        (POLICY.fairing().explain_refusals(false), vec![]),
        (POLICY.fairing(), if cfg!(debug_assertions) { vec![&*why] } else { vec![] }),
    ] {
        let client = launched(fairing);
        assert_eq!(lines(&preflight(&client, EVIL, "/").dispatch(), "cors-explanation"), expected);
        assert_eq!(lines(&preflight(&client, APP, "/").dispatch(), "cors-explanation"), [""; 0]);
    }
}
