//! What is said in release builds only: the macro writes it for both, and rustc keeps one.

use super::Expansion;

#[test]
fn a_page_of_development_is_left_to_debug_builds() {
    const LEFT: &str = "error: `http://localhost:3000` is a page of the user's own machine, and this is a release build with credentials [development_origin] @ \"http://localhost:3000\"";
    for (origins, in_release) in [
        (r#""https://a.example", "http://localhost:3000""#, &[LEFT][..]),
        (r#""https://a.example", #[cfg(debug_assertions)] "http://localhost:3000""#, &[]),
        (r#""https://a.example", #[allow(development_origin)] "http://localhost:3000""#, &[]),
    ] {
        let policy = format!("allow_origins: [{origins}], allow_credentials: true");
        // That an error leaves no policy, and only an error, is seen to by the expansion.
        assert_eq!(Expansion::of(&policy).said(), [""; 0], "{policy}");
        assert_eq!(Expansion::in_release(&policy).said(), in_release, "{policy}");
    }
}

#[test]
fn what_is_wrong_in_every_build_is_said_in_every_build() {
    let policy = r#"allow_origins: ["http://192.168.0.7"], allow_credentials: true"#;
    let insecure = "error: `http://192.168.0.7` is not encrypted, and credentials are allowed [insecure_origin] @ \"http://192.168.0.7\"";
    let of_network = "error: `http://192.168.0.7` is a page of the network that the user is in, and this is a release build with credentials [development_origin] @ \"http://192.168.0.7\"";
    assert_eq!(Expansion::of(policy).said(), [insecure]);
    assert_eq!(Expansion::in_release(policy).said(), [insecure, of_network]);
}
