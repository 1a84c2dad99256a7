//! Whatever has a URL: a server of another framework, and one behind a proxy.

use std::net::Ipv4Addr;

use axum::Router;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use cors_runtime::testing::{Report, Routes, check_conforms_at};
use http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
use http::{HeaderValue, Method, StatusCode};
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use crate::{API, app, names, routes};

pub(crate) async fn report(routes: Routes, app: Router) -> Report {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::select! {
        report = spawn_blocking(move || check_conforms_at(routes, &url)) => report.unwrap(),
        _ = async { axum::serve(listener, app).await } => panic!("it serves"),
    }
}

async fn header_for_all(request: axum::extract::Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().append(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// As proxies are told to by many a page about CORS.
async fn preflights_for_all(request: axum::extract::Request, next: Next) -> Response {
    if request.method() != Method::OPTIONS {
        return next.run(request).await;
    }
    let headers = [
        ("access-control-allow-origin", "*"),
        ("access-control-allow-methods", "GET, POST, OPTIONS"),
        ("access-control-max-age", "1728000"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

#[tokio::test]
async fn an_axum_server_is_asked_over_a_socket() {
    for (how, app, expected) in [
        ("right", app().layer(API.layer()), &[][..]),
        (
            "inside of the router",
            app().route_layer(API.layer()),
            &["error_without_headers", "router_outside"],
        ),
        (
            "behind a proxy with a header of its own",
            app().layer(API.layer()).layer(from_fn(header_for_all)),
            &["several_allow_origin"],
        ),
        (
            "behind a proxy that answers preflights",
            app().layer(API.layer()).layer(from_fn(preflights_for_all)),
            &["answered_elsewhere", "options_swallowed"],
        ),
    ] {
        let report = report(routes(), app).await;
        assert_eq!(names(&report), expected, "{how}: {report}");
    }
}

#[test]
fn what_is_no_url_is_no_answer() {
    for url in ["", "example.com:80:80", "http://[", "ftp://example.com"] {
        let report = check_conforms_at(&API, url);
        assert_eq!(names(&report), ["no_answer"], "{url}: {report}");
    }
}
