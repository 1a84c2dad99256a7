//! What a policy declares, read in the plainest way, without the library.

use cors_browser::{Credentials, Sent};
use cors_runtime::{CorsPolicy, cors_policy};

/// A policy, and what it declares.
pub(crate) struct Declared {
    pub(crate) policy: CorsPolicy,
    /// `None` for `*`.
    pub(crate) origins: Option<&'static [Entry]>,
    pub(crate) methods: Names,
    pub(crate) headers: Names,
    pub(crate) exposed: Names,
    pub(crate) credentials: bool,
}

pub(crate) enum Entry {
    Exact(&'static str),
    /// `scheme://*` and what follows.
    Below(&'static str, &'static str),
    /// The origin without its port.
    AnyPort(&'static str),
}

pub(crate) enum Names {
    Any,
    /// `*` alone, which does not stand for `Authorization`.
    AnyButAuthorization,
    Mirror,
    List(&'static [&'static str]),
}

/// Written by `build.rs`.
pub(crate) fn policies() -> Vec<Declared> {
    #[allow(deprecated, reason = "a policy made at random may be warned of")]
    {
        include!(concat!(env!("OUT_DIR"), "/policies.rs"))
    }
}

impl Entry {
    fn allows(&self, origin: &str) -> bool {
        match self {
            Entry::Exact(exact) => origin == *exact,
            Entry::Below(scheme, end) => {
                let labels = origin.strip_prefix(scheme).and_then(|rest| rest.strip_suffix(end));
                labels.is_some_and(|labels| {
                    labels.split('.').all(|label| {
                        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric())
                    })
                })
            }
            Entry::AnyPort(host) => origin.strip_prefix(host).is_some_and(|port| {
                let digits = port.strip_prefix(':').unwrap_or("1");
                port.is_empty()
                    || digits.parse::<u16>().is_ok_and(|port| port.to_string() == digits)
            }),
        }
    }
}

impl Names {
    fn has(&self, name: &str) -> bool {
        match self {
            Names::Any | Names::Mirror => true,
            Names::AnyButAuthorization => name != "authorization",
            Names::List(names) => names.contains(&name),
        }
    }
}

impl Declared {
    /// The name of the cause for which the script does not get the response, or the names of the headers that
    /// it can read of `sent_back`.
    pub(crate) fn outcome<'h>(
        &self,
        sent: &Sent,
        sent_back: &[&'h str],
    ) -> Result<Vec<&'h str>, &'static str> {
        if self.origins.is_some_and(|entries| !entries.iter().any(|entry| entry.allows(&sent.page)))
        {
            let is_null = sent.page == "null";
            return Err(if is_null { "null_not_listed" } else { "origin_not_listed" });
        }
        if sent.credentials == Credentials::Include && !self.credentials {
            return Err("credentials_not_allowed");
        }
        if let Some(preflight) = &sent.preflight {
            let is_safelisted = matches!(&*sent.method, "GET" | "HEAD" | "POST");
            if !is_safelisted && !self.methods.has(&sent.method) {
                return Err("method_not_listed");
            }
            let names = preflight.headers.as_deref().unwrap_or_default();
            let refused = names.split(',').filter(|name| !name.is_empty());
            let refused = refused.filter(|name| !self.headers.has(name)).collect::<Vec<_>>();
            match (&*refused, &self.headers) {
                ([], _) => {}
                (_, Names::AnyButAuthorization) => return Err("authorization_not_listed"),
                _ => return Err("header_not_listed"),
            }
        }
        let is_readable = |name: &&&str| **name == "content-type" || self.exposed.has(name);
        Ok(sent_back.iter().filter(is_readable).copied().collect())
    }
}
