//! actix-web: the middleware around a service, in process, and a server as its users start it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::dev::{Service, ServiceRequest, Transform, fn_service};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use actix_web::{App, Error, HttpResponse, HttpServer, body, web};
use bytes::Bytes;
use cors_decisions::{Lack, Outcome, wire};
use cors_runtime::CorsPolicy;
use http::header::CONNECTION;
use http::{Request, Response};

use super::client;

/// Over a socket.
pub(super) const LACKS: &[Lack] = &[Lack {
    of: |case| case.bytes() > 128 * 1024,
    why: "actix-web refuses more than 128 KiB of headers before anybody sees them",
}];

pub(super) fn in_process(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    let ran = Arc::new(AtomicBool::new(false));
    let service = {
        let ran = Arc::clone(&ran);
        fn_service(move |request: ServiceRequest| {
            ran.store(true, Ordering::Relaxed);
            let response = request.into_response(answer(&handler));
            async { Ok::<_, Error>(response) }
        })
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let response = runtime.block_on(async {
        let middleware = policy.middleware().explain_refusals(false);
        let service = middleware.new_transform(service).await.expect("a service");
        let response = service.call(asked(request)).await.expect("a response");
        let (_, response) = response.into_parts();
        let (head, body) = response.into_parts();
        let body = body::to_bytes(body).await.unwrap_or_else(|_| panic!("a body"));
        received(&head, body)
    });
    Outcome { handler_ran: ran.load(Ordering::Relaxed), response }
}

pub(super) fn served(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    let connection: Vec<_> = handler.headers().get_all(CONNECTION).iter().cloned().collect();
    let ran = Arc::new(AtomicBool::new(false));
    let runs = Arc::clone(&ran);
    let mut response = wire::response(client::ask, request, async move |listener| {
        let app = move || {
            let (ran, handler) = (Arc::clone(&runs), handler.clone());
            let handler = move || {
                ran.store(true, Ordering::Relaxed);
                let answer = answer(&handler);
                async { answer }
            };
            App::new()
                .default_service(web::to(handler))
                .wrap(policy.middleware().explain_refusals(false))
        };
        let listener = listener.into_std().expect("a listener");
        let server = HttpServer::new(app).workers(1).disable_signals().listen(listener);
        server.expect("a server").run().await.expect("a served connection");
    });
    // actix-web decides for itself whether a connection goes on, whatever the handler says.
    let headers = response.headers_mut();
    headers.remove(CONNECTION);
    headers.extend(connection.into_iter().map(|value| (CONNECTION, value)));
    Outcome { handler_ran: ran.load(Ordering::Relaxed), response }
}

/// The request in actix-web's types.
fn asked(request: &Request<Bytes>) -> ServiceRequest {
    let method = Method::from_bytes(request.method().as_str().as_bytes()).expect("a method");
    let mut asked = TestRequest::with_uri(&request.uri().to_string()).method(method);
    for (name, value) in request.headers() {
        asked = asked.append_header(line(name, value));
    }
    asked.to_srv_request()
}

/// What the handler answers, in actix-web's types.
fn answer(handler: &Response<Bytes>) -> HttpResponse {
    let status = StatusCode::from_u16(handler.status().as_u16()).expect("a status");
    let mut answer = HttpResponse::build(status);
    for (name, value) in handler.headers() {
        answer.append_header(line(name, value));
    }
    answer.body(handler.body().clone())
}

fn line(name: &http::HeaderName, value: &http::HeaderValue) -> (HeaderName, HeaderValue) {
    let name = HeaderName::from_bytes(name.as_str().as_bytes()).expect("a header name");
    (name, HeaderValue::from_bytes(value.as_bytes()).expect("a header value"))
}

/// What came out, in the table's types.
fn received(head: &HttpResponse<()>, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = http::StatusCode::from_u16(head.status().as_u16()).expect("a status");
    for (name, value) in head.headers() {
        let name = http::HeaderName::from_bytes(name.as_str().as_bytes()).expect("a header name");
        let value = http::HeaderValue::from_bytes(value.as_bytes()).expect("a header value");
        response.headers_mut().append(name, value);
    }
    response
}
