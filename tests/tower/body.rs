//! A streaming body passes through as it is: not polled, not gathered, its trailers kept.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::BodyExt;
use hyper::body::{Body, Frame};
use tower::{Layer, ServiceExt, service_fn};

use crate::{APP, EVIL, POLICY, from, preflight};

/// A body that counts how often it was polled.
#[derive(Default)]
struct Stream {
    frames: VecDeque<Frame<Bytes>>,
    polls: u32,
}

impl Body for Stream {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.polls += 1;
        Poll::Ready(self.frames.pop_front().map(Ok))
    }
}

fn stream() -> Stream {
    let mut trailers = HeaderMap::new();
    trailers.insert("grpc-status", HeaderValue::from_static("0"));
    let data = ["one", "two"].map(|data| Frame::data(Bytes::from_static(data.as_bytes())));
    Stream { frames: data.into_iter().chain([Frame::trailers(trailers)]).collect(), polls: 0 }
}

#[tokio::test]
async fn a_streaming_body_passes_untouched() {
    for origin in [APP, EVIL] {
        let service = POLICY.layer().layer(service_fn(|_: Request<()>| async {
            Ok::<_, Infallible>(Response::new(stream()))
        }));
        let Ok(response) = service.oneshot(from(origin, Method::GET, "/").body(()).unwrap()).await;
        let mut body = response.into_body();
        assert_eq!(body.polls, 0);

        let mut frames = Vec::new();
        while let Some(Ok(frame)) = body.frame().await {
            frames.push(match frame.into_data() {
                Ok(data) => data,
                Err(frame) => {
                    Bytes::copy_from_slice(frame.trailers_ref().unwrap()["grpc-status"].as_bytes())
                }
            });
        }
        assert_eq!(frames, ["one", "two", "0"]);
    }
}

#[tokio::test]
async fn a_request_body_reaches_the_handler_as_it_is() {
    let service = POLICY.layer().layer(service_fn(|request: Request<Stream>| async {
        Ok::<_, Infallible>(Response::new(request.into_body()))
    }));
    let Ok(response) = service.oneshot(from(APP, Method::POST, "/").body(stream()).unwrap()).await;
    assert_eq!(response.body().polls, 0);
    assert_eq!(response.into_body().frames.len(), 3);
}

#[tokio::test]
async fn a_preflights_answer_has_the_empty_body_of_the_applications_type() {
    let service = POLICY
        .layer()
        .layer(service_fn(|_: Request<()>| async { Ok::<_, Infallible>(Response::new(stream())) }));
    let Ok(response) = service.oneshot(preflight(APP, "/").body(()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert!(response.into_body().frames.is_empty());
}
