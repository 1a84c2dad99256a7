//! What a message says to write: pasted over what it underlines, the message is gone.

use super::expansion::{Expansion, Message};
use super::{mistakes, opt_out};

/// Without `debug_assertions`, because in release builds more is said.
const ABSENT: &[&str] = &["absent", "debug_assertions"];

/// Pastes every replacement that is offered for a policy, each by itself; how many there are.
#[track_caller]
pub(super) fn assert_mended(policy: &str) -> usize {
    let before = Expansion::without(policy, ABSENT);
    let offers = before.messages.iter().filter_map(|message| {
        let (place, _) = message.underlined.clone()?;
        Some((message, place, message.replacement()?))
    });
    let mut pasted = 0;
    for (message, place, replacement) in offers {
        let mut mended = policy.to_owned();
        mended.replace_range(place, replacement);
        let after = Expansion::without(&mended, ABSENT);
        assert!(
            count(&after, message) < count(&before, message),
            "{}\n{policy}\n{mended}\n{:#?}",
            message.line(),
            after.said()
        );
        pasted += 1;
    }
    pasted
}

/// How often a message is there: two entries may have the same mistake.
fn count(expansion: &Expansion, message: &Message) -> usize {
    expansion.messages.iter().filter(|other| other.headline() == message.headline()).count()
}

/// So it is for the policies of the other tables; see `assert_said`.
#[test]
fn every_replacement_mends_what_it_is_for() {
    let mistakes = mistakes::TABLE.iter().map(|(_, written, _)| mistakes::policy(written));
    let with_opt_outs = opt_out::TABLE.iter().map(|(_, policy)| policy.replace(['§', '¶'], ""));
    let pasted: usize = mistakes.chain(with_opt_outs).map(|policy| assert_mended(&policy)).sum();
    assert!(pasted > 60, "only {pasted} replacements");
}

/// A policy with many mistakes, as in the example that a user's colleague might write.
#[test]
fn pasting_one_after_the_other_comes_to_an_end() {
    let mut policy = r#"
        origins = ["HTTPS://App.example.com:443/login" "app.example.com", "localhost:3000"],
        methods: "put", headers: [Content-Type, "X-A X-B"]
        supports_credentials: "yes", max-age: Duration::from_secs(600),
    "#
    .to_owned();
    for _ in 0..20 {
        let expansion = Expansion::of(&policy);
        let offer = expansion.messages.iter().find_map(|message| {
            let (place, _) = message.underlined.clone()?;
            Some((place, message.replacement()?.to_owned()))
        });
        let Some((place, replacement)) = offer else { break };
        policy.replace_range(place, &replacement);
    }
    let said = Expansion::of(&policy).said();
    let left = r#"error: `https://app.example.com` is already allowed by `https://app.example.com` [redundant_origin] @ "https://app.example.com""#;
    assert_eq!(said, [left], "{policy}");
}
