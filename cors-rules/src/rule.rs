//! The catalogue: every rule with its name, its level and all its words.
//!
//! A rule is one row of the table below. In its texts `{value}` is the value as it was written,
//! `{part}` the offending part of it, `{related}` the other thing the message is about, and `{wanted}`
//! what belongs there.

use crate::nearest::nearest;

/// How serious a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Probably not meant. Reported as a warning, silenced by `#[allow(rule)]`.
    Warning,
    /// Dangerous, but it works. Refused unless the entry says `#[allow(rule)]`.
    Denied,
    /// No browser sends or accepts it. Refused, without a way out.
    Error,
}

macro_rules! catalogue {
    ($(
        $(#[doc = $summary:literal])+
        $rule:ident = $name:literal, $level:ident,
            says: $headline:literal,
            note: $note:literal,
            help: $help:literal,
            standard: $standard:literal;
    )*) => {
        /// A rule of the catalogue.
        ///
        /// Rules are added in minor releases, first as warnings; their names are stable, their words
        /// are not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $summary])+ $rule,)*
        }

        impl Rule {
            /// Every rule, in the order of the catalogue.
            pub const ALL: &[Rule] = &[$(Rule::$rule),*];

            /// The one name: in messages, in `#[allow(name)]`, of its test and in the documentation.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Rule::$rule => $name,)* }
            }

            /// The level it has unless a policy with credentials makes it stricter.
            #[must_use]
            pub const fn level(self) -> Level {
                match self { $(Rule::$rule => Level::$level,)* }
            }

            /// What it finds, in a few words.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(Rule::$rule => concat!($($summary),+).trim_ascii(),)* }
            }

            /// What browsers do, in one sentence.
            #[must_use]
            pub const fn note(self) -> &'static str {
                match self { $(Rule::$rule => $note,)* }
            }

            /// The section of the standard that it comes from; empty for rules of the notation.
            #[must_use]
            pub const fn standard(self) -> &'static str {
                match self { $(Rule::$rule => $standard,)* }
            }

            /// The first line of its message, with the names in braces left open.
            #[must_use]
            pub const fn headline(self) -> &'static str {
                match self { $(Rule::$rule => $headline,)* }
            }

            /// What to write where no single replacement is right.
            #[must_use]
            pub const fn help(self) -> &'static str {
                match self { $(Rule::$rule => $help,)* }
            }
        }
    };
}

impl Rule {
    /// The rule with this name.
    ///
    /// ```
    /// use cors_rules::Rule;
    ///
    /// assert_eq!(Rule::named("origin_path"), Some(Rule::OriginPath));
    /// assert_eq!(Rule::named("origin-path"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// Whether it is about release builds only, those without `debug_assertions`.
    ///
    /// ```
    /// use cors_rules::Rule;
    ///
    /// assert!(Rule::DevelopmentOrigin.is_for_release());
    /// assert!(!Rule::InsecureOrigin.is_for_release());
    /// ```
    #[must_use]
    pub const fn is_for_release(self) -> bool {
        matches!(self, Rule::DevelopmentOrigin)
    }

    /// The rule that an unknown name was most likely meant to be.
    #[must_use]
    pub fn meant_by(name: &str) -> Option<Rule> {
        nearest(name, Rule::ALL.iter().map(|rule| rule.name())).and_then(Rule::named)
    }
}

catalogue! {
    // The notation: what a policy is made of.

    /// A policy without `allow_origins`.
    MissingOrigins = "missing_origins", Error,
        says: "the policy has no `allow_origins`",
        note: "without it no origin is allowed, and every CORS request would fail",
        help: "add `allow_origins: [\"https://app.example.com\"]`, or `allow_origins: *` for everybody",
        standard: "";
    /// `allow_origins` without an entry, in this build.
    NoOrigin = "no_origin", Error,
        says: "no origin is listed in this build",
        note: "an empty list allows nobody",
        help: "list an origin such as \"https://app.example.com\" that no `#[cfg]` and no unset variable takes away",
        standard: "";
    /// A field that does not exist.
    UnknownField = "unknown_field", Error,
        says: "there is no field `{value}`",
        note: "{related}",
        help: "{wanted}",
        standard: "";
    /// A field that is set twice in one build.
    RepeatedField = "repeated_field", Error,
        says: "`{value}` is set twice in this build",
        note: "",
        help: "keep one, or put them under `#[cfg]`s of which one holds in each build",
        standard: "";
    /// A value of the wrong kind.
    FieldValue = "field_value", Error,
        says: "`{value}` cannot be the value of `{related}`",
        note: "",
        help: "write {wanted}",
        standard: "";
    /// An entry of the wrong kind.
    EntryValue = "entry_value", Error,
        says: "`{value}` cannot be an entry of `{related}`",
        note: "",
        help: "write {wanted}",
        standard: "";
    /// `env!` of a variable that is not set, or without anything in it; or one that is no text.
    UnusableVariable = "unusable_variable", Error,
        says: "the variable `{value}` {related}",
        note: "it is read while compiling, and a policy without its origins would be another one",
        help: "set it to one origin, or to several with commas or spaces between them; `option_env!` is for one that may be missing",
        standard: "";
    /// `include_str!` of a file that cannot be read.
    UnusableFile = "unusable_file", Error,
        says: "the file `{value}` {related}",
        note: "a path is relative to the source file that it is written in",
        help: "write the path of a text file with one origin a line, as in `include_str!(\"origins.txt\")`",
        standard: "";
    /// Something that is not a `name: value`.
    PolicySyntax = "policy_syntax", Error,
        says: "expected {wanted}",
        note: "",
        help: "a policy is a list of `field: value,`, such as `allow_origins: [\"https://app.example.com\"],`",
        standard: "";
    /// An attribute that a policy does not take.
    UnknownAttribute = "unknown_attribute", Error,
        says: "`{value}` has no meaning here",
        note: "",
        help: "fields and entries take `#[cfg(…)]`, `#[cfg_attr(…, …)]` and `#[allow(rule)]`",
        standard: "";
    /// `#[allow]` of a rule that does not exist.
    UnknownRule = "unknown_rule", Error,
        says: "there is no rule `{value}`",
        note: "",
        help: "{related}",
        standard: "";
    /// `#[allow]` of a rule that no opt-out exists for.
    RuleWithoutOptOut = "rule_without_opt_out", Error,
        says: "`{value}` cannot be allowed",
        note: "it is an error in every policy; `#[allow]` lifts warnings and what is denied",
        help: "remove this `#[allow]`, and correct what the rule finds",
        standard: "";
    /// `#[allow]` of a rule that has nothing to say there, in a build from which no `#[cfg]` takes anything away.
    UnusedAllow = "unused_allow", Warning,
        says: "`{value}` finds nothing here",
        note: "",
        help: "remove this `#[allow]`",
        standard: "";

    // Origins: what a browser never sends.

    /// An origin with nothing in it.
    EmptyOrigin = "empty_origin", Error,
        says: "`{value}` is not an origin: it is empty",
        note: "browsers never send an empty `Origin`",
        help: "write scheme and host, such as \"https://app.example.com\"",
        standard: "https://fetch.spec.whatwg.org/#origin-header";
    /// White space around an origin.
    OriginWhitespace = "origin_whitespace", Error,
        says: "`{value}` has white space around it",
        note: "browsers send none, and the comparison is byte for byte",
        help: "remove it",
        standard: "https://fetch.spec.whatwg.org/#cors-check";
    /// A word such as `all`, `none` or `self`.
    NotAnOrigin = "not_an_origin", Error,
        says: "`{value}` is a word, not an origin",
        note: "{related}",
        help: "{wanted}",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
    /// A regular expression.
    RegularExpression = "regular_expression", Error,
        says: "`{value}` is a regular expression",
        note: "entries are compared byte for byte, and `*` is the only wildcard",
        help: "write the origins, or a pattern such as \"https://*.example.com\"; where no pattern fits, ask a function with `if path::to::predicate`",
        standard: "";
    /// Quotes or brackets of JSON around an origin.
    QuotedOrigin = "quoted_origin", Error,
        says: "`{value}` contains quotes or brackets",
        note: "they would be part of the origin, and browsers never send them",
        help: "write the origin without them",
        standard: "https://fetch.spec.whatwg.org/#cors-check";
    /// A range of addresses, such as `192.168.1.0/24` or `192.168.*`.
    AddressRange = "address_range", Error,
        says: "`{value}` is a range of addresses",
        note: "browsers send the address of one host, and `*` does not match a part of an address",
        help: "list the addresses, or ask a function with `if path::to::predicate`: `origin.host().parse::<Ipv4Addr>()` and `is_private()` recognise a local network",
        standard: "https://url.spec.whatwg.org/#concept-ipv4-serializer";
    /// A dot before the domain, as in `.example.com`.
    LeadingDot = "leading_dot", Error,
        says: "`{value}` begins with a dot",
        note: "cookies and some proxies write the hosts below a domain so; in an origin it matches nothing",
        help: "{wanted}",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
    /// Several origins in one string.
    SeveralOrigins = "several_origins", Error,
        says: "`{value}` is more than one origin",
        note: "a request has one origin, and a list in the answer matches none",
        help: "write one string for each origin",
        standard: "https://fetch.spec.whatwg.org/#cors-check";
    /// `*` as an entry.
    StarInList = "star_in_list", Error,
        says: "`{value}` stands among the entries of a list",
        note: "the wildcard is not one entry of several: it makes the others mean nothing",
        help: "write `*` as the field's whole value, without brackets and quotes, or list the entries; `[*, \"authorization\"]` is the one mixed list",
        standard: "https://fetch.spec.whatwg.org/#http-new-header-syntax";
    /// `null`.
    NullOrigin = "null_origin", Denied,
        says: "`{value}` is not an origin of yours",
        note: "every site can send `null` at will, from a sandboxed frame: allowing it allows everybody",
        help: "serve the page from an origin of its own and list that",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
    /// `NULL` and the like.
    NullCase = "null_case", Error,
        says: "`{value}` is not what browsers send",
        note: "an opaque origin is sent as `null`, in lower case, and every site can send that",
        help: "serve the page from an origin of its own and list that",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
    /// No scheme.
    MissingScheme = "missing_scheme", Error,
        says: "`{value}` has no scheme",
        note: "browsers send the scheme, and http and https are different origins",
        help: "write the scheme before it, as in \"https://app.example.com\"",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
    /// Not two slashes after the scheme.
    SchemeSlashes = "scheme_slashes", Error,
        says: "`{value}` does not have `://` after its scheme",
        note: "browsers send exactly `://` between scheme and host",
        help: "write `://`, as in \"https://app.example.com\"",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
    /// A scheme in upper case.
    SchemeCase = "scheme_case", Error,
        says: "the scheme of `{value}` is not in lower case: `{part}`",
        note: "browsers send it in lower case, and the comparison is byte for byte",
        help: "write it in lower case",
        standard: "https://url.spec.whatwg.org/#scheme-state";
    /// A scheme before the scheme.
    DoubledScheme = "doubled_scheme", Error,
        says: "`{value}` has two schemes",
        note: "browsers send one, and what follows it is the host",
        help: "write one",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
    /// A scheme that is none.
    SchemeSyntax = "scheme_syntax", Error,
        says: "`{part}` is not a scheme",
        note: "a scheme is a letter, then letters, digits, `+`, `-` or `.`",
        help: "write `https`, as in \"https://app.example.com\"",
        standard: "https://url.spec.whatwg.org/#scheme-start-state";
    /// `*` for the scheme.
    WildcardScheme = "wildcard_scheme", Error,
        says: "the scheme of `{value}` is a wildcard",
        note: "http and https are different origins, and a page on http can be rewritten by the network",
        help: "write each scheme that is meant",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-tuple";
    /// `ws` and `wss`.
    WebSocketScheme = "websocket_scheme", Error,
        says: "no page has an origin with the scheme of `{value}`",
        note: "a WebSocket's handshake carries the origin of the page that opens it, which is http or https",
        help: "write the page's origin",
        standard: "https://websockets.spec.whatwg.org/#websocket-opening-handshake";
    /// `data`, `blob`, `about`, `ftp` and other schemes that send another origin.
    NeverAnOrigin = "never_an_origin", Error,
        says: "browsers never send an origin with the scheme of `{value}`",
        note: "what has such an address sends `null` or the origin of the page that made it, or opens no page at all",
        help: "list the origin of the page itself, as in \"https://app.example.com\"",
        standard: "https://url.spec.whatwg.org/#origin";
    /// An origin outside the standards, which only `raw` spells.
    RawOrigin = "raw_origin", Error,
        says: "`{value}` has no host",
        note: "browsers send `null` for it; some embedders send it as it is, such as Electron and Android's WebView",
        help: "write it as `raw(\"…\")`, with the very bytes that the embedder sends",
        standard: "https://url.spec.whatwg.org/#origin";
    /// `raw` around something that no header line can carry.
    RawBytes = "raw_bytes", Error,
        says: "`{value}` holds what an `Origin` header cannot",
        note: "a header's value is visible ASCII; these bytes never arrive",
        help: "write the very bytes that the embedder sends",
        standard: "https://www.rfc-editor.org/rfc/rfc9110#section-5.5";
    /// `raw` around something that needs no `raw`.
    RawNeedless = "raw_needless", Error,
        says: "`{value}` needs no `raw`",
        note: "what the standards define is checked without `raw`, which is for what only an embedder sends",
        help: "write it without `raw`",
        standard: "https://url.spec.whatwg.org/#origin";
    /// User name or password.
    OriginUserinfo = "origin_userinfo", Error,
        says: "`{value}` has a user name: `{part}`",
        note: "an origin has none, and browsers never send one",
        help: "remove it",
        standard: "https://url.spec.whatwg.org/#origin";
    /// A path, even if it is only a slash.
    OriginPath = "origin_path", Error,
        says: "`{value}` has a path: `{part}`",
        note: "an origin is scheme, host and port only, and browsers compare it byte for byte",
        help: "remove the path",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
    /// A query.
    OriginQuery = "origin_query", Error,
        says: "`{value}` has a query: `{part}`",
        note: "an origin is scheme, host and port only, and browsers compare it byte for byte",
        help: "remove the query",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
    /// A fragment.
    OriginFragment = "origin_fragment", Error,
        says: "`{value}` has a fragment: `{part}`",
        note: "an origin is scheme, host and port only, and browsers compare it byte for byte",
        help: "remove the fragment",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";

    // Hosts.

    /// No host.
    EmptyHost = "empty_host", Error,
        says: "`{value}` has no host",
        note: "a page on the web always has one",
        help: "write the host, as in \"https://app.example.com\"",
        standard: "https://url.spec.whatwg.org/#host-state";
    /// A host in upper case.
    HostCase = "host_case", Error,
        says: "the host of `{value}` is not in lower case: `{part}`",
        note: "browsers send hosts in lower case, and the comparison is byte for byte",
        help: "write it in lower case",
        standard: "https://url.spec.whatwg.org/#concept-domain-to-ascii";
    /// A host that is not ASCII.
    HostUnicode = "host_unicode", Error,
        says: "the host of `{value}` is not ASCII: `{part}`",
        note: "browsers send such a host in Punycode, each label beginning with `xn--`",
        help: "write the host as it stands in the browser's `location.origin`",
        standard: "https://url.spec.whatwg.org/#concept-domain-to-ascii";
    /// A host with percent-encoded bytes.
    HostPercent = "host_percent", Error,
        says: "the host of `{value}` is percent-encoded: `{part}`",
        note: "browsers decode a host before they send it",
        help: "write the decoded host",
        standard: "https://url.spec.whatwg.org/#concept-host-parser";
    /// A byte that no host has.
    HostCharacter = "host_character", Error,
        says: "the host of `{value}` holds `{part}`",
        note: "the names that can be resolved consist of letters, digits, `-`, `_` and dots",
        help: "write the host without it",
        standard: "https://url.spec.whatwg.org/#forbidden-domain-code-point";
    /// Two dots in a row, or one at the start.
    HostEmptyLabel = "host_empty_label", Error,
        says: "the host of `{value}` has an empty label",
        note: "there is no such name, so no page can be there",
        help: "write the name that stands between the dots, or remove one",
        standard: "https://www.rfc-editor.org/rfc/rfc1035#section-3.1";
    /// A label of more than 63 bytes, or a name of more than 253.
    HostLength = "host_length", Error,
        says: "the host of `{value}` is too long",
        note: "a label has at most 63 bytes, a name 253 and an origin 268, and a `*` takes at least one, so no page can be there",
        help: "write a name that can be resolved",
        standard: "https://www.rfc-editor.org/rfc/rfc1035#section-3.1";
    /// An IPv4 address in another form than the dotted one.
    Ipv4Form = "ipv4_form", Error,
        says: "the address in `{value}` is not in the form that browsers send: `{part}`",
        note: "browsers send IPv4 addresses as four decimal numbers without leading zeros",
        help: "write the address in that form",
        standard: "https://url.spec.whatwg.org/#concept-ipv4-serializer";
    /// A host that ends in a number and is no IPv4 address.
    Ipv4Invalid = "ipv4_invalid", Error,
        says: "`{part}` is not a host: it ends in a number and is no IPv4 address",
        note: "browsers refuse to open such a page",
        help: "write an address such as \"http://127.0.0.1\", or a name",
        standard: "https://url.spec.whatwg.org/#ends-in-a-number-checker";
    /// An IPv6 address in another form than the shortest.
    Ipv6Form = "ipv6_form", Error,
        says: "the address in `{value}` is not in the form that browsers send: `{part}`",
        note: "browsers send IPv6 addresses in lower case, without leading zeros, with `::` for the first longest run of zeros, and without a dotted tail",
        help: "write the address in that form",
        standard: "https://url.spec.whatwg.org/#concept-ipv6-serializer";
    /// Brackets around something that is no IPv6 address.
    Ipv6Invalid = "ipv6_invalid", Error,
        says: "`{part}` is not an IPv6 address",
        note: "browsers refuse to open such a page, and a zone is never part of an origin",
        help: "write an address such as \"http://[::1]\"",
        standard: "https://url.spec.whatwg.org/#concept-ipv6-parser";
    /// An IPv6 address without brackets.
    Ipv6Brackets = "ipv6_brackets", Error,
        says: "the address in `{value}` has no brackets: `{part}`",
        note: "browsers send IPv6 addresses in brackets, so that a port can follow",
        help: "put the address in brackets, as in \"http://[::1]:3000\"",
        standard: "https://url.spec.whatwg.org/#host-serializing";

    // Ports.

    /// The default port.
    DefaultPort = "default_port", Error,
        says: "`{part}` in `{value}` is the default port of its scheme",
        note: "browsers leave the default port out",
        help: "remove the port",
        standard: "https://url.spec.whatwg.org/#default-port";
    /// A colon and no port.
    EmptyPort = "empty_port", Error,
        says: "`{value}` has a colon and no port",
        note: "browsers leave out a port that is not there together with its colon",
        help: "remove the colon, or write the port",
        standard: "https://url.spec.whatwg.org/#port-state";
    /// Zeros before a port.
    PortZeros = "port_zeros", Error,
        says: "the port of `{value}` begins with zeros: `{part}`",
        note: "browsers send ports without leading zeros",
        help: "remove the zeros",
        standard: "https://url.spec.whatwg.org/#port-state";
    /// A port that is no number, or none from 1 to 65535.
    PortInvalid = "port_invalid", Error,
        says: "`{part}` in `{value}` is not a port",
        note: "a port is a number from 1 to 65535, and browsers refuse to open a page on port 0",
        help: "write the port's number, or `*` for any",
        standard: "https://url.spec.whatwg.org/#port-state";

    // Wildcards in origins.

    /// `https://*`.
    WildcardHost = "wildcard_host", Error,
        says: "`{value}` stands for every host",
        note: "that allows everybody, which is spelled `*`",
        help: "write `allow_origins: *`, or the domain that is meant, as in \"https://*.example.com\"",
        standard: "https://fetch.spec.whatwg.org/#cors-check";
    /// `*` anywhere but in the first label, or twice there.
    WildcardPlace = "wildcard_place", Error,
        says: "`*` in `{value}` does not stand alone in the first label before a domain",
        note: "browsers know no wildcards in origins; here `*.` before a domain stands for one or more labels, `pr-*.` for one that begins so, and `:*` for any port",
        help: "write the domain below which all are allowed, as in \"https://*.example.com\", or what their first label begins and ends with, as in \"https://pr-*.example.com\"",
        standard: "https://fetch.spec.whatwg.org/#cors-check";

    /// A `*` directly before the first label of a domain, as in `https://*app.example.com`.
    MissingDot = "missing_dot", Denied,
        says: "a dot is missing after the `*` of `{value}`",
        note: "`*` matches the beginning of a label then, so that somebody else can register a name which only ends like yours",
        help: "write a dot after the `*`, as in \"https://*.app.example.com\"",
        standard: "https://fetch.spec.whatwg.org/#cors-check";

    // Origins that browsers can send, and that are hardly ever meant.

    /// A scheme that is nearly http or https.
    SchemeSlip = "scheme_slip", Warning,
        says: "the scheme of `{value}` is nearly that of a page: `{part}`",
        note: "only an app or an extension has a scheme of its own; pages have http or https",
        help: "write `https`, or `http` for localhost",
        standard: "https://url.spec.whatwg.org/#origin";
    /// The default port of the other scheme.
    SwappedPort = "swapped_port", Warning,
        says: "`{part}` in `{value}` is the default port of the other scheme",
        note: "browsers do send this, but hardly anybody serves https on 80 or http on 443",
        help: "write the scheme that the page has, without a port",
        standard: "https://url.spec.whatwg.org/#default-port";
    /// A port that browsers do not open.
    BlockedPort = "blocked_port", Warning,
        says: "browsers refuse to open a page on the port of `{value}`",
        note: "it is on the list of ports that other protocols use; only a setting of the browser lifts that",
        help: "serve the page on another port and write that",
        standard: "https://fetch.spec.whatwg.org/#port-blocking";
    /// Any port of a host that is not the developer's own.
    AnyPort = "any_port", Warning,
        says: "`{value}` stands for every port of a host",
        note: "another program on that host can serve pages of its own, from an origin that this allows",
        help: "write the port; `:*` is meant for localhost",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-tuple";
    /// A label that begins with `xn--` and cannot be decoded.
    UndecodablePunycode = "undecodable_punycode", Warning,
        says: "`{part}` in `{value}` is not the Punycode of anything",
        note: "some browsers refuse such a host, and a registered one always decodes",
        help: "write the host as it stands in the browser's `location.origin`",
        standard: "https://url.spec.whatwg.org/#concept-domain-to-ascii";
    /// A label that begins or ends with a hyphen.
    EdgeHyphen = "edge_hyphen", Warning,
        says: "`{part}` in `{value}` begins or ends with a hyphen",
        note: "hardly any name does, and a registered one never",
        help: "write the name without it",
        standard: "https://fetch.spec.whatwg.org/#origin-header";
    /// A dot at the end.
    TrailingDot = "trailing_dot", Warning,
        says: "the host of `{value}` ends in a dot",
        note: "with and without the dot are different origins, and people open pages without it",
        help: "remove the dot",
        standard: "https://url.spec.whatwg.org/#concept-domain";
    /// An extension's or webview's origin with the identifier of one installation.
    InstallationId = "installation_id", Warning,
        says: "the host of `{value}` is another one in every installation",
        note: "Firefox and Safari give an extension a random identifier on each computer, and VS Code gives one to each webview",
        help: "write `*` for the host and leave credentials out: whatever has this scheme is allowed then, whoever made it",
        standard: "https://url.spec.whatwg.org/#origin";
    /// A Chrome extension's origin with something else than an identifier.
    ExtensionId = "extension_id", Warning,
        says: "`{part}` in `{value}` is not the identifier of an extension",
        note: "Chrome and Edge make it of 32 letters from a to p, and it is the same in every installation",
        help: "write the one that `chrome://extensions` shows",
        standard: "https://url.spec.whatwg.org/#origin";

    // Origins in their policy.

    /// An entry that another one covers.
    RedundantOrigin = "redundant_origin", Denied,
        says: "`{value}` is already allowed by `{related}`",
        note: "it changes nothing now, and would stay allowed when the other is removed",
        help: "remove it",
        standard: "";
    /// A page on http that may use credentials.
    InsecureOrigin = "insecure_origin", Denied,
        says: "`{value}` is not encrypted, and credentials are allowed",
        note: "whoever controls the network between the two can speak as this origin, with the user's cookies",
        help: "serve the page over https and list that origin",
        standard: "https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy";
    /// Every host of an app's scheme, with credentials.
    AnyHost = "any_host", Warning,
        says: "`{value}` stands for everybody's, and credentials are allowed",
        note: "whatever extension or app has this scheme, whoever made it, reads with the user's cookies",
        help: "list the one that is yours, or leave credentials out",
        standard: "https://url.spec.whatwg.org/#origin";
    /// An origin of the user's own machine or network that is left in a release build, with credentials.
    DevelopmentOrigin = "development_origin", Denied,
        says: "`{value}` is {related}, and credentials are allowed",
        note: "another program answers there on every machine or network, and it would read responses with the user's cookies; release builds refuse such an entry",
        help: "take it out of there, or put `#[cfg(debug_assertions)]` before the policy's entry",
        standard: "https://wicg.github.io/local-network-access/#ip-address-space-section";
    /// `*.` before a name under which, directly or further down, anybody can have one; by the list of publicsuffix.org, or a shared host that it lacks.
    PublicSuffix = "public_suffix", Warning,
        says: "anybody can have a name below `{related}`",
        note: "{wanted}: `{value}` allows the pages of all of them",
        help: "write the name that is yours, as in \"https://*.example.com\"",
        standard: "https://url.spec.whatwg.org/#host-public-suffix";
    /// A `*` in a label that a host of others' sites gives to whoever asks, with credentials; by the list of publicsuffix.org, or a shared host that it lacks.
    RegistrablePreview = "registrable_preview", Denied,
        says: "others can have names below `{related}` that fit `{value}`, and credentials are allowed",
        note: "{wanted}: the pages of anyone whose name fits read responses with the user's cookies. The pattern is safe only if the host reserves its fixed part for your account",
        help: "serve previews below a domain of yours, as in \"https://*.preview.example.com\"",
        standard: "https://url.spec.whatwg.org/#host-public-suffix";
    /// An app's origin on one platform without the one on the others.
    MissingPlatform = "missing_platform", Warning,
        says: "`{value}` is what the app sends on some platforms only",
        note: "on the others it sends {related}",
        help: "list both",
        standard: "https://url.spec.whatwg.org/#origin";
    /// A pattern or a predicate in `timing_allow_origins`.
    TimingPattern = "timing_pattern", Error,
        says: "`{value}` stands for many origins",
        note: "`Timing-Allow-Origin` is a list of origins, in which browsers know no wildcard but `*` alone",
        help: "list the origins, or write `*` if anybody may read the timings; `same` is for origins that may read responses as well",
        standard: "https://w3c.github.io/resource-timing/#sec-timing-allow-origin";
    /// A list of origins in `Timing-Allow-Origin` that is longer than response headers can be at many proxies.
    LongTimingList = "long_timing_list", Warning,
        says: "`timing_allow_origins` puts {related} bytes into every response",
        note: "a proxy may answer 502 for response headers of more than 4 KiB, as nginx does unless it is told otherwise",
        help: "list the few whose pages measure, or write `*` if anybody may read the timings",
        standard: "https://w3c.github.io/resource-timing/#sec-timing-allow-origin";

    // Runtime origins.

    /// A list as the value of `runtime_origins`, without `within` before it.
    MissingWithin = "missing_within", Error,
        says: "`within` is missing before the list of `runtime_origins`",
        note: "the list allows nobody by itself: it limits the origins that can be added at run time",
        help: "write `within` before the list, as in `runtime_origins: within [\"https://*.example.com\"]`",
        standard: "";
    /// `runtime_origins` beside `allow_origins: *`.
    RuntimeNeedless = "runtime_needless", Error,
        says: "`runtime_origins` adds nothing to `allow_origins: *`",
        note: "`*` allows every origin already",
        help: "remove `runtime_origins`, or list the origins in `allow_origins`",
        standard: "";
    /// `*`, every host, or `null`: in `runtime_origins`, or in a list at run time.
    RuntimeEverybody = "runtime_everybody", Error,
        says: "`{value}` would allow everybody",
        note: "{related}",
        help: "{wanted}",
        standard: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
    /// An origin of a list at run time that `runtime_origins` does not cover.
    RuntimeOutside = "runtime_outside", Error,
        says: "the policy's `runtime_origins` does not cover `{value}`",
        note: "{related}",
        help: "list origins that it covers, or add this one to the policy's source: to `runtime_origins`, or to `allow_origins`",
        standard: "";
    /// A list at run time for a policy whose source has no `runtime_origins`.
    RuntimeClosed = "runtime_closed", Error,
        says: "`{value}` cannot be added: the policy has no `runtime_origins`",
        note: "a list can only add origins that the policy's source makes room for",
        help: "write `runtime_origins: any` in the policy's source, or `within` and a list of patterns",
        standard: "";
    /// `replace_runtime_origins` of a policy that was not made with a list.
    NoRuntimeList = "no_runtime_list", Error,
        says: "this policy has no list at run time that could be replaced",
        note: "the policy of the source never changes",
        help: "call `replace_runtime_origins` on the policy that `with_runtime_origins` returned, or on a clone of it",
        standard: "";

    // What a policy says of itself.

    /// An `allow` line that does not hold.
    ExpectAllow = "expect_allow", Error,
        says: "the policy does not allow `{value}`",
        note: "{related}",
        help: "list the origin, or write `deny` for `allow`",
        standard: "https://fetch.spec.whatwg.org/#cors-check";
    /// A `deny` line that does not hold.
    ExpectDeny = "expect_deny", Error,
        says: "the policy allows `{value}`",
        note: "it is allowed by {related}",
        help: "remove or narrow that entry, or write `allow` for `deny`",
        standard: "https://fetch.spec.whatwg.org/#cors-check";

    // Methods.

    /// A method that is no token.
    MethodSyntax = "method_syntax", Error,
        says: "`{value}` is not a method",
        note: "one bad name in the list makes browsers refuse every preflight",
        help: "write one method for each entry, such as PUT or \"PURGE\"",
        standard: "https://fetch.spec.whatwg.org/#extract-header-list-values";
    /// A method that no script can send.
    MethodForbidden = "method_forbidden", Error,
        says: "`{value}` is a forbidden method",
        note: "a script that asks for it gets an exception before anything is sent",
        help: "remove it",
        standard: "https://fetch.spec.whatwg.org/#forbidden-method";
    /// One of the six methods that are normalized, not in upper case.
    MethodCase = "method_case", Error,
        says: "`{value}` is not in upper case",
        note: "browsers put this method in upper case before sending, and the comparison is byte for byte",
        help: "write it in upper case",
        standard: "https://fetch.spec.whatwg.org/#concept-method-normalize";
    /// `patch`.
    PatchCase = "patch_case", Denied,
        says: "`{value}` is not `PATCH`",
        note: "browsers put six methods in upper case before sending, and `patch` is none of them: what a script writes is what is compared",
        help: "write \"PATCH\"",
        standard: "https://fetch.spec.whatwg.org/#concept-method-normalize";
    /// A method that is nearly a usual one.
    MethodSlip = "method_slip", Warning,
        says: "`{value}` is nearly a usual method",
        note: "browsers compare methods byte for byte, so the usual one is not allowed by it",
        help: "write the usual one, or put `#[allow(method_slip)]` before it",
        standard: "https://fetch.spec.whatwg.org/#concept-method";
    /// Another method that is not in upper case.
    LowerCaseMethod = "lower_case_method", Warning,
        says: "`{value}` is not in upper case",
        note: "methods are compared byte for byte, and nearly all are written in upper case",
        help: "write it as the scripts do",
        standard: "https://fetch.spec.whatwg.org/#concept-method-normalize";
    /// A method that is listed twice.
    RedundantMethod = "redundant_method", Warning,
        says: "`{value}` is listed twice",
        note: "",
        help: "remove one",
        standard: "";

    // Header names.

    /// A `*` inside a method or a header name, as in `x-amz-meta-*`.
    WildcardInName = "wildcard_in_name", Denied,
        says: "`*` inside `{value}` is not a wildcard",
        note: "browsers compare names byte for byte, so this one matches no other name",
        help: "list the names; in `allow_methods` and `allow_headers`, `mirror` allows any",
        standard: "https://fetch.spec.whatwg.org/#http-new-header-syntax";
    /// A header name that is no token.
    HeaderSyntax = "header_syntax", Error,
        says: "`{value}` is not a header name",
        note: "one bad name in the list makes browsers refuse every preflight, or expose nothing",
        help: "write one name for each entry, such as \"content-type\"",
        standard: "https://fetch.spec.whatwg.org/#extract-header-list-values";
    /// A request header that no script can set.
    HeaderForbidden = "header_forbidden", Error,
        says: "`{value}` is a forbidden request header",
        note: "scripts cannot set it, so no preflight ever asks for it",
        help: "remove it: browsers set it themselves, and cookies where the policy says `allow_credentials: true`",
        standard: "https://fetch.spec.whatwg.org/#forbidden-request-header";
    /// A header that is nearly one of those that most policies list.
    HeaderSlip = "header_slip", Warning,
        says: "`{value}` is nearly a usual header",
        note: "a preflight asks for headers by their whole names, so the usual one is not allowed by it",
        help: "write the usual one, or put `#[allow(header_slip)]` before it",
        standard: "https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names";
    /// A header that makes one method pass for another.
    MethodOverride = "method_override", Warning,
        says: "`{value}` lets a POST pass for another method",
        note: "a server that honours it does what a PUT or a DELETE would, for an origin that may only POST",
        help: "let scripts send the method itself and list it in `allow_methods`",
        standard: "https://fetch.spec.whatwg.org/#forbidden-request-header";
    /// A response header among the request headers.
    ResponseHeader = "response_header", Warning,
        says: "`{value}` is a response header",
        note: "a client that sends it is confused; the server's answer is what browsers look at",
        help: "remove it",
        standard: "https://fetch.spec.whatwg.org/#http-responses";
    /// `allow_headers: *` without `authorization`.
    StarWithoutAuthorization = "star_without_authorization", Warning,
        says: "`*` does not stand for `authorization`",
        note: "by the standard a browser asks for it by name; browsers of today are lenient, and mean to change that",
        help: "write `allow_headers: [*, \"authorization\"]`, or put `#[allow(star_without_authorization)]` before the field",
        standard: "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name";
    /// PUT, PATCH, or POST beside other headers, without `content-type`.
    MissingContentType = "missing_content_type", Warning,
        says: "`{value}` is allowed, and the request header `content-type` is not",
        note: "a script that sends JSON sets it, and the preflight fails without it",
        help: "add \"content-type\" to `allow_headers`",
        standard: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header";
    /// A response header that is listed twice, perhaps in another case.
    ExposedTwice = "exposed_twice", Warning,
        says: "`{value}` is listed twice",
        note: "",
        help: "remove one",
        standard: "";
    /// A response header that scripts can read anyway.
    ExposedAlready = "exposed_already", Warning,
        says: "scripts can read `{value}` anyway",
        note: "cache-control, content-language, content-length, content-type, expires, last-modified and pragma are safelisted",
        help: "remove it",
        standard: "https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name";
    /// A name that no response has, or that means nothing to a script.
    ExposeUseless = "expose_useless", Warning,
        says: "`{value}` is nothing that a script reads from a response",
        note: "it belongs to requests, or speaks to browsers",
        help: "remove it",
        standard: "https://fetch.spec.whatwg.org/#http-responses";
    /// A response header that no script ever reads.
    ExposeForbidden = "expose_forbidden", Error,
        says: "`{value}` can never be exposed",
        note: "scripts never see it, whatever the server answers",
        help: "remove it; cookies need only `allow_credentials: true`",
        standard: "https://fetch.spec.whatwg.org/#forbidden-response-header-name";
    /// A header name that is listed twice, perhaps in another case.
    DuplicateHeader = "duplicate_header", Error,
        says: "`{value}` is listed twice",
        note: "header names are compared without regard to case",
        help: "remove one",
        standard: "https://fetch.spec.whatwg.org/#byte-case-insensitive";

    // `*` with credentials.

    /// `allow_origins: *` with credentials.
    CredentialsAnyOrigin = "credentials_any_origin", Error,
        says: "`allow_origins: *` cannot be combined with credentials",
        note: "with credentials a browser wants the page's origin in the answer, not `*`, and refuses every response",
        help: "list the origins, or remove `allow_credentials`",
        standard: "https://fetch.spec.whatwg.org/#cors-check";
    /// `allow_methods: *` with credentials.
    CredentialsAnyMethod = "credentials_any_method", Error,
        says: "`allow_methods: *` cannot be combined with credentials",
        note: "with credentials a browser reads it as a method whose name is `*`",
        help: "list the methods, or write `allow_methods: mirror`",
        standard: "https://fetch.spec.whatwg.org/#cors-preflight-fetch";
    /// `allow_headers: *` with credentials.
    CredentialsAnyHeader = "credentials_any_header", Error,
        says: "`allow_headers: *` cannot be combined with credentials",
        note: "with credentials a browser reads it as a header whose name is `*`",
        help: "list the names that scripts send, or write `allow_headers: mirror`",
        standard: "https://fetch.spec.whatwg.org/#cors-preflight-fetch";
    /// `expose_headers: *` with credentials.
    CredentialsAnyExposed = "credentials_any_exposed", Error,
        says: "`expose_headers: *` cannot be combined with credentials",
        note: "with credentials a browser reads it as a header whose name is `*`",
        help: "list the names that scripts read",
        standard: "https://fetch.spec.whatwg.org/#concept-response-cors-exposed-header-name-list";

    /// `runtime_origins: *` with credentials.
    CredentialsAnyRuntime = "credentials_any_runtime", Error,
        says: "`runtime_origins: *` cannot be combined with credentials",
        note: "with credentials a browser wants the page's origin in the answer, not `*`, and refuses every response",
        help: "write `runtime_origins: any`, which accepts every origin and pattern except `*`; or remove `allow_credentials`",
        standard: "https://fetch.spec.whatwg.org/#cors-check";

    // Times.

    /// A duration that cannot be read.
    MaxAgeForm = "max_age_form", Error,
        says: "`{value}` is not a duration",
        note: "browsers read whole seconds and ignore everything else",
        help: "write seconds such as 600, or a number with a unit: 30s, 10m, 24h",
        standard: "https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2";
    /// More than a day.
    MaxAgeTooLong = "max_age_too_long", Error,
        says: "`{value}` is more than a day",
        note: "no browser keeps a preflight's answer longer: Firefox a day, Chromium two hours, Safari ten minutes",
        help: "write 24h or less",
        standard: "https://fetch.spec.whatwg.org/#http-access-control-max-age";
    /// A time before now.
    MaxAgeNegative = "max_age_negative", Error,
        says: "`{value}` is negative",
        note: "the standard and the browsers differ on what it means",
        help: "write 0 to have every request preflighted",
        standard: "https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2";
}
