//! An explanation: lines for people.

use std::fmt;

use http::HeaderValue;

use super::advice::advice;
use super::asked::Asked;
use super::cause::Cause;
use super::explanation::{Explanation, Outcome};
use super::nearest::Nearest;
use super::predicate::Predicate;
use super::shown::shown;

/// A few lines, each with its subject in front. The last one has no line break.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Explanation { asked, method, answer, .. } = self;
        let (file, line) = self.policy.location();
        let origin = self.origin.as_deref().unwrap_or_default();
        match asked {
            Asked::Preflight => {
                writeln!(f, "request: a preflight from `{origin}`, for `{method}`")?;
            }
            Asked::NoOrigin | Asked::OriginLost => {
                writeln!(f, "request: {method}, without `Origin`")?;
            }
            _ => writeln!(f, "request: {method} from `{origin}`")?,
        }
        writeln!(f, "policy:  {file}:{line}")?;
        match answer.status {
            Some(status) => write!(f, "answer:  {}", status.as_u16())?,
            None => f.write_str("answer:  the application's")?,
        }
        f.write_str(if answer.headers.is_empty() { ", with no header" } else { ", with" })?;
        for (name, value) in &answer.headers {
            write!(f, "\n           {name}: {}", self.value(value))?;
        }
        f.write_str("\nbrowser: ")?;
        match asked {
            Asked::NoOrigin => {
                return f.write_str(
                    "this is no CORS request, so there is nothing to decide; curl sends `Origin` only if told to",
                );
            }
            Asked::SameOrigin => {
                return f.write_str(
                    "the page seems to be the server's own, so it checks nothing; http and https are two origins",
                );
            }
            Asked::Unchecked => {
                return f.write_str("a navigation or a WebSocket, so it checks nothing");
            }
            Asked::NoCors => {
                return f.write_str(
                    "an embedded resource, or a script asked with `mode: \"no-cors\"`: it checks nothing, and no script can read the response",
                );
            }
            Asked::Options => f.write_str(
                "no preflight, for it has no `Access-Control-Request-Method`: the application answers it, and ",
            )?,
            Asked::Preflight | Asked::Actual | Asked::OriginLost => {}
        }
        let (without, with) = (&self.without_credentials, &self.with_credentials);
        if self.needs_preflight {
            f.write_str("a preflight goes ahead of it; ")?;
        }
        if without == with {
            self.outcome(without, f)?;
            self.repeats(f)?;
            return self.standard(f);
        }
        f.write_str("without credentials, ")?;
        self.outcome(without, f)?;
        self.repeats(f)?;
        self.standard(f)?;
        f.write_str("\nbrowser: with credentials, ")?;
        self.outcome(with, f)
    }
}

impl Explanation {
    /// What the policy's source says is shown whole; what it mirrors is the client's.
    fn value(&self, value: &HeaderValue) -> String {
        let mirrors = self.policy.data.values.has_mirror();
        if mirrors { shown(value.as_bytes()) } else { value.as_bytes().escape_ascii().to_string() }
    }

    fn asked_predicates(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Predicate { entry, not_asked } in &self.predicates {
            match not_asked {
                None => write!(f, "\nasked:   `{entry}`, which does not allow it")?,
                Some(why) => write!(f, "\nasked:   not `{entry}`: {why}")?,
            }
        }
        Ok(())
    }

    fn repeats(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.firefox_repeats {
            f.write_str(
                "\nFirefox: it sends this preflight before each such request, because it does not reuse an answer in which only `*` allows the method or a header; list them, or write `mirror`, if that costs too much",
            )?;
        }
        Ok(())
    }

    fn standard(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(cause) = &self.by_the_standard else { return Ok(()) };
        let (name, advice) = (cause.name(), advice(cause, self));
        write!(f, "\nthough:  {cause} [{name}]; browsers let it so far\nchange:  {advice}")
    }

    fn outcome(&self, outcome: &Outcome, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_preflight = self.asked == Asked::Preflight;
        f.write_str(match outcome {
            Outcome::Unchecked => "it checks nothing",
            Outcome::Shared if is_preflight => "it sends the request",
            Outcome::Shared => "the script gets the response",
            Outcome::Blocked(_) if is_preflight || self.needs_preflight => {
                "it does not send the request"
            }
            Outcome::Blocked(_) => "it keeps the response from the script",
        })?;
        for cause in outcome.causes() {
            write!(f, "\nbecause: {cause} [{}]", cause.name())?;
            if let (Cause::OriginNotListed | Cause::OriginNotSerialized, Some(nearest)) =
                (cause, &self.nearest)
            {
                let Nearest { entry, .. } = nearest;
                write!(f, "\nnearest: `{entry}`, which differs {}", nearest.differences())?;
            }
            if cause.field() == "allow_origins" {
                self.asked_predicates(f)?;
            }
            write!(f, "\nchange:  {}", advice(cause, self))?;
        }
        Ok(())
    }
}
