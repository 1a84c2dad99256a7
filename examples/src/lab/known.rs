//! Where an engine is known not to do what the standards say. Whatever else a browser does otherwise than
//! predicted is a mistake here, or news.

use serde::Serialize;

use super::case::{Body, By, Case, Engine};

/// One way in which an engine differs.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Known {
    /// What the engine does, in a sentence.
    pub says: &'static str,
    /// Where that is known from.
    pub reference: &'static str,
    #[serde(skip)]
    engine: Engine,
    #[serde(skip)]
    is_it: fn(&Case) -> bool,
}

/// All of them.
pub static ALL: [Known; 3] = [
    Known {
        says: "Chromium leaves out a `User-Agent` that a script sets, so it asks no permission for it.",
        reference: "https://crbug.com/571722",
        engine: Engine::Chromium,
        is_it: |case| case.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("user-agent")),
    },
    // The standard's flag is set by the listener alone: <https://xhr.spec.whatwg.org/#upload-listener-flag>
    Known {
        says: "Chromium sends no preflight for a listener to the upload of a request that has no body.",
        reference: "https://source.chromium.org/chromium/chromium/src/+/main:third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc (CreateRequest)",
        engine: Engine::Chromium,
        is_it: |case| {
            let without_body = case.body == Body::None || matches!(&*case.method, "GET" | "HEAD");
            case.by == By::XhrUpload && without_body
        },
    },
    // <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names> adds them up. Seen in Firefox 153, where
    // all other cases of the matrix agree.
    Known {
        says: "Firefox lets safelisted headers pass without permission that have more than 1,024 bytes together.",
        reference: "https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names",
        engine: Engine::Gecko,
        is_it: |case| {
            let safelisted = case
                .headers
                .iter()
                .filter(|(name, value)| cors_browser::is_safelisted_request_header(name, value));
            safelisted.map(|(_, value)| value.len()).sum::<usize>() > 1024
        },
    },
];

impl Known {
    /// Whether it is this engine that differs.
    #[must_use]
    pub fn is_of(&self, engine: Engine) -> bool {
        self.engine == engine
    }

    /// What is known of the case.
    #[must_use]
    pub fn of(case: &Case, engine: Engine) -> Option<Known> {
        ALL.iter().find(|known| known.engine == engine && (known.is_it)(case)).copied()
    }
}
