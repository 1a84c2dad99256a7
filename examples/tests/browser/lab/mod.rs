//! The lab: what its page shows, and that the model and this browser agree.

mod console;
mod https;
mod log;
mod matrix;
mod messages;
mod page;
mod screenshot;

use crate::devtools::Tab;

/// Waits until the page has shown what becomes of its case.
async fn finished(tab: &mut Tab<'_>) {
    let finished = r#"new Promise((resolve) => {
        const look = () => document.body.dataset.state === "done" && resolve();
        new MutationObserver(look).observe(document.body, { attributes: true });
        look();
    })"#;
    tab.evaluate(finished).await;
}
