//! Where an engine differs from the standards, and the model does not follow it. Any other difference between a browser
//! and its prediction is a mistake in the model, or a change in the browser.

use cors_browser::{is_safelisted_request_header, is_token, normalize_method};
use serde::Serialize;

use super::case::{Body, By, Case, Engine};

/// One way in which an engine differs.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Known {
    /// The engine.
    pub engine: Engine,
    /// How the engine differs, in one sentence.
    pub says: &'static str,
    /// The engine's source, or its bug.
    pub reference: &'static str,
    /// The lab's address of a small case that shows it. A test runs it in every engine, so a change is noticed.
    pub example: &'static str,
    #[serde(skip)]
    is_it: fn(&Case) -> bool,
}

/// All of them.
pub static ALL: [Known; 16] = [
    Known {
        engine: Engine::Chromium,
        says: "Chromium leaves out a `User-Agent` that a script sets, so it needs no permission for it.",
        reference: "https://crbug.com/571722",
        example: "#policy=list&header=user-agent: lab",
        is_it: |case| values_of(case, "user-agent").next().is_some(),
    },
    // The standard's flag is set by the listener alone: <https://xhr.spec.whatwg.org/#upload-listener-flag>
    Known {
        engine: Engine::Chromium,
        says: "Chromium sends no preflight for a listener to the upload of a request that has no body.",
        reference: "https://source.chromium.org/chromium/chromium/src/+/main:third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc (CreateRequest)",
        example: "#policy=list&by=xhr-upload",
        is_it: |case| {
            let drops_body = matches!(&*normalize_method(&case.method), "GET" | "HEAD");
            case.by == By::XhrUpload && (case.body == Body::None || drops_body)
        },
    },
    Known {
        engine: Engine::Chromium,
        says: "Chromium needs no permission for client hints, such as `DPR`, `Save-Data` and `Device-Memory`.",
        reference: "https://source.chromium.org/chromium/chromium/src/+/main:services/network/public/cpp/cors/cors.cc (IsCorsSafelistedHeader)",
        example: "#policy=list&header=dpr: 2",
        is_it: |case| {
            const HINTS: [&str; 9] = [
                "device-memory",
                "downlink",
                "dpr",
                "ect",
                "intervention",
                "rtt",
                "save-data",
                "viewport-width",
                "width",
            ];
            HINTS.iter().any(|hint| values_of(case, hint).next().is_some())
        },
    },
    Known {
        engine: Engine::Chromium,
        says: "Chromium needs permission for a `Range` with a number of 9223372036854775807 or more.",
        reference: "https://source.chromium.org/chromium/chromium/src/+/main:net/http/http_util.cc (ParseRangeHeader)",
        example: "#policy=list&header=range: bytes=9223372036854775807-",
        is_it: |case| has_range_from(case, 9_223_372_036_854_775_807),
    },
    Known {
        engine: Engine::Chromium,
        says: "Chromium sends no `Content-Type` for a `Blob` in an `XMLHttpRequest` if it cannot parse the type with its parameters.",
        reference: "https://source.chromium.org/chromium/chromium/src/+/main:third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc (Send)",
        example: "#policy=list&method=POST&body=blob:image/png;&by=xhr",
        is_it: |case| {
            blob_by_xhr(case).is_some_and(|kind| {
                let (essence, parameters) = kind
                    .split_once(';')
                    .map_or((kind, None), |(essence, rest)| (essence, Some(rest)));
                let is_parameter = |parameter: &str| {
                    parameter.trim().split_once('=').is_some_and(|(name, value)| {
                        is_token(name.as_bytes()) && is_token(value.as_bytes())
                    })
                };
                let are_parameters = parameters.is_none_or(|all| all.split(';').all(is_parameter));
                !is_mime_type(essence) || !are_parameters
            })
        },
    },
    Known {
        engine: Engine::Chromium,
        says: "Chromium joins the values of a header that `fetch()` sets twice, as `XMLHttpRequest` does.",
        reference: "https://source.chromium.org/chromium/chromium/src/+/main:third_party/blink/renderer/core/fetch/fetch_manager.cc (PerformHTTPFetch)",
        example: "#policy=list&header=range: bytes=0-1&header=range: bytes=2-3",
        is_it: repeats_by_fetch,
    },
    Known {
        engine: Engine::Chromium,
        says: "Chromium needs permission for a content type with quotation marks, also if `XMLHttpRequest` corrects its charset.",
        reference: "https://source.chromium.org/chromium/chromium/src/+/main:third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc (ReplaceCharsetInMediaType)",
        example: "#policy=list&method=POST&body=text&by=xhr&header=content-type: text/plain;charset=\"latin1\"",
        is_it: |case| corrected_by_xhr(case).is_some_and(|value| value.contains('"')),
    },
    // <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names> adds them up.
    Known {
        engine: Engine::Gecko,
        says: "Firefox has no limit of 1,024 bytes for the values of all safelisted headers together.",
        reference: "https://searchfox.org/firefox-main/source/dom/fetch/InternalHeaders.cpp (GetUnsafeHeaders)",
        example: OVER_1024,
        is_it: |case| {
            let safelisted = case
                .headers
                .iter()
                .filter(|(name, value)| is_safelisted_request_header(name, value));
            safelisted.map(|(_, value)| value.chars().count()).sum::<usize>() > 1024
        },
    },
    Known {
        engine: Engine::Gecko,
        says: "Firefox needs permission for an `Accept` or a `Content-Type` with a byte above 127.",
        reference: "https://searchfox.org/firefox-main/source/dom/base/nsContentUtils.cpp (IsCorsUnsafeRequestHeaderValue)",
        example: "#policy=list&header=accept: é",
        is_it: |case| {
            let mut values = values_of(case, "accept").chain(values_of(case, "content-type"));
            values.any(|value| !value.is_ascii())
        },
    },
    Known {
        engine: Engine::Gecko,
        says: "Firefox needs permission for a `Content-Type` with an empty parameter or with a comma.",
        reference: "https://searchfox.org/firefox-main/source/dom/base/nsContentUtils.cpp (IsAllowedNonCorsContentType)",
        example: "#policy=list&method=POST&body=text&header=content-type: text/plain;;",
        is_it: |case| {
            values_of(case, "content-type").any(|value| {
                let parameters = value.split(';').skip(1);
                let last = value.matches(';').count();
                let is_empty = |(number, parameter): (usize, &str)| {
                    number < last && parameter.trim().is_empty()
                };
                value.contains(',') || (1..).zip(parameters).any(is_empty)
            })
        },
    },
    Known {
        engine: Engine::Gecko,
        says: "Firefox needs permission for a `Range` with a number of 18446744073709551616 or more.",
        reference: "https://searchfox.org/firefox-main/source/dom/base/nsContentUtils.cpp (ParseSingleRangeRequest)",
        example: "#policy=list&header=range: bytes=18446744073709551616-",
        is_it: |case| has_range_from(case, 18_446_744_073_709_551_616),
    },
    Known {
        engine: Engine::Gecko,
        says: "Firefox needs permission for the content type as the script has written it, also if `XMLHttpRequest` corrects its charset.",
        reference: "https://searchfox.org/firefox-main/source/dom/xhr/XMLHttpRequestMainThread.cpp (SendInternal)",
        example: "#policy=list&method=POST&body=text&by=xhr&header=content-type: text/plain;charset=a@b",
        is_it: |case| {
            corrected_by_xhr(case)
                .is_some_and(|value| !is_safelisted_request_header("content-type", value))
        },
    },
    Known {
        engine: Engine::Webkit,
        says: "WebKit accepts the unit of a `Range` in any case, and a plus sign before its numbers.",
        reference: "https://github.com/WebKit/WebKit/blob/main/Source/WebCore/platform/network/HTTPParsers.cpp (parseRange)",
        example: "#policy=list&header=range: Bytes=0-9",
        is_it: |case| {
            values_of(case, "range").any(|value| {
                let is_range = value.to_ascii_lowercase().starts_with("bytes=");
                is_range && (!value.starts_with("bytes=") || value.contains('+'))
            })
        },
    },
    Known {
        engine: Engine::Webkit,
        says: "WebKit needs permission for a `Range` with a number of 18446744073709551616 or more.",
        reference: "https://github.com/WebKit/WebKit/blob/main/Source/WebCore/platform/network/HTTPParsers.cpp (parseRange)",
        example: "#policy=list&header=range: bytes=18446744073709551616-",
        is_it: |case| has_range_from(case, 18_446_744_073_709_551_616),
    },
    Known {
        engine: Engine::Webkit,
        says: "WebKit sends no `Content-Type` for a `Blob` in an `XMLHttpRequest` if its type is not a MIME type.",
        reference: "https://github.com/WebKit/WebKit/blob/main/Source/WebCore/xml/XMLHttpRequest.cpp (send)",
        example: "#policy=list&method=POST&body=blob:text&by=xhr",
        is_it: |case| {
            blob_by_xhr(case)
                .is_some_and(|kind| !is_mime_type(kind.split(';').next().unwrap_or_default()))
        },
    },
    Known {
        engine: Engine::Webkit,
        says: "WebKit joins the values of a header that `fetch()` sets twice, as `XMLHttpRequest` does.",
        reference: "https://github.com/WebKit/WebKit/blob/main/Source/WebCore/Modules/fetch/FetchHeaders.cpp (appendToHeaderMap)",
        example: "#policy=list&header=range: bytes=0-1&header=range: bytes=2-3",
        is_it: repeats_by_fetch,
    },
];

/// Something that an engine does in its own way and the model follows.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Followed {
    /// The engine.
    pub engine: Engine,
    /// What the engine does, in one sentence.
    pub says: &'static str,
    /// The engine's source.
    pub reference: &'static str,
    /// The lab's address of a case in which it matters.
    pub example: &'static str,
}

const STAR_IS_FOR_AUTHORIZATION: &str = "#policy=bare-star&header=authorization: Bearer 1";

/// All of them. The model has them in `cors_browser::Engine`.
pub static FOLLOWED: [Followed; 7] = [
    Followed {
        engine: Engine::Chromium,
        says: "Chromium keeps a preflight’s answer for two hours at most.",
        reference: "https://source.chromium.org/chromium/chromium/src/+/main:services/network/public/cpp/cors/preflight_result.cc (kMaxTimeout)",
        example: "#method=PUT",
    },
    Followed {
        engine: Engine::Chromium,
        says: "In Chromium `Access-Control-Allow-Headers: *` covers `Authorization`, for one request only: the answer is not used again. By the standard it does not cover it.",
        reference: "https://source.chromium.org/chromium/chromium/src/+/main:services/network/public/cpp/cors/preflight_result.cc (EnsureAllowedCrossOriginHeaders)",
        example: STAR_IS_FOR_AUTHORIZATION,
    },
    Followed {
        engine: Engine::Gecko,
        says: "Firefox keeps a preflight’s answer for one day at most.",
        reference: "https://searchfox.org/firefox-main/source/netwerk/protocol/http/nsCORSListenerProxy.cpp (AddResultToCache)",
        example: "#method=PUT",
    },
    Followed {
        engine: Engine::Gecko,
        says: "Firefox does not use a preflight’s answer again for a method or a header that only `*` allows.",
        reference: "https://searchfox.org/firefox-main/source/netwerk/protocol/http/nsCORSListenerProxy.cpp (CheckRequest)",
        example: "#policy=bare-star&method=PUT",
    },
    Followed {
        engine: Engine::Gecko,
        says: "In Firefox `Access-Control-Allow-Headers: *` covers `Authorization`, with a warning in the console. By the standard it does not.",
        reference: "https://searchfox.org/firefox-main/source/netwerk/protocol/http/nsCORSListenerProxy.cpp (CheckPreflightRequestApproved)",
        example: STAR_IS_FOR_AUTHORIZATION,
    },
    Followed {
        engine: Engine::Webkit,
        says: "WebKit keeps a preflight’s answer for ten minutes at most.",
        reference: "https://github.com/WebKit/WebKit/blob/main/Source/WebCore/loader/CrossOriginPreflightResultCache.cpp (maxPreflightCacheTimeout)",
        example: "#method=PUT",
    },
    Followed {
        engine: Engine::Webkit,
        says: "In WebKit `Access-Control-Allow-Headers: *` covers `Authorization`. By the standard it does not.",
        reference: "https://github.com/WebKit/WebKit/blob/main/Source/WebCore/loader/CrossOriginPreflightResultCache.cpp (validateCrossOriginHeaders)",
        example: STAR_IS_FOR_AUTHORIZATION,
    },
];

/// A header of 128 bytes, and nine of them: 1,152 bytes.
macro_rules! accept {
    () => {
        concat!(
            "&header=accept: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        )
    };
}
const OVER_1024: &str = concat!(
    "#policy=list",
    accept!(),
    accept!(),
    accept!(),
    accept!(),
    accept!(),
    accept!(),
    accept!(),
    accept!(),
    accept!()
);

impl Known {
    /// What is known of the case.
    #[must_use]
    pub fn of(case: &Case, engine: Engine) -> Option<Known> {
        ALL.iter().find(|known| known.engine == engine && (known.is_it)(case)).copied()
    }
}

/// The values that a script gives to a header.
fn values_of<'a>(case: &'a Case, header: &str) -> impl Iterator<Item = &'a str> {
    let is_it = move |(name, _): &&(String, String)| name.eq_ignore_ascii_case(header);
    case.headers.iter().filter(is_it).map(|(_, value)| value.as_str())
}

/// Whether a `Range` has a number of this size.
fn has_range_from(case: &Case, least: u128) -> bool {
    values_of(case, "range").any(|value| {
        let numbers = value.split(|character: char| !character.is_ascii_digit());
        // A number that does not fit is larger than any limit.
        numbers
            .filter(|number| !number.is_empty())
            .any(|number| number.parse().map_or(true, |number: u128| number >= least))
    })
}

/// Whether `fetch()` sets a header more than once.
fn repeats_by_fetch(case: &Case) -> bool {
    let is_repeated = |(name, _): &(String, String)| values_of(case, name).nth(1).is_some();
    !case.by.is_xhr() && case.headers.iter().any(is_repeated)
}

/// The type of a `Blob` that an `XMLHttpRequest` sends.
fn blob_by_xhr(case: &Case) -> Option<&str> {
    match &case.body {
        Body::Blob(kind) if case.by.is_xhr() && !kind.is_empty() => Some(kind),
        _ => None,
    }
}

/// The content type that a script sets for a string, if it has a charset for `XMLHttpRequest` to correct.
fn corrected_by_xhr(case: &Case) -> Option<&str> {
    let is_text = case.by.is_xhr() && case.body == Body::Text;
    let value = values_of(case, "content-type").next()?;
    (is_text && value.to_ascii_lowercase().contains("charset=")).then_some(value)
}

/// Whether it is `type/subtype`.
fn is_mime_type(essence: &str) -> bool {
    let is_parts =
        |(kind, subtype): (&str, &str)| is_token(kind.as_bytes()) && is_token(subtype.as_bytes());
    essence.split_once('/').is_some_and(is_parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_compared_as_they_are_sent() {
        for (method, is_known) in [("GET", true), ("get", true), ("POST", false), ("put", false)] {
            let case = Case {
                method: method.to_owned(),
                body: Body::Text,
                by: By::XhrUpload,
                ..Case::default()
            };
            let known = Known::of(&case, Engine::Chromium);
            assert_eq!(known.is_some(), is_known, "{method}");
        }
    }

    #[test]
    fn each_entry_names_a_source_and_an_example() {
        let followed = FOLLOWED.iter().map(|known| (known.says, known.reference, known.example));
        let all = ALL.iter().map(|known| (known.says, known.reference, known.example));
        for (says, reference, example) in all.chain(followed) {
            assert!(reference.starts_with("https://"), "{says}");
            assert!(example.starts_with('#'), "{says}");
            assert!(says.ends_with('.'), "{says}");
        }
    }
}
