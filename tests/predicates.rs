//! `if path::to::predicate`: when a function is asked, about what, and what its answer does.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::cell::RefCell;

use cors_runtime::explain::NotAsked;
use cors_runtime::{CorsPolicy, Decision, Origin, cors_policy};
use http::header::{ACCESS_CONTROL_REQUEST_METHOD, ORIGIN};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

thread_local! {
    /// Which predicate was asked about which origin, in this thread's order.
    static ASKED: RefCell<Vec<(&'static str, String)>> = const { RefCell::new(Vec::new()) };
}

fn asked(who: &'static str, origin: Origin<'_>) {
    ASKED.with_borrow_mut(|asked| asked.push((who, origin.as_str().to_owned())));
}

/// The predicates that `ask` asks, in their order.
fn asked_by<T>(ask: impl FnOnce() -> T) -> (T, Vec<&'static str>) {
    ASKED.take();
    let answer = ask();
    (answer, ASKED.take().into_iter().map(|(who, _)| who).collect())
}

fn is_tenant(origin: Origin<'_>) -> bool {
    asked("is_tenant", origin);
    origin.host().ends_with(".tenant.example") && origin.port().is_none()
}

fn is_partner(origin: Origin<'_>) -> bool {
    asked("is_partner", origin);
    origin.host() == "partner.example" && origin.port() == Some(8443)
}

fn everybody(origin: Origin<'_>) -> bool {
    asked("everybody", origin);
    true
}

/// The list and the predicates stand in no particular order.
static MIXED: CorsPolicy = cors_policy! {
    allow_origins: [
        if is_tenant,
        "https://app.example.com",
        if is_partner,
        "https://*.preview.example.com",
    ],
    allow_methods: [PUT],
    allow_headers: ["content-type"],
    allow_credentials: true,
    max_age: 10m,
};

static ALONE: CorsPolicy = cors_policy! { allow_origins: [if everybody] };

static ALONE_WITH_CREDENTIALS: CorsPolicy =
    cors_policy! { allow_origins: [if everybody], allow_credentials: true };

static INSECURE_BY_NAME: CorsPolicy = cors_policy! {
    allow_origins: [
        if is_tenant,
        #[allow(insecure_origin)]
        if everybody,
    ],
    allow_credentials: true,
};

#[test]
fn a_predicate_is_asked_about_what_nothing_else_allows_in_the_order_of_the_source() {
    for (origin, is_allowed, asked) in [
        ("https://app.example.com", true, &[][..]),
        ("https://x.preview.example.com", true, &[]),
        ("https://a.tenant.example", true, &["is_tenant"]),
        ("https://a.tenant.example:8443", false, &["is_tenant", "is_partner"]),
        ("https://partner.example:8443", true, &["is_tenant", "is_partner"]),
        ("https://evil.example", false, &["is_tenant", "is_partner"]),
        ("app://a.tenant.example", true, &["is_tenant"]),
        // Not what a browser sends.
        ("https://A.tenant.example", false, &[]),
        ("https://a.tenant.example/", false, &[]),
        ("https://a.tenant.example:443", false, &[]),
        ("https://a..tenant.example", false, &[]),
        ("https://u@a.tenant.example", false, &[]),
        ("https://a.tenant.example,https://b.tenant.example", false, &[]),
        ("a.tenant.example", false, &[]),
        ("", false, &[]),
        ("null", false, &[]),
        ("NULL", false, &[]),
        ("*", false, &[]),
        // With credentials, not from the network in the clear.
        ("http://a.tenant.example", false, &[]),
        ("http://127.1.tenant.example", false, &[]),
    ] {
        let found = asked_by(|| MIXED.allows_origin(origin));
        assert_eq!(found, (is_allowed, asked.to_vec()), "{origin}");
    }
    let long = format!("https://{}.tenant.example", "a.".repeat(200));
    assert_eq!(asked_by(|| ALONE.allows_origin(&long)), (false, vec![]));
    assert_eq!(asked_by(|| ALONE.allows_origin(b"https://\xff.example")), (false, vec![]));
}

#[test]
fn it_is_asked_with_the_parts_of_the_origin() {
    thread_local! {
        static PARTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }
    fn note(origin: Origin<'_>) -> bool {
        let port = format!("{:?}", origin.port());
        PARTS.set(
            [origin.scheme(), origin.host(), &port, origin.as_str()].map(str::to_owned).into(),
        );
        false
    }
    let policy = cors_policy! { allow_origins: [if note] };
    for (origin, scheme, host, port) in [
        ("https://app.example.com", "https", "app.example.com", "None"),
        ("http://[::1]:3000", "http", "[::1]", "Some(3000)"),
        ("moz-extension://0Ab", "moz-extension", "0Ab", "None"),
    ] {
        assert!(!policy.allows_origin(origin));
        assert_eq!(PARTS.take(), [scheme, host, port, origin]);
    }
}

#[test]
fn it_cannot_allow_what_credentials_forbid() {
    for (origin, without, with, by_name) in [
        ("https://a.example", true, true, true),
        ("http://a.example", true, false, true),
        ("http://localhost", true, true, true),
        ("http://a.localhost:3000", true, true, true),
        ("http://127.0.0.1:8080", true, true, true),
        ("http://127.8.8.8", true, true, true),
        ("http://[::1]", true, true, true),
        ("http://localhost.evil.example", true, false, true),
        ("http://127.0.0.1.evil.example", true, false, true),
        ("http://notlocalhost", true, false, true),
        ("http://10.0.0.1", true, false, true),
        ("http://[::2]", true, false, true),
        // Whatever is allowed by name.
        ("null", false, false, false),
    ] {
        for (policy, is_allowed) in
            [(&ALONE, without), (&ALONE_WITH_CREDENTIALS, with), (&INSECURE_BY_NAME, by_name)]
        {
            assert_eq!(policy.allows_origin(origin), is_allowed, "{origin} {policy:?}");
        }
    }
    // The opt-out is that entry's alone.
    let (_, asked) = asked_by(|| INSECURE_BY_NAME.allows_origin("http://a.tenant.example"));
    assert_eq!(asked, ["everybody"]);
}

fn request(method: Method, lines: &[(HeaderName, &'static str)]) -> (Method, HeaderMap) {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(name, HeaderValue::from_static(value));
    }
    (method, headers)
}

fn get(origin: &'static str) -> (Method, HeaderMap) {
    request(Method::GET, &[(ORIGIN, origin)])
}

fn preflight(origin: &'static str) -> (Method, HeaderMap) {
    request(Method::OPTIONS, &[(ORIGIN, origin), (ACCESS_CONTROL_REQUEST_METHOD, "PUT")])
}

/// The header lines of an answer, sorted.
fn lines(headers: &HeaderMap) -> Vec<String> {
    let line =
        |(name, value): (&HeaderName, &HeaderValue)| format!("{name}: {}", value.to_str().unwrap());
    let mut lines: Vec<_> = headers.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn an_origin_that_it_allows_is_answered_like_one_of_a_pattern() {
    let ((method, headers), (_, of_pattern)) =
        (get("https://a.tenant.example"), get("https://a.preview.example.com"));
    let answer = |headers: &HeaderMap| {
        let Decision::Actual(actual) = MIXED.decide(&method, headers) else { panic!("a GET") };
        assert!(actual.is_allowed());
        let mut response = HeaderMap::new();
        actual.apply(&mut response);
        response
    };
    assert_eq!(
        lines(&answer(&headers)),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://a.tenant.example",
            "vary: Origin",
        ]
    );
    assert_eq!(answer(&headers).len(), answer(&of_pattern).len());

    let (method, headers) = preflight("https://partner.example:8443");
    let Decision::Preflight(answer) = MIXED.decide(&method, &headers) else { panic!("it is one") };
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(
        lines(&answer.into_headers()),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://partner.example:8443",
            "access-control-max-age: 600",
            "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
        ]
    );
}

#[test]
fn an_origin_that_it_refuses_is_refused() {
    let (method, headers) = get("https://evil.example");
    let Decision::Actual(actual) = MIXED.decide(&method, &headers) else { panic!("a GET") };
    let mut response = HeaderMap::new();
    actual.apply(&mut response);
    assert_eq!(lines(&response), ["vary: Origin"]);

    let (method, headers) = preflight("https://evil.example");
    let Decision::Preflight(answer) = MIXED.decide(&method, &headers) else { panic!("it is one") };
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert_eq!(
        lines(&answer.into_headers()),
        ["vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers"]
    );
}

#[test]
fn a_request_without_one_origin_asks_nobody() {
    for (what, (method, headers)) in [
        ("none", request(Method::GET, &[])),
        (
            "two",
            request(Method::GET, &[(ORIGIN, "https://a.example"), (ORIGIN, "https://b.example")]),
        ),
        (
            "the same twice",
            request(Method::GET, &[(ORIGIN, "https://a.example"), (ORIGIN, "https://a.example")]),
        ),
    ] {
        let (decision, asked) = asked_by(|| ALONE.decide(&method, &headers));
        assert!(!decision.is_allowed() && asked.is_empty(), "{what}: {asked:?}");
    }
}

#[test]
fn each_is_asked_once_for_a_request_and_its_explanation() {
    for (method, headers) in [get("https://evil.example"), preflight("https://evil.example")] {
        let (decision, asked) = asked_by(|| MIXED.decide(&method, &headers));
        assert_eq!(asked, ["is_tenant", "is_partner"]);
        let (refusal, asked) = asked_by(|| decision.refusal(&method, &headers));
        let refusal = refusal.unwrap();
        assert_eq!((refusal.cause().name(), asked), ("origin_not_listed", vec![]));
        let (_, asked) = asked_by(|| refusal.explain());
        assert!(asked.is_empty(), "{asked:?}");
    }
    // One that needs a preflight is explained with it.
    let (_, headers) = get("https://evil.example");
    let (_, asked) = asked_by(|| MIXED.explain(&Method::PUT, &headers));
    assert_eq!(asked, ["is_tenant", "is_partner"]);
}

#[test]
fn an_explanation_says_which_were_asked() {
    const ASKED: Option<NotAsked> = None;
    for (origin, cause, expected) in [
        (
            "https://evil.example",
            "origin_not_listed",
            [("if is_tenant", ASKED), ("if everybody", ASKED)],
        ),
        (
            "http://evil.example",
            "origin_not_listed",
            [("if is_tenant", Some(NotAsked::Insecure)), ("if everybody", ASKED)],
        ),
        (
            "null",
            "null_not_listed",
            [("if is_tenant", Some(NotAsked::Null)), ("if everybody", Some(NotAsked::Null))],
        ),
        (
            "https://a.tenant.example/",
            "origin_not_serialized",
            [
                ("if is_tenant", Some(NotAsked::NotSerialized)),
                ("if everybody", Some(NotAsked::NotSerialized)),
            ],
        ),
    ] {
        fn everybody(_: Origin<'_>) -> bool {
            false
        }
        let policy = cors_policy! {
            allow_origins: [if is_tenant, #[allow(insecure_origin)] if everybody],
            allow_credentials: true,
        };
        let (method, headers) = get(origin);
        let explanation = policy.explain(&method, &headers);
        assert_eq!(explanation.cause().unwrap().name(), cause, "{origin}");
        let found: Vec<_> =
            explanation.predicates.iter().map(|one| (one.entry, one.not_asked)).collect();
        assert_eq!(found, expected, "{origin}");
    }
    for origin in ["https://a.tenant.example", "https://app.example.com"] {
        let (method, headers) = get(origin);
        assert_eq!(MIXED.explain(&method, &headers).predicates, []);
    }
}

#[test]
fn an_explanation_reads_well() {
    let tail = |policy: &CorsPolicy, origin| {
        let (method, headers) = preflight(origin);
        let text = policy.explain(&method, &headers).to_string();
        let (_, tail) = text.split_once("\nbecause: ").unwrap();
        tail.to_owned()
    };
    assert_eq!(
        tail(&MIXED, "https://evil.example"),
        "\
the origin is not in `allow_origins` [origin_not_listed]
asked:   `if is_tenant`, which does not allow it
asked:   `if is_partner`, which does not allow it
change:  add \"https://evil.example\" to `allow_origins`, or have a predicate allow it, if its pages may read the answers"
    );
    assert_eq!(
        tail(&ALONE_WITH_CREDENTIALS, "http://a.example"),
        "\
the origin is not in `allow_origins` [origin_not_listed]
asked:   not `if everybody`: the origin is not encrypted, and credentials are allowed; `#[allow(insecure_origin)]` is not before it
change:  serve the page over https, and add that origin to `allow_origins`"
    );
    assert!(
        tail(&ALONE, "null").contains(
            "\nasked:   not `if everybody`: `null` has neither scheme nor host\nchange: "
        )
    );
}

#[test]
fn timings_are_for_those_that_it_allows_if_they_are_for_the_same() {
    static SAME: CorsPolicy = cors_policy! {
        allow_origins: ["https://app.example.com", if is_tenant],
        timing_allow_origins: same,
    };
    static ONLY: CorsPolicy =
        cors_policy! { allow_origins: [if is_tenant], timing_allow_origins: same };
    for (policy, origin, expected) in [
        (&SAME, "https://a.tenant.example", Some("https://a.tenant.example")),
        (&SAME, "https://evil.example", Some("https://app.example.com")),
        (&ONLY, "https://a.tenant.example", Some("https://a.tenant.example")),
        (&ONLY, "https://evil.example", None),
    ] {
        let (method, headers) = get(origin);
        let Decision::Actual(actual) = policy.decide(&method, &headers) else { panic!("a GET") };
        let mut response = HeaderMap::new();
        actual.apply(&mut response);
        let found = response.get("timing-allow-origin").map(|value| value.to_str().unwrap());
        assert_eq!(found, expected, "{origin}");
    }
}

mod tenants {
    use cors_runtime::{CorsPolicy, Origin, cors_policy};

    pub(crate) fn one(origin: Origin<'_>) -> bool {
        origin.host() == "one.example"
    }

    pub(crate) mod inner {
        use super::{CorsPolicy, cors_policy};

        pub(crate) static POLICY: CorsPolicy =
            cors_policy! { allow_origins: [if super::one, if crate::tenants::two] };
    }

    #[expect(unused_qualifications, reason = "it is what is tried")]
    pub(crate) static HERE: CorsPolicy = cors_policy! { allow_origins: [if self::two] };

    pub(crate) fn two(origin: Origin<'_>) -> bool {
        origin.host() == "two.example"
    }
}

struct Tenants;

trait Listed {
    fn is_listed(origin: Origin<'_>) -> bool;
}

impl Listed for Tenants {
    fn is_listed(origin: Origin<'_>) -> bool {
        origin.host() == "listed.example"
    }
}

impl Tenants {
    fn is_inherent(origin: Origin<'_>) -> bool {
        origin.host() == "inherent.example"
    }
}

fn listed_in<T: Listed>(origin: Origin<'_>) -> bool {
    T::is_listed(origin)
}

const AS_A_POINTER: fn(Origin<'_>) -> bool = tenants::one;

macro_rules! asking {
    ($predicate:path, $name:ident) => {
        cors_policy! { allow_origins: [if $predicate, if $name, if $crate::tenants::two] }
    };
}

#[test]
fn a_path_means_what_it_means_where_the_policy_stands() {
    use tenants::one as renamed;

    fn in_the_function(origin: Origin<'_>) -> bool {
        origin.host() == "here.example"
    }

    // Names that the macro's own items have.
    const DATA: fn(Origin<'_>) -> bool = in_the_function;
    const VALUES: fn(Origin<'_>) -> bool = renamed;

    for (policy, allowed, refused) in [
        (&tenants::HERE, "https://two.example", "https://one.example"),
        (&tenants::inner::POLICY, "https://two.example", "https://three.example"),
        (
            &cors_policy! { allow_origins: [if in_the_function] },
            "https://here.example",
            "https://a.example",
        ),
        (&cors_policy! { allow_origins: [if renamed] }, "https://one.example", "https://a.example"),
        (&cors_policy! { allow_origins: [if DATA] }, "https://here.example", "https://a.example"),
        (&cors_policy! { allow_origins: [if VALUES] }, "https://one.example", "https://a.example"),
        (
            &cors_policy! { allow_origins: [if AS_A_POINTER] },
            "https://one.example",
            "https://a.example",
        ),
        (
            &cors_policy! { allow_origins: [if Tenants::is_inherent] },
            "https://inherent.example",
            "https://listed.example",
        ),
        (
            &cors_policy! { allow_origins: [if <Tenants as Listed>::is_listed] },
            "https://listed.example",
            "https://inherent.example",
        ),
        (
            &cors_policy! { allow_origins: [if listed_in::<Tenants>] },
            "https://listed.example",
            "https://inherent.example",
        ),
        (&asking!(tenants::one, in_the_function), "https://one.example", "https://a.example"),
        (&asking!(tenants::one, in_the_function), "https://here.example", "https://a.example"),
        (&asking!(tenants::one, in_the_function), "https://two.example", "https://a.example"),
    ] {
        assert!(policy.allows_origin(allowed), "{policy:?} {allowed}");
        assert!(!policy.allows_origin(refused), "{policy:?} {refused}");
    }
}

#[test]
fn attributes_are_judged_before_a_path_is_looked_up() {
    let policy = cors_policy! {
        allow_origins: [
            #[cfg(any())]
            if no::such::predicate,
            #[cfg(all())]
            if tenants::one,
            #[cfg_attr(all(), cfg(any()))]
            if tenants::two,
        ],
    };
    assert!(policy.allows_origin("https://one.example"));
    assert!(!policy.allows_origin("https://two.example"));
}
