//! poem: routes below the policy.

use bytes::Bytes;
use cors_decisions::{Lack, Outcome};
use cors_frameworks::poem::cors;
use cors_runtime::CorsPolicy;
use http::header::ACCESS_CONTROL_REQUEST_METHOD;
use http::{Request, Response};
use http_body_util::combinators::BoxBody;
use poem::endpoint::make_sync;
use poem::{Body, Endpoint, EndpointExt, Route};

use super::{Handler, collected, now};

pub(super) static LACKS: &[Lack] = &[Lack {
    of: |case| {
        let is_preflight = case.request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
        case.request.uri() == "*" && !is_preflight
    },
    why: "poem has no route for a whole server",
}];

pub(super) fn run(
    policy: &'static CorsPolicy,
    request: &Request<Bytes>,
    handler: Response<Bytes>,
) -> Outcome {
    let handler = Handler::new(handler);
    let answers = || {
        let handler = handler.clone();
        make_sync(move |_| answered(handler.answer()))
    };
    let app = Route::new()
        .at("/orders", answers())
        .at("/*rest", answers())
        .around(move |next, request| cors(policy, next, request));
    let response = now(async {
        let response = app.get_response(asked(request)).await;
        collected(Response::<BoxBody<_, _>>::from(response)).await
    });
    handler.outcome(response)
}

/// The request in poem's types.
fn asked(request: &Request<Bytes>) -> poem::Request {
    let mut asked = poem::Request::builder()
        .method(request.method().clone())
        .uri(request.uri().clone())
        .body(Body::from(request.body().clone()));
    *asked.headers_mut() = request.headers().clone();
    asked
}

/// What the handler answers, in poem's types.
fn answered(answer: Response<Bytes>) -> poem::Response {
    let (head, body) = answer.into_parts();
    let mut answered = poem::Response::from((head.status, body));
    *answered.headers_mut() = head.headers;
    answered
}
