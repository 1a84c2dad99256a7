//! The Rocket adapter in an application with guards, catchers and fairings of its own. What it answers to which
//! request is the conformance table's matter.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod app;
mod conforms;
mod http_2;
mod launch;
mod limits;
mod paths;
mod refusals;
mod runtime_origins;
mod server;

use cors_runtime::{CorsPolicy, cors_policy};
use rocket::http::{Header, Method};
use rocket::local::blocking::{Client, LocalRequest, LocalResponse};
use rocket::{Build, Rocket};

const APP: &str = "https://app.example.com";
const EVIL: &str = "https://evil.example";

static POLICY: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    allow_methods: [GET, HEAD, POST, PUT, DELETE],
    allow_headers: ["authorization", "content-type"],
    allow_credentials: true,
};

fn client(rocket: Rocket<Build>) -> Client {
    Client::untracked(rocket).unwrap()
}

fn from<'c>(client: &'c Client, origin: &str, method: Method, path: &'c str) -> LocalRequest<'c> {
    client.req(method, path).header(Header::new("origin", origin.to_owned()))
}

fn preflight<'c>(client: &'c Client, origin: &str, path: &'c str) -> LocalRequest<'c> {
    from(client, origin, Method::Options, path)
        .header(Header::new("access-control-request-method", "PUT"))
}

fn lines<'r>(response: &'r LocalResponse<'_>, name: &str) -> Vec<&'r str> {
    response.headers().get(name).collect()
}

/// That the response may be read by the script of `APP`, and by nobody else's.
#[track_caller]
fn assert_shared(response: &LocalResponse<'_>) {
    assert_eq!(lines(response, "access-control-allow-origin"), [APP]);
    assert_eq!(lines(response, "access-control-allow-credentials"), ["true"]);
    assert!(lines(response, "vary").iter().any(|line| line.contains("Origin")), "no Vary: Origin");
}

#[track_caller]
fn assert_kept(response: &LocalResponse<'_>) {
    let cors =
        |header: Header<'_>| header.name.as_str().to_lowercase().starts_with("access-control-");
    assert!(!response.headers().iter().any(cors), "{:?}", response.headers());
}
