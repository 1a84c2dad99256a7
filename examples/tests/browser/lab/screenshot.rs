//! The picture of the lab in the README: `examples/lab.png`.

use std::env;
use std::fs;

use serde_json::json;

use crate::devtools::from_base64;
use crate::running::Running;

/// `LAB_PNG=lab.png cargo test -p cors-examples --test browser -- --ignored picture` writes it, as cargo runs tests in
/// their package's folder, or any other file; `LAB_FRAGMENT`, `LAB_SIZE=1280x900` and `LAB_SCHEME=dark` ask for other pictures. Without a file
/// it only looks that the page has one.
#[tokio::test]
#[ignore = "needs chromium; .ci/run installs it"]
async fn the_picture_is_taken() {
    let asked = |name, otherwise: &str| env::var(name).unwrap_or_else(|_| otherwise.to_owned());
    let fragment = asked("LAB_FRAGMENT", "#method=PATCH&header=x-coupon: free&credentials=include");
    let size = asked("LAB_SIZE", "1280x900");
    let (width, height) = size.split_once('x').unwrap();
    let (width, height): (u32, u32) = (width.parse().unwrap(), height.parse().unwrap());

    let mut running = Running::start().await;
    let lab = running.origins.allowed.clone();
    let mut tab = running.browser.tab().await;
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    tab.call("Emulation.setDeviceMetricsOverride", metrics).await;
    let scheme = json!([{ "name": "prefers-color-scheme", "value": asked("LAB_SCHEME", "light") }]);
    tab.call("Emulation.setEmulatedMedia", json!({ "features": scheme })).await;
    tab.go(&format!("{lab}/{fragment}")).await;
    super::finished(&mut tab).await;
    let fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
    let fits = tab.evaluate(fits).await;
    let picture = tab.call("Page.captureScreenshot", json!({ "format": "png" })).await;
    running.stop().await;

    assert_eq!(fits, true, "nothing sticks out");
    let picture = from_base64(picture["data"].as_str().unwrap());
    assert!(picture.starts_with(b"\x89PNG"));
    if let Ok(file) = env::var("LAB_PNG") {
        fs::write(file, picture).unwrap();
    }
}
