//! The fairing, and everything that can go wrong further in.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rocket::fairing::AdHoc;
use rocket::http::{ContentType, Header, Method, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::response::stream::TextStream;
use rocket::{Build, Request, Rocket, Route, catch, catchers, get, options, post, routes};

use crate::{APP, EVIL, POLICY, assert_kept, assert_shared, client, from, lines, preflight};

/// How often a handler, a guard or a catcher ran.
type Runs = Arc<AtomicU32>;

fn count(request: &Request<'_>) {
    let runs = request.rocket().state::<Runs>().unwrap();
    runs.fetch_add(1, Ordering::Relaxed);
}

/// A request guard that every route has.
struct Counted;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Counted {
    type Error = ();
    async fn from_request(request: &'r Request<'_>) -> Outcome<Counted, ()> {
        count(request);
        Outcome::Success(Counted)
    }
}

/// A request guard that answers 401.
struct Member;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Member {
    type Error = ();
    async fn from_request(request: &'r Request<'_>) -> Outcome<Member, ()> {
        match request.headers().get_one("authorization") {
            Some(_) => Outcome::Success(Member),
            None => Outcome::Error((Status::Unauthorized, ())),
        }
    }
}

/// A request guard that leaves the request to the next route.
struct Never;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Never {
    type Error = ();
    async fn from_request(_: &'r Request<'_>) -> Outcome<Never, ()> {
        Outcome::Forward(Status::NotFound)
    }
}

#[get("/orders")]
fn orders(_counted: Counted) -> &'static str {
    "orders"
}

#[post("/orders", data = "<order>")]
fn take(_counted: Counted, order: String) -> String {
    order
}

#[get("/members")]
fn members(_counted: Counted, _member: Member) -> &'static str {
    "member"
}

#[get("/forwards", rank = 1)]
fn forwards(_never: Never) -> &'static str {
    "never"
}

#[get("/forwards", rank = 2)]
fn forwarded(_counted: Counted) -> &'static str {
    "forwarded"
}

#[get("/lost")]
fn lost(_never: Never) -> &'static str {
    "never"
}

#[get("/fails")]
fn fails(_counted: Counted) -> Status {
    Status::InternalServerError
}

#[get("/panics")]
fn panics(_counted: Counted) -> &'static str {
    panic!("the handler's own panic")
}

#[get("/teapot")]
fn teapot(_counted: Counted) -> Status {
    Status::ImATeapot
}

#[options("/<_..>")]
fn any_options(_counted: Counted) -> &'static str {
    "the application's own"
}

struct Several(Vec<(&'static str, &'static str)>);

impl<'r> rocket::response::Responder<'r, 'static> for Several {
    fn respond_to(self, _: &'r Request<'_>) -> rocket::response::Result<'static> {
        let mut response = rocket::Response::build();
        for (name, value) in self.0 {
            response.raw_header_adjoin(name, value);
        }
        response.ok()
    }
}

#[get("/varies")]
fn varies() -> Several {
    Several(vec![("vary", "accept-encoding"), ("Vary", "accept-language")])
}

#[get("/foreign")]
fn foreign() -> Several {
    Several(vec![
        ("Access-Control-Allow-Origin", "*"),
        ("access-control-allow-origin", "https://other.example"),
        ("access-control-max-age", "5"),
        ("x-own", "one"),
        ("x-own", "two"),
    ])
}

#[get("/stream")]
fn stream() -> TextStream![&'static str] {
    TextStream! {
        yield "one ";
        yield "two";
    }
}

#[catch(404)]
fn not_found(request: &Request<'_>) -> String {
    count(request);
    format!("no {}", request.uri())
}

#[catch(418)]
fn broken(_: Status, request: &Request<'_>) -> &'static str {
    count(request);
    panic!("the catcher's own panic")
}

#[catch(default)]
fn other(status: Status, request: &Request<'_>) -> String {
    count(request);
    status.to_string()
}

/// An application may take every `OPTIONS` request there is, before its other routes.
fn before_all_others() -> Vec<Route> {
    let mut routes = routes![any_options];
    routes[0].rank = isize::MIN + 1;
    routes
}

fn app() -> (Rocket<Build>, Runs) {
    let runs = Runs::default();
    let rocket = crate::server::quiet()
        .manage(Arc::clone(&runs))
        .mount(
            "/",
            routes![
                orders, take, members, forwards, forwarded, lost, fails, panics, teapot, varies,
                foreign, stream
            ],
        )
        .register("/", catchers![not_found, broken, other])
        .attach(POLICY.fairing());
    (rocket, runs)
}

const PATHS: [&str; 8] = [
    "/",
    "/orders",
    "/orders/1?x=/..%2f",
    "/members",
    "/no/such/route",
    "/forwards",
    "/panics",
    "//orders//",
];

#[test]
fn a_script_may_read_every_error_whoever_answers_it() {
    let client = client(app().0);
    let get = |path| from(&client, APP, Method::Get, path);
    let too_large = from(&client, APP, Method::Post, "/orders")
        .header(ContentType::Plain)
        .body("x".repeat(9 * 1024));
    for (who, request, status) in [
        ("the handler", get("/orders"), 200),
        ("the handler of a HEAD request", from(&client, APP, Method::Head, "/orders"), 200),
        ("the next route", get("/forwards"), 200),
        ("a guard", get("/members"), 401),
        ("the catcher, of the path", get("/no/such/route"), 404),
        ("the catcher, of the method", from(&client, APP, Method::Delete, "/orders"), 404),
        ("the catcher, after the last route", get("/lost"), 404),
        ("a guard of the body", too_large, 400),
        ("the default catcher, after a panic", get("/panics"), 500),
        ("the default catcher, of the handler's status", get("/fails"), 500),
        ("Rocket itself, after the catcher's panic", get("/teapot"), 500),
    ] {
        let response = request.dispatch();
        assert_eq!(response.status().code, status, "{who}");
        assert_shared(&response);
    }
}

#[test]
fn a_foreign_origin_may_read_no_error() {
    let client = client(app().0);
    for path in ["/orders", "/members", "/no/such/route", "/fails", "/panics", "/teapot"] {
        let response = from(&client, EVIL, Method::Get, path).dispatch();
        assert_kept(&response);
        assert_eq!(lines(&response, "vary"), ["Origin"], "{path}");
    }
}

/// A preflight that reached a handler would run it for whoever asks (CVE-2020-5397).
#[test]
fn a_preflight_reaches_no_handler_no_guard_and_no_catcher() {
    for (rocket, runs) in [app(), {
        let (rocket, runs) = app();
        (rocket.mount("/", before_all_others()), runs)
    }] {
        let client = client(rocket);
        for path in PATHS {
            let response = preflight(&client, APP, path).body("a body").dispatch();
            assert_eq!(response.status(), Status::NoContent, "{path}");
            assert_shared(&response);
            assert_eq!(
                lines(&response, "access-control-allow-methods"),
                ["GET, HEAD, POST, PUT, DELETE"]
            );
            assert!(response.into_bytes().is_none_or(|body| body.is_empty()), "{path}");

            let response = preflight(&client, EVIL, path).dispatch();
            assert_eq!(response.status(), Status::Forbidden, "{path}");
            assert_kept(&response);
            assert!(response.into_bytes().is_none_or(|body| body.is_empty()), "{path}");
            assert_eq!(runs.load(Ordering::Relaxed), 0, "{path}");
        }
    }
}

#[test]
fn an_options_request_that_is_no_preflight_is_the_applications() {
    let (rocket, runs) = app();
    let client = client(rocket.mount("/", before_all_others()));
    for path in PATHS {
        let response = from(&client, APP, Method::Options, path).dispatch();
        assert_eq!(response.status(), Status::Ok, "{path}");
        assert_shared(&response);
        assert_eq!(response.into_string().unwrap(), "the application's own");
    }
    assert_eq!(runs.load(Ordering::Relaxed) as usize, PATHS.len());
}

#[test]
fn without_a_route_for_it_the_catcher_answers_it() {
    let (rocket, runs) = app();
    let client = client(rocket);
    let response = from(&client, APP, Method::Options, "/orders").dispatch();
    assert_eq!(response.status(), Status::NotFound);
    assert_shared(&response);
    assert_eq!(response.into_string().unwrap(), "no /orders");
    assert_eq!(runs.load(Ordering::Relaxed), 1);
}

#[test]
fn the_handlers_own_vary_is_kept() {
    let client = client(app().0);
    let response = from(&client, APP, Method::Get, "/varies").dispatch();
    assert_eq!(lines(&response, "vary"), ["accept-encoding, accept-language, Origin"]);
}

#[test]
fn the_policy_owns_the_cors_headers_and_no_others() {
    let client = client(app().0);
    let response = from(&client, APP, Method::Get, "/foreign").dispatch();
    assert_shared(&response);
    assert_eq!(lines(&response, "access-control-max-age"), [""; 0]);
    assert_eq!(lines(&response, "x-own"), ["one", "two"]);
    assert_kept(&from(&client, EVIL, Method::Get, "/foreign").dispatch());
}

#[test]
fn a_body_passes_in_both_directions() {
    let client = client(app().0);
    let response = from(&client, APP, Method::Get, "/stream").dispatch();
    assert_shared(&response);
    assert_eq!(response.into_string().unwrap(), "one two");
    let response = from(&client, APP, Method::Post, "/orders").body("an order").dispatch();
    assert_eq!(response.into_string().unwrap(), "an order");
}

/// The snippet that many a Rocket has.
fn header_for_all() -> AdHoc {
    AdHoc::on_response("for all", |_, response| {
        Box::pin(async move {
            response.set_header(Header::new("access-control-allow-origin", "*"));
            response.set_header(Header::new("access-control-allow-credentials", "true"));
            response.set_header(Header::new("x-own", "one"));
        })
    })
}

#[test]
fn what_a_fairing_before_it_says_of_cors_does_not_hold() {
    let client = client(
        crate::server::quiet()
            .mount("/", routes![varies])
            .attach(header_for_all())
            .attach(POLICY.fairing()),
    );
    for (request, shared) in [
        (from(&client, APP, Method::Get, "/varies"), true),
        (preflight(&client, APP, "/varies"), true),
        (from(&client, EVIL, Method::Get, "/varies"), false),
        (preflight(&client, EVIL, "/varies"), false),
    ] {
        let response = request.dispatch();
        assert_eq!(lines(&response, "x-own"), ["one"]);
        if shared { assert_shared(&response) } else { assert_kept(&response) }
    }
}

/// What a fairing further out changes of a request is not what the browser asked.
#[test]
fn a_fairing_after_it_cannot_hide_a_preflight() {
    let (rocket, runs) = app();
    let client = client(rocket.attach(AdHoc::on_request("hides", |request, _| {
        Box::pin(async move { request.add_header(Header::new("origin", "https://second.example")) })
    })));
    assert_shared(&preflight(&client, APP, "/orders").dispatch());
    assert_shared(&from(&client, APP, Method::Get, "/no/such/route").dispatch());
    assert_eq!(runs.load(Ordering::Relaxed), 1);
}

/// A fairing that puts successes into an envelope does so with a preflight's answer too.
#[test]
fn no_body_of_a_fairing_before_it_is_left_on_a_preflight() {
    let envelope = AdHoc::on_response("envelope", |_, response| {
        Box::pin(async move {
            if response.status() == Status::Ok {
                response.set_sized_body(4, std::io::Cursor::new("BODY"));
            }
        })
    });
    let client = client(crate::server::quiet().attach(envelope).attach(POLICY.fairing()));
    for (origin, status) in [(APP, Status::NoContent), (EVIL, Status::Forbidden)] {
        let answer = preflight(&client, origin, "/orders").dispatch();
        assert_eq!(answer.status(), status);
        assert_eq!(answer.into_string().unwrap_or_default(), "", "from {origin}");
    }
}
