//! The limit: what an author writes by hand who knows the one origin of the policy, and its headers.
//!
//! It answers these requests as the library does, looking less closely at labels, and does nothing that actix-web's
//! `HeaderMap` does not make it do: no value is made or copied that could be a constant, and no header looked for
//! that is not there.

use actix_web::HttpResponse;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, HeaderValue, ORIGIN, VARY,
};
use actix_web::http::{Method, StatusCode};

use super::ActixWeb;
use super::application::{Application, application};
use crate::case::Case;
use crate::peers::Peer;
use crate::peers::by_hand::{VARY_OF_PREFLIGHT, is_below_example};
use crate::policies::KNOWN;

pub(super) fn limit(case: &Case) -> Box<dyn Peer> {
    let requests = case.requests_from_known();
    let answer = if case.listed.origins.is_empty() { one_pattern } else { one_origin };
    ActixWeb::peer(requests, Application(answer))
}

fn one_origin(request: ServiceRequest) -> ServiceResponse<()> {
    let origin = request.headers().get(ORIGIN);
    let is_allowed = origin.is_some_and(|origin| origin.as_bytes() == KNOWN.as_bytes());
    let permission = is_allowed.then_some(const { HeaderValue::from_static(KNOWN) });
    if is_preflight(&request, origin) {
        return preflight(request, permission);
    }
    actual(application(request), permission)
}

/// Anything below `https://example.com`, which it echoes.
fn one_pattern(request: ServiceRequest) -> ServiceResponse<()> {
    let origin = request.headers().get(ORIGIN);
    let permission = origin.filter(|origin| is_below_example(origin.as_bytes())).cloned();
    if is_preflight(&request, origin) {
        return preflight(request, permission);
    }
    actual(application(request), permission)
}

fn is_preflight(request: &ServiceRequest, origin: Option<&HeaderValue>) -> bool {
    *request.method() == Method::OPTIONS
        && origin.is_some()
        && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

fn actual(
    mut response: ServiceResponse<()>,
    permission: Option<HeaderValue>,
) -> ServiceResponse<()> {
    let headers = response.headers_mut();
    headers.append(VARY, const { HeaderValue::from_static("Origin") });
    if let Some(origin) = permission {
        headers.append(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers
            .append(ACCESS_CONTROL_ALLOW_CREDENTIALS, const { HeaderValue::from_static("true") });
        headers.append(
            ACCESS_CONTROL_EXPOSE_HEADERS,
            const { HeaderValue::from_static("x-request-id") },
        );
    }
    response
}

fn preflight(request: ServiceRequest, permission: Option<HeaderValue>) -> ServiceResponse<()> {
    let status = if permission.is_some() { StatusCode::NO_CONTENT } else { StatusCode::FORBIDDEN };
    let mut answer = request.into_response(HttpResponse::with_body(status, ()));
    let headers = answer.headers_mut();
    headers.append(VARY, const { HeaderValue::from_static(VARY_OF_PREFLIGHT) });
    if let Some(origin) = permission {
        headers.append(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers
            .append(ACCESS_CONTROL_ALLOW_CREDENTIALS, const { HeaderValue::from_static("true") });
        headers.append(
            ACCESS_CONTROL_ALLOW_METHODS,
            const { HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE") },
        );
        headers.append(
            ACCESS_CONTROL_ALLOW_HEADERS,
            const { HeaderValue::from_static("authorization, content-type, x-request-id") },
        );
        headers.append(ACCESS_CONTROL_MAX_AGE, const { HeaderValue::from_static("600") });
    }
    answer
}
