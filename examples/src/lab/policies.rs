//! The policies that the lab can put in front of its API. Their places in this file are what an
//! explanation names.

use cors_runtime::{CorsPolicy, cors_policy};

/// Pages that are listed, with cookies.
static LIST_WITH_CREDENTIALS: CorsPolicy = cors_policy! {
    allow_origins: [
        // The lab's own pages, in release builds too.
        #[allow(development_origin)]
        "http://localhost:4101",
        #[allow(development_origin)]
        "http://*.preview.localhost:4101",
        "https://app.example.com",
    ],
    allow_methods: [GET, HEAD, POST, PUT, PATCH, DELETE],
    allow_headers: ["authorization", "content-type", "x-request-id"],
    expose_headers: ["etag", "x-request-id"],
    allow_credentials: true,
    max_age: 10m,
};

/// The same pages, without cookies.
static LIST: CorsPolicy = cors_policy! {
    allow_origins: [
        "http://localhost:4101",
        "http://*.preview.localhost:4101",
        "https://app.example.com",
    ],
    allow_methods: [GET, HEAD, POST, PUT, PATCH, DELETE],
    allow_headers: ["authorization", "content-type", "x-request-id"],
    expose_headers: ["etag", "x-request-id"],
    max_age: 10m,
};

/// Every page, every method, every header.
static ANYONE: CorsPolicy = cors_policy! {
    allow_origins: *,
    allow_methods: *,
    allow_headers: [*, "authorization"],
    expose_headers: *,
    max_age: 10m,
};

/// By the standard `*` does not stand for `Authorization`, and browsers let it all the same.
static BARE_STAR: CorsPolicy = cors_policy! {
    allow_origins: *,
    allow_methods: *,
    #[allow(star_without_authorization)]
    allow_headers: *,
    expose_headers: *,
    max_age: 10m,
};

/// Everything from the listed pages, with cookies: where credentials forbid `*`.
static MIRROR: CorsPolicy = cors_policy! {
    allow_origins: [
        // The lab's own pages, in release builds too.
        #[allow(development_origin)]
        "http://localhost:4101",
        #[allow(development_origin)]
        "http://*.preview.localhost:4101",
        "https://app.example.com",
    ],
    allow_methods: mirror,
    allow_headers: mirror,
    expose_headers: ["etag", "x-request-id", "x-secret"],
    allow_credentials: true,
    max_age: 0,
};

/// Pages without an origin of their own. Any page can make one in a sandboxed frame.
static NULL: CorsPolicy = cors_policy! {
    allow_origins: [
        #[allow(null_origin)]
        "null",
    ],
    allow_methods: [PUT],
    allow_headers: ["content-type"],
    max_age: 10m,
};

/// No more than who.
static MINIMAL: CorsPolicy = cors_policy! {
    allow_origins: ["http://localhost:4101", "http://*.preview.localhost:4101"],
};

/// One of the lab's policies.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// In paths and links.
    pub name: &'static str,
    /// For people.
    pub title: &'static str,
    /// The policy.
    pub policy: &'static CorsPolicy,
}

/// All of them.
pub static ALL: [Choice; 7] = [
    Choice {
        name: "list-with-credentials",
        title: "A list, with credentials",
        policy: &LIST_WITH_CREDENTIALS,
    },
    Choice { name: "list", title: "The same, without credentials", policy: &LIST },
    Choice { name: "anyone", title: "Anyone, * for everything", policy: &ANYONE },
    Choice { name: "bare-star", title: "Anyone, a bare * for headers", policy: &BARE_STAR },
    Choice { name: "mirror", title: "The list, all else mirrored", policy: &MIRROR },
    Choice { name: "null", title: "Only null", policy: &NULL },
    Choice { name: "minimal", title: "The list, and nothing more", policy: &MINIMAL },
];

const TEXT: &str = include_str!("policies.rs");

impl Choice {
    /// The policy with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Choice> {
        ALL.iter().find(|choice| choice.name == name).copied()
    }

    /// The policy as it is written here, from its comment to its end.
    #[must_use]
    pub fn text(&self) -> String {
        let (_, line) = self.policy.location();
        let first = usize::try_from(line).unwrap_or_default().saturating_sub(1);
        let mut text: Vec<_> = TEXT.lines().skip(first).take_while(|line| *line != "};").collect();
        text.push("};");
        text.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_policy_is_shown_as_it_is_written() {
        for choice in &ALL {
            let text = choice.text();
            assert!(text.starts_with("static "), "{text}");
            assert!(text.contains(": CorsPolicy = cors_policy! {\n    allow_origins: "), "{text}");
            assert!(text.ends_with("\n};"), "{text}");
            assert_eq!(text.matches("};").count(), 1, "{text}");
        }
    }

    #[test]
    fn names_are_different() {
        for choice in &ALL {
            assert_eq!(
                Choice::named(choice.name).unwrap().policy.location(),
                choice.policy.location()
            );
        }
        assert!(Choice::named("other").is_none());
    }
}
