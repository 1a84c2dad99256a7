//! What a policy says of itself: the manifest, which is committed for reviewers to see a change of it, and the lines
//! for a log.
//!
//! `CORS_POLICY=overwrite cargo test -p cors-tests --test manifest` writes the manifest anew; read the difference.

mod lists;

use cors_runtime::{CorsPolicy, Origin, Values, cors_policy};
use toml::{Table, Value};

fn is_tenant(origin: Origin<'_>) -> bool {
    origin.host() == "tenant.example"
}

/// A name of which `Debug` escapes a part.
fn ग्राहक(origin: Origin<'_>) -> bool {
    is_tenant(origin)
}

static API: CorsPolicy = cors_policy! {
    allow_origins: [
        "https://app.example.com",
        "https://admin.example.com:8443",
        "https://*.preview.example.com",
        #[allow(any_port)]
        "https://pr-*.staging.example.com:*",
        #[allow(any_host)]
        "moz-extension://*",
        raw(r#"app://"x\y""#),
        if is_tenant,
        #[allow(insecure_origin)]
        if ग्राहक,
    ],
    allow_methods: [PUT, DELETE, "PURGE"],
    allow_headers: ["x-request-id", "Content-Type"],
    expose_headers: ["x-request-id", "etag"],
    allow_credentials: true,
    max_age: 10m,
    preflight_status: 200,
    timing_allow_origins: same,
    runtime_origins: within ["http://localhost:*", "https://*.customer.example"],
};

/// The same, otherwise written, and some of it twice.
static SHUFFLED: CorsPolicy = cors_policy! {
    runtime_origins: within ["https://*.customer.example", "http://localhost:*"],
    timing_allow_origins: same,
    preflight_status: 200,
    max_age: 600,
    allow_credentials: true,
    expose_headers: ["ETag", "x-request-id"],
    allow_headers: ["content-type", "x-request-id"],
    allow_methods: ["DELETE", PURGE, PUT],
    allow_origins: [
        #[allow(insecure_origin)]
        if ग्राहक,
        if is_tenant,
        #[allow(redundant_origin)]
        if is_tenant,
        raw(r#"app://"x\y""#),
        #[allow(any_host)]
        "moz-extension://*",
        #[allow(any_port)]
        "https://pr-*.staging.example.com:*",
        "https://*.preview.example.com",
        #[allow(redundant_origin)]
        "https://*.preview.example.com",
        "https://admin.example.com:8443",
        "https://app.example.com",
    ],
};

static MIRROR: CorsPolicy = cors_policy! {
    allow_origins: ["https://a.example"],
    allow_methods: mirror,
    allow_headers: mirror,
    timing_allow_origins: ["https://b.example", "https://a.example"],
    max_age: 0,
};

static ANYBODY: CorsPolicy = cors_policy! {
    allow_origins: *,
    allow_methods: *,
    allow_headers: [*, "authorization"],
    expose_headers: *,
    timing_allow_origins: *,
};

static TENANTS: CorsPolicy = cors_policy! { allow_origins: [if is_tenant] };

static SELF_HOSTED: CorsPolicy = cors_policy! {
    #[allow(insecure_origin, public_suffix)]
    runtime_origins: any,
    allow_credentials: true,
};

static OPEN: CorsPolicy = cors_policy! { runtime_origins: * };

static LEAST: CorsPolicy = cors_policy! { allow_origins: ["https://a.example"] };

#[test]
fn the_policy_is_the_one_that_was_reviewed() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/data/manifest.toml");
    let manifest = API.manifest().to_string();
    if std::env::var_os("CORS_POLICY").is_some_and(|what| what == "overwrite") {
        std::fs::write(file, &manifest).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap_or_default(), manifest);
}

#[test]
fn the_order_of_the_source_changes_nothing() {
    assert_eq!(API.manifest(), SHUFFLED.manifest());
    assert_eq!(API.manifest().to_string(), SHUFFLED.manifest().to_string());
}

#[test]
fn the_text_is_toml_and_says_what_the_fields_say() {
    for policy in [&API, &MIRROR, &ANYBODY, &TENANTS, &LEAST, &SELF_HOSTED, &OPEN] {
        let manifest = policy.manifest();
        let text = manifest.to_string();
        let read: Table = text.parse().unwrap();
        let value = |values: &Values| match values {
            Values::Listed(members) => Value::from(members.clone()),
            Values::Mirror => Value::from("mirror"),
            Values::Same => Value::from("same"),
            Values::Any => Value::from("any"),
            other => panic!("{other:?}"),
        };
        let mut expected = Table::new();
        for (field, values) in [
            ("allow_origins", &manifest.allow_origins),
            ("predicates", &manifest.predicates),
            ("allow_methods", &manifest.allow_methods),
            ("allow_headers", &manifest.allow_headers),
            ("expose_headers", &manifest.expose_headers),
            ("timing_allow_origins", &manifest.timing_allow_origins),
            ("runtime_origins", &manifest.runtime_origins),
            ("runtime_origins_allow", &manifest.runtime_origins_allow),
        ] {
            expected.insert(field.to_owned(), value(values));
        }
        expected.insert("allow_credentials".to_owned(), manifest.allow_credentials.into());
        expected.insert("preflight_status".to_owned(), i64::from(manifest.preflight_status).into());
        if let Some(seconds) = manifest.max_age {
            expected.insert("max_age".to_owned(), i64::from(seconds).into());
        }
        assert_eq!(read, expected, "{text}");
    }
}

#[test]
fn each_value_of_a_list_is_told_apart() {
    let listed = |members: &[&str]| {
        Values::Listed(members.iter().map(|member| (*member).to_owned()).collect())
    };
    let mirror = MIRROR.manifest();
    assert_eq!(mirror.allow_methods, Values::Mirror);
    assert_eq!(mirror.allow_headers, Values::Mirror);
    assert_eq!(mirror.expose_headers, listed(&[]));
    assert_eq!(mirror.timing_allow_origins, listed(&["https://a.example", "https://b.example"]));
    assert_eq!(mirror.max_age, Some(0));
    let anybody = ANYBODY.manifest();
    assert_eq!(anybody.allow_origins, listed(&["*"]));
    assert_eq!(anybody.allow_headers, listed(&["*", "authorization"]));
    assert_eq!(anybody.timing_allow_origins, listed(&["*"]));
    let tenants = TENANTS.manifest();
    assert_eq!(
        (tenants.allow_origins, tenants.predicates),
        (listed(&[]), listed(&["if is_tenant"]))
    );
    let least = LEAST.manifest();
    assert_eq!((least.max_age, least.preflight_status), (None, 204));
    assert_eq!(least.timing_allow_origins, listed(&[]));
}

#[test]
fn a_log_is_told_what_differs_from_the_defaults() {
    for (policy, expected) in [
        (
            &API,
            r#"
  allow_origins: app://"x\y", https://*.preview.example.com, https://admin.example.com:8443, https://app.example.com, https://pr-*.staging.example.com:*, moz-extension://*
  predicates: #[allow(insecure_origin)] if ग्राहक, if is_tenant
  allow_methods: DELETE, PURGE, PUT
  allow_headers: content-type, x-request-id
  expose_headers: etag, x-request-id
  allow_credentials: true
  max_age: 600
  preflight_status: 200
  timing_allow_origins: same
  runtime_origins within: http://localhost:*, https://*.customer.example"#,
        ),
        (
            &ANYBODY,
            r"
  allow_origins: *
  allow_methods: *
  allow_headers: *, authorization
  expose_headers: *
  timing_allow_origins: *",
        ),
        (&TENANTS, "\n  predicates: if is_tenant"),
        (&LEAST, "\n  allow_origins: https://a.example"),
    ] {
        let (file, line) = policy.location();
        assert_eq!(policy.to_string(), format!("CORS policy of {file}:{line}{expected}"));
    }
}

#[test]
fn of_a_long_list_a_log_is_told_the_beginning_and_the_number() {
    let thousand = lists::LISTS.iter().find(|list| list.origins.len() == 1_000).unwrap().policy;
    let text = thousand.to_string();
    assert!(text.contains(" and 990 more"), "{text}");
    assert!(text.len() < 1_000, "{text}");
    let Values::Listed(origins) = thousand.manifest().allow_origins else { panic!("no list") };
    assert_eq!(origins.len(), 1_000);
    assert!(origins.is_sorted());
}
