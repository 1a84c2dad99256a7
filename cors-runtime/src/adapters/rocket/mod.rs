//! Rocket: a fairing, and the route that keeps preflights from every other one.

mod gate;
mod headers;
#[cfg(feature = "explain")]
mod refusals;

use http::HeaderMap;
use rocket::fairing::{self, Fairing, Info, Kind};
use rocket::http::Status;
use rocket::http::uri::Origin;
use rocket::{Build, Data, Request, Rocket};

use self::gate::Gate;
#[cfg(feature = "explain")]
use super::refusals::Refusals;
use crate::policy::CorsPolicy;
use crate::protocol::{self, Actual, Decision};

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

/// A fairing that answers CORS-preflight requests and puts the CORS headers on every other response.
///
/// Made by [`CorsPolicy::fairing`]; see there for where to attach it.
#[derive(Clone, Debug)]
pub struct CorsFairing {
    policy: CorsPolicy,
    below: Vec<(Origin<'static>, CorsPolicy)>,
    #[cfg(feature = "explain")]
    refusals: Refusals,
}

/// The decision about a request, and all that its answer needs.
enum Decided {
    Preflight { status: Status, headers: HeaderMap },
    Actual(Actual),
}

/// A fairing is there already: two would undo each other's answers.
struct IsAttached;

impl CorsFairing {
    /// Another policy for `base` and all paths below it, as if it were the mount point of routes.
    ///
    /// Paths are compared as Rocket compares them when it looks for a catcher: by their decoded segments. The
    /// policy of the longest base holds, and a second one for the same base takes the first one's place. `base`
    /// is a [`uri!`](rocket::uri), so that a slip does not compile.
    ///
    /// ```
    /// use cors_runtime::{CorsPolicy, cors_policy};
    /// use rocket::local::blocking::Client;
    /// use rocket::{get, http::Header, routes, uri};
    ///
    /// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    /// static PUBLIC: CorsPolicy = cors_policy! { allow_origins: * };
    ///
    /// #[get("/")]
    /// fn list() -> &'static str {
    ///     "a list"
    /// }
    ///
    /// let rocket = rocket::build()
    ///     .mount("/orders", routes![list])
    ///     .mount("/fonts", routes![list])
    ///     .attach(API.fairing().below(uri!("/fonts"), &PUBLIC));
    ///
    /// let client = Client::tracked(rocket).unwrap();
    /// let allowed = |path| {
    ///     let request = client.get(path).header(Header::new("origin", "https://blog.example"));
    ///     let response = request.dispatch();
    ///     response.headers().get_one("access-control-allow-origin").map(str::to_owned)
    /// };
    /// assert_eq!(allowed("/orders"), None);
    /// assert_eq!(allowed("/fonts").as_deref(), Some("*"));
    /// ```
    #[must_use]
    pub fn below(mut self, base: Origin<'static>, policy: &CorsPolicy) -> Self {
        self.below.push((base, policy.clone()));
        self
    }

    fn policy_for(&self, request: &Request<'_>) -> &CorsPolicy {
        let path = request.uri().path();
        self.below
            .iter()
            .filter(|(base, _)| base.path().segments().prefix_of(path.segments()))
            // Of several that are as long, the last.
            .max_by_key(|(base, _)| base.path().segments().len())
            .map_or(&self.policy, |(_, policy)| policy)
    }

    /// The decision about a request. It is made once, so that nothing that changes the request later changes it.
    fn decided<'r>(&self, request: &'r Request<'_>) -> &'r Decided {
        request.local_cache(|| {
            let (method, headers) = headers::copied(request);
            let policy = self.policy_for(request);
            let decision = protocol::decide(policy, (&method).into(), &headers);
            #[cfg(feature = "explain")]
            let explanation = self.refusals.explanation_of(&decision, &method, &headers);
            match decision {
                Decision::Preflight(preflight) => {
                    let status = Status::new(preflight.status().as_u16());
                    #[cfg_attr(
                        not(feature = "explain"),
                        expect(unused_mut, reason = "changed below")
                    )]
                    let mut answer = preflight.into_headers();
                    #[cfg(feature = "explain")]
                    if let Some(explanation) = explanation {
                        explanation.apply(&mut answer);
                    }
                    Decided::Preflight { status, headers: answer }
                }
                Decision::Actual(actual) => Decided::Actual(actual),
            }
        })
    }
}

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
