//! What a user says of an application: the policy, and the routes that it is for.

use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::policy::CorsPolicy;

/// The routes of an application that a policy is for.
///
/// A policy alone can stand for it: then only what is asked of every application is looked at, a preflight and a
/// request for a path that does not exist.
///
/// ```
/// use cors_runtime::testing::Routes;
/// use cors_runtime::{CorsPolicy, cors_policy};
/// use http::Method;
///
/// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
///
/// let routes = Routes::of(&API)
///     .get("/orders")
///     .post("/orders")
///     .route(Method::DELETE, "/orders/1")
///     .header("authorization", "Bearer test");
/// # let _ = routes;
/// ```
#[derive(Clone, Debug)]
#[must_use = "routes are asked for by `assert_conforms`"]
pub struct Routes {
    /// With the list at run time that it had when it was named.
    pub(super) policy: CorsPolicy,
    pub(super) named: Vec<(Method, PathAndQuery)>,
    pub(super) headers: HeaderMap,
    /// To ask from, beside those of the policy.
    pub(super) origins: Vec<String>,
    pub(super) only: bool,
    /// What cannot be sent, in words.
    pub(super) mistakes: Vec<String>,
}

impl From<&CorsPolicy> for Routes {
    fn from(policy: &CorsPolicy) -> Routes {
        Routes::of(policy)
    }
}

impl Routes {
    /// No route yet of the application that has this policy. Origins that were added at run time are asked from like
    /// those of the source; the list is the one that the policy has at this moment.
    pub fn of(policy: &CorsPolicy) -> Routes {
        Routes {
            policy: policy.pinned(),
            named: Vec::new(),
            headers: HeaderMap::new(),
            origins: Vec::new(),
            only: false,
            mistakes: Vec::new(),
        }
    }

    /// Whether the policy allows the origin.
    pub(super) fn allows(&self, origin: &str) -> bool {
        self.policy.allows_origin(origin)
    }

    /// A route: a method and a path, with a query if it needs one. One that cannot be sent is a finding,
    /// [`Problem::NotARequest`](super::Problem::NotARequest). One that never answers must not be named: in process
    /// nothing ends the wait for it but a timeout of the application's own.
    pub fn route(mut self, method: Method, path: &str) -> Routes {
        match path.parse() {
            // What is behind a `#` is not sent, and parsing leaves it off.
            Ok(parsed) if path.starts_with('/') && !path.contains('#') => {
                self.named.push((method, parsed));
            }
            _ => self.mistakes.push(format!(
                "the path {path:?}, which has to begin with a slash and to have no fragment"
            )),
        }
        self
    }

    /// `GET` of a path.
    pub fn get(self, path: &str) -> Routes {
        self.route(Method::GET, path)
    }

    /// `POST` to a path.
    pub fn post(self, path: &str) -> Routes {
        self.route(Method::POST, path)
    }

    /// `PUT` to a path.
    pub fn put(self, path: &str) -> Routes {
        self.route(Method::PUT, path)
    }

    /// `PATCH` of a path.
    pub fn patch(self, path: &str) -> Routes {
        self.route(Method::PATCH, path)
    }

    /// `DELETE` of a path.
    pub fn delete(self, path: &str) -> Routes {
        self.route(Method::DELETE, path)
    }

    /// A header that the page's script sets, such as authentication, or the cookie that its browser adds: the requests
    /// carry it, and a preflight asks for its name. One that cannot be sent is a finding, and so is one that the policy
    /// does not allow. A `host` is that of every request, a preflight included. What a gateway adds is none of these: a
    /// test's application can set it itself.
    pub fn header(mut self, name: &str, value: &str) -> Routes {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => drop(self.headers.try_append(name, value)),
            // Not the value, which may be a secret.
            _ => self.mistakes.push(format!("the header {name:?}, or its value")),
        }
        self
    }

    /// An origin to ask from, beside those that stand in the policy: one that a predicate knows. If a policy has
    /// predicates alone, one that they allow is to be named here; without it there is nothing to look for on a
    /// response, and that is a finding, [`Problem::NoOrigin`](super::Problem::NoOrigin). One that the policy does not
    /// allow is a finding as well, [`Problem::OriginNotListed`](super::Problem::OriginNotListed).
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # #[cfg(feature = "tower")] {
    /// use axum::{Router, routing::get};
    /// use cors_runtime::testing::{Routes, assert_conforms};
    /// use cors_runtime::{CorsPolicy, Origin, cors_policy};
    ///
    /// static API: CorsPolicy = cors_policy! { allow_origins: [if is_tenant] };
    ///
    /// fn is_tenant(origin: Origin<'_>) -> bool {
    ///     origin.as_str() == "https://tenant.example"
    /// }
    ///
    /// let app = Router::new().route("/orders", get(|| async { "orders" })).layer(API.layer());
    /// assert_conforms(Routes::of(&API).get("/orders").origin("https://tenant.example"), app).await;
    /// # }
    /// # });
    /// ```
    pub fn origin(mut self, origin: &str) -> Routes {
        match HeaderValue::from_str(origin) {
            Ok(_) => self.origins.push(origin.to_owned()),
            Err(_) => self.mistakes.push(format!("the origin {origin:?}")),
        }
        self
    }

    /// The policy is that of these routes alone, and others may have another one: what the application answers
    /// where there is no route is not looked at. So there has to be a route: without one nothing could be found.
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # #[cfg(feature = "tower")] {
    /// use axum::{Router, routing::get};
    /// use cors_runtime::testing::{Routes, assert_conforms};
    /// use cors_runtime::{CorsPolicy, cors_policy};
    ///
    /// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
    /// static PUBLIC: CorsPolicy = cors_policy! { allow_origins: * };
    ///
    /// let app = Router::new()
    ///     .route("/orders", get(|| async { "orders" }).layer(API.layer()))
    ///     .route("/menu", get(|| async { "the menu" }).layer(PUBLIC.layer()));
    ///
    /// assert_conforms(Routes::of(&API).get("/orders").only(), app.clone()).await;
    /// assert_conforms(Routes::of(&PUBLIC).get("/menu").only(), app).await;
    /// # }
    /// # });
    /// ```
    pub fn only(mut self) -> Routes {
        self.only = true;
        self
    }
}
