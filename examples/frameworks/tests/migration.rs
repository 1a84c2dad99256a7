//! What the page about migration says of `tower-http`, `actix-cors` and `rocket_cors`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::convert::Infallible;

use actix_cors::Cors;
use actix_web::{App, HttpResponse, web};
use http::{HeaderMap, Method, Request, Response, StatusCode};
use rocket::local::blocking::Client;
use rocket::route::{Handler, Outcome};
use rocket::{Data, Route};
use rocket_cors::{AllowedHeaders, AllowedOrigins, CorsOptions};
use tower::{Layer, ServiceExt, service_fn};
use tower_http::cors::CorsLayer;

const APP: &str = "https://app.example.com";
const EVIL: &str = "https://evil.example";

/// What came out; the handlers answer with `x-handler` and two lines of `Vary`.
struct Answer {
    status: u16,
    headers: HeaderMap,
}

impl Answer {
    fn ran(&self) -> bool {
        self.headers.contains_key("x-handler")
    }

    fn has(&self, name: &str) -> bool {
        self.headers.contains_key(name)
    }

    /// How many of the handler's two lines of `Vary` are left, and whether one names `Origin`.
    fn vary(&self) -> (usize, bool) {
        let lines: Vec<_> = self
            .headers
            .get_all("vary")
            .iter()
            .flat_map(|line| line.to_str().unwrap().split(','))
            .map(|member| member.trim().to_ascii_lowercase())
            .collect();
        let kept = lines.iter().filter(|member| member.starts_with("accept"));
        (kept.count(), lines.iter().any(|member| member == "origin"))
    }
}

const OF_THE_HANDLER: [(&str, &str); 3] =
    [("x-handler", "ran"), ("vary", "accept"), ("vary", "accept-language")];

fn tower_http(method: &Method, lines: &[(&str, &str)]) -> Answer {
    let layer = CorsLayer::new()
        .allow_origin([APP.parse().unwrap()])
        .allow_methods([Method::GET, Method::PUT])
        .allow_headers(["content-type".parse().unwrap()])
        .allow_credentials(true);
    let app = layer.layer(service_fn(async |_: Request<String>| {
        let mut response = Response::builder();
        for (name, value) in OF_THE_HANDLER {
            response = response.header(name, value);
        }
        Ok::<_, Infallible>(response.body(String::new()).unwrap())
    }));
    let mut request = Request::builder().method(method).uri("/");
    for line in lines {
        request = request.header(line.0, line.1);
    }
    let request = request.body(String::new()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (head, _) = runtime.block_on(app.oneshot(request)).unwrap().into_parts();
    Answer { status: head.status.as_u16(), headers: head.headers }
}

fn actix_cors(method: &Method, lines: &[(&str, &str)]) -> Answer {
    let cors = Cors::default()
        .allowed_origin(APP)
        .allowed_methods(["GET", "PUT"])
        .allowed_header("content-type")
        .supports_credentials();
    actix_with(cors, method, lines)
}

fn actix_with(cors: Cors, method: &Method, lines: &[(&str, &str)]) -> Answer {
    actix_web::rt::System::new().block_on(async {
        let handler = || async {
            let mut response = HttpResponse::Ok();
            for line in OF_THE_HANDLER {
                response.append_header(line);
            }
            response.finish()
        };
        let app = App::new().default_service(web::to(handler)).wrap(cors);
        let app = actix_web::test::init_service(app).await;
        let mut request =
            actix_web::test::TestRequest::default().method(method.as_str().parse().unwrap());
        for line in lines {
            request = request.append_header(*line);
        }
        // An `Err` of the middleware is a response, too, once it is on its way out.
        let response = match actix_web::test::try_call_service(&app, request.to_request()).await {
            Ok(response) => response.into_parts().1.map_into_boxed_body(),
            Err(error) => error.error_response(),
        };
        let mut headers = HeaderMap::new();
        for (name, value) in response.headers() {
            let name: http::HeaderName = name.as_str().parse().unwrap();
            headers.append(name, value.to_str().unwrap().parse().unwrap());
        }
        Answer { status: response.status().as_u16(), headers }
    })
}

fn rocket_cors(method: &Method, lines: &[(&str, &str)]) -> Answer {
    rocket_with(AllowedOrigins::some_exact(&[APP]), method, "/", lines)
}

#[derive(Clone)]
struct Answers;

#[rocket::async_trait]
impl Handler for Answers {
    async fn handle<'r>(&self, _: &'r rocket::Request<'_>, _: Data<'r>) -> Outcome<'r> {
        let mut response = rocket::Response::build();
        for (name, value) in OF_THE_HANDLER {
            response.raw_header_adjoin(name, value);
        }
        Outcome::Success(response.finalize())
    }
}

fn rocket_with(
    allowed_origins: AllowedOrigins,
    method: &Method,
    path: &'static str,
    lines: &[(&str, &str)],
) -> Answer {
    let cors = CorsOptions {
        allowed_origins,
        allowed_methods: [rocket::http::Method::Get, rocket::http::Method::Put]
            .into_iter()
            .map(From::from)
            .collect(),
        allowed_headers: AllowedHeaders::some(&["content-type"]),
        allow_credentials: true,
        ..CorsOptions::default()
    };
    let mut config = rocket::Config::debug_default();
    config.log_level = rocket::config::LogLevel::Off;
    let rocket = rocket::custom(config)
        .mount("/", [Route::new(rocket::http::Method::Get, "/", Answers)])
        .attach(cors.to_cors().unwrap());
    let client = Client::untracked(rocket).unwrap();
    let mut request = client.req(method.as_str().parse().unwrap(), path);
    for (name, value) in lines {
        request.add_header(rocket::http::Header::new(name.to_string(), value.to_string()));
    }
    let response = request.dispatch();
    let mut headers = HeaderMap::new();
    for header in response.headers().iter() {
        let name: http::HeaderName = header.name().as_str().parse().unwrap();
        headers.append(name, header.value().parse().unwrap());
    }
    Answer { status: response.status().code, headers }
}

/// The origin, and the method that a preflight asks for.
fn preflight(origin: &'static str, method: &'static str) -> [(&'static str, &'static str); 2] {
    [("origin", origin), ("access-control-request-method", method)]
}

#[test]
fn what_clients_will_notice() {
    let theirs = [tower_http, actix_cors, rocket_cors];
    let all = |method: Method, lines: &[(&str, &str)]| theirs.map(|ask| ask(&method, lines));

    let foreign = all(Method::OPTIONS, &preflight(EVIL, "PUT"));
    assert_eq!(foreign.each_ref().map(|answer| answer.status), [200, 400, 403]);
    let has = |name| foreign.each_ref().map(|answer| answer.has(name));
    assert_eq!(has("access-control-allow-methods"), [true, false, false]);

    let fine = all(Method::OPTIONS, &preflight(APP, "PUT"));
    assert_eq!(fine.map(|answer| answer.status), [200, 200, 204]);

    let not_allowed = all(Method::OPTIONS, &preflight(APP, "PATCH"));
    assert_eq!(not_allowed.map(|answer| answer.status), [200, 400, 403]);

    let no_preflight = all(Method::OPTIONS, &[("origin", APP)]);
    let [tower_http, actix_cors, rocket_cors] = &no_preflight;
    assert_eq!((tower_http.status, tower_http.ran()), (200, false));
    assert_eq!((actix_cors.status, actix_cors.ran()), (200, true));
    assert_eq!((rocket_cors.status, rocket_cors.ran()), (400, false));
    let bare = all(Method::OPTIONS, &[]);
    assert_eq!(bare.map(|answer| answer.status), [200, 200, 404]);

    let foreign = all(Method::GET, &[("origin", EVIL)]);
    assert_eq!(foreign.each_ref().map(Answer::ran), [true, true, false]);
    assert_eq!(foreign[2].status, StatusCode::FORBIDDEN.as_u16());
    let with_credentials = |answer: &Answer| answer.has("access-control-allow-credentials");
    assert_eq!(foreign.each_ref().map(with_credentials), [true, true, false]);

    let ours = all(Method::GET, &[("origin", APP)]);
    assert_eq!(ours.map(|answer| answer.vary()), [(2, true), (1, true), (2, false)]);
}

#[test]
fn a_regular_expression_of_rocket_cors_allows_more_than_it_looks_like() {
    for (expression, origin) in [
        ("^https://(.+).acme.com$", "https://evilacme.com"),
        (r"https://app\.example\.com", "https://app.example.com.evil.example"),
    ] {
        let origins = AllowedOrigins::some_regex(&[expression]);
        let answer = rocket_with(origins, &Method::GET, "/", &[("origin", origin)]);
        assert_eq!(answer.headers["access-control-allow-origin"], origin);
    }
}

#[test]
fn rocket_cors_drops_a_path_without_a_word_and_has_a_public_route() {
    let origins = || AllowedOrigins::some_exact(&["https://app.example.com/orders"]);
    let answer = rocket_with(origins(), &Method::GET, "/", &[("origin", APP)]);
    assert_eq!(answer.headers["access-control-allow-origin"], APP);
    let answer = rocket_with(origins(), &Method::GET, "/cors/418", &[]);
    assert_eq!(answer.status, 418);
}

#[test]
fn actix_cors_reflects_everybody_and_cannot_say_what_a_pattern_can() {
    let everybody = Cors::default().allow_any_origin().supports_credentials();
    let end = Cors::default()
        .allowed_origin_fn(|origin, _| origin.as_bytes().ends_with(b"localhost:3000"));
    for (cors, origin) in [(everybody, EVIL), (end, "https://not-localhost:3000")] {
        let answer = actix_with(cors, &Method::GET, &[("origin", origin)]);
        assert_eq!(answer.headers["access-control-allow-origin"], origin);
    }
}
