//! What is said in release builds only: the macro writes it for both, and rustc keeps one.

use super::Expansion;

#[test]
fn a_page_of_development_is_announced_in_debug_builds() {
    const SAID: &str = "`http://localhost:3000` is a page of the user's own machine, and credentials are allowed [development_origin] @ \"http://localhost:3000\"";
    for (origins, attribute, in_debug, in_release) in [
        (r#""http://localhost:3000""#, "", true, true),
        (r#"#[cfg(debug_assertions)] "http://localhost:3000""#, "", false, false),
        // Somebody has thought about builds.
        (r#"#[cfg(not(wood))] "http://localhost:3000""#, "", false, true),
        (r#"#[cfg_attr(all(), cfg(not(wood)))] "http://localhost:3000""#, "", false, true),
        (r#""http://localhost:3000""#, "#[cfg(not(wood))]", false, true),
        (r#"#[allow(development_origin)] "http://localhost:3000""#, "", false, false),
        (r#""http://localhost:3000""#, "#[allow(development_origin)]", false, false),
    ] {
        let policy = format!(
            "{attribute} allow_origins: [\"https://a.example\", {origins}], allow_credentials: true"
        );
        let said = |level: &str, is_said: bool| {
            is_said.then(|| format!("{level}: {SAID}")).into_iter().collect::<Vec<_>>()
        };
        let absent = ["wood"];
        assert_eq!(
            Expansion::without(&policy, &absent).said(),
            said("warning", in_debug),
            "{policy}"
        );
        let absent = ["wood", "debug_assertions"];
        assert_eq!(
            Expansion::without(&policy, &absent).said(),
            said("error", in_release),
            "{policy}"
        );
    }
}

#[test]
fn what_is_wrong_in_every_build_is_said_in_every_build() {
    let policy = r#"allow_origins: ["http://192.168.0.7"], allow_credentials: true"#;
    let insecure = "error: `http://192.168.0.7` is not encrypted, and credentials are allowed [insecure_origin] @ \"http://192.168.0.7\"";
    let of_network = "error: `http://192.168.0.7` is a page of the network that the user is in, and credentials are allowed [development_origin] @ \"http://192.168.0.7\"";
    assert_eq!(Expansion::of(policy).said(), [insecure]);
    assert_eq!(Expansion::in_release(policy).said(), [insecure, of_network]);
}
