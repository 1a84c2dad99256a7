use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: any,
};

fn main() {
    let errors = API.replace_runtime_origins(["https://shop.example.com"]).unwrap_err();
    assert_eq!(errors.faults()[0].to_string(), include_str!("no_runtime_list.stderr").trim_end());
}
