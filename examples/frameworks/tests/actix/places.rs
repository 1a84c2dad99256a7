//! Where a policy may stand, and what it answers for from there.

use actix_web::http::{Method, StatusCode};
use actix_web::{App, HttpResponse, guard, test, web};

use crate::{APP, EVIL, POLICY, PUBLIC, answer, assert_kept, assert_shared, from, preflight};

async fn hello() -> &'static str {
    "hello"
}

/// That there is a policy here: it answers a preflight, and puts its headers on what `path` gets.
macro_rules! assert_covered {
    ($app:expr, $path:literal) => {{
        let answered = answer($app, preflight(APP, $path).to_request()).await;
        assert_eq!(answered.status(), StatusCode::NO_CONTENT, "{}", $path);
        assert_shared(answered.headers());
        assert_shared(answer($app, from(APP, Method::GET, $path).to_request()).await.headers());
    }};
}

macro_rules! assert_not_covered {
    ($app:expr, $path:literal) => {{
        for request in [preflight(APP, $path), from(APP, Method::GET, $path)] {
            assert_kept(answer($app, request.to_request()).await.headers());
        }
    }};
}

#[actix_web::test]
async fn around_the_application_it_answers_for_every_path() {
    let app = App::new()
        .route("/orders", web::get().to(hello))
        .service(web::scope("/api").route("/orders", web::post().to(hello)))
        .wrap(POLICY.middleware());
    let app = test::init_service(app).await;
    assert_covered!(&app, "/orders");
    assert_covered!(&app, "/api/orders");
    assert_covered!(&app, "/api/no/such");
    assert_covered!(&app, "/no/such");
}

#[actix_web::test]
async fn around_a_scope_it_answers_for_all_that_begins_with_its_path() {
    let orders = web::scope("/orders").route("/{id}", web::put().to(hello));
    let api = web::scope("/api").service(orders).wrap(POLICY.middleware());
    let app = App::new().service(api).route("/other", web::get().to(hello));
    let app = test::init_service(app).await;
    assert_covered!(&app, "/api/orders/1");
    assert_covered!(&app, "/api/orders");
    assert_covered!(&app, "/api/no/such");
    assert_not_covered!(&app, "/other");
    assert_not_covered!(&app, "/no/such");
}

#[actix_web::test]
async fn around_a_resource_it_answers_for_its_path_and_every_method() {
    let orders = web::resource("/orders").route(web::put().to(hello)).wrap(POLICY.middleware());
    let app =
        test::init_service(App::new().service(orders).route("/other", web::get().to(hello))).await;
    assert_covered!(&app, "/orders");
    assert_not_covered!(&app, "/other");
    assert_not_covered!(&app, "/orders/1");
}

#[actix_web::get("/orders", wrap = "POLICY.middleware()")]
async fn by_attribute() -> &'static str {
    "orders"
}

/// The documentation says so: a guard keeps from a middleware what it does not let through.
#[actix_web::test]
async fn behind_a_guard_for_methods_no_preflight_comes_by() {
    let guarded = || web::resource("/orders").guard(guard::Get()).wrap(POLICY.middleware());
    let resource = test::init_service(App::new().service(guarded().to(hello))).await;
    let attribute = test::init_service(App::new().service(by_attribute)).await;
    let scope = web::scope("/orders").guard(guard::Get()).wrap(POLICY.middleware());
    let scope = test::init_service(App::new().service(scope.route("", web::to(hello)))).await;
    macro_rules! assert_passed_by {
        ($app:expr) => {{
            let missed = answer($app, preflight(APP, "/orders").to_request()).await;
            assert_eq!(missed.status(), StatusCode::NOT_FOUND);
            assert_kept(missed.headers());
            assert_shared(
                answer($app, from(APP, Method::GET, "/orders").to_request()).await.headers(),
            );
        }};
    }
    assert_passed_by!(&resource);
    assert_passed_by!(&attribute);
    assert_passed_by!(&scope);
}

#[actix_web::test]
async fn each_scope_and_resource_may_have_a_policy_of_its_own() {
    let orders = web::resource("/orders").to(hello).wrap(POLICY.middleware());
    let public =
        web::scope("/public").route("/prices", web::get().to(hello)).wrap(PUBLIC.middleware());
    let app = test::init_service(App::new().service(orders).service(public)).await;
    for request in [from(EVIL, Method::GET, "/orders"), preflight(EVIL, "/orders")] {
        assert_kept(answer(&app, request.to_request()).await.headers());
    }
    for request in [from(EVIL, Method::GET, "/public/prices"), preflight(EVIL, "/public/prices")] {
        let answered = answer(&app, request.to_request()).await;
        assert_eq!(answered.headers().get("access-control-allow-origin").unwrap(), "*");
    }
}

/// The outermost policy owns the headers, so that an inner one neither widens nor narrows it.
#[actix_web::test]
async fn of_policies_inside_each_other_the_outermost_decides() {
    let public = || web::scope("/public").route("", web::get().to(hello)).wrap(PUBLIC.middleware());
    let app = test::init_service(
        App::new().service(web::scope("/api").service(public()).wrap(POLICY.middleware())),
    )
    .await;
    assert_covered!(&app, "/api/public");
    for request in [from(EVIL, Method::GET, "/api/public"), preflight(EVIL, "/api/public")] {
        assert_kept(answer(&app, request.to_request()).await.headers());
    }
}

#[actix_web::test]
async fn an_options_request_that_is_no_preflight_reaches_its_handler() {
    let orders = web::resource("/orders")
        .route(web::route().guard(guard::Options()).to(async || HttpResponse::Ok().body("options")))
        .route(web::get().to(hello));
    let app = App::new().service(orders).route("/other", web::get().to(hello));
    let app = test::init_service(app.wrap(POLICY.middleware())).await;
    for (path, status) in [("/orders", 200), ("/other", 404)] {
        let answered = answer(&app, from(APP, Method::OPTIONS, path).to_request()).await;
        assert_eq!(answered.status(), status, "{path}");
        assert_shared(answered.headers());
    }
}

#[actix_web::test]
async fn the_handlers_own_vary_is_kept_and_its_cors_headers_are_not() {
    let varies = async || {
        HttpResponse::Ok()
            .append_header(("vary", "accept-encoding"))
            .append_header(("vary", "accept-language"))
            .append_header(("access-control-allow-origin", EVIL))
            .append_header(("access-control-max-age", "86400"))
            .finish()
    };
    let app = App::new().route("/", web::get().to(varies)).wrap(POLICY.middleware());
    let app = test::init_service(app).await;
    for origin in [APP, EVIL] {
        let answered = answer(&app, from(origin, Method::GET, "/").to_request()).await;
        let lines: Vec<_> = answered.headers().get_all("vary").collect();
        assert_eq!(lines, ["accept-encoding, accept-language, Origin"]);
        assert!(!answered.headers().contains_key("access-control-max-age"));
        let allowed: Vec<_> = answered.headers().get_all("access-control-allow-origin").collect();
        assert_eq!(allowed, Vec::from_iter((origin == APP).then_some(APP)));
    }
}

/// The request's own `Vary` is no part of the answer (GHSA-q7jf-gf43-6x6p).
#[actix_web::test]
async fn the_requests_vary_is_not_copied() {
    let app = App::new().route("/", web::get().to(hello)).wrap(POLICY.middleware());
    let app = test::init_service(app).await;
    for request in [from(APP, Method::GET, "/"), preflight(APP, "/")] {
        let request = request.insert_header(("vary", "x-evil"));
        let answered = answer(&app, request.to_request()).await;
        let lines: Vec<_> = answered.headers().get_all("vary").collect();
        assert!(
            matches!(lines[..], [line] if line.to_str().unwrap().starts_with("Origin")),
            "{lines:?}"
        );
    }
}

/// The types of the middleware fit wherever actix-web has a place for one.
#[actix_web::test]
async fn it_can_be_switched_off_and_its_bodies_boxed() {
    use actix_web::middleware::{Compat, Condition};
    for (is_on, status) in [(true, StatusCode::NO_CONTENT), (false, StatusCode::NOT_FOUND)] {
        let app = App::new()
            .wrap(Condition::new(is_on, POLICY.middleware()))
            .wrap(Compat::new(PUBLIC.middleware().explain_refusals(is_on)));
        let _ = test::init_service(app).await;
        let app = App::new().wrap(Condition::new(is_on, POLICY.middleware()));
        let app = test::init_service(app).await;
        assert_eq!(answer(&app, preflight(APP, "/").to_request()).await.status(), status);
    }
}
