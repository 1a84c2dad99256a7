//! The route that keeps preflights from every other one.
//!
//! A fairing can neither answer a request nor keep it from its handler. What it could rewrite, the method and
//! the path, an application may have a route for, whatever they become. So there is one route that takes
//! preflights, before all others, and forwards everything else as if it were not there.

use rocket::http::{Method, Status};
use rocket::route::{Handler, Outcome};
use rocket::{Data, Request, Response, Route};

use super::cors_fairing::{CorsFairing, Decided};

#[derive(Clone)]
pub(super) struct Gate(CorsFairing);

impl Gate {
    pub(super) fn of(fairing: CorsFairing) -> Vec<Route> {
        // Rocket does not launch if a route of the application has the same rank and could be first.
        let mut route = Route::ranked(isize::MIN, Method::Options, "/<_..>", Gate(fairing));
        route.name = Some("CORS preflights".into());
        vec![route]
    }
}

#[rocket::async_trait]
impl Handler for Gate {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        match self.0.decided(request) {
            // The fairing writes the answer, after those that were attached before it.
            Decided::Preflight { .. } => Outcome::Success(Response::new()),
            // The status of a request that no route matches.
            Decided::Actual(_) => Outcome::Forward((data, Status::NotFound)),
        }
    }
}
