//! The ways in which an application can be wired wrongly, or its policy not be that of its routes.

use std::fmt;

/// A way in which an application is wired wrongly, or in which its policy does not let pages use it.
///
/// Its name is part of the promise, its words are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Problem {
    /// A router answered a preflight with 404 or 405: the policy's layer stands inside of it.
    RouterOutside,
    /// Authentication answered: it stands outside of the policy's layer.
    AuthenticationOutside,
    /// A redirect, such as one to the path with a slash, comes from outside of the policy's layer.
    Redirected,
    /// Something else answered a preflight.
    PreflightUnanswered,
    /// A response has no CORS header.
    HeadersMissing,
    /// An error has no CORS header, that of a preflight included.
    ErrorWithoutHeaders,
    /// A response has two `Access-Control-Allow-Origin`.
    SeveralAllowOrigin,
    /// Something replaced `Vary`.
    VaryLost,
    /// The CORS headers are not the policy's: a second layer, or a proxy, answers.
    AnsweredElsewhere,
    /// An `OPTIONS` request that is no preflight was answered as if it were one, or outside of the policy's layer.
    OptionsSwallowed,
    /// The policy does not allow a route's method.
    MethodNotListed,
    /// The policy does not allow a header of the requests.
    HeaderNotListed,
    /// The requests carry a cookie, and the policy does not allow credentials.
    CredentialsNotAllowed,
    /// There was no response: nothing listens, or the service failed or panicked.
    NoAnswer,
    /// A route, a header, or an origin cannot be sent.
    NotARequest,
    /// Nothing says from which origin a request is allowed: the policy has predicates alone.
    NoOrigin,
    /// The policy does not allow an origin that is named to be asked from.
    OriginNotListed,
}

impl Problem {
    /// The name, such as `router_outside`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.words().0
    }

    pub(super) const fn cause(self) -> &'static str {
        self.words().1
    }

    pub(super) const fn change(self) -> &'static str {
        self.words().2
    }

    /// Name, cause, and what to change.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Problem::RouterOutside => (
                "router_outside",
                "a router answered, and the policy's layer is inside of it or not there",
                "make the policy's layer the outermost one; in axum, add it with `layer` after all routes",
            ),
            Problem::AuthenticationOutside => (
                "authentication_outside",
                "authentication answered outside of the policy's layer, and a preflight carries no credentials",
                "make the policy's layer the outermost one; in axum, add it after the layer of authentication",
            ),
            Problem::Redirected => (
                "redirected",
                "it was redirected outside of the policy's layer, and browsers follow no redirect of a preflight",
                "let pages ask for the path that it leads to, slash included, or redirect inside of the policy's \
                 layer",
            ),
            Problem::PreflightUnanswered => (
                "preflight_unanswered",
                "something other than the policy answered: a handler, or a layer that takes every `OPTIONS`",
                "make the policy's layer the outermost one, and let nothing further out answer `OPTIONS`",
            ),
            Problem::HeadersMissing => (
                "headers_missing",
                "the response did not come through the policy's layer, and browsers keep it from scripts",
                "put the policy's layer around this route; in axum, add it with `layer` after the route",
            ),
            Problem::ErrorWithoutHeaders => (
                "error_without_headers",
                "the error did not come through the policy's layer, so that a script cannot even read its status, and a \
                 preflight fails",
                "make the policy's layer the outermost one, around whatever answers with errors",
            ),
            Problem::SeveralAllowOrigin => (
                "several_allow_origin",
                "there is more than one `Access-Control-Allow-Origin`, and browsers accept one value",
                "leave the header to the policy: something further out, a layer or a proxy, adds its own",
            ),
            Problem::VaryLost => (
                "vary_lost",
                "`Vary` does not name `Origin`, so that a cache may give one origin what was meant for another",
                "let what is further out append to `Vary` and not replace it, also where a request has no `Origin`",
            ),
            Problem::AnsweredElsewhere => (
                "answered_elsewhere",
                "the answer is not this policy's: a second CORS layer, or a proxy, answers",
                "leave CORS to one layer; if this route has another policy, name it with that one",
            ),
            Problem::OptionsSwallowed => (
                "options_swallowed",
                "an `OPTIONS` request that is no preflight was answered as if it were one, or by something further out",
                "remove what takes every `OPTIONS`: a second CORS layer, or a handler of one's own",
            ),
            Problem::MethodNotListed => (
                "method_not_listed",
                "`allow_methods` does not have the method, so that browsers do not send the request",
                "add the method to `allow_methods`, or leave the route out if no page of another origin asks for it",
            ),
            Problem::HeaderNotListed => (
                "header_not_listed",
                "`allow_headers` does not have the header, so that browsers do not send the request",
                "add it to `allow_headers`; if no script sets it, but a gateway, set it in the application that is asked",
            ),
            Problem::CredentialsNotAllowed => (
                "credentials_not_allowed",
                "browsers send a cookie with credentials only, which the policy does not allow",
                "add `allow_credentials: true` to a policy that lists its origins, or leave the cookie out",
            ),
            Problem::NoAnswer => (
                "no_answer",
                "there was no response",
                "see that the server runs and listens there; in process, make a response of the service's error or \
                 panic, inside of the policy's layer",
            ),
            Problem::NotARequest => (
                "not_a_request",
                "it cannot be sent",
                "name routes that scripts can ask for, and write them as they stand in a request",
            ),
            Problem::NoOrigin => (
                "no_origin",
                "no entry of the policy is an origin to ask from, so that nothing was asked from an allowed one",
                "name one that the policy's predicates allow, with `Routes::origin`",
            ),
            Problem::OriginNotListed => (
                "origin_not_listed",
                "the policy does not allow the origin that is named, so that nothing was asked from it",
                "add the origin to `allow_origins`, or name one that the policy allows",
            ),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
