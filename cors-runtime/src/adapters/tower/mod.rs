//! tower: a layer, its service and the service's future.

#[cfg(feature = "explain")]
mod refusals;

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{Request, Response};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

#[cfg(feature = "explain")]
use super::refusals::Refusals;
use crate::policy::CorsPolicy;
use crate::protocol::{Actual, Decision};

impl CorsPolicy {
    /// The policy as a [tower](https://docs.rs/tower) layer, for axum, hyper, tonic, warp and
    /// everything else that speaks tower. Needs the feature `tower`.
    ///
    /// Make it the **outermost** layer: a preflight carries neither cookies nor `Authorization` and
    /// asks for paths and methods that a router may not know, so it has to be answered before
    /// authentication and routing; and only the outermost layer can put the headers on the errors of
    /// the others, without which a script cannot even read their status. In axum the layer that is
    /// added last is the outermost, and it covers the routes that were added before it. What only watches,
    /// such as logging and metrics, may stand further out.
    ///
    /// A policy with [origins that were added at run time](crate::cors_policy!#runtime_origins) answers each request by
    /// the list that is there when the request comes.
    ///
    /// axum adds an `Allow` header to what a layer answers for a path that it knows, preflights included;
    /// browsers do not look at it.
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// use axum::{Router, body::Body, http::Request, routing::post};
    /// use cors_runtime::{CorsPolicy, cors_policy};
    /// use tower::ServiceExt;
    ///
    /// static API: CorsPolicy = cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_headers: ["content-type"],
    /// };
    ///
    /// let app = Router::new().route("/orders", post(|| async { "created" })).layer(API.layer());
    ///
    /// let preflight = Request::options("/orders")
    ///     .header("origin", "https://app.example.com")
    ///     .header("access-control-request-method", "POST")
    ///     .header("access-control-request-headers", "content-type")
    ///     .body(Body::empty())
    ///     .unwrap();
    /// let answer = app.oneshot(preflight).await.unwrap();
    /// assert_eq!(answer.status(), 204);
    /// assert_eq!(answer.headers()["access-control-allow-headers"], "content-type");
    /// # });
    /// ```
    #[must_use]
    pub fn layer(&self) -> CorsLayer {
        CorsLayer {
            policy: self.clone(),
            #[cfg(feature = "explain")]
            refusals: Refusals::of(self),
        }
    }
}

/// A layer that answers CORS-preflight requests and puts the CORS headers on every other response.
///
/// Made by [`CorsPolicy::layer`]; see there for where to put it.
#[derive(Clone, Debug)]
pub struct CorsLayer {
    policy: CorsPolicy,
    #[cfg(feature = "explain")]
    refusals: Refusals,
}

/// The service that [`CorsLayer`] makes of another one.
///
/// It is ready when the inner service is: a preflight is answered without calling that one, but a
/// server that is too busy to serve is not asked for permission to be called either. What the inner service reserved
/// when it became ready, such as a permit of a concurrency limit, it keeps over a preflight for the next request of this
/// clone; servers that clone the service for each connection or request lose nothing by that.
#[derive(Clone, Debug)]
pub struct CorsService<S> {
    inner: S,
    layer: CorsLayer,
}

pin_project! {
    /// The future of a [`CorsService`]'s response.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct ResponseFuture<F, B> {
        #[pin]
        state: State<F, B>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = StateProjection]
    enum State<F, B> {
        // Taken when it is polled.
        Preflight { answer: Option<Response<B>> },
        Actual { #[pin] future: F, actual: Actual },
    }
}

impl<S> Layer<S> for CorsLayer {
    type Service = CorsService<S>;

    fn layer(&self, inner: S) -> CorsService<S> {
        CorsService { inner, layer: self.clone() }
    }
}

impl<S, ReqBody, ResBody> Service<Request<ReqBody>> for CorsService<S>
where
    S: Service<Request<ReqBody>, Response = Response<ResBody>>,
    ResBody: Default,
{
    type Response = Response<ResBody>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future, ResBody>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<ReqBody>) -> Self::Future {
        let (method, headers) = (request.method(), request.headers());
        let decision = self.layer.policy.decide(method, headers);
        #[cfg(feature = "explain")]
        let refusal = self.layer.refusals.told(&decision, method, headers);
        let state = match decision {
            Decision::Preflight(preflight) => {
                let answer = preflight.into_response();
                #[cfg(feature = "explain")]
                let answer = self.layer.explained(refusal.as_ref(), answer);
                State::Preflight { answer: Some(answer) }
            }
            Decision::Actual(actual) => State::Actual { future: self.inner.call(request), actual },
        };
        ResponseFuture { state }
    }
}

impl<F, B, E> Future for ResponseFuture<F, B>
where
    F: Future<Output = Result<Response<B>, E>>,
{
    type Output = Result<Response<B>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            StateProjection::Preflight { answer } => match answer.take() {
                Some(answer) => Poll::Ready(Ok(answer)),
                // Polled after it was ready, which a future may answer with anything but undefined
                // behaviour; ours has nothing left to say.
                None => Poll::Pending,
            },
            StateProjection::Actual { future, actual } => {
                let mut response = ready!(future.poll(context))?;
                actual.add_to(response.headers_mut());
                Poll::Ready(Ok(response))
            }
        }
    }
}
