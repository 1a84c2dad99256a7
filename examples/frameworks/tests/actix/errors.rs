//! The policy outermost, and everything that can go wrong further in.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::{ErrorConflict, ErrorUnauthorized};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpResponse, ResponseError, test, web};
use serde::Deserialize;

use crate::{APP, EVIL, POLICY, PUBLIC, answer, assert_kept, assert_shared, from, preflight};

#[derive(Deserialize)]
struct Order {
    drink: String,
}

async fn take(order: web::Json<Order>) -> String {
    order.drink.clone()
}

#[derive(Debug)]
struct OutOfMilk;

impl std::fmt::Display for OutOfMilk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("out of milk")
    }
}

/// With headers of its own, of which some are the policy's.
impl ResponseError for OutOfMilk {
    fn error_response(&self) -> HttpResponse {
        HttpResponse::ServiceUnavailable()
            .insert_header(("retry-after", "60"))
            .insert_header(("access-control-allow-origin", "*"))
            .insert_header(("vary", "accept-encoding"))
            .finish()
    }
}

async fn conflicts() -> Result<HttpResponse, Error> {
    Err(ErrorConflict("sold"))
}

async fn is_out_of_milk() -> Result<HttpResponse, OutOfMilk> {
    Err(OutOfMilk)
}

/// As most middlewares do it: the error goes out as it is, past everything that looks at responses.
async fn authenticate(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.headers().contains_key("authorization") {
        next.call(request).await
    } else {
        Err(ErrorUnauthorized("who is there?"))
    }
}

async fn fails(
    _: ServiceRequest,
    _: Next<impl MessageBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    Err(OutOfMilk.into())
}

macro_rules! app {
    () => {
        test::init_service(
            App::new()
                .app_data(web::JsonConfig::default().limit(64))
                .service(
                    web::resource("/orders")
                        .route(web::get().to(async || "orders"))
                        .route(web::post().to(take)),
                )
                .route("/orders/{id}", web::get().to(async |id: web::Path<u32>| id.to_string()))
                .route("/conflicts", web::get().to(conflicts))
                .route("/milk", web::get().to(is_out_of_milk))
                .service(
                    web::resource("/members")
                        .route(web::get().to(async || "member"))
                        .wrap(from_fn(authenticate)),
                )
                .service(
                    web::scope("/fails")
                        .route("/", web::get().to(async || ""))
                        .wrap(from_fn(fails)),
                )
                .wrap(POLICY.middleware()),
        )
        .await
    };
}

#[actix_web::test]
async fn a_script_may_read_every_error_whoever_answers_it() {
    let app = app!();
    let get = |path| from(APP, Method::GET, path);
    let json = |body: &'static str| {
        from(APP, Method::POST, "/orders")
            .insert_header(("content-type", "application/json"))
            .set_payload(body)
    };
    let large =
        "{\"drink\": \"coffee with milk and sugar and a spoon and a small glass of water\"}";
    for (who, request, status) in [
        ("the handler", get("/orders"), 200),
        ("the extractor of the content, of its syntax", json("{"), 400),
        ("the middleware of a resource, by an error", get("/members"), 401),
        ("the router, of the path", get("/no/such/route"), 404),
        ("the router, of the path without its slash", get("/orders/"), 404),
        ("the extractor of the path", get("/orders/one"), 404),
        ("the resource, of the method", from(APP, Method::DELETE, "/orders"), 405),
        ("the router, of the method of a route", from(APP, Method::DELETE, "/milk"), 404),
        ("the handler, by an error of actix-web", get("/conflicts"), 409),
        ("the extractor, of the length", json(large), 413),
        ("the handler, by an error of its own", get("/milk"), 503),
        ("the middleware of a scope, by an error", get("/fails/"), 503),
    ] {
        let answer = answer(&app, request.to_request()).await;
        assert_eq!(answer.status(), status, "{who}");
        assert_shared(answer.headers());
    }
}

#[actix_web::test]
async fn a_foreign_origin_may_read_no_error() {
    let app = app!();
    for path in ["/orders", "/members", "/no/such/route", "/milk", "/fails/"] {
        let answer = answer(&app, from(EVIL, Method::GET, path).to_request()).await;
        assert_kept(answer.headers());
        assert!(
            answer.headers().get_all("vary").any(|line| line.to_str().unwrap().ends_with("Origin")),
            "{path}"
        );
    }
}

/// What an error says of itself stays, but for what the policy owns.
#[actix_web::test]
async fn an_errors_own_headers_are_treated_like_a_responses() {
    let app = app!();
    for path in ["/milk", "/fails/"] {
        let answer = answer(&app, from(APP, Method::GET, path).to_request()).await;
        let lines = |name| answer.headers().get_all(name).cloned().collect::<Vec<_>>();
        assert_eq!(lines("retry-after"), ["60"], "{path}");
        assert_eq!(lines("access-control-allow-origin"), [APP], "{path}");
        assert_eq!(lines("vary"), ["accept-encoding, Origin"], "{path}");
    }
}

/// A preflight that reached a handler would run it for whoever asks (CVE-2020-5397).
#[actix_web::test]
async fn a_preflight_is_answered_before_everything_further_in() {
    let app = app!();
    for path in ["/orders", "/members", "/no/such/route", "/milk", "/fails/"] {
        let allowed = answer(&app, preflight(APP, path).to_request()).await;
        assert_eq!(allowed.status(), StatusCode::NO_CONTENT, "{path}");
        assert_shared(allowed.headers());
        let methods = allowed.headers().get("access-control-allow-methods").unwrap();
        assert_eq!(methods, "GET, HEAD, POST, PUT, DELETE");

        let refused = answer(&app, preflight(EVIL, path).to_request()).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN, "{path}");
        assert_kept(refused.headers());
    }
}

/// An error is asked for its response as often as somebody wants to see it.
#[actix_web::test]
async fn an_errors_response_has_the_headers_once_however_often_it_is_made() {
    let app = app!();
    let request = from(APP, Method::GET, "/fails/").to_request();
    let error = test::try_call_service(&app, request).await.err().unwrap();
    for _ in 0..2 {
        let answer = error.error_response();
        assert_shared(answer.headers());
        assert_eq!(answer.headers().get_all("vary").count(), 1);
    }
}

/// Each of them maps the error's response, and the outermost comes last.
#[actix_web::test]
async fn of_policies_inside_each_other_the_outermost_decides_about_an_error() {
    let fails = web::scope("/fails")
        .route("/", web::get().to(async || ""))
        .wrap(from_fn(fails))
        .wrap(PUBLIC.middleware());
    let app = test::init_service(App::new().service(fails).wrap(POLICY.middleware())).await;
    let shared = answer(&app, from(APP, Method::GET, "/fails/").to_request()).await;
    assert_eq!(shared.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_shared(shared.headers());
    assert_kept(answer(&app, from(EVIL, Method::GET, "/fails/").to_request()).await.headers());
}

/// The documentation says so: somebody further out may make a response that nobody further in is asked about.
#[actix_web::test]
async fn a_response_that_is_made_of_an_error_further_out_may_lack_the_headers() {
    let app = app!();
    let request = || from(APP, Method::GET, "/fails/").to_request();
    let error = test::try_call_service(&app, request()).await.err().unwrap();
    assert_shared(error.error_response().headers());
    let error = test::try_call_service(&app, request()).await.err().unwrap();
    assert!(
        !HttpResponse::from_error(error).headers().contains_key("access-control-allow-credentials")
    );
}
