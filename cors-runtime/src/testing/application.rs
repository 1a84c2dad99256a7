//! A tower service as something that answers.

use std::fmt::Display;
use std::future::{Future, poll_fn};

use http::{Request, Response};
use tower_service::Service;

/// What answered, without its body; or why nothing did.
pub(super) type Answer = Result<Response<()>, String>;

/// An application that can be asked in its own process: every tower service of `http` requests with a body of type
/// `B`, whose errors can be displayed.
pub trait Application<B> {
    /// Answers a request, without the body; or says why there is no answer.
    #[doc(hidden)]
    fn answer(&mut self, request: Request<B>) -> impl Future<Output = Answer>;
}

impl<S, B, R> Application<B> for S
where
    S: Service<Request<B>, Response = Response<R>>,
    S::Error: Display,
{
    async fn answer(&mut self, request: Request<B>) -> Answer {
        let said = |error: S::Error| error.to_string();
        poll_fn(|context| self.poll_ready(context)).await.map_err(said)?;
        let response = self.call(request).await.map_err(said)?;
        Ok(response.map(drop))
    }
}
