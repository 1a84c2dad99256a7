//! actix-web: a middleware, its service and the service's future.

mod headers;
#[cfg(feature = "explain")]
mod refusals;

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderValue;
use actix_web::{Error, HttpResponse};
use pin_project_lite::pin_project;

#[cfg(feature = "explain")]
use super::refusals::Refusals;
use crate::policy::CorsPolicy;
use crate::protocol::{self, Actual, Decision};

impl CorsPolicy {
    /// The policy as an [actix-web](https://docs.rs/actix-web/4) middleware, for `App`, `Scope` and `Resource`.
    /// Needs the feature `actix-web`, and actix-web 4.15 or later.
    ///
    /// Make it the **outermost** middleware, which in actix-web is the one that is wrapped last: a preflight
    /// carries neither cookies nor `Authorization`, so it has to be answered before authentication, and only the
    /// outermost middleware can put the headers on the errors of the others, without which a script cannot even
    /// read their status. What only watches, such as `Logger`, may stand further out.
    ///
    /// Where it may stand:
    ///
    /// - around the `App`: every request comes by, also to paths that have no route (404) and with methods that
    ///   a route does not have (405). This is the place to choose unless policies differ;
    /// - around a `Scope`, for all that begins with its path, known or not. Policies of scopes beside each other
    ///   do not meet; of policies inside each other the outermost decides, because it owns the headers;
    /// - around a `Resource`, for its path. A guard for methods has to stand on its routes, as in
    ///   `web::resource("/orders").wrap(…).route(web::post().to(…))`. On the resource itself it keeps preflights
    ///   from reaching the middleware: `#[post("/orders", wrap = "…")]` and `web::resource(…).guard(…)` are
    ///   answered 404 by whoever is further out. A guard on a scope does the same.
    ///
    /// An `Err` of a handler or an extractor is a response when it passes here. That of a middleware further in is
    /// none yet; the headers are put on the one that actix-web makes of it ([`Error::add_response_mapper`]). They
    /// are lost if a middleware further *out* makes a response of the error by [`HttpResponse::from_error`] or
    /// [`ServiceResponse::from_err`], which do not ask for mappers.
    ///
    /// A policy with [origins that were added at run time](crate::cors_policy!#runtime_origins) answers each request by
    /// the list that is there when the request comes. Make it outside of `HttpServer::new(…)`, so that all threads have
    /// one list.
    ///
    /// No middleware sees a panic: actix-web closes the connection without a response, unless a middleware further
    /// in catches it and answers. Nor does one see what the server refuses before it has a request: a malformed
    /// head (400), one that does not come in time (408) or is too large (431).
    ///
    /// ```
    /// # actix_web::rt::System::new().block_on(async {
    /// use actix_web::{App, HttpResponse, test, web};
    /// use cors_runtime::{CorsPolicy, cors_policy};
    ///
    /// static API: CorsPolicy = cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_headers: ["content-type"],
    /// };
    ///
    /// let app = App::new()
    ///     .route("/orders", web::post().to(async || HttpResponse::Created()))
    ///     .wrap(API.middleware());
    ///
    /// let app = test::init_service(app).await;
    /// let preflight = test::TestRequest::with_uri("/orders")
    ///     .method(actix_web::http::Method::OPTIONS)
    ///     .insert_header(("origin", "https://app.example.com"))
    ///     .insert_header(("access-control-request-method", "POST"))
    ///     .insert_header(("access-control-request-headers", "content-type"));
    /// let answer = test::call_service(&app, preflight.to_request()).await;
    /// assert_eq!(answer.status(), 204);
    /// assert_eq!(answer.headers().get("access-control-allow-headers").unwrap(), "content-type");
    ///
    /// let lost = test::TestRequest::get()
    ///     .uri("/no/such/path")
    ///     .insert_header(("origin", "https://app.example.com"));
    /// let answer = test::call_service(&app, lost.to_request()).await;
    /// assert_eq!(answer.status(), 404);
    /// assert_eq!(
    ///     answer.headers().get("access-control-allow-origin").unwrap(),
    ///     "https://app.example.com"
    /// );
    /// # });
    /// ```
    #[must_use]
    pub fn middleware(&self) -> CorsMiddleware {
        CorsMiddleware {
            policy: self.clone(),
            #[cfg(feature = "explain")]
            refusals: Refusals::of(self),
        }
    }
}

/// A middleware that answers CORS-preflight requests and puts the CORS headers on every other response.
///
/// Made by [`CorsPolicy::middleware`]; see there for where to put it.
#[derive(Clone, Debug)]
pub struct CorsMiddleware {
    policy: CorsPolicy,
    #[cfg(feature = "explain")]
    refusals: Refusals,
}

/// The service that [`CorsMiddleware`] makes of another one.
#[derive(Clone, Debug)]
pub struct CorsMiddlewareService<S> {
    inner: S,
    middleware: CorsMiddleware,
}

pin_project! {
    /// The future of a [`CorsMiddlewareService`]'s response.
    #[must_use = "futures do nothing unless polled"]
    pub struct CorsMiddlewareFuture<F, B> {
        #[pin]
        state: State<F, B>,
    }
}

pin_project! {
    #[project = StateProjection]
    enum State<F, B> {
        // Taken when it is polled.
        Preflight { answer: Option<ServiceResponse<EitherBody<B, ()>>> },
        Actual { #[pin] future: F, actual: Actual<HeaderValue> },
    }
}

impl<S, B> Transform<S, ServiceRequest> for CorsMiddleware
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B, ()>>;
    type Error = Error;
    type Transform = CorsMiddlewareService<S>;
    type InitError = ();
    type Future = Ready<Result<CorsMiddlewareService<S>, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(CorsMiddlewareService { inner, middleware: self.clone() }))
    }
}

impl<S, B> Service<ServiceRequest> for CorsMiddlewareService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B, ()>>;
    type Error = Error;
    type Future = CorsMiddlewareFuture<S::Future, B>;

    fn poll_ready(&self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let (method, headers) = (headers::kind(request.method()), request.headers());
        let decision = protocol::decide(&self.middleware.policy, method, headers);
        #[cfg(feature = "explain")]
        let copy = self.middleware.copied(&decision, request.head());
        #[cfg(feature = "explain")]
        let refusal =
            copy.as_ref().and_then(|copy| self.middleware.refusals.told_of_copy(&decision, copy));
        match decision {
            Decision::Preflight(preflight) => {
                let status = StatusCode::from_u16(preflight.status().as_u16());
                let status = status.unwrap_or(StatusCode::FORBIDDEN);
                // On a head from actix-web's pool, whose map has room, so that nothing is allocated.
                let mut answer = HttpResponse::with_body(status, EitherBody::right(()));
                // This map always has room.
                let _ = preflight.add_to(answer.headers_mut());
                #[cfg(feature = "explain")]
                self.middleware.refusals.put(refusal.as_ref(), answer.headers_mut());
                let answer = request.into_response(answer);
                CorsMiddlewareFuture { state: State::Preflight { answer: Some(answer) } }
            }
            Decision::Actual(actual) => {
                let future = self.inner.call(request);
                CorsMiddlewareFuture { state: State::Actual { future, actual } }
            }
        }
    }
}

impl<F, B> Future for CorsMiddlewareFuture<F, B>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B, ()>>, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            StateProjection::Preflight { answer } => match answer.take() {
                Some(answer) => Poll::Ready(Ok(answer)),
                // Polled after it was ready: there is nothing left to say.
                None => Poll::Pending,
            },
            StateProjection::Actual { future, actual } => {
                Poll::Ready(match ready!(future.poll(context)) {
                    Ok(answer) => {
                        // Before the headers are added: who moves a response that was just written waits for that.
                        let mut answer = answer.map_into_left_body();
                        actual.add_to(answer.headers_mut());
                        Ok(answer)
                    }
                    Err(mut error) => {
                        let actual = actual.clone();
                        error.add_response_mapper(move |mut answer| {
                            actual.clone_to(answer.headers_mut());
                            answer
                        });
                        Err(error)
                    }
                })
            }
        }
    }
}
