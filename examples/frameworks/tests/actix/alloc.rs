//! What the middleware allocates above what the application does: nothing, but for an error that is no response yet,
//! which is given a closure. Values of the requests' headers are slices of one buffer, as actix-web makes them.

use std::future::Ready;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, fn_service};
use actix_web::http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderName, HeaderValue, ORIGIN,
};
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use actix_web::{Error, HttpResponse};
use allocation_counter::measure;
use bytes::{Bytes, BytesMut};
use cors_runtime::{CorsPolicy, cors_policy};

use crate::{APP, EVIL, PUBLIC};

static PATTERN: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
    allow_methods: [GET, HEAD, POST, PUT],
    allow_headers: ["content-type"],
    expose_headers: ["etag"],
    allow_credentials: true,
    max_age: 10m,
    timing_allow_origins: same,
};

static MIRROR: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
    allow_methods: mirror,
    allow_headers: mirror,
    allow_credentials: true,
};

const PREVIEW: &str = "https://pr-1.preview.example.com";

fn request(method: Method, lines: &[(HeaderName, &str)]) -> ServiceRequest {
    let mut read = BytesMut::new();
    for (_, value) in lines {
        read.extend_from_slice(value.as_bytes());
    }
    let mut read: Bytes = read.freeze();
    // Shared, as the bytes of a request are from the second header on.
    let _ = read.clone();
    let mut request = TestRequest::default().method(method);
    for (name, value) in lines {
        let value = HeaderValue::from_maybe_shared(read.split_to(value.len())).unwrap();
        request = request.append_header((name.clone(), value));
    }
    request.to_srv_request()
}

fn get(origin: &str) -> ServiceRequest {
    request(Method::GET, &[(ORIGIN, origin)])
}

fn preflight(origin: &str) -> ServiceRequest {
    let lines = [
        (ORIGIN, origin),
        (ACCESS_CONTROL_REQUEST_METHOD, "PUT"),
        (ACCESS_CONTROL_REQUEST_HEADERS, "content-type,x-a"),
    ];
    request(Method::OPTIONS, &lines)
}

/// An application that allocates nothing: its responses' heads come from actix-web's pool.
fn application(request: ServiceRequest) -> Ready<Result<ServiceResponse<()>, Error>> {
    let mut response = HttpResponse::with_body(StatusCode::OK, ());
    let content_type = const { HeaderValue::from_static("text/plain") };
    response.headers_mut().insert(HeaderName::from_static("content-type"), content_type);
    std::future::ready(Ok(request.into_response(response)))
}

fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("there is nothing to wait for"),
    }
}

#[actix_web::test]
async fn neither_requests_nor_preflights_allocate() {
    for policy in [&PATTERN, &MIRROR, &PUBLIC] {
        for origin in [APP, PREVIEW, EVIL] {
            for make in [get, preflight] {
                let middleware = policy.middleware().explain_refusals(false);
                let service = middleware.new_transform(fn_service(application)).await.unwrap();
                // The first response's head is what the pool has for the second one.
                drop(at_once(service.call(make(origin))));
                let request = make(origin);
                let method = request.method().clone();
                let mut answer = None;
                let counted = measure(|| answer = at_once(service.call(request)).ok());
                assert_eq!(counted.count_total, 0, "{policy:?}, {method} from {origin}");
                let permission =
                    answer.unwrap().headers().contains_key("access-control-allow-origin");
                assert_eq!(permission, policy.allows_origin(origin));
            }
        }
    }
}
