//! An actix-web server with two policies: prices that every page may read, and orders that pages of the shop may change.
//!
//! Each policy stands around a scope of its own, outside the authentication, which a preflight could not pass: it carries
//! no `Authorization`. The error of that one reaches the page's script all the same. An application with one policy wraps
//! the `App` in it instead, and so answers for paths that have no route as well.
//!
//! `cargo run -p cors-frameworks --example actix`, then open both addresses that it prints.

use std::io::{self, Write as _};
use std::net::Ipv4Addr;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::ErrorUnauthorized;
use actix_web::http::header::{AUTHORIZATION, ContentType};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, ServiceConfig};
use actix_web::{App, Error, HttpResponse, HttpServer};
use cors_runtime::{CorsPolicy, cors_policy};

/// Prices are for everybody.
static PRICES: CorsPolicy = cors_policy! { allow_origins: * };

/// Orders are for the pages of the shop.
static ORDERS: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://shop.example.com",
        // The page below, which asks at 127.0.0.1 and so at another origin than its own.
        "http://localhost:4120",
    ],
    allow_methods: [GET, PUT, DELETE],
    allow_headers: ["authorization", "content-type"],
    max_age: 10m,
};

const PORT: u16 = 4120;

const PAGE: &str = r#"<!doctype html>
<meta charset="utf-8">
<title>actix-web</title>
<ul></ul>
<script>
    const list = document.querySelector("ul");
    async function ask(path, options) {
        const line = list.appendChild(document.createElement("li"));
        const asked = `${options?.method ?? "GET"} ${path}`;
        try {
            const answer = await fetch(`http://127.0.0.1:4120${path}`, options);
            line.textContent = `${asked}: ${answer.status}, ${await answer.text()}`;
        } catch {
            line.textContent = `${asked}: blocked for ${location.origin}`;
        }
    }
    ask("/prices");
    ask("/orders");
    ask("/orders/1", { method: "PUT", headers: { Authorization: "Bearer me" } });
    ask("/orders/none", { method: "PUT", headers: { Authorization: "Bearer me" } });
</script>
"#;

#[actix_web::main]
async fn main() -> io::Result<()> {
    let server = HttpServer::new(|| App::new().configure(routes)).workers(1);
    let server = server.bind((Ipv4Addr::LOCALHOST, PORT))?.run();
    write!(
        io::stdout(),
        "\
http://localhost:{PORT} is listed: it reads everything, and the 401 and the 404 are no exceptions.
http://other.localhost:{PORT} is the same page at another origin: it reads the prices.
"
    )?;
    server.await
}

fn routes(app: &mut ServiceConfig) {
    let prices =
        web::scope("/prices").route("", web::get().to(async || "tea: 2")).wrap(PRICES.middleware());
    let orders = web::scope("/orders")
        .route("", web::get().to(async || "tea"))
        .route("/{id}", web::put().to(change))
        .wrap(from_fn(authenticate))
        // Wrapped last, and so the outermost.
        .wrap(ORDERS.middleware());
    app.route(
        "/",
        web::get().to(async || HttpResponse::Ok().content_type(ContentType::html()).body(PAGE)),
    )
    .service(prices)
    .service(orders);
}

async fn change(id: web::Path<u32>) -> String {
    format!("order {id} is changed")
}

/// A stand-in for asking who the user is.
async fn authenticate(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.headers().contains_key(AUTHORIZATION) {
        next.call(request).await
    } else {
        Err(ErrorUnauthorized("who is there?"))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::Method;
    use actix_web::test::{TestRequest, init_service, try_call_service};

    use super::*;

    const SHOP: &str = "https://shop.example.com";
    const OTHER: &str = "http://other.localhost:4120";

    /// The status of the answer, and who may read it.
    async fn answered(request: TestRequest) -> (u16, Option<String>) {
        let app = init_service(App::new().configure(routes)).await;
        let answer = match try_call_service(&app, request.to_request()).await {
            Ok(answer) => answer.into_parts().1.map_into_boxed_body(),
            Err(error) => error.error_response(),
        };
        let readers = answer.headers().get("access-control-allow-origin");
        (answer.status().as_u16(), readers.map(|readers| readers.to_str().unwrap().to_owned()))
    }

    #[actix_web::test]
    async fn each_scope_answers_by_its_own_policy() {
        let preflight = ("access-control-request-method", "PUT");
        let user = ("authorization", "Bearer me");
        for (because, method, path, origin, line, status, reader) in [
            ("prices are for everybody", Method::GET, "/prices", OTHER, None, 200, Some("*")),
            ("nobody is there", Method::GET, "/orders", SHOP, None, 401, Some(SHOP)),
            ("the user is there", Method::GET, "/orders", SHOP, Some(user), 200, Some(SHOP)),
            ("the user's script elsewhere", Method::GET, "/orders", OTHER, Some(user), 200, None),
            (
                "a preflight has no user",
                Method::OPTIONS,
                "/orders/1",
                SHOP,
                Some(preflight),
                204,
                Some(SHOP),
            ),
            (
                "a preflight from elsewhere",
                Method::OPTIONS,
                "/orders/1",
                OTHER,
                Some(preflight),
                403,
                None,
            ),
            (
                "no order has this number",
                Method::PUT,
                "/orders/none",
                SHOP,
                Some(user),
                404,
                Some(SHOP),
            ),
        ] {
            let request =
                TestRequest::with_uri(path).method(method).insert_header(("origin", origin));
            let request = line.into_iter().fold(request, TestRequest::insert_header);
            let found = answered(request).await;
            assert_eq!(found, (status, reader.map(str::to_owned)), "{because}");
        }
    }
}
