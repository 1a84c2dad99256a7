//! A list that is replaced: each request is answered by the one that is there then, also for a path of its own.

use cors_runtime::{CorsFairing, CorsPolicy, cors_policy};
use rocket::http::Method;
use rocket::uri;

use crate::server::quiet;
use crate::{POLICY, client, from, lines, preflight};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: within ["https://*.customer.example"],
};

const SHOP: &str = "https://shop.customer.example";

#[test]
fn a_list_that_is_replaced_holds_from_the_next_request_on() {
    let api = API.with_runtime_origins(None::<&str>).unwrap();
    let everywhere: CorsFairing = api.fairing();
    let below = POLICY.fairing().below(uri!("/shop"), &api);
    for fairing in [everywhere, below] {
        let client = client(quiet().attach(fairing));
        for (list, allowed) in [(vec![SHOP], vec![SHOP]), (vec![], vec![])] {
            api.replace_runtime_origins(&list).unwrap();
            for request in
                [from(&client, SHOP, Method::Get, "/shop"), preflight(&client, SHOP, "/shop")]
            {
                let response = request.dispatch();
                assert_eq!(lines(&response, "access-control-allow-origin"), allowed);
            }
        }
    }
}
