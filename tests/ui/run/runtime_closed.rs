use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
};

fn main() {
    let errors = API.with_runtime_origins(["https://shop.example.com"]).unwrap_err();
    assert_eq!(errors.faults()[0].to_string(), include_str!("runtime_closed.stderr").trim_end());
}
