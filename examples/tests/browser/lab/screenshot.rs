//! The page's fonts and layout in each engine, and the picture of the lab in the README: `examples/lab.png`.

use std::env;
use std::fs;

use cors_examples::lab::case::Engine;
use serde::Deserialize;
use serde_json::json;

use crate::driver::{Browser, in_each_engine};
use crate::running::Running;

in_each_engine! { the_page_looks_as_it_should }

/// What the page measures of itself.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Layout {
    fits: bool,
    /// Whether the form is beside the answer, and not above it.
    is_beside: bool,
    /// Whether all letters have one width: in code, and in text.
    is_even: [bool; 2],
    /// The height of the smallest field.
    least_field_height: f64,
}

const MEASURE: &str = "(() => {
    const width = (text, font) => {
        const context = document.createElement('canvas').getContext('2d');
        context.font = font;
        return context.measureText(text).width;
    };
    const isEven = (element) => {
        const { font } = getComputedStyle(element);
        return Math.abs(width('iiiiiiii', font) - width('WWWWWWWW', font)) < 1;
    };
    const root = document.documentElement;
    const [asked, told] = ['asked', 'told'].map((id) => document.getElementById(id).getBoundingClientRect());
    const fields = [...document.querySelectorAll('input, select, textarea')];
    return {
        fits: root.scrollWidth <= root.clientWidth,
        isBeside: told.left >= asked.right && Math.abs(told.top - asked.top) < 2,
        isEven: [isEven(document.querySelector('#told pre')), isEven(document.querySelector('#told p'))],
        leastFieldHeight: Math.min(...fields.map((field) => field.getBoundingClientRect().height)),
    };
})()";

/// `LAB_PNG=lab.png cargo test -p cors-examples --test browser -- --ignored looks_as_it_should::chromium` writes the
/// picture, as cargo runs tests in their package's folder; `LAB_FRAGMENT`, `LAB_SIZE=1280x900` and `LAB_SCHEME=dark`
/// ask for other pictures, and the other engines' tests take theirs.
async fn the_page_looks_as_it_should(engine: Engine) {
    let asked = |name, otherwise: &str| env::var(name).unwrap_or_else(|_| otherwise.to_owned());
    let fragment = asked("LAB_FRAGMENT", "#method=PATCH&header=x-coupon: free&credentials=include");
    let size = asked("LAB_SIZE", "1280x900");
    let (width, height) = size.split_once('x').unwrap();
    let (width, height): (u32, u32) = (width.parse().unwrap(), height.parse().unwrap());

    let mut running = Running::start(engine).await;
    let browser = &mut running.browser;
    if let Browser::Chromium(chromium) = browser {
        let scheme =
            json!({ "name": "prefers-color-scheme", "value": asked("LAB_SCHEME", "light") });
        chromium.call("Emulation.setEmulatedMedia", json!({ "features": [scheme] })).await;
    }
    browser.resize(width, height).await;
    browser.go(&format!("{}/{fragment}", running.origins.allowed)).await;
    super::finished(browser).await;
    let wide: Layout = serde_json::from_value(browser.evaluate(MEASURE).await).unwrap();
    // The layout is known before it is drawn.
    let drawn = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100))))";
    browser.evaluate(drawn).await;
    let picture = browser.picture().await;
    browser.resize(500, height).await;
    let narrow = "new Promise((resolve) => {
        const look = () => innerWidth < 600 ? resolve(true) : setTimeout(look, 20);
        look();
        setTimeout(() => resolve(false), 10000);
    })";
    assert_eq!(browser.evaluate(narrow).await, true);
    let narrow: Layout = serde_json::from_value(browser.evaluate(MEASURE).await).unwrap();
    running.stop().await;

    if let Ok(file) = env::var("LAB_PNG") {
        fs::write(file, &picture).unwrap();
    }
    for layout in [&wide, &narrow] {
        assert!(layout.fits, "something sticks out: {layout:?}");
        assert_eq!(layout.is_even, [true, false], "{layout:?}");
        assert!(layout.least_field_height >= 24.0, "{layout:?}");
    }
    assert!(wide.is_beside && !narrow.is_beside, "{wide:?} {narrow:?}");
    assert!(picture.starts_with(b"\x89PNG"));
    // The size is at the start of the first chunk. A window has a border and a bar.
    let drawn = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    assert!(drawn(16).abs_diff(width) <= 100 && drawn(20).abs_diff(height) <= 200);
    // An empty page would be a few kilobytes.
    assert!(picture.len() > 40_000, "{}", picture.len());
}
