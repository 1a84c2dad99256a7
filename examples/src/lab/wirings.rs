//! How the API is put together. One wiring is right. All others are **what not to do**: they are here to
//! provoke what browsers say of them, and no policy can be blamed for that.

use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, AUTHORIZATION, HeaderMap, HeaderName,
    LOCATION, ORIGIN,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{Router, http};
use cors_runtime::CorsPolicy;

/// One way to put the API together.
#[derive(Clone, Copy, Debug)]
pub struct Wiring {
    /// In paths and links.
    pub name: &'static str,
    /// For people.
    pub title: &'static str,
    /// The API as it is served.
    pub wire: fn(api: Router, policy: &CorsPolicy) -> Router,
}

/// All of them.
pub static ALL: [Wiring; 17] = [
    Wiring {
        name: "right",
        title: "Right: the layer is outermost",
        wire: |api, policy| api.layer(policy.layer()),
    },
    Wiring { name: "none", title: "The layer is forgotten", wire: |api, _| api },
    Wiring {
        name: "doubled",
        title: "A proxy adds Allow-Origin again",
        wire: |api, policy| api.layer(policy.layer()).layer(middleware::from_fn(doubled)),
    },
    Wiring {
        name: "login",
        title: "A login in front answers 401",
        wire: |api, policy| api.layer(policy.layer()).layer(middleware::from_fn(login)),
    },
    Wiring {
        name: "bad-gateway",
        title: "A proxy in front answers 502",
        wire: |_, _| Router::new().fallback(async || StatusCode::BAD_GATEWAY),
    },
    Wiring {
        name: "redirect",
        title: "A redirect in front, as to https",
        wire: |_, _| Router::new().fallback(redirect),
    },
    Wiring {
        name: "moved",
        title: "Redirects to where no layer is",
        wire: |_, policy| Router::new().fallback(moved).layer(policy.layer()),
    },
    Wiring {
        name: "moved-with-password",
        title: "Redirects to a URL with a password",
        wire: |_, policy| Router::new().fallback(moved_with_password).layer(policy.layer()),
    },
    Wiring {
        name: "options-405",
        title: "By hand, OPTIONS is answered 405",
        wire: |api, _| by_hand(api, ByHand { preflight: StatusCode::METHOD_NOT_ALLOWED, ..ECHO }),
    },
    Wiring {
        name: "star-with-credentials",
        title: "By hand: * with credentials",
        wire: |api, _| by_hand(api, ByHand { origin: |_| "*".to_owned(), ..ECHO }),
    },
    Wiring {
        name: "slash",
        title: "By hand: an origin with a slash",
        wire: |api, _| by_hand(api, ByHand { origin: |page| format!("{page}/"), ..ECHO }),
    },
    Wiring {
        name: "two-origins",
        title: "By hand: two origins in one header",
        wire: |api, _| {
            let origin = |page: &str| format!("{page}, https://app.example.com");
            by_hand(api, ByHand { origin, ..ECHO })
        },
    },
    Wiring {
        name: "no-scheme",
        title: "By hand: an origin without https://",
        wire: |api, _| by_hand(api, ByHand { origin: |_| "app.example.com".to_owned(), ..ECHO }),
    },
    Wiring {
        name: "one-for-all",
        title: "A cache gives another page’s answer",
        wire: |api, _| {
            by_hand(api, ByHand { origin: |_| "https://app.example.com".to_owned(), ..ECHO })
        },
    },
    Wiring {
        name: "true-in-capitals",
        title: "By hand: credentials True",
        wire: |api, _| by_hand(api, ByHand { credentials: "True", ..ECHO }),
    },
    Wiring {
        name: "bad-methods",
        title: "By hand: methods without commas",
        wire: |api, _| by_hand(api, ByHand { methods: "GET POST PUT PATCH DELETE", ..ECHO }),
    },
    Wiring {
        name: "bad-headers",
        title: "By hand: header names in quotes",
        wire: |api, _| {
            by_hand(api, ByHand { headers: "\"content-type\", \"x-request-id\"", ..ECHO })
        },
    },
];

/// The right one.
pub static RIGHT: &Wiring = &ALL[0];

impl Wiring {
    /// The wiring with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Wiring> {
        ALL.iter().find(|wiring| wiring.name == name).copied()
    }
}

/// What not to do: whoever is further in has set the header already, and a browser accepts one.
async fn doubled(request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    let mut response = next.run(request).await;
    if let Some(origin) = origin {
        response.headers_mut().append(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response
}

/// What not to do: a preflight never has credentials, and this answer has no CORS headers.
async fn login(request: Request, next: Next) -> Response {
    if request.headers().contains_key(AUTHORIZATION) {
        return next.run(request).await;
    }
    StatusCode::UNAUTHORIZED.into_response()
}

/// What not to do: a preflight follows no redirect, and this answer has no CORS headers.
async fn redirect(request: Request) -> Response {
    to(beside(request.uri(), "right"))
}

/// What not to do: the browser checks the answers of both places.
async fn moved(request: Request) -> Response {
    to(beside(request.uri(), "none"))
}

/// What not to do: browsers follow no redirect with a password to another origin.
async fn moved_with_password(request: Request) -> Response {
    let host = request.headers().get(http::header::HOST).and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default();
    to(format!("http://user:password@{host}{}", beside(request.uri(), "right")))
}

fn to(location: String) -> Response {
    (StatusCode::PERMANENT_REDIRECT, [(LOCATION, location)]).into_response()
}

/// The same API in another wiring, with the query that marks the attempt.
fn beside(uri: &http::Uri, wiring: &str) -> String {
    let path = uri.path().rsplit_once('/').map_or("", |(path, _)| path);
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{path}/{wiring}{query}")
}

/// What not to do: CORS headers written by hand, without a look at who asks.
#[derive(Clone, Copy)]
struct ByHand {
    /// `Access-Control-Allow-Origin`, from the page's origin.
    origin: fn(page: &str) -> String,
    credentials: &'static str,
    methods: &'static str,
    headers: &'static str,
    /// What every `OPTIONS` is answered with.
    preflight: StatusCode,
}

/// Allows every page everything, with credentials: the worst of all, and browsers accept it.
const ECHO: ByHand = ByHand {
    origin: str::to_owned,
    credentials: "true",
    methods: "GET, HEAD, POST, PUT, PATCH, DELETE",
    headers: "authorization, content-type, x-request-id",
    preflight: StatusCode::NO_CONTENT,
};

fn by_hand(api: Router, by_hand: ByHand) -> Router {
    api.layer(middleware::from_fn(move |request: Request, next: Next| async move {
        let headers = request.headers();
        let page = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok()).map(str::to_owned);
        let mut response = if request.method() == Method::OPTIONS {
            let mut answer = by_hand.preflight.into_response();
            set(answer.headers_mut(), ACCESS_CONTROL_ALLOW_METHODS, by_hand.methods);
            set(answer.headers_mut(), ACCESS_CONTROL_ALLOW_HEADERS, by_hand.headers);
            set(answer.headers_mut(), ACCESS_CONTROL_MAX_AGE, "0");
            answer
        } else {
            next.run(request).await
        };
        if let Some(page) = page {
            set(response.headers_mut(), ACCESS_CONTROL_ALLOW_ORIGIN, &(by_hand.origin)(&page));
        }
        set(response.headers_mut(), ACCESS_CONTROL_ALLOW_CREDENTIALS, by_hand.credentials);
        response
    }))
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
