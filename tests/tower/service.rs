//! The adapter as a tower service: readiness, errors, types.

use std::future::{Ready, ready};
use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};

use cors_runtime::{CorsLayer, CorsService, ResponseFuture};
use http::{Method, Request, Response, StatusCode};
use tower::{Layer, Service};

use crate::{APP, EVIL, POLICY, assert_shared, from, preflight};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// A service that is what the test says, and counts its calls.
#[derive(Clone)]
pub(crate) struct Inner {
    readiness: Poll<Result<(), Broken>>,
    answer: Result<(), Broken>,
    calls: u32,
}

impl Inner {
    pub(crate) const READY: Self =
        Inner { readiness: Poll::Ready(Ok(())), answer: Ok(()), calls: 0 };
}

impl Service<Request<()>> for Inner {
    type Response = Response<()>;
    type Error = Broken;
    type Future = Ready<Result<Response<()>, Broken>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Broken>> {
        self.readiness
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        self.calls += 1;
        ready(self.answer.map(Response::new))
    }
}

/// Around a borrowed service, so that the test can look at it afterwards.
fn around<S>(inner: &mut S) -> CorsService<&mut S> {
    POLICY.layer().layer(inner)
}

fn get(origin: &str) -> Request<()> {
    from(origin, Method::GET, "/").body(()).unwrap()
}

fn poll_ready(inner: &mut Inner) -> Poll<Result<(), Broken>> {
    around(inner).poll_ready(&mut Context::from_waker(Waker::noop()))
}

/// What a future has to say without waiting: the inner service never lets it wait.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("there is nothing to wait for"),
    }
}

#[test]
fn it_is_ready_when_the_inner_service_is() {
    assert_eq!(poll_ready(&mut Inner::READY.clone()), Poll::Ready(Ok(())));
    assert_eq!(poll_ready(&mut Inner { readiness: Poll::Pending, ..Inner::READY }), Poll::Pending);
}

#[test]
fn an_inner_service_that_will_never_be_ready_is_an_error() {
    let mut inner = Inner { readiness: Poll::Ready(Err(Broken)), ..Inner::READY };
    assert_eq!(poll_ready(&mut inner), Poll::Ready(Err(Broken)));
}

#[test]
fn the_inner_services_error_is_passed_on() {
    for origin in [APP, EVIL] {
        let mut inner = Inner { answer: Err(Broken), ..Inner::READY };
        assert_eq!(at_once(around(&mut inner).call(get(origin))).unwrap_err(), Broken);
        assert_eq!(inner.calls, 1);
    }
}

#[test]
fn a_preflight_does_not_call_the_inner_service() {
    for (origin, status) in [(APP, StatusCode::NO_CONTENT), (EVIL, StatusCode::FORBIDDEN)] {
        let mut inner = Inner { answer: Err(Broken), ..Inner::READY };
        let request = preflight(origin, "/").body(()).unwrap();
        assert_eq!(at_once(around(&mut inner).call(request)).unwrap().status(), status);
        assert_eq!(inner.calls, 0);
    }
}

#[test]
fn one_service_answers_one_request_after_the_other() {
    let mut inner = Inner::READY;
    let mut service = around(&mut inner);
    for _ in 0..3 {
        assert_shared(at_once(service.call(get(APP))).unwrap().headers());
        let request = preflight(APP, "/").body(()).unwrap();
        assert_shared(at_once(service.call(request)).unwrap().headers());
    }
    assert_eq!(inner.calls, 3);
}

/// The future has a name, so that whoever wraps the service needs no box either.
fn call(
    service: &mut CorsService<Inner>,
) -> ResponseFuture<Ready<Result<Response<()>, Broken>>, ()> {
    service.call(get(APP))
}

#[test]
fn the_future_has_a_name() {
    let response = at_once(call(&mut POLICY.layer().layer(Inner::READY)));
    assert_shared(response.unwrap().headers());
}

#[test]
fn a_layer_can_stand_in_a_static() {
    static LAYER: LazyLock<CorsLayer> = LazyLock::new(|| {
        cors_runtime::cors_policy! { allow_origins: ["https://app.example.com"] }.layer()
    });
    let _: CorsService<Inner> = LAYER.layer(Inner::READY);
}

#[test]
fn the_types_go_wherever_a_server_needs_them() {
    fn anywhere<T: Clone + Send + Sync + Unpin + 'static>() {}
    fn sent<T: Send + Sync + 'static>() {}
    anywhere::<CorsLayer>();
    anywhere::<CorsService<Inner>>();
    sent::<ResponseFuture<Ready<Result<Response<()>, Broken>>, ()>>();
}
