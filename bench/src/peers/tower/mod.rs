//! tower, whose services are asked without a server or a runtime.

mod application;
mod hand;
mod ours;
mod theirs;

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use http::{Request, Response};
use tower::util::ServiceFn;
use tower::{Service, service_fn};

use super::{Answers, Framework, Named, Peer};
use crate::measure::Timed;

/// tower's peers.
pub(super) const FRAMEWORK: Framework = Framework {
    name: "tower",
    floor: application::without_cors,
    peers: &[
        Named { name: "limit", make: hand::limit, answers: Answers::AsTheLibrary },
        Named { name: "`decide`", make: ours::decide, answers: Answers::AsTheLibrary },
        Named { name: "layer", make: ours::layer, answers: Answers::AsTheLibrary },
        Named {
            name: "tower-http",
            make: theirs::tower_http,
            answers: Answers::WithTheSamePermission,
        },
    ],
    ratios: &[(1, 0), (2, 0), (2, 3)],
};

/// Bodies cost nothing and are nobody's subject here.
type Body = ();
/// What a service that waits for nothing gives back.
type Answer = Ready<Result<Response<Body>, Infallible>>;

/// A function as a service.
fn service(
    function: impl Fn(Request<Body>) -> Response<Body>,
) -> ServiceFn<impl Fn(Request<Body>) -> Answer> {
    service_fn(move |request| ready(Ok(function(request))))
}

/// A service with its requests.
struct Tower<S> {
    service: S,
    requests: Vec<Request<Body>>,
    next: usize,
    prepared: Vec<Request<Body>>,
}

impl<S> Tower<S>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + 'static,
{
    fn peer(requests: Vec<Request<Body>>, service: S) -> Box<dyn Peer> {
        Box::new(Tower { service, requests, next: 0, prepared: Vec::new() })
    }

    fn next_request(&mut self) -> Request<Body> {
        let request = self.requests.get(self.next).expect("a case has requests").clone();
        self.next = (self.next + 1) % self.requests.len();
        request
    }
}

/// A server's part: whether the service is ready, the call, and one poll, after which the answer is there.
fn answer<S>(service: &mut S, request: Request<Body>) -> Response<Body>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
{
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(Ok(())) = service.poll_ready(&mut context) else {
        unreachable!("every service here is ready at any time")
    };
    let Poll::Ready(Ok(response)) = pin!(service.call(request)).poll(&mut context) else {
        unreachable!("nothing here waits")
    };
    response
}

impl<S> Timed for Tower<S>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + 'static,
{
    fn prepare(&mut self, count: usize) {
        for _ in 0..count {
            let request = self.next_request();
            self.prepared.push(request);
        }
    }

    fn run(&mut self) {
        for request in self.prepared.drain(..) {
            drop(black_box(answer(&mut self.service, request)));
        }
    }
}

impl<S> Peer for Tower<S>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + 'static,
{
    fn ask(&mut self) -> (Request<()>, Response<()>) {
        let request = self.next_request();
        (request.clone(), answer(&mut self.service, request))
    }
}
