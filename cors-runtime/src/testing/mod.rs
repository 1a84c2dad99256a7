//! Whether an application is wired so that its policy answers: for its tests. Needs the feature `testing`.
//!
//! A policy that compiles can still stand in the wrong place: inside a router that answers a preflight with 405,
//! inside an authentication that answers it with 401, beside a second CORS layer, behind a proxy that adds headers
//! of its own. [`assert_conforms`] asks the application what browsers would ask it, compares the answers with the
//! policy's, and fails with all findings at once, each with its cause in words. [`check_conforms`] returns
//! them; [`assert_conforms_at`] and [`check_conforms_at`] ask whatever has a URL: another framework's server, or
//! one behind its proxy.
//!
//! A report of an application whose policy stands behind its authentication:
//!
//! ```text
//! 4 findings in 15 requests, for the policy at src/main.rs:4
//!
//! authentication_outside: authentication answered outside of the policy's layer, and a preflight carries no credentials
//!   the preflight of `PUT /orders/1` from `https://app.example.com`, and from 7 other origins
//!     got 401 Unauthorized
//!   `PUT /orders/1` without its headers from `https://app.example.com`
//!     got 401 Unauthorized
//!   `OPTIONS /orders/1`, which is no preflight, from `https://app.example.com`
//!     got 401 Unauthorized
//!   the preflight of `GET /cors-runtime/no/such/path` from `https://app.example.com`
//!     got 401 Unauthorized
//!   change: make the policy's layer the outermost one; in axum, add it after the layer of authentication
//! ```
//!
//! It takes the origins from the policy: an exact entry, one that a pattern stands for, one of the list at run time if
//! there is one, and one that is not allowed; [`Routes::origin`] adds one that a predicate knows. For each
//! [route](Routes) and each of these origins it sends the preflight, without credentials as browsers do, and the request
//! itself with the route's headers and without a body; that request once more without the headers, to see the errors of
//! authentication; a `GET` once more without `Origin`, whose answer a cache may keep for a page; and for each path an
//! `OPTIONS` that is no preflight. Then it asks for a path that does not exist, unless the policy is that of the routes
//! [only](Routes::only). For one path, the first that is named or else that one, it sends the preflight from an
//! origin of each other entry as well, of 64 at most, for a layer further out may have a shorter list; and from a few that
//! are nearly an allowed one, for such a layer may compare beginnings or ends, or let `null` pass.
//!
//! So it **sends what is named, a `DELETE` as well**: give it an application of a test. A handler runs up to four times,
//! once more for a `GET`, for a list at run time, and for each origin that is added. One that takes every method gets
//! the `OPTIONS` too, and all preflights if the layer does not stand in front of it. A route that fails is worth naming,
//! for an error of a handler is looked at where there is one.
//!
//! Before that it asks a model of the browser whether the policy allows what is named: a method that `allow_methods`
//! lacks, a header that `allow_headers` lacks, a cookie without `allow_credentials` are findings as well.
//!
//! What it cannot see is what no answer shows, such as a second layer *inside* that the policy's overrules, and what is
//! shown to requests that it does not send, such as a cache's 304: name the header, `If-None-Match`, and it does.

mod application;
mod finding;
mod judge;
mod no_body;
mod origins;
mod permission;
mod probe;
mod problem;
mod routes;
mod url;

pub use application::Application;
pub use finding::{Finding, Report};
pub use no_body::NoBody;
pub use problem::Problem;
pub use routes::Routes;

/// Asks a tower service what browsers would ask it, and panics with everything that is wrong.
///
/// The service takes any body, as axum's `Router` does; for others there is [`assert_conforms_with`].
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # #[cfg(feature = "tower")] {
/// use axum::{Router, routing::{get, put}};
/// use cors_runtime::testing::{Routes, assert_conforms};
/// use cors_runtime::{CorsPolicy, cors_policy};
///
/// static API: CorsPolicy = cors_policy! {
///     allow_origins: ["https://app.example.com"],
///     allow_methods: [PUT],
///     allow_headers: ["authorization", "content-type"],
/// };
///
/// let app = Router::new()
///     .route("/orders", get(|| async { "orders" }))
///     .route("/orders/1", put(|| async { "changed" }))
///     .layer(API.layer());
///
/// let routes = Routes::of(&API)
///     .get("/orders")
///     .put("/orders/1")
///     .header("authorization", "Bearer test");
/// assert_conforms(routes, app).await;
/// # }
/// # });
/// ```
///
/// # Panics
///
/// With the [`Report`], if anything was found.
pub async fn assert_conforms(routes: impl Into<Routes>, app: impl Application<NoBody>) {
    assert_conforms_with(routes, app, NoBody::default).await;
}

/// As [`assert_conforms`], for a service whose requests have a body of one type, made here by `body`.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # #[cfg(feature = "tower")] {
/// use std::convert::Infallible;
///
/// use cors_runtime::testing::assert_conforms_with;
/// use cors_runtime::{CorsPolicy, cors_policy};
/// use http::{Request, Response};
/// use tower::{Layer, service_fn};
///
/// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
///
/// let app = API.layer().layer(service_fn(|request: Request<String>| async {
///     Ok::<_, Infallible>(Response::new(request.into_body()))
/// }));
/// assert_conforms_with(&API, app, String::new).await;
/// # }
/// # });
/// ```
///
/// # Panics
///
/// With the [`Report`], if anything was found.
pub async fn assert_conforms_with<B>(
    routes: impl Into<Routes>,
    app: impl Application<B>,
    body: impl FnMut() -> B,
) {
    let report = check_conforms_with(routes, app, body).await;
    assert!(report.is_empty(), "{report}");
}

/// Asks a tower service what browsers would ask it, and returns everything that is wrong.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # #[cfg(feature = "tower")] {
/// use axum::{Router, routing::get};
/// use cors_runtime::testing::{Problem, Routes, check_conforms};
/// use cors_runtime::{CorsPolicy, cors_policy};
///
/// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
///
/// // In axum a layer covers the routes that were added before it.
/// let app = Router::new().layer(API.layer()).route("/orders", get(|| async { "orders" }));
///
/// let report = check_conforms(Routes::of(&API).get("/orders"), app).await;
/// let problems: Vec<_> = report.findings().iter().map(|finding| finding.problem()).collect();
/// assert!(problems.contains(&Problem::RouterOutside));
/// assert!(report.to_string().contains("make the policy's layer the outermost one"));
/// # }
/// # });
/// ```
pub async fn check_conforms(routes: impl Into<Routes>, app: impl Application<NoBody>) -> Report {
    check_conforms_with(routes, app, NoBody::default).await
}

/// As [`check_conforms`], for a service whose requests have a body of one type, made here by `body`; see
/// [`assert_conforms_with`].
pub async fn check_conforms_with<B>(
    routes: impl Into<Routes>,
    mut app: impl Application<B>,
    mut body: impl FnMut() -> B,
) -> Report {
    let routes = routes.into();
    let mut report = Report::of(&routes);
    for probe in probe::all(&routes) {
        let answer = app.answer(probe.received().map(|()| body())).await;
        report.add(&probe, &answer);
    }
    report
}

/// Asks what stands at a URL what browsers would ask it, and panics with everything that is wrong.
///
/// What is named is sent, a `DELETE` as well, and [several times](self): name no route of a server with real data that
/// changes something. It blocks; call it from a thread of its own beside a server that runs in the same test. Redirects
/// are not followed, as browsers follow none of a preflight, and no proxy is taken from the environment. `https` needs
/// ureq with TLS: `ureq = { version = "3", features = ["rustls"] }` among the `dev-dependencies`.
///
/// ```no_run
/// use cors_runtime::testing::{Routes, assert_conforms_at};
/// use cors_runtime::{CorsPolicy, cors_policy};
///
/// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
///
/// assert_conforms_at(Routes::of(&API).get("/orders"), "http://staging.example.com:8080");
/// ```
///
/// # Panics
///
/// With the [`Report`], if anything was found.
pub fn assert_conforms_at(routes: impl Into<Routes>, url: &str) {
    let report = check_conforms_at(routes, url);
    assert!(report.is_empty(), "{report}");
}

/// Asks what stands at a URL what browsers would ask it, and returns everything that is wrong; see
/// [`assert_conforms_at`].
///
/// ```
/// use cors_runtime::testing::{Problem, Routes, check_conforms_at};
/// use cors_runtime::{CorsPolicy, cors_policy};
///
/// static API: CorsPolicy = cors_policy! { allow_origins: ["https://app.example.com"] };
///
/// // Nobody listens at the port of tcpmux.
/// let report = check_conforms_at(Routes::of(&API).get("/orders"), "http://127.0.0.1:1");
/// assert!(report.findings().iter().all(|finding| finding.problem() == Problem::NoAnswer));
/// ```
pub fn check_conforms_at(routes: impl Into<Routes>, url: &str) -> Report {
    let routes = routes.into();
    let client = url::Client::new(url);
    let mut report = Report::of(&routes);
    for probe in probe::all(&routes) {
        report.add(&probe, &client.answer(probe.request()));
    }
    report
}
