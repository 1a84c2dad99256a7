//! The words of a policy as items, for editors: `cors_policy!` refers to them when rust-analyzer expands it, which then
//! shows their documentation. No program uses them.
//!
//! `tests/editor_items.rs` writes this file. Change the tables in `cors-rules` or the reference, not this file.

#![allow(
    non_upper_case_globals,
    clippy::doc_markdown,
    clippy::doc_link_with_quotes,
    clippy::too_long_first_doc_paragraph,
    reason = "the names and the words are those of policies"
)]

/// A function that says whether an origin is allowed.
pub type Predicate = fn(crate::Origin<'_>) -> bool;

/// A method in `allow_methods`.
pub struct Method;

/// A line of `expect`.
pub struct Line;

/// An entry that is not a string.
pub struct Entry;

/// A rule that can be allowed.
pub struct Rule;

/// The value of any field.
#[must_use]
pub fn any<T>() -> T {
    std::process::abort()
}

/// The value of `allow_origins`: `*`, or a list of origins such as `["https://app.example.com"]`.
pub struct AllowOrigins;

/// The value of `allow_methods`: `*`, `mirror`, or a list of methods such as `[GET, PUT]`.
pub struct AllowMethods;

/// The value of `allow_headers`: `*`, `mirror`, `[*, "authorization"]`, or a list of names such as `["content-type"]`.
pub struct AllowHeaders;

/// The value of `expose_headers`: `*`, or a list of names such as `["x-request-id"]`.
pub struct ExposeHeaders;

/// The value of `max_age`: seconds such as `600`, or a number with a unit: `30s`, `10m`, `24h`.
pub struct MaxAge;

/// The value of `preflight_status`: `200` or `204`.
pub struct PreflightStatus;

/// The value of `timing_allow_origins`: `*`, `same`, or a list of origins such as `["https://app.example.com"]`.
pub struct TimingAllowOrigins;

/// The value of `runtime_origins`: `any`, `*`, or `within` and a list, such as `within ["https://*.example.com"]`.
pub struct RuntimeOrigins;

/// The value of `expect`: `{ allow "https://app.example.com"; deny "https://evil.example"; }`.
pub struct Expect;

/// A policy.
pub struct Policy {
    /// Who may read responses.
    ///
    /// ```rust
    /// allow_origins: ["https://app.example.com"]
    /// ```
    ///
    /// The value is `*`, or a list of origins such as `["https://app.example.com"]`.
    ///
    /// Who may read responses: `*` for everybody, or a list of entries.
    ///
    /// | entry | stands for |
    /// |---|---|
    /// | `"https://app.example.com"` | this serialized origin, byte for byte |
    /// | `"https://*.example.com"` | every name one or more labels below the domain, not the domain itself |
    /// | `"https://pr-*.example.com"` | one label directly below the domain, with fixed ends: previews |
    /// | `"http://localhost:*"` | the host on any port, also the default one |
    /// | `"moz-extension://*"` | every host of a scheme that is not http(s) |
    /// | `raw("app://")` | bytes that only an embedder sends, outside the standards |
    /// | `env!("APP_ORIGIN")`, `option_env!("EXTRA_ORIGINS")` | what the variable holds while compiling |
    /// | `include_str!("origins.txt")` | what the file beside the source holds |
    /// | `if path::to::predicate` | what a function of yours allows while the program runs |
    ///
    /// A macro sees what is written and no values, so a constant, a `concat!` or any other expression cannot be an entry.
    ///
    /// `environments` says which of them is for development, staging and production, and
    /// `embedders` what apps and extensions send.
    ///
    /// An entry is written as browsers send it: without a path, in lower case, without the default port, in
    /// Punycode. Whatever differs does not compile.
    ///
    /// Reference: <https://docs.rs/cors-runtime/latest/cors_runtime/macro.cors_policy.html#allow_origins>
    pub allow_origins: AllowOrigins,
    /// Which methods beyond GET, HEAD and POST.
    ///
    /// ```rust
    /// allow_methods: [GET, PUT]
    /// ```
    ///
    /// The value is `*`, `mirror`, or a list of methods such as `[GET, PUT]`.
    ///
    /// Which methods a script may use beyond GET, HEAD and POST, which are safelisted: a list of names,
    /// `*`, or `mirror`, which answers with the method that the preflight asks for. Names are compared byte for
    /// byte; `PUT` and `"PURGE"` are spelled alike.
    ///
    /// Reference: <https://docs.rs/cors-runtime/latest/cors_runtime/macro.cors_policy.html#allow_methods>
    pub allow_methods: AllowMethods,
    /// Which request headers beyond the safelisted ones.
    ///
    /// ```rust
    /// allow_headers: ["content-type"]
    /// ```
    ///
    /// The value is `*`, `mirror`, `[*, "authorization"]`, or a list of names such as `["content-type"]`.
    ///
    /// Which request headers a script may set beyond the safelisted ones: a list of names in
    /// either case, `*`, or `mirror`. `*` does not stand for `Authorization`, hence `[*, "authorization"]`.
    /// `mirror` answers with up to 16 lines and 8 KiB of what the preflight asks for, and with nothing beyond.
    ///
    /// Reference: <https://docs.rs/cors-runtime/latest/cors_runtime/macro.cors_policy.html#allow_headers>
    pub allow_headers: AllowHeaders,
    /// Which response headers beyond the safelisted ones scripts may read.
    ///
    /// ```rust
    /// expose_headers: ["x-request-id"]
    /// ```
    ///
    /// The value is `*`, or a list of names such as `["x-request-id"]`.
    ///
    /// Which response headers a script may read beyond the safelisted ones: a list of names
    /// in either case, or `*`.
    ///
    /// Reference: <https://docs.rs/cors-runtime/latest/cors_runtime/macro.cors_policy.html#expose_headers>
    pub expose_headers: ExposeHeaders,
    /// Whether cookies, TLS client certificates and HTTP authentication are shared.
    ///
    /// ```rust
    /// allow_credentials: true
    /// ```
    ///
    /// The value is `true` or `false`.
    ///
    /// Whether cookies, TLS client certificates and HTTP authentication are shared: `true` or `false`, which is
    /// the default. With credentials a browser does not understand `*`, so it cannot be written.
    ///
    /// Reference: <https://docs.rs/cors-runtime/latest/cors_runtime/macro.cors_policy.html#allow_credentials>
    pub allow_credentials: bool,
    /// How long a preflight's answer is kept.
    ///
    /// ```rust
    /// max_age: 600
    /// ```
    ///
    /// The value is seconds such as `600`, or a number with a unit: `30s`, `10m`, `24h`.
    ///
    /// How long a browser keeps a preflight's answer: seconds `600`, or a number with a unit, `30s`, `10m`, `24h`,
    /// `1d`. At most a day, which is the longest that any browser keeps one (Firefox); Chromium keeps it for two
    /// hours and Safari for ten minutes. Without it they keep it for five seconds.
    ///
    /// Firefox does not reuse an answer for a method or a header that only `*` allows: it sends a preflight before each such
    /// request, even with a long `max_age`. List the names, or write `mirror`, to save these preflights:
    ///
    /// | policy | Firefox reuses the answer |
    /// |---|---|
    /// | `allow_methods: [PUT]`, `allow_headers: ["content-type"]` | yes |
    /// | `allow_methods: mirror`, `allow_headers: mirror` | yes |
    /// | `allow_methods: *` | for GET, HEAD and POST |
    /// | `allow_headers: *` | for requests without such a header |
    /// | `allow_headers: [*, "authorization"]` | for requests whose only such header is `authorization` |
    ///
    /// Reference: <https://docs.rs/cors-runtime/latest/cors_runtime/macro.cors_policy.html#max_age>
    pub max_age: MaxAge,
    /// The status of a preflight's answer.
    ///
    /// ```rust
    /// preflight_status: 200
    /// ```
    ///
    /// The value is `200` or `204`.
    ///
    /// `204`, which is the default, or `200` for very old clients.
    ///
    /// Reference: <https://docs.rs/cors-runtime/latest/cors_runtime/macro.cors_policy.html#preflight_status>
    pub preflight_status: PreflightStatus,
    /// Who may read detailed timings.
    ///
    /// ```rust
    /// timing_allow_origins: ["https://app.example.com"]
    /// ```
    ///
    /// The value is `*`, `same`, or a list of origins such as `["https://app.example.com"]`.
    ///
    /// Who may read the detailed timings of a response: `*`, `same` for those of `allow_origins`, or a
    /// list of origins. The list is sent with every response, to everybody, because the header may hold several and because
    /// browsers embed images, scripts and styles without naming an origin. With `same`, an origin that a pattern stands for,
    /// that was added at run time, or that a predicate allows, gets itself, if the request names it: for what is embedded,
    /// list the origins or write `*`.
    ///
    /// Reference: <https://docs.rs/cors-runtime/latest/cors_runtime/macro.cors_policy.html#timing_allow_origins>
    pub timing_allow_origins: TimingAllowOrigins,
    /// Which origins can be added at run time.
    ///
    /// ```rust
    /// runtime_origins: within ["https://*.example.com"]
    /// ```
    ///
    /// The value is `any`, `*`, or `within` and a list, such as `within ["https://*.example.com"]`.
    ///
    /// Which origins can be added when the program runs, for software that other people deploy. The field allows nobody by
    /// itself. With the feature `runtime-origins`, `CorsPolicy::with_runtime_origins` takes a list and returns the policy to
    /// serve with.
    ///
    /// Reference: <https://docs.rs/cors-runtime/latest/cors_runtime/macro.cors_policy.html#runtime_origins>
    pub runtime_origins: RuntimeOrigins,
    /// What the policy must do, checked while compiling.
    ///
    /// ```rust
    /// expect: { allow "https://app.example.com"; deny "https://evil.example"; }
    /// ```
    ///
    /// The value is `{ allow "https://app.example.com"; deny "https://evil.example"; }`.
    ///
    /// What the policy must do, asked of the table that will answer at run time. A line that does not hold is an
    /// error at that line. Predicates are not asked: `allow` needs an entry beside them, and `deny` says that no entry
    /// beside them allows the origin. A line is about one origin, as a browser or an embedder sends it: one about a pattern, or
    /// about what nobody sends, could not fail, and is an error too.
    ///
    /// Reference: <https://docs.rs/cors-runtime/latest/cors_runtime/macro.cors_policy.html#expect>
    pub expect: Expect,
    #[doc(hidden)]
    pub ________________________________________: (),
}

/// The rules that can be allowed.
pub mod rules {
    use super::Rule;

    /// **warning**. `#[allow]` of a rule that has nothing to say there, in a build from which no `#[cfg]` takes anything away.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         #[allow(null_origin)]
    ///         "https://app.example.com",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// `null_origin` finds nothing here [unused_allow]
    ///   help: remove this `#[allow]`
    /// ```
    ///
    /// `#[allow(unused_allow)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#unused_allow>
    pub const unused_allow: Rule = Rule;

    /// **denied**; an error with credentials. `null`.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "null",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// `null` is not an origin of yours [null_origin]
    ///   "null"
    ///    ^^^^
    ///   note: every site can send `null` at will, from a sandboxed frame: allowing it allows everybody
    ///   help: serve the page from an origin of its own and list that
    ///         or, if it is meant, put `#[allow(null_origin)]` before it
    /// ```
    ///
    /// Standard: <https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin>
    ///
    /// `#[allow(null_origin)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#null_origin>
    pub const null_origin: Rule = Rule;

    /// **denied**. A `*` directly before the first label of a domain, as in `https://*app.example.com`.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://*app.example.com",
    ///         #[allow(missing_dot)]
    ///         "https://*app.example.org",
    ///         "https://*-app.example.net",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// a dot is missing after the `*` of `https://*app.example.com` [missing_dot]
    ///   "https://*app.example.com"
    ///            ^
    ///   note: `*` matches the beginning of a label then, so that somebody else can register a name which only ends like yours
    ///   help: write "https://*.app.example.com"
    ///         or, if it is meant, put `#[allow(missing_dot)]` before it
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#cors-check>
    ///
    /// `#[allow(missing_dot)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#missing_dot>
    pub const missing_dot: Rule = Rule;

    /// **warning**. A scheme that is nearly http or https.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "htps://a.example",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// the scheme of `htps://a.example` is nearly that of a page: `htps` [scheme_slip]
    ///   "htps://a.example"
    ///    ^^^^
    ///   note: only an app or an extension has a scheme of its own; pages have http or https
    ///   help: write `https`, or `http` for localhost
    /// ```
    ///
    /// Standard: <https://url.spec.whatwg.org/#origin>
    ///
    /// `#[allow(scheme_slip)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#scheme_slip>
    pub const scheme_slip: Rule = Rule;

    /// **warning**. The default port of the other scheme.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "https://a.example:80",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// `:80` in `https://a.example:80` is the default port of the other scheme [swapped_port]
    ///   "https://a.example:80"
    ///                     ^^^
    ///   note: browsers do send this, but hardly anybody serves https on 80 or http on 443
    ///   help: write the scheme that the page has, without a port
    /// ```
    ///
    /// Standard: <https://url.spec.whatwg.org/#default-port>
    ///
    /// `#[allow(swapped_port)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#swapped_port>
    pub const swapped_port: Rule = Rule;

    /// **warning**. A port that browsers do not open.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "http://localhost:6000",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// browsers refuse to open a page on the port of `http://localhost:6000` [blocked_port]
    ///   "http://localhost:6000"
    ///                    ^^^^^
    ///   note: it is on the list of ports that other protocols use; only a setting of the browser lifts that
    ///   help: serve the page on another port and write that
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#port-blocking>
    ///
    /// `#[allow(blocked_port)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#blocked_port>
    pub const blocked_port: Rule = Rule;

    /// **warning**. Any port of a host that is not the developer's own.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "https://a.example:*",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// `https://a.example:*` stands for every port of a host [any_port]
    ///   "https://a.example:*"
    ///                     ^^
    ///   note: another program on that host can serve pages of its own, from an origin that this allows
    ///   help: write the port; `:*` is meant for localhost
    /// ```
    ///
    /// Standard: <https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-tuple>
    ///
    /// `#[allow(any_port)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#any_port>
    pub const any_port: Rule = Rule;

    /// **warning**. A label that begins with `xn--` and cannot be decoded.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "https://xn--99999999.example",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// `xn--99999999` in `https://xn--99999999.example` is not the Punycode of anything [undecodable_punycode]
    ///   "https://xn--99999999.example"
    ///            ^^^^^^^^^^^^
    ///   note: some browsers refuse such a host, and a registered one always decodes
    ///   help: write the host as it stands in the browser's `location.origin`
    /// ```
    ///
    /// Standard: <https://url.spec.whatwg.org/#concept-domain-to-ascii>
    ///
    /// `#[allow(undecodable_punycode)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#undecodable_punycode>
    pub const undecodable_punycode: Rule = Rule;

    /// **warning**. A label that begins or ends with a hyphen.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "https://a-.example",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// `a-` in `https://a-.example` begins or ends with a hyphen [edge_hyphen]
    ///   "https://a-.example"
    ///            ^^
    ///   note: hardly any name does, and a registered one never
    ///   help: write the name without it
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#origin-header>
    ///
    /// `#[allow(edge_hyphen)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#edge_hyphen>
    pub const edge_hyphen: Rule = Rule;

    /// **warning**. A dot at the end.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "https://a.example.",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// the host of `https://a.example.` ends in a dot [trailing_dot]
    ///   "https://a.example."
    ///            ^^^^^^^^^^
    ///   note: with and without the dot are different origins, and people open pages without it
    ///   help: write "https://a.example"
    /// ```
    ///
    /// Standard: <https://url.spec.whatwg.org/#concept-domain>
    ///
    /// `#[allow(trailing_dot)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#trailing_dot>
    pub const trailing_dot: Rule = Rule;

    /// **warning**. An extension's or webview's origin with the identifier of one installation.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "moz-extension://3c9b8c1e-4f5d-4b6a-9d2e-1a2b3c4d5e6f",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// the host of `moz-extension://3c9b8c1e-4f5d-4b6a-9d2e-1a2b3c4d5e6f` is another one in every installation [installation_id]
    ///   "moz-extension://3c9b8c1e-4f5d-4b6a-9d2e-1a2b3c4d5e6f"
    ///                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///   note: Firefox and Safari give an extension a random identifier on each computer, and VS Code gives one to each webview
    ///   help: write `*` for the host and leave credentials out: whatever has this scheme is allowed then, whoever made it
    /// ```
    ///
    /// Standard: <https://url.spec.whatwg.org/#origin>
    ///
    /// `#[allow(installation_id)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#installation_id>
    pub const installation_id: Rule = Rule;

    /// **warning**. A Chrome extension's origin with something else than an identifier.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "chrome-extension://my-extension",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// `my-extension` in `chrome-extension://my-extension` is not the identifier of an extension [extension_id]
    ///   "chrome-extension://my-extension"
    ///                       ^^^^^^^^^^^^
    ///   note: Chrome and Edge make it of 32 letters from a to p, and it is the same in every installation
    ///   help: write the one that `chrome://extensions` shows
    /// ```
    ///
    /// Standard: <https://url.spec.whatwg.org/#origin>
    ///
    /// `#[allow(extension_id)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#extension_id>
    pub const extension_id: Rule = Rule;

    /// **denied**. An entry that another one covers.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com", "https://*.example.com"],
    /// }
    /// ```
    ///
    /// ```text
    /// `https://app.example.com` is already allowed by `https://*.example.com` [redundant_origin]
    ///   "https://app.example.com"
    ///    ^^^^^^^^^^^^^^^^^^^^^^^
    ///   note: it changes nothing now, and would stay allowed when the other is removed
    ///   help: remove it
    ///         or, if it is meant, put `#[allow(redundant_origin)]` before it
    /// ```
    ///
    /// `#[allow(redundant_origin)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#redundant_origin>
    pub const redundant_origin: Rule = Rule;

    /// **denied**. A page on http that may use credentials.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com", "http://legacy.example.com"],
    ///     allow_credentials: true,
    /// }
    /// ```
    ///
    /// ```text
    /// `http://legacy.example.com` is not encrypted, and credentials are allowed [insecure_origin]
    ///   "http://legacy.example.com"
    ///    ^^^^^^^^^^^^^^^^^^^^^^^^^
    ///   note: whoever controls the network between the two can speak as this origin, with the user's cookies
    ///   help: write "https://legacy.example.com"
    ///         or, if it is meant, put `#[allow(insecure_origin)]` before it
    /// ```
    ///
    /// Standard: <https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>
    ///
    /// `#[allow(insecure_origin)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#insecure_origin>
    pub const insecure_origin: Rule = Rule;

    /// **warning**. Every host of an app's scheme, with credentials.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["chrome-extension://*"],
    ///     allow_credentials: true,
    /// }
    /// ```
    ///
    /// ```text
    /// `chrome-extension://*` stands for everybody's, and credentials are allowed [any_host]
    ///   "chrome-extension://*"
    ///    ^^^^^^^^^^^^^^^^^^^^
    ///   note: whatever extension or app has this scheme, whoever made it, reads with the user's cookies
    ///   help: list the one that is yours, or leave credentials out
    /// ```
    ///
    /// Standard: <https://url.spec.whatwg.org/#origin>
    ///
    /// `#[allow(any_host)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#any_host>
    pub const any_host: Rule = Rule;

    /// **denied**. An origin of the user's own machine or network that is left in a release build, with credentials.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com", "http://localhost:3000"],
    ///     allow_credentials: true,
    /// }
    /// ```
    ///
    /// ```text
    /// `http://localhost:3000` is a page of the user's own machine, and credentials are allowed [development_origin]
    ///   "http://localhost:3000"
    ///    ^^^^^^^^^^^^^^^^^^^^^
    ///   note: another program answers there on every machine or network, and it would read responses with the user's cookies; release builds refuse such an entry
    ///   help: write #[cfg(debug_assertions)] "http://localhost:3000"
    ///         or, if it is meant, put `#[allow(development_origin)]` before it
    /// ```
    ///
    /// Standard: <https://wicg.github.io/local-network-access/#ip-address-space-section>
    ///
    /// `#[allow(development_origin)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#development_origin>
    pub const development_origin: Rule = Rule;

    /// **warning**; denied with credentials. `*.` before a name under which, directly or further down, anybody can have one; by the list of publicsuffix.org, or a shared host that it lacks.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "https://*.github.io",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// anybody can have a name below `github.io` [public_suffix]
    ///   "https://*.github.io"
    ///              ^^^^^^^^^
    ///   note: strangers get names there, by the public suffix list of 2026-10-22: `https://*.github.io` allows the pages of all of them
    ///   help: write the name that is yours, as in "https://*.example.com"
    /// ```
    ///
    /// Standard: <https://url.spec.whatwg.org/#host-public-suffix>
    ///
    /// `#[allow(public_suffix)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#public_suffix>
    pub const public_suffix: Rule = Rule;

    /// **denied**. A `*` in a label that a host of others' sites gives to whoever asks, with credentials; by the list of publicsuffix.org, or a shared host that it lacks.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "https://deploy-preview-*--acme.netlify.app",
    ///     ],
    ///     allow_credentials: true,
    /// }
    /// ```
    ///
    /// ```text
    /// others can have names below `netlify.app` that fit `https://deploy-preview-*--acme.netlify.app`, and credentials are allowed [registrable_preview]
    ///   "https://deploy-preview-*--acme.netlify.app"
    ///                                   ^^^^^^^^^^^
    ///   note: strangers get names there, by the public suffix list of 2026-10-22: the pages of anyone whose name fits read responses with the user's cookies. The pattern is safe only if the host reserves its fixed part for your account
    ///   help: serve previews below a domain of yours, as in "https://*.preview.example.com"
    ///         or, if it is meant, put `#[allow(registrable_preview)]` before it
    /// ```
    ///
    /// Standard: <https://url.spec.whatwg.org/#host-public-suffix>
    ///
    /// `#[allow(registrable_preview)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#registrable_preview>
    pub const registrable_preview: Rule = Rule;

    /// **warning**. An app's origin on one platform without the one on the others.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [
    ///         "https://app.example.com",
    ///         "tauri://localhost",
    ///     ],
    /// }
    /// ```
    ///
    /// ```text
    /// `tauri://localhost` is what the app sends on some platforms only [missing_platform]
    ///   "tauri://localhost"
    ///    ^^^^^^^^^^^^^^^^^
    ///   note: on the others it sends `http://tauri.localhost`, or `https://tauri.localhost` if its settings say so
    ///   help: write "tauri://localhost", "http://tauri.localhost"
    /// ```
    ///
    /// Standard: <https://url.spec.whatwg.org/#origin>
    ///
    /// `#[allow(missing_platform)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#missing_platform>
    pub const missing_platform: Rule = Rule;

    /// **warning**. A list of origins in `Timing-Allow-Origin` that is longer than response headers can be at many proxies.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: [include_str!("long_timing_list.txt")],
    ///     timing_allow_origins: same,
    /// }
    /// ```
    ///
    /// ```text
    /// `timing_allow_origins` puts 4126 bytes into every response [long_timing_list]
    ///   note: a proxy may answer 502 for response headers of more than 4 KiB, as nginx does unless it is told otherwise
    ///   help: list the few whose pages measure, or write `*` if anybody may read the timings
    /// ```
    ///
    /// Standard: <https://w3c.github.io/resource-timing/#sec-timing-allow-origin>
    ///
    /// `#[allow(long_timing_list)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#long_timing_list>
    pub const long_timing_list: Rule = Rule;

    /// **denied**. `patch`.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_methods: ["patch"],
    ///     allow_headers: ["content-type"],
    /// }
    /// ```
    ///
    /// ```text
    /// `patch` is not `PATCH` [patch_case]
    ///   "patch"
    ///    ^^^^^
    ///   note: browsers put six methods in upper case before sending, and `patch` is none of them: what a script writes is what is compared
    ///   help: write "PATCH"
    ///         or, if it is meant, put `#[allow(patch_case)]` before it
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#concept-method-normalize>
    ///
    /// `#[allow(patch_case)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#patch_case>
    pub const patch_case: Rule = Rule;

    /// **warning**. A method that is nearly a usual one.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_methods: [DELTE],
    /// }
    /// ```
    ///
    /// ```text
    /// `DELTE` is nearly a usual method [method_slip]
    ///   "DELTE"
    ///    ^^^^^
    ///   note: browsers compare methods byte for byte, so the usual one is not allowed by it
    ///   help: write "DELETE"
    ///         or put `#[allow(method_slip)]` before it
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#concept-method>
    ///
    /// `#[allow(method_slip)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#method_slip>
    pub const method_slip: Rule = Rule;

    /// **warning**. Another method that is not in upper case.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_methods: ["purge"],
    /// }
    /// ```
    ///
    /// ```text
    /// `purge` is not in upper case [lower_case_method]
    ///   "purge"
    ///    ^^^^^
    ///   note: methods are compared byte for byte, and nearly all are written in upper case
    ///   help: write it as the scripts do
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#concept-method-normalize>
    ///
    /// `#[allow(lower_case_method)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#lower_case_method>
    pub const lower_case_method: Rule = Rule;

    /// **warning**. A method that is listed twice.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_methods: [DELETE, DELETE],
    /// }
    /// ```
    ///
    /// ```text
    /// `DELETE` is listed twice [redundant_method]
    ///   "DELETE"
    ///    ^^^^^^
    ///   help: remove one
    /// ```
    ///
    /// `#[allow(redundant_method)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#redundant_method>
    pub const redundant_method: Rule = Rule;

    /// **denied**. A `*` inside a method or a header name, as in `x-amz-meta-*`.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_headers: ["content-type", "x-amz-meta-*"],
    /// }
    /// ```
    ///
    /// ```text
    /// `*` inside `x-amz-meta-*` is not a wildcard [wildcard_in_name]
    ///   "x-amz-meta-*"
    ///               ^
    ///   note: browsers compare names byte for byte, so this one matches no other name
    ///   help: list the names; in `allow_methods` and `allow_headers`, `mirror` allows any
    ///         or, if it is meant, put `#[allow(wildcard_in_name)]` before it
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#http-new-header-syntax>
    ///
    /// `#[allow(wildcard_in_name)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#wildcard_in_name>
    pub const wildcard_in_name: Rule = Rule;

    /// **warning**. A header that is nearly one of those that most policies list.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_headers: ["authorization", "content_type"],
    /// }
    /// ```
    ///
    /// ```text
    /// `content_type` is nearly a usual header [header_slip]
    ///   "content_type"
    ///    ^^^^^^^^^^^^
    ///   note: a preflight asks for headers by their whole names, so the usual one is not allowed by it
    ///   help: write "content-type"
    ///         or put `#[allow(header_slip)]` before it
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names>
    ///
    /// `#[allow(header_slip)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#header_slip>
    pub const header_slip: Rule = Rule;

    /// **warning**. A header that makes one method pass for another.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_headers: ["X-HTTP-Method-Override"],
    /// }
    /// ```
    ///
    /// ```text
    /// `X-HTTP-Method-Override` lets a POST pass for another method [method_override]
    ///   "X-HTTP-Method-Override"
    ///    ^^^^^^^^^^^^^^^^^^^^^^
    ///   note: a server that honours it does what a PUT or a DELETE would, for an origin that may only POST
    ///   help: let scripts send the method itself and list it in `allow_methods`
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#forbidden-request-header>
    ///
    /// `#[allow(method_override)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#method_override>
    pub const method_override: Rule = Rule;

    /// **warning**. A response header among the request headers.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_headers: ["Access-Control-Allow-Origin"],
    /// }
    /// ```
    ///
    /// ```text
    /// `Access-Control-Allow-Origin` is a response header [response_header]
    ///   "Access-Control-Allow-Origin"
    ///    ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///   note: a client that sends it is confused; the server's answer is what browsers look at
    ///   help: remove it
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#http-responses>
    ///
    /// `#[allow(response_header)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#response_header>
    pub const response_header: Rule = Rule;

    /// **warning**. `allow_headers: *` without `authorization`.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_headers: *,
    /// }
    /// ```
    ///
    /// ```text
    /// `*` does not stand for `authorization` [star_without_authorization]
    ///   note: by the standard a browser asks for it by name; browsers of today are lenient, and mean to change that
    ///   help: write `allow_headers: [*, "authorization"]`, or put `#[allow(star_without_authorization)]` before the field
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>
    ///
    /// `#[allow(star_without_authorization)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#star_without_authorization>
    pub const star_without_authorization: Rule = Rule;

    /// **warning**. PUT, PATCH, or POST beside other headers, without `content-type`.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     allow_methods: [GET, PUT],
    /// }
    /// ```
    ///
    /// ```text
    /// `PUT` is allowed, and the request header `content-type` is not [missing_content_type]
    ///   note: a script that sends JSON sets it, and the preflight fails without it
    ///   help: add "content-type" to `allow_headers`
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#cors-safelisted-request-header>
    ///
    /// `#[allow(missing_content_type)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#missing_content_type>
    pub const missing_content_type: Rule = Rule;

    /// **warning**. A response header that is listed twice, perhaps in another case.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     expose_headers: ["ETag", "etag"],
    /// }
    /// ```
    ///
    /// ```text
    /// `etag` is listed twice [exposed_twice]
    ///   "etag"
    ///    ^^^^
    ///   help: remove one
    /// ```
    ///
    /// `#[allow(exposed_twice)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#exposed_twice>
    pub const exposed_twice: Rule = Rule;

    /// **warning**. A response header that scripts can read anyway.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     expose_headers: ["Content-Type"],
    /// }
    /// ```
    ///
    /// ```text
    /// scripts can read `Content-Type` anyway [exposed_already]
    ///   "Content-Type"
    ///    ^^^^^^^^^^^^
    ///   note: cache-control, content-language, content-length, content-type, expires, last-modified and pragma are safelisted
    ///   help: remove it
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>
    ///
    /// `#[allow(exposed_already)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#exposed_already>
    pub const exposed_already: Rule = Rule;

    /// **warning**. A name that no response has, or that means nothing to a script.
    ///
    /// ```rust
    /// cors_policy! {
    ///     allow_origins: ["https://app.example.com"],
    ///     expose_headers: ["Origin"],
    /// }
    /// ```
    ///
    /// ```text
    /// `Origin` is nothing that a script reads from a response [expose_useless]
    ///   "Origin"
    ///    ^^^^^^
    ///   note: it belongs to requests, or speaks to browsers
    ///   help: remove it
    /// ```
    ///
    /// Standard: <https://fetch.spec.whatwg.org/#http-responses>
    ///
    /// `#[allow(expose_useless)]` before the entry or the field allows it.
    ///
    /// All rules: <https://docs.rs/cors-runtime/latest/cors_runtime/rules/#expose_useless>
    pub const expose_useless: Rule = Rule;
}

/// The words of `allow_origins`.
pub mod allow_origins {
    /// The words that begin an entry.
    pub mod entry {
        use super::super::Entry;

        /// Matches bytes that only an embedder sends, outside the standards.
        ///
        /// ```rust
        /// allow_origins: [raw("app://")]
        /// ```
        pub const raw: Entry = Entry;
    }

    /// The rules that can be allowed in this field.
    pub mod rules {
        pub use super::super::rules::any_host;
        pub use super::super::rules::any_port;
        pub use super::super::rules::blocked_port;
        pub use super::super::rules::development_origin;
        pub use super::super::rules::edge_hyphen;
        pub use super::super::rules::extension_id;
        pub use super::super::rules::insecure_origin;
        pub use super::super::rules::installation_id;
        pub use super::super::rules::missing_dot;
        pub use super::super::rules::missing_platform;
        pub use super::super::rules::null_origin;
        pub use super::super::rules::public_suffix;
        pub use super::super::rules::redundant_origin;
        pub use super::super::rules::registrable_preview;
        pub use super::super::rules::scheme_slip;
        pub use super::super::rules::swapped_port;
        pub use super::super::rules::trailing_dot;
        pub use super::super::rules::undecodable_punycode;
        pub use super::super::rules::unused_allow;
    }
}

/// The words of `allow_methods`.
pub mod allow_methods {
    /// The words that begin the value.
    pub mod value {
        use super::super::AllowMethods;

        /// Allows every method: a preflight's answer repeats the method that the preflight asks for. Unlike `*`, it works with credentials.
        ///
        /// ```rust
        /// allow_methods: mirror
        /// ```
        pub const mirror: AllowMethods = AllowMethods;
    }

    /// The words that can be an entry.
    pub mod entry {
        use super::super::Method;

        /// Lets scripts send `ACL`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [ACL]
        /// ```
        pub const ACL: Method = Method;

        /// Lets scripts send `BIND`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [BIND]
        /// ```
        pub const BIND: Method = Method;

        /// Lets scripts send `CHECKOUT`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [CHECKOUT]
        /// ```
        pub const CHECKOUT: Method = Method;

        /// Lets scripts send `COPY`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [COPY]
        /// ```
        pub const COPY: Method = Method;

        /// Lets scripts send `DELETE`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [DELETE]
        /// ```
        pub const DELETE: Method = Method;

        /// Browsers send `GET` without a preflight, so listing it is optional.
        ///
        /// ```rust
        /// allow_methods: [GET]
        /// ```
        pub const GET: Method = Method;

        /// Browsers send `HEAD` without a preflight, so listing it is optional.
        ///
        /// ```rust
        /// allow_methods: [HEAD]
        /// ```
        pub const HEAD: Method = Method;

        /// Lets scripts send `LABEL`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [LABEL]
        /// ```
        pub const LABEL: Method = Method;

        /// Lets scripts send `LINK`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [LINK]
        /// ```
        pub const LINK: Method = Method;

        /// Lets scripts send `LOCK`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [LOCK]
        /// ```
        pub const LOCK: Method = Method;

        /// Lets scripts send `MERGE`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [MERGE]
        /// ```
        pub const MERGE: Method = Method;

        /// Lets scripts send `MKCOL`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [MKCOL]
        /// ```
        pub const MKCOL: Method = Method;

        /// Lets scripts send `MOVE`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [MOVE]
        /// ```
        pub const MOVE: Method = Method;

        /// Lets scripts send `OPTIONS`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [OPTIONS]
        /// ```
        pub const OPTIONS: Method = Method;

        /// Lets scripts send `PATCH`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [PATCH]
        /// ```
        pub const PATCH: Method = Method;

        /// Browsers send `POST` without a preflight, so listing it is optional.
        ///
        /// ```rust
        /// allow_methods: [POST]
        /// ```
        pub const POST: Method = Method;

        /// Lets scripts send `PROPFIND`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [PROPFIND]
        /// ```
        pub const PROPFIND: Method = Method;

        /// Lets scripts send `PROPPATCH`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [PROPPATCH]
        /// ```
        pub const PROPPATCH: Method = Method;

        /// Lets scripts send `PURGE`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [PURGE]
        /// ```
        pub const PURGE: Method = Method;

        /// Lets scripts send `PUT`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [PUT]
        /// ```
        pub const PUT: Method = Method;

        /// Lets scripts send `QUERY`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [QUERY]
        /// ```
        pub const QUERY: Method = Method;

        /// Lets scripts send `REBIND`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [REBIND]
        /// ```
        pub const REBIND: Method = Method;

        /// Lets scripts send `REPORT`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [REPORT]
        /// ```
        pub const REPORT: Method = Method;

        /// Lets scripts send `SEARCH`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [SEARCH]
        /// ```
        pub const SEARCH: Method = Method;

        /// Lets scripts send `UNBIND`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [UNBIND]
        /// ```
        pub const UNBIND: Method = Method;

        /// Lets scripts send `UNLINK`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [UNLINK]
        /// ```
        pub const UNLINK: Method = Method;

        /// Lets scripts send `UNLOCK`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [UNLOCK]
        /// ```
        pub const UNLOCK: Method = Method;

        /// Lets scripts send `UPDATE`, after a preflight. Browsers compare names byte for byte.
        ///
        /// ```rust
        /// allow_methods: [UPDATE]
        /// ```
        pub const UPDATE: Method = Method;
    }

    /// The rules that can be allowed in this field.
    pub mod rules {
        pub use super::super::rules::lower_case_method;
        pub use super::super::rules::method_slip;
        pub use super::super::rules::missing_content_type;
        pub use super::super::rules::patch_case;
        pub use super::super::rules::redundant_method;
        pub use super::super::rules::unused_allow;
        pub use super::super::rules::wildcard_in_name;
    }
}

/// The words of `allow_headers`.
pub mod allow_headers {
    /// The words that begin the value.
    pub mod value {
        use super::super::AllowHeaders;

        /// Allows every request header: a preflight's answer repeats the names that the preflight asks for, up to 16 lines and 8 KiB. Unlike `*`, it includes `authorization` and works with credentials.
        ///
        /// ```rust
        /// allow_headers: mirror
        /// ```
        pub const mirror: AllowHeaders = AllowHeaders;
    }

    /// The rules that can be allowed in this field.
    pub mod rules {
        pub use super::super::rules::header_slip;
        pub use super::super::rules::method_override;
        pub use super::super::rules::response_header;
        pub use super::super::rules::star_without_authorization;
        pub use super::super::rules::unused_allow;
        pub use super::super::rules::wildcard_in_name;
    }
}

/// The words of `expose_headers`.
pub mod expose_headers {
    /// The rules that can be allowed in this field.
    pub mod rules {
        pub use super::super::rules::expose_useless;
        pub use super::super::rules::exposed_already;
        pub use super::super::rules::exposed_twice;
        pub use super::super::rules::unused_allow;
        pub use super::super::rules::wildcard_in_name;
    }
}

/// The words of `allow_credentials`.
pub mod allow_credentials {
    /// The rules that can be allowed in this field.
    pub mod rules {
        pub use super::super::rules::unused_allow;
    }
}

/// The words of `max_age`.
pub mod max_age {
    /// The rules that can be allowed in this field.
    pub mod rules {
        pub use super::super::rules::unused_allow;
    }
}

/// The words of `preflight_status`.
pub mod preflight_status {
    /// The rules that can be allowed in this field.
    pub mod rules {
        pub use super::super::rules::unused_allow;
    }
}

/// The words of `timing_allow_origins`.
pub mod timing_allow_origins {
    /// The words that begin the value.
    pub mod value {
        use super::super::TimingAllowOrigins;

        /// Shows detailed timings to the origins that may read responses.
        ///
        /// ```rust
        /// timing_allow_origins: same
        /// ```
        pub const same: TimingAllowOrigins = TimingAllowOrigins;
    }

    /// The words that begin an entry.
    pub mod entry {
        use super::super::Entry;

        /// Matches bytes that only an embedder sends, outside the standards.
        ///
        /// ```rust
        /// allow_origins: [raw("app://")]
        /// ```
        pub const raw: Entry = Entry;
    }

    /// The rules that can be allowed in this field.
    pub mod rules {
        pub use super::super::rules::blocked_port;
        pub use super::super::rules::edge_hyphen;
        pub use super::super::rules::extension_id;
        pub use super::super::rules::installation_id;
        pub use super::super::rules::long_timing_list;
        pub use super::super::rules::missing_platform;
        pub use super::super::rules::null_origin;
        pub use super::super::rules::redundant_origin;
        pub use super::super::rules::scheme_slip;
        pub use super::super::rules::swapped_port;
        pub use super::super::rules::trailing_dot;
        pub use super::super::rules::undecodable_punycode;
        pub use super::super::rules::unused_allow;
    }
}

/// The words of `runtime_origins`.
pub mod runtime_origins {
    /// The words that begin the value.
    pub mod value {
        use super::super::RuntimeOrigins;

        /// Accepts at run time only origins and patterns that the entries of this list cover.
        ///
        /// ```rust
        /// runtime_origins: within ["https://*.customer.example"]
        /// ```
        pub const within: RuntimeOrigins = RuntimeOrigins;

        /// Accepts at run time every origin and pattern that the rules accept in `allow_origins`.
        ///
        /// ```rust
        /// runtime_origins: any
        /// ```
        pub const any: RuntimeOrigins = RuntimeOrigins;
    }

    /// The words that begin an entry.
    pub mod entry {
        use super::super::Entry;

        /// Matches bytes that only an embedder sends, outside the standards.
        ///
        /// ```rust
        /// allow_origins: [raw("app://")]
        /// ```
        pub const raw: Entry = Entry;
    }

    /// The rules that can be allowed in this field.
    pub mod rules {
        pub use super::super::rules::any_host;
        pub use super::super::rules::any_port;
        pub use super::super::rules::blocked_port;
        pub use super::super::rules::edge_hyphen;
        pub use super::super::rules::extension_id;
        pub use super::super::rules::insecure_origin;
        pub use super::super::rules::installation_id;
        pub use super::super::rules::missing_dot;
        pub use super::super::rules::public_suffix;
        pub use super::super::rules::redundant_origin;
        pub use super::super::rules::registrable_preview;
        pub use super::super::rules::scheme_slip;
        pub use super::super::rules::swapped_port;
        pub use super::super::rules::trailing_dot;
        pub use super::super::rules::undecodable_punycode;
        pub use super::super::rules::unused_allow;
    }
}

/// The words of `expect`.
pub mod expect {
    /// The words that begin a line.
    pub mod entry {
        use super::super::Line;

        /// Stops the build unless the policy allows this origin.
        ///
        /// ```rust
        /// expect: { allow "https://app.example.com"; }
        /// ```
        pub const allow: Line = Line;

        /// Stops the build if the policy allows this origin, or if an origin that is added at run time could be this one.
        ///
        /// ```rust
        /// expect: { deny "https://evil.example"; }
        /// ```
        pub const deny: Line = Line;
    }

    /// The rules that can be allowed in this field.
    pub mod rules {
        pub use super::super::rules::unused_allow;
    }
}
