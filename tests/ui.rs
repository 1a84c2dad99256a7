//! The compiler's messages: one mistake a file, named after the rule, with the whole message beside
//! it. Each file also uses the policy that failed, and shows no error there.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the messages anew; read the difference.

#[test]
fn every_mistake_has_its_message() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/fail/*.rs");
    // Warnings, which the files turn into errors to have them shown.
    cases.compile_fail("ui/warn/*.rs");
}
