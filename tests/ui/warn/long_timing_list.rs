#![deny(deprecated)]

use cors_runtime::{CorsPolicy, cors_policy};

static API: CorsPolicy = cors_policy! {
    allow_origins: [include_str!("long_timing_list.txt")],
    timing_allow_origins: same,
};

fn main() {
    assert!(API.allows_origin("https://tenant-100.example.com"));
}
