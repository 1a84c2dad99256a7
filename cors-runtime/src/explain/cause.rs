//! Why a browser blocks a request.

use std::fmt;

/// Why a browser does not send a request, or keeps its response from the script.
///
/// Each cause has one [name](Cause::name), in the log, in an explanation and on the page
/// `blocked` of the documentation. What a client sent is shown escaped, and cut at 128 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// `allow_origins` has no entry for the origin.
    OriginNotListed,
    /// The origin is `null`, and `allow_origins` does not have it.
    NullNotListed,
    /// `Origin` is not what a browser serializes an origin to.
    OriginNotSerialized,
    /// The request has more than one `Origin` line.
    SeveralOrigins,
    /// The request is one that a browser sends with `Origin`, and has none.
    OriginLost,
    /// The script asks with credentials, and the policy does not allow them.
    CredentialsNotAllowed,
    /// `allow_methods` does not have the method.
    #[non_exhaustive]
    MethodNotListed {
        /// As it was asked for.
        method: String,
        /// The same letters in another case, if the policy has them: methods are compared byte for byte.
        listed: Option<String>,
    },
    /// `Access-Control-Request-Method` is no method, or there are several.
    MethodNotToken,
    /// `allow_headers` does not have these.
    #[non_exhaustive]
    HeaderNotListed {
        /// Names of request headers, in lower case and sorted; the first ones, if there are many.
        names: Vec<String>,
        /// Whether there are more.
        more: bool,
    },
    /// `allow_headers` has `*`, which by the standard does not stand for `Authorization`. Chromium, Firefox
    /// and Safari let it, so far, so nothing is blocked for it yet.
    AuthorizationNotListed,
    /// `Access-Control-Request-Headers` is no list of names.
    HeadersNotTokens,
    /// `Access-Control-Request-Headers` is longer than what is mirrored: 16 lines, 8 KiB.
    TooManyHeaders,
}

impl Cause {
    /// The cause's one name, such as `origin_not_listed`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Cause::OriginNotListed => "origin_not_listed",
            Cause::NullNotListed => "null_not_listed",
            Cause::OriginNotSerialized => "origin_not_serialized",
            Cause::SeveralOrigins => "several_origins",
            Cause::OriginLost => "origin_lost",
            Cause::CredentialsNotAllowed => "credentials_not_allowed",
            Cause::MethodNotListed { .. } => "method_not_listed",
            Cause::MethodNotToken => "method_not_token",
            Cause::HeaderNotListed { .. } => "header_not_listed",
            Cause::AuthorizationNotListed => "authorization_not_listed",
            Cause::HeadersNotTokens => "headers_not_tokens",
            Cause::TooManyHeaders => "too_many_headers",
        }
    }

    /// The cause in words that hold nothing of the request's.
    #[must_use]
    pub const fn summary(&self) -> &'static str {
        match self {
            Cause::OriginNotListed => "the origin is not in `allow_origins`",
            Cause::NullNotListed => "the origin is `null`, which is not in `allow_origins`",
            Cause::OriginNotSerialized => {
                "`Origin` is nothing that a web page's browser sends, and not in `allow_origins`"
            }
            Cause::SeveralOrigins => "the request has several `Origin` lines",
            Cause::OriginLost => "the request has lost its `Origin` on the way",
            Cause::CredentialsNotAllowed => {
                "the script asks with credentials, and the policy does not have `allow_credentials: true`"
            }
            Cause::MethodNotListed { .. } => "the method is not in `allow_methods`",
            Cause::MethodNotToken => {
                "`Access-Control-Request-Method` is not one method, so no browser sent it"
            }
            Cause::HeaderNotListed { .. } => "a request header is not in `allow_headers`",
            Cause::AuthorizationNotListed => {
                "the request header `authorization` is not in `allow_headers`, whose `*` does not stand for it by the standard"
            }
            Cause::HeadersNotTokens => {
                "`Access-Control-Request-Headers` is no list of header names, so no browser sent it"
            }
            Cause::TooManyHeaders => {
                "`Access-Control-Request-Headers` is longer than 16 lines or 8 KiB, which is the most that is mirrored"
            }
        }
    }

    /// The field of the policy that decides it.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Cause::OriginNotListed
            | Cause::NullNotListed
            | Cause::OriginNotSerialized
            | Cause::SeveralOrigins
            | Cause::OriginLost => "allow_origins",
            Cause::CredentialsNotAllowed => "allow_credentials",
            Cause::MethodNotListed { .. } | Cause::MethodNotToken => "allow_methods",
            Cause::HeaderNotListed { .. }
            | Cause::AuthorizationNotListed
            | Cause::HeadersNotTokens
            | Cause::TooManyHeaders => "allow_headers",
        }
    }
}

/// In one sentence without its full stop: `the origin is not in "allow_origins"`.
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::MethodNotListed { method, listed: None } => {
                write!(f, "the method `{method}` is not in `allow_methods`")
            }
            Cause::MethodNotListed { method, listed: Some(listed) } => write!(
                f,
                "the method `{method}` is not in `allow_methods`, which has `{listed}`: methods are compared byte for byte"
            ),
            Cause::HeaderNotListed { names, more } => {
                let (what, are) = if names.len() == 1 && !more {
                    ("the request header", "is")
                } else {
                    ("the request headers", "are")
                };
                let and_more = if *more { " and others" } else { "" };
                let names = names.join("`, `");
                write!(f, "{what} `{names}`{and_more} {are} not in `allow_headers`")
            }
            other => f.write_str(other.summary()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cause_has_its_place_on_the_page_that_leads_to_it() {
        let page = include_str!("../../docs/blocked.md");
        let (method, names) = (String::new(), Vec::new());
        for (cause, field) in [
            (Cause::OriginNotListed, "allow_origins"),
            (Cause::NullNotListed, "allow_origins"),
            (Cause::OriginNotSerialized, "allow_origins"),
            (Cause::SeveralOrigins, "allow_origins"),
            (Cause::OriginLost, "allow_origins"),
            (Cause::CredentialsNotAllowed, "allow_credentials"),
            (Cause::MethodNotListed { method, listed: None }, "allow_methods"),
            (Cause::MethodNotToken, "allow_methods"),
            (Cause::HeaderNotListed { names, more: false }, "allow_headers"),
            (Cause::AuthorizationNotListed, "allow_headers"),
            (Cause::HeadersNotTokens, "allow_headers"),
            (Cause::TooManyHeaders, "allow_headers"),
        ] {
            let name = cause.name();
            assert!(page.contains(&format!("\n## `{name}`\n")), "{name}");
            assert_eq!(cause.field(), field, "{name}");
        }
    }
}
