//! `lambda_http`: events of an HTTP API in JSON, and what the function's answer to them says in JSON.

use std::convert::Infallible;

use bytes::Bytes;
use cors_decisions::{Lack, Outcome};
use cors_runtime::CorsPolicy;
use http::header::VARY;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use lambda_http::lambda_runtime::LambdaEvent;
use lambda_http::{Adapter, Body, service_fn};
use serde_json::{Map, Value, json};
use tower::{Layer, ServiceExt};

use super::{Handler, now};

pub(super) static LACKS: &[Lack] = &[
    Lack {
        of: |case| {
            let mut lines = case.handler.headers().values();
            !lines.all(|line| str::from_utf8(line.as_bytes()).is_ok())
        },
        why: "JSON has no bytes that are not UTF-8",
    },
    Lack {
        of: |case| case.handler.headers().get_all(VARY).iter().count() > 1,
        why: "an answer to an HTTP API has one line of each header",
    },
];

pub(super) fn run(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    let handler = Handler::new(handler);
    let answers = {
        let handler = handler.clone();
        service_fn(move |_: lambda_http::Request| {
            let answer = handler.answer().map(|body| Body::from(body.to_vec()));
            async { Ok::<_, Infallible>(answer) }
        })
    };
    let app = policy.layer().explain_refusals(false).layer(answers);
    let answer = serde_json::from_value(event(request)).and_then(|event| {
        let event = LambdaEvent::new(event, lambda_http::Context::default());
        let Ok(answer) = now(Adapter::from(app).oneshot(event));
        serde_json::to_value(answer)
    });
    // API Gateway's answer for a function that failed.
    let failed = || {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    };
    handler.outcome(answer.map_or_else(|_| failed(), |answer| answered(&answer)))
}

/// The event that an HTTP API makes of a request, in version 2.0 of their format: lines of one header are joined.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>
fn event(request: &Request<Bytes>) -> Value {
    let mut headers = Map::new();
    for name in request.headers().keys() {
        let lines: Vec<_> =
            request.headers().get_all(name).iter().map(HeaderValue::as_bytes).collect();
        let line = String::from_utf8_lossy(&lines.join(&b","[..])).into_owned();
        headers.insert(name.as_str().to_owned(), line.into());
    }
    json!({
        "version": "2.0",
        "rawPath": request.uri().path(),
        "rawQueryString": "",
        "headers": headers,
        "requestContext": {
            "stage": "$default",
            "http": { "method": request.method().as_str(), "path": request.uri().path() },
        },
        "body": String::from_utf8_lossy(request.body()),
        "isBase64Encoded": false,
    })
}

/// What API Gateway answers after such an answer.
fn answered(answer: &Value) -> Response<Bytes> {
    let body = answer["body"].as_str().unwrap_or_default();
    let mut response = Response::new(Bytes::from(body.to_owned()));
    let status = answer["statusCode"].as_u64().and_then(|status| u16::try_from(status).ok());
    *response.status_mut() = StatusCode::from_u16(status.expect("a number")).expect("a status");
    let headers: HeaderMap = answer["headers"]
        .as_object()
        .expect("headers")
        .iter()
        .map(|(name, value)| {
            let name: HeaderName = name.parse().expect("a header name");
            (name, value.as_str().expect("a string").parse().expect("a header value"))
        })
        .collect();
    *response.headers_mut() = headers;
    response
}
