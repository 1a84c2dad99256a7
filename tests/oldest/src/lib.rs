//! A policy in each adapter. Nothing runs here: whether it builds is the question.

use cors_runtime::{CorsPolicy, cors_policy};

/// A list, a pattern, and room for a list at run time.
pub static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com", "https://*.preview.example.com"],
    runtime_origins: within ["https://*.customer.example"],
    allow_methods: [GET, PUT],
    allow_headers: ["content-type"],
};

/// Around a service of tower's.
pub fn tower<S>(service: S) -> impl Sized {
    tower_layer::Layer::layer(&API.layer(), service)
}

/// Around an application of actix-web's.
pub fn actix_web() -> impl Sized {
    actix_web::App::new().wrap(API.middleware())
}

/// In Rocket.
pub fn rocket() -> impl rocket::fairing::Fairing {
    API.fairing()
}
