//! An orders API under Rocket, with a policy for its own pages and another one for what everybody may read.
//!
//! `cargo run -p cors-frameworks --example rocket` serves it on port 8000, or `ROCKET_PORT`, and Ctrl-C stops it.
//! Ask it as a browser would, and as a browser would not:
//!
//! ```sh
//! # the preflight of a DELETE, for which there is no OPTIONS route
//! curl -i -X OPTIONS localhost:8000/orders/1 -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: DELETE'
//!
//! # an error that the page may read: 404 from a catcher, with the headers
//! curl -i localhost:8000/orders/2 -H 'Origin: https://app.example.com'
//!
//! # another page may read the menu, and no orders
//! curl -i localhost:8000/menu -H 'Origin: https://blog.example'
//! curl -i localhost:8000/orders -H 'Origin: https://blog.example'
//! ```

use cors_runtime::{CorsPolicy, cors_policy};
use rocket::{Build, Request, Rocket, catch, catchers, delete, get, launch, routes, uri};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "http://localhost:*"],
    allow_methods: [GET, DELETE],
    allow_headers: ["authorization"],
    max_age: 10m,
};

static MENU: CorsPolicy = cors_policy! { allow_origins: * };

#[get("/orders")]
fn list() -> &'static str {
    "1: an espresso\n"
}

#[delete("/orders/1")]
fn cancel() -> &'static str {
    "cancelled\n"
}

#[get("/menu")]
fn menu() -> &'static str {
    "espresso, 2.20\n"
}

#[catch(default)]
fn problem(status: rocket::http::Status, request: &Request<'_>) -> String {
    format!("{status}: {}\n", request.uri())
}

#[launch]
fn orders() -> Rocket<Build> {
    rocket::build()
        .mount("/", routes![list, cancel, menu])
        .register("/", catchers![problem])
        // Last, so that what it says of a response's headers holds.
        .attach(API.fairing().below(uri!("/menu"), &MENU))
}

#[cfg(test)]
mod tests {
    use rocket::http::{Header, Method, Status};
    use rocket::local::blocking::Client;

    use super::orders;

    #[test]
    fn what_the_head_of_this_file_promises() {
        const APP: &str = "https://app.example.com";
        const BLOG: &str = "https://blog.example";
        let client = Client::untracked(orders()).expect("a Rocket that launches");
        for (method, path, origin, status, allowed) in [
            (Method::Options, "/orders/1", APP, 204, Some(APP)),
            (Method::Options, "/orders/1", BLOG, 403, None),
            (Method::Delete, "/orders/1", APP, 200, Some(APP)),
            (Method::Get, "/orders/2", APP, 404, Some(APP)),
            (Method::Get, "/orders", BLOG, 200, None),
            (Method::Get, "/menu", BLOG, 200, Some("*")),
        ] {
            let request = client
                .req(method, path)
                .header(Header::new("origin", origin))
                .header(Header::new("access-control-request-method", "DELETE"));
            let response = request.dispatch();
            assert_eq!(response.status(), Status::new(status), "{method} {path} from {origin}");
            let got = response.headers().get_one("access-control-allow-origin");
            assert_eq!(got, allowed, "{method} {path} from {origin}");
        }
    }
}
