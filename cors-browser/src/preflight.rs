//! The answer to a CORS-preflight request. <https://fetch.spec.whatwg.org/#cors-preflight-fetch>

use crate::answer::Answer;
use crate::check::{Refusal, Step, cors_check};
use crate::list;
use crate::request::{Credentials, Sent};
use crate::safelist::{is_safelisted_method, unsafe_request_header_names};

/// Whose reading of the standard is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Engine {
    /// The standard's own.
    #[default]
    Standard,
    /// Chrome, Edge and others.
    Chromium,
    /// Firefox.
    Gecko,
    /// Safari.
    WebKit,
}

/// How long a preflight's answer may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// In seconds; 0 if it is not kept.
    pub seconds: u64,
}

impl Engine {
    /// The longest time that a preflight's answer is kept, in seconds.
    const fn longest(self) -> u64 {
        match self {
            Engine::Standard => u64::MAX,
            Engine::Chromium => 7_200,
            Engine::Gecko => 86_400,
            Engine::WebKit => 600,
        }
    }

    /// Whether `*` stands for `Authorization`. By the standard it never does; all engines let it.
    /// <https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>
    const fn covers_authorization(self) -> bool {
        !matches!(self, Engine::Standard)
    }

    /// Whether an answer is used again for a method that only its `*` allows. Firefox keeps the names in the answer and
    /// does not find the method among them.
    const fn keeps_star_for_methods(self) -> bool {
        !matches!(self, Engine::Gecko)
    }

    /// The same for a header. Chromium lets `*` cover `Authorization`, and then does not keep that.
    fn keeps_star_for_header(self, name: &str) -> bool {
        match self {
            Engine::Gecko => false,
            Engine::Chromium => name != "authorization",
            Engine::Standard | Engine::WebKit => true,
        }
    }
}

impl Sent {
    /// Whether the request may follow its preflight, by the standard.
    ///
    /// # Errors
    /// The step at which the browser refuses to send it.
    pub fn check_preflight(&self, answer: &Answer<'_>) -> Result<Kept, Refusal> {
        self.check_preflight_in(answer, Engine::Standard)
    }

    /// The same as an engine does it.
    ///
    /// # Errors
    /// The step at which the browser refuses to send it.
    pub fn check_preflight_in(&self, answer: &Answer<'_>, engine: Engine) -> Result<Kept, Refusal> {
        cors_check(self, answer, Step::Preflight)?;
        if !(200..=299).contains(&answer.status) {
            return Err(Refusal::PreflightStatus(answer.status));
        }
        let methods = list::tokens(answer, "access-control-allow-methods")
            .map_err(|()| Refusal::AllowMethodsSyntax)?
            .unwrap_or_default();
        let headers = list::tokens(answer, "access-control-allow-headers")
            .map_err(|()| Refusal::AllowHeadersSyntax)?
            .unwrap_or_default();
        // With credentials `*` is a name like any other.
        let star = |list: &[String]| {
            self.credentials != Credentials::Include && list.iter().any(|name| name == "*")
        };
        let mut is_kept = true;
        if !methods.contains(&self.method) && !is_safelisted_method(&self.method) {
            if !star(&methods) {
                return Err(Refusal::Method(self.method.clone()));
            }
            is_kept = engine.keeps_star_for_methods();
        }
        for name in unsafe_request_header_names(&self.headers) {
            let is_listed = headers.iter().any(|allowed| allowed.eq_ignore_ascii_case(&name));
            let is_covered =
                star(&headers) && (name != "authorization" || engine.covers_authorization());
            if !is_listed && !is_covered {
                return Err(Refusal::Header(name));
            }
            is_kept &= is_listed || engine.keeps_star_for_header(&name);
        }
        Ok(Kept { seconds: if is_kept { max_age(answer, engine) } else { 0 } })
    }
}

/// <https://fetch.spec.whatwg.org/#http-access-control-max-age>, and what engines make of values that the
/// standard does not know.
fn max_age(answer: &Answer<'_>, engine: Engine) -> u64 {
    const WITHOUT: u64 = 5;
    let Some(value) = answer.combined("access-control-max-age") else { return WITHOUT };
    let text = std::str::from_utf8(&value).unwrap_or_default();
    // Both read a number with a sign.
    let text = match engine {
        Engine::Chromium | Engine::WebKit => text.strip_prefix('+').unwrap_or(text),
        Engine::Standard | Engine::Gecko => text,
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(text) {
        let is_huge = text.parse::<i64>().is_err();
        return match engine {
            Engine::Chromium | Engine::WebKit if is_huge => WITHOUT,
            _ => text.parse().unwrap_or(u64::MAX).min(engine.longest()),
        };
    }
    let is_negative = text.strip_prefix('-').is_some_and(is_number);
    match engine {
        Engine::Standard => WITHOUT,
        Engine::Gecko if text.is_empty() => WITHOUT,
        Engine::Chromium | Engine::WebKit if !is_negative => WITHOUT,
        Engine::Chromium | Engine::WebKit | Engine::Gecko => 0,
    }
}
