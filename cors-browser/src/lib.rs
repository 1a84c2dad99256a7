//! The browser's side of CORS: what a page's script may send, whether a preflight goes ahead of it, and
//! what of the answer the script gets to see.
//!
//! The functions follow the steps of the [Fetch standard](https://fetch.spec.whatwg.org/), each named
//! where it is taken, so that an answer can be held against it and a refusal named by its step. Nothing
//! here is shared with the code that decides what a server answers: this is what judges it.
//!
//! Redirects, caches and requests in other modes than `cors` are not part of it.
//!
//! ```
//! use cors_browser::{Answer, Credentials, Request, Refusal, Step};
//!
//! let request = Request {
//!     page: "https://app.example.com",
//!     server: "https://api.example.com",
//!     method: "PUT",
//!     headers: &[("x-request-id", "1")],
//!     credentials: Credentials::Include,
//!     ..Request::default()
//! };
//! let sent = request.send().unwrap();
//!
//! // A preflight goes ahead: PUT is not safelisted, and neither is the header.
//! let preflight = sent.preflight.as_ref().unwrap();
//! assert_eq!((preflight.method.as_str(), preflight.headers.as_deref()), ("PUT", Some("x-request-id")));
//!
//! let answer = Answer { status: 204, headers: &[("access-control-allow-origin", b"*")] };
//! let refusal = sent.check_preflight(&answer).unwrap_err();
//! assert_eq!(refusal, Refusal::WildcardWithCredentials(Step::Preflight));
//! ```

mod answer;
mod check;
mod list;
mod mime;
mod preflight;
mod request;
mod safelist;

pub use answer::{Answer, Shared};
pub use check::{Refusal, Step};
pub use mime::is_token;
pub use preflight::{Engine, Kept};
pub use request::{Body, Credentials, Preflight, Request, Sent, Thrown};
pub use safelist::{
    is_forbidden_method, is_forbidden_request_header, is_safelisted_method,
    is_safelisted_request_header, is_safelisted_response_header, normalize_method,
    unsafe_request_header_names,
};
