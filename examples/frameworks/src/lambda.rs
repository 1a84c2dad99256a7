//! What a response needs on its way through an HTTP API of Amazon API Gateway, or a function URL.

use http::Response;
use http::header::{HeaderValue, VARY};

/// Makes one line of all lines of `Vary`: of several, `lambda_http` 1.3 sends the first, as the format of these
/// events has room for one. The policy adds a line of its own if the app has one.
#[must_use]
pub fn one_line_of_vary<B>(mut response: Response<B>) -> Response<B> {
    let lines: Vec<_> =
        response.headers().get_all(VARY).iter().map(HeaderValue::as_bytes).collect();
    if lines.len() > 1
        && let Ok(line) = HeaderValue::from_bytes(&lines.join(&b", "[..]))
    {
        response.headers_mut().insert(VARY, line);
    }
    response
}
