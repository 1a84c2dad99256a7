//! The fairing, and what it decides about a request.

use http::HeaderMap;
use rocket::Request;
use rocket::http::Status;
use rocket::http::uri::Origin;

use super::headers;
#[cfg(feature = "explain")]
use crate::adapters::refusals::Refusals;
use crate::policy::CorsPolicy;
use crate::protocol::{self, Actual, Decision};

/// A fairing that answers CORS-preflight requests and puts the CORS headers on every other response.
///
/// Made by [`CorsPolicy::fairing`]; see there for where to attach it.
#[derive(Clone, Debug)]
pub struct CorsFairing {
    pub(super) policy: CorsPolicy,
    pub(super) below: Vec<(Origin<'static>, CorsPolicy)>,
    #[cfg(feature = "explain")]
    pub(super) refusals: Refusals,
}

/// The decision about a request, and all that its answer needs.
pub(super) enum Decided {
    Preflight { status: Status, headers: HeaderMap },
    Actual(Actual),
}

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
    pub(super) fn decided<'r>(&self, request: &'r Request<'_>) -> &'r Decided {
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
