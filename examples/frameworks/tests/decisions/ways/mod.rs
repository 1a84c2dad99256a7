//! The ways that a request can take to a policy, one file a framework.

mod actix_web;
mod axum;
mod client;
mod lambda;
mod poem;
mod rocket;
mod salvo;
mod tonic;
mod warp;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use cors_decisions::{Outcome, Way};
use http::Response;

pub(crate) static WAYS: &[Way] = &[
    Way { name: "actix-web, in process", wire: false, lacks: &[], run: actix_web::in_process },
    Way { name: "actix-web", wire: true, lacks: actix_web::LACKS, run: actix_web::served },
    Way { name: "axum", wire: true, lacks: &[], run: axum::run },
    Way { name: "lambda_http", wire: false, lacks: lambda::LACKS, run: lambda::run },
    Way { name: "poem", wire: false, lacks: poem::LACKS, run: poem::run },
    Way { name: "Rocket", wire: true, lacks: rocket::LACKS, run: rocket::run },
    Way { name: "salvo", wire: false, lacks: &[], run: salvo::as_handler },
    Way { name: "salvo, tower-compat", wire: false, lacks: &[], run: salvo::by_compat },
    Way { name: "tonic", wire: false, lacks: tonic::LACKS, run: tonic::run },
    Way { name: "warp", wire: false, lacks: &[], run: warp::run },
];

/// The table's handler, which notes that it ran.
#[derive(Clone)]
struct Handler {
    answer: Response<Bytes>,
    ran: Arc<AtomicBool>,
}

impl Handler {
    fn new(answer: Response<Bytes>) -> Handler {
        Handler { answer, ran: Arc::default() }
    }

    fn answer(&self) -> Response<Bytes> {
        self.ran.store(true, Ordering::Relaxed);
        self.answer.clone()
    }

    /// What came out: `response`, and whether this handler ran for it.
    fn outcome(&self, response: Response<Bytes>) -> Outcome {
        Outcome { handler_ran: self.ran.load(Ordering::Relaxed), response }
    }
}

/// The body as a whole.
async fn collected<B>(response: Response<B>) -> Response<Bytes>
where
    B: http_body_util::BodyExt,
    B::Error: std::fmt::Debug,
{
    let (head, body) = response.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    Response::from_parts(head, body)
}

/// What a future comes to, on a runtime of its own.
fn now<T>(future: impl Future<Output = T>) -> T {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(future)
}
