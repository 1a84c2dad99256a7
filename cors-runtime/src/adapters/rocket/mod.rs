//! Rocket: a fairing, and the route that keeps preflights from every other one.

mod cors_fairing;
mod gate;
mod headers;
#[cfg(feature = "explain")]
mod refusals;

use rocket::fairing::{self, Fairing, Info, Kind};
use rocket::{Build, Data, Request, Rocket};

pub use self::cors_fairing::CorsFairing;
use self::cors_fairing::Decided;
use self::gate::Gate;
#[cfg(feature = "explain")]
use super::refusals::Refusals;
use crate::policy::CorsPolicy;

impl CorsPolicy {
    /// The policy as a fairing for [Rocket](https://docs.rs/rocket/0.5) 0.5. Needs the feature `rocket`.
    ///
    /// Attach it **last**: Rocket runs fairings in the order in which they were attached, and what the last one
    /// says of a response's headers holds. One `Rocket` takes one such fairing, and does not launch with two;
    /// [`CorsFairing::below`] gives a path a policy of its own.
    ///
    /// A preflight is answered whatever it asks for: a path without a route, a route of another method, a route
    /// with request guards. No handler, guard or catcher runs for it; other fairings do. For this the fairing
    /// mounts a route of its own, `OPTIONS /<_..>`, before all others. It has no address that could be asked
    /// for: it answers preflights alone, wherever they go, and forwards all other requests. Responses of error
    /// catchers get the headers like any other, those after a panic included.
    ///
    /// Rocket's headers are strings of its own, so the adapter copies the few that matter.
    ///
    /// A policy with [origins that were added at run time](crate::cors_policy!#runtime_origins) answers each request by
    /// the list that is there when the request comes.
    ///
    /// Over HTTP/1, Rocket adds `Content-Length: 0` to whatever has no body, a preflight's 204 included. Browsers do not
    /// mind.
    ///
    /// There are two things that Rocket shows no fairing. A request with a method that it does not know, such as
    /// `PURGE`, or with a target that it cannot read, gets 400 from a catcher and no header of the policy, so that
    /// no script can read it. And header lines that are not UTF-8 are dropped: a request with such an `Origin`,
    /// which no browser sends, is one without that line.
    ///
    /// In tests, a `LocalRequest` that is cloned shares the decision with its clones, as they share all that Rocket
    /// caches for a request: make a new one to ask from another origin.
    ///
    /// Rocket takes the field `_method` of a form for the method, before any fairing is asked. A form needs no
    /// preflight: whatever the policy says, any page can send a `DELETE` so, as it can send any simple request.
    ///
    /// ```
    /// use cors_runtime::{CorsPolicy, cors_policy};
    /// use rocket::http::{Header, Status};
    /// use rocket::local::blocking::Client;
    /// use rocket::{post, routes};
    ///
    /// static API: CorsPolicy = cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_headers: ["content-type"],
    /// };
    ///
    /// #[post("/orders")]
    /// fn create() -> &'static str {
    ///     "created"
    /// }
    ///
    /// let rocket = rocket::build().mount("/", routes![create]).attach(API.fairing());
    ///
    /// let client = Client::tracked(rocket).unwrap();
    /// let preflight = client
    ///     .options("/orders")
    ///     .header(Header::new("origin", "https://app.example.com"))
    ///     .header(Header::new("access-control-request-method", "POST"))
    ///     .header(Header::new("access-control-request-headers", "content-type"));
    /// let answer = preflight.dispatch();
    /// assert_eq!(answer.status(), Status::NoContent);
    /// assert_eq!(answer.headers().get_one("access-control-allow-headers"), Some("content-type"));
    /// ```
    #[must_use]
    pub fn fairing(&self) -> CorsFairing {
        CorsFairing {
            policy: self.clone(),
            below: Vec::new(),
            #[cfg(feature = "explain")]
            refusals: Refusals::of(self),
        }
    }
}

/// A fairing is there already: two would undo each other's answers.
struct IsAttached;

#[rocket::async_trait]
impl Fairing for CorsFairing {
    fn info(&self) -> Info {
        Info {
            // Where Rocket does not launch because of a second one, it gives the name and nothing else.
            name: "cors_runtime::CorsFairing, at most one",
            kind: Kind::Ignite | Kind::Request | Kind::Response,
        }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        if rocket.state::<IsAttached>().is_some() {
            return Err(rocket);
        }
        Ok(rocket.manage(IsAttached).mount("/", Gate::of(self.clone())))
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        self.decided(request);
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut rocket::Response<'r>) {
        match self.decided(request) {
            Decided::Preflight { status, headers } => {
                response.set_status(*status);
                // Another fairing may have put one there.
                response.body_mut().take();
                headers::answer(response, headers);
            }
            Decided::Actual(actual) => headers::apply(response, actual),
        }
    }
}
