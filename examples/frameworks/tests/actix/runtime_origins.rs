//! A list that is replaced: each request is answered by the one that is there then, in every copy of the middleware.

use actix_web::http::Method;
use actix_web::{App, test};
use cors_runtime::{CorsPolicy, cors_policy};

use crate::{answer, from};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: within ["https://*.customer.example"],
};

const SHOP: &str = "https://shop.customer.example";

#[actix_web::test]
async fn a_list_that_is_replaced_holds_from_the_next_request_on() {
    let api = API.with_runtime_origins(None::<&str>).unwrap();
    let app = test::init_service(App::new().wrap(api.middleware())).await;
    for (list, allowed) in [(vec![SHOP], Some(SHOP)), (vec![], None)] {
        api.replace_runtime_origins(&list).unwrap();
        let answer = answer(&app, from(SHOP, Method::GET, "/").to_request()).await;
        let got = answer.headers().get("access-control-allow-origin");
        assert_eq!(got.map(|origin| origin.to_str().unwrap()), allowed);
    }
}
