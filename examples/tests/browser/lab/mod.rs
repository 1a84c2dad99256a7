//! The lab: what its page shows, and that the model and the browsers agree.

mod console;
mod https;
mod kept;
mod log;
mod matrix;
mod messages;
mod page;
mod screenshot;

use crate::driver::Browser;

/// Waits until the page has shown what becomes of its case.
async fn finished(browser: &mut Browser) {
    let finished = r#"new Promise((resolve) => {
        const look = () => document.body.dataset.state === "done" && resolve();
        new MutationObserver(look).observe(document.body, { attributes: true });
        look();
    })"#;
    browser.evaluate(finished).await;
}
