//! actix-web, whose services are asked without a server or a runtime.

mod application;
mod hand;
mod ours;
mod theirs;

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use actix_web::Error;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::test::TestRequest;
use bytes::BytesMut;
use http::{Request, Response};

use self::application::Application;
use super::{Answers, Framework, Named, Peer};
use crate::measure::Timed;

/// actix-web's peers.
pub(super) const FRAMEWORK: Framework = Framework {
    name: "actix-web",
    floor: application::without_cors,
    peers: &[
        Named { name: "limit", make: hand::limit, answers: Answers::AsTheLibrary },
        Named { name: "middleware", make: ours::middleware, answers: Answers::AsTheLibrary },
        Named {
            name: "actix-cors",
            make: theirs::actix_cors,
            answers: Answers::WithTheSamePermissionUnlessAskedForMore,
        },
    ],
    ratios: &[(1, 0), (1, 2)],
};

/// A service with its requests.
struct ActixWeb<S> {
    service: S,
    requests: Vec<Request<()>>,
    next: usize,
    prepared: Vec<ServiceRequest>,
}

/// The application inside a middleware.
fn wrapped<M, B>(requests: Vec<Request<()>>, middleware: &M) -> Box<dyn Peer>
where
    M: Transform<Application, ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    M::InitError: std::fmt::Debug,
    M::Transform: 'static,
    B: 'static,
{
    let service = at_once(middleware.new_transform(Application::ITSELF));
    ActixWeb::peer(requests, service.expect("a middleware that cannot fail"))
}

impl<S, B> ActixWeb<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
{
    fn peer(requests: Vec<Request<()>>, service: S) -> Box<dyn Peer> {
        Box::new(ActixWeb { service, requests, next: 0, prepared: Vec::new() })
    }
}

impl<S> ActixWeb<S> {
    fn next_request(&mut self) -> &Request<()> {
        let next = self.next;
        self.next = (next + 1) % self.requests.len();
        self.requests.get(next).expect("a case has requests")
    }
}

/// What does not wait has a value at once.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

/// A worker's part: whether the service is ready, the call, and one poll, after which the answer is there.
fn answer<S, B>(service: &S, request: ServiceRequest) -> ServiceResponse<B>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    let Poll::Ready(Ok(())) = service.poll_ready(&mut Context::from_waker(Waker::noop())) else {
        unreachable!("every service here is ready at any time")
    };
    let Ok(response) = at_once(service.call(request)) else { unreachable!("nothing here fails") };
    response
}

/// The request as actix-web would have read it: all values are slices of the one buffer.
fn read(request: &Request<()>) -> ServiceRequest {
    let mut read = BytesMut::new();
    for value in request.headers().values() {
        read.extend_from_slice(value.as_bytes());
    }
    let mut read = read.freeze();
    let method = Method::from_bytes(request.method().as_str().as_bytes());
    let mut made = TestRequest::with_uri(request.uri().path()).method(method.expect("a method"));
    for (name, value) in request.headers() {
        let name = HeaderName::from_bytes(name.as_str().as_bytes()).expect("a name");
        let value = HeaderValue::from_maybe_shared(read.split_to(value.len()));
        made = made.append_header((name, value.expect("bytes of a header")));
    }
    made.to_srv_request()
}

impl<S, B> Timed for ActixWeb<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
{
    fn prepare(&mut self, count: usize) {
        for _ in 0..count {
            let request = read(self.next_request());
            self.prepared.push(request);
        }
    }

    fn run(&mut self) {
        for request in self.prepared.drain(..) {
            drop(black_box(answer(&self.service, request)));
        }
    }
}

impl<S, B> Peer for ActixWeb<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
{
    fn ask(&mut self) -> (Request<()>, Response<()>) {
        let request = self.next_request().clone();
        let answer = answer(&self.service, read(&request));
        let mut response = Response::new(());
        *response.status_mut() =
            http::StatusCode::from_u16(answer.status().as_u16()).expect("a status");
        for (name, value) in answer.headers() {
            let name = http::HeaderName::from_bytes(name.as_str().as_bytes()).expect("a name");
            let value = http::HeaderValue::from_bytes(value.as_bytes()).expect("a value");
            response.headers_mut().append(name, value);
        }
        (request, response)
    }
}
