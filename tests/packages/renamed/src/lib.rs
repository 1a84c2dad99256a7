//! The library under another name, from a crate of the previous edition.

#![deny(warnings)]
// Forbidden, they could not be allowed again by what the macro writes.
#![forbid(unsafe_code, dead_code, unused, nonstandard_style, deprecated)]

/// The library as a framework would hand it on.
pub mod framework {
    pub use cross_origin::cors_policy;
    pub use cross_origin::CorsPolicy;
}

/// A policy that is made through the re-export.
pub static POLICY: framework::CorsPolicy = framework::cors_policy! {
    allow_origins: ["https://app.example.com", #[cfg(debug_assertions)] "http://localhost:*"],
    allow_methods: [DELETE],
    allow_credentials: true,
};

#[cfg(test)]
mod tests {
    #[test]
    fn a_policy_works_under_another_name() {
        assert!(super::POLICY.allows_origin("https://app.example.com"));
        let inline = cross_origin::cors_policy! { allow_origins: ["https://a.example"] };
        assert!(inline.allows_origin("https://a.example"));
    }
}
