//! A streaming body passes through as it is: not polled, not gathered.

use std::cell::Cell;
use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody, to_bytes};
use actix_web::http::Method;
use actix_web::{App, HttpResponse, test, web};
use bytes::Bytes;

use crate::{APP, EVIL, POLICY, answer, from, preflight};

/// A body of two pieces that counts how often it was polled.
struct Stream {
    pieces: Vec<&'static str>,
    polls: Rc<Cell<u32>>,
}

impl MessageBody for Stream {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        self.polls.set(self.polls.get() + 1);
        Poll::Ready(self.pieces.pop().map(|piece| Ok(Bytes::from_static(piece.as_bytes()))))
    }
}

#[actix_web::test]
async fn a_streaming_body_passes_untouched() {
    for origin in [APP, EVIL] {
        let polls = Rc::new(Cell::new(0));
        let handler = {
            let polls = Rc::clone(&polls);
            move || {
                let stream = Stream { pieces: vec!["two", "one"], polls: Rc::clone(&polls) };
                async { HttpResponse::Ok().body(stream) }
            }
        };
        let app = App::new().route("/", web::get().to(handler)).wrap(POLICY.middleware());
        let app = test::init_service(app).await;
        let body = answer(&app, from(origin, Method::GET, "/").to_request()).await.into_body();
        assert_eq!((body.size(), polls.get()), (BodySize::Stream, 0));

        let mut body = pin!(body);
        let mut pieces = Vec::new();
        while let Some(piece) =
            std::future::poll_fn(|context| body.as_mut().poll_next(context)).await
        {
            pieces.push(piece.unwrap());
        }
        assert_eq!(pieces, ["one", "two"]);
    }
}

#[actix_web::test]
async fn a_request_body_reaches_the_handler_as_it_is() {
    let app =
        App::new().route("/", web::post().to(async |body: Bytes| body)).wrap(POLICY.middleware());
    let app = test::init_service(app).await;
    let request = from(APP, Method::POST, "/").set_payload("a body");
    let body = answer(&app, request.to_request()).await.into_body();
    assert_eq!(to_bytes(body).await.unwrap(), "a body");
}

#[actix_web::test]
async fn a_preflights_answer_has_an_empty_body() {
    let app = test::init_service(App::new().wrap(POLICY.middleware())).await;
    for origin in [APP, EVIL] {
        let body: BoxBody = answer(&app, preflight(origin, "/").to_request()).await.into_body();
        assert_eq!(body.size(), BodySize::Sized(0));
    }
}
