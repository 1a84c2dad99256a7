//! Who answers the requests: a framework's ways to CORS, and the framework without.
//!
//! To add a framework: a module beside [`mod@tower`] with a [`Framework`], and its name in [`FRAMEWORKS`].

pub mod actix_web;
mod by_hand;
mod library;
pub mod tower;

use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN};
use http::{Request, Response};

use crate::case::Case;
use crate::measure::Timed;

/// Something that answers a case's requests, one after the other.
pub trait Peer: Timed {
    /// The next one, and its answer to that.
    fn ask(&mut self) -> (Request<()>, Response<()>);
}

/// Makes a peer for a case.
pub type Make = fn(&Case) -> Box<dyn Peer>;

/// The peers whose requests, responses and services are of the same types.
#[derive(Debug)]
pub struct Framework {
    /// What the table is called.
    pub name: &'static str,
    /// The framework without CORS. What it takes is subtracted from what the others take.
    pub floor: Make,
    /// The ways to CORS.
    pub peers: &'static [Named],
    /// Which of them are divided by which, by their places in `peers`.
    pub ratios: &'static [(usize, usize)],
}

/// A way to CORS.
#[derive(Debug)]
pub struct Named {
    /// What it is called in the tables.
    pub name: &'static str,
    /// Makes it.
    pub make: Make,
    /// What its answers have in common with the library's.
    pub answers: Answers,
}

/// How alike to the library's a peer's answers have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Status and headers.
    AsTheLibrary,
    /// The permission.
    WithTheSamePermission,
    /// The permission, but for a preflight that asks for a header which is not allowed: others leave that to the browser,
    /// as they can.
    WithTheSamePermissionUnlessAskedForMore,
}

/// All frameworks.
pub static FRAMEWORKS: [Framework; 2] = [tower::FRAMEWORK, actix_web::FRAMEWORK];

impl Framework {
    /// The floor, and after it the peers.
    pub fn all(&self, case: &Case) -> impl Iterator<Item = Box<dyn Peer>> {
        std::iter::once((self.floor)(case)).chain(self.peers.iter().map(|peer| (peer.make)(case)))
    }

    /// Sees that the peers do what they are compared for: they give the permission where it is due, and nowhere else, and
    /// what is written by hand answers what the library does.
    ///
    /// # Panics
    /// When one does something else.
    pub fn check(&self, case: &Case) {
        for Named { name, make, answers } in self.peers {
            let (request, answer) = make(case).ask();
            let of = format!("{name}: {}", case.scenario.name);
            if *answers == Answers::AsTheLibrary {
                let due = library::answer(&case.listed.policy, &request);
                assert_eq!(answer.status(), due.status(), "{of}");
                assert_eq!(answer.headers(), due.headers(), "{of}");
            }
            let refuses_more = *answers == Answers::WithTheSamePermissionUnlessAskedForMore;
            let is_due = case.is_allowed() && !(refuses_more && case.scenario.asks_for_more);
            let due = request.headers().get(ORIGIN).filter(|_| is_due);
            assert_eq!(answer.headers().get(ACCESS_CONTROL_ALLOW_ORIGIN), due, "{of}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FRAMEWORKS;
    use crate::case::cases;

    #[test]
    fn every_peer_does_what_it_is_compared_for() {
        for framework in &FRAMEWORKS {
            for case in cases() {
                framework.check(&case);
            }
        }
    }
}
