//! What Rocket launches with, and what it does not.

use cors_runtime::{CorsFairing, CorsPolicy, cors_policy};
use rocket::error::ErrorKind;
use rocket::http::Method;
use rocket::local::blocking::Client;
use rocket::route::{Handler, Outcome};
use rocket::{Data, Request, Route, get, routes};

use crate::server::quiet;
use crate::{APP, EVIL, POLICY, assert_kept, assert_shared, client, from, lines, preflight};

static PUBLIC: CorsPolicy = cors_policy! { allow_origins: * };

#[get("/")]
fn index() -> &'static str {
    "index"
}

#[test]
fn two_rockets_have_a_policy_each() {
    let rocket =
        |policy: &CorsPolicy| client(quiet().mount("/", routes![index]).attach(policy.fairing()));
    let (private, public) = (rocket(&POLICY), rocket(&PUBLIC));
    assert_kept(&from(&private, EVIL, Method::Get, "/").dispatch());
    let response = from(&public, EVIL, Method::Get, "/").dispatch();
    assert_eq!(lines(&response, "access-control-allow-origin"), ["*"]);
    assert_shared(&from(&private, APP, Method::Get, "/").dispatch());
}

#[test]
fn one_rocket_does_not_launch_with_two() {
    let rocket = quiet().attach(POLICY.fairing()).attach(PUBLIC.fairing());
    let error = Client::untracked(rocket).unwrap_err();
    let ErrorKind::FailedFairings(fairings) = error.kind() else { panic!("{error:?}") };
    let names: Vec<_> = fairings.iter().map(|fairing| fairing.name).collect();
    assert_eq!(names, ["cors_runtime::CorsFairing, at most one"]);
}

#[derive(Clone)]
struct First;

#[rocket::async_trait]
impl Handler for First {
    async fn handle<'r>(&self, request: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        Outcome::from(request, "first")
    }
}

#[test]
fn it_does_not_launch_with_a_route_that_could_come_first() {
    let route = Route::ranked(isize::MIN, Method::Options, "/orders", First);
    let error =
        Client::untracked(quiet().mount("/", [route]).attach(POLICY.fairing())).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Collisions(_)), "{error:?}");
}

#[test]
fn a_rocket_without_routes_answers_preflights() {
    assert_shared(&preflight(&client(quiet().attach(POLICY.fairing())), APP, "/").dispatch());
}

#[test]
fn the_types_go_wherever_a_server_needs_them() {
    static POLICY: CorsPolicy = cors_policy! { allow_origins: * };
    fn anywhere<T: Clone + Send + Sync + Unpin + 'static>() {}
    anywhere::<CorsFairing>();
    let _ = quiet().attach(POLICY.fairing().clone());
}
