//! What every peer is around, and what is left where there is no CORS.

use std::future::{Ready, ready};
use std::task::{Context, Poll};

use actix_web::dev::{Service, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, ETAG, HeaderValue};
use actix_web::{Error, HttpResponse};

use super::ActixWeb;
use crate::case::Case;
use crate::peers::Peer;

/// A function as a service that waits for nothing. Bodies cost nothing and are nobody's subject here.
pub(super) struct Application(pub(super) fn(ServiceRequest) -> ServiceResponse<()>);

impl Application {
    pub(super) const ITSELF: Application = Application(application);
    /// Preflights never reach the application. Somebody has to drop them and answer all the same.
    const NOTHING: Application = Application(nothing);
}

impl Service<ServiceRequest> for Application {
    type Response = ServiceResponse<()>;
    type Error = Error;
    type Future = Ready<Result<ServiceResponse<()>, Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        ready(Ok((self.0)(request)))
    }
}

/// Answers 200 with two headers.
#[inline(never)]
pub(super) fn application(request: ServiceRequest) -> ServiceResponse<()> {
    let mut response = HttpResponse::with_body(StatusCode::OK, ());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, const { HeaderValue::from_static("application/json") });
    headers.insert(ETAG, const { HeaderValue::from_static("\"1\"") });
    request.into_response(response)
}

#[inline(never)]
fn nothing(request: ServiceRequest) -> ServiceResponse<()> {
    request.into_response(HttpResponse::with_body(StatusCode::OK, ()))
}

pub(super) fn without_cors(case: &Case) -> Box<dyn Peer> {
    ActixWeb::peer(
        case.requests(),
        match case.scenario.preflight {
            None => Application::ITSELF,
            Some(_) => Application::NOTHING,
        },
    )
}
