//! A tower service as something that answers.

use std::fmt::Display;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll};

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
        polled(|context| self.poll_ready(context)).await?;
        let mut response = pin!(caught(|| self.call(request))?);
        Ok(polled(|context| response.as_mut().poll(context)).await?.map(drop))
    }
}

async fn polled<T, E: Display>(
    mut poll: impl FnMut(&mut Context<'_>) -> Poll<Result<T, E>>,
) -> Result<T, String> {
    poll_fn(|context| match caught(|| poll(context)) {
        Ok(polled) => polled.map_err(|error| error.to_string()),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

/// A panic ends one request, as it does in a server: what was found until then is kept, and the others are sent.
fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref().map(String::as_str));
        format!("it panicked: {}", text.unwrap_or("without a message"))
    })
}
