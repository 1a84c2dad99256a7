//! Random requests, the same in every run.

use bytes::Bytes;
use fastrand::Rng;
use http::header::{ACCEPT_ENCODING, ACCESS_CONTROL_REQUEST_METHOD, IF_NONE_MATCH, ORIGIN};
use http::{Method, Request};
use http_body_util::Empty;

use crate::api::VERSION;

/// With this many, the first answers that a cache keeps belong to all kinds of origins.
const PAGES: u8 = 4;

/// The resources of one policy, and the origins that ask for them.
pub(crate) struct Area {
    resources: &'static [Resource],
    /// Sorted by hand, so that the policy under test does not judge itself.
    origins: [(Kind, &'static [&'static str]); 5],
    pub(crate) allows_credentials: bool,
}

pub(crate) struct Resource {
    path: &'static str,
    pub(crate) status: u16,
}

/// How an origin relates to the policy of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Exact,
    Pattern,
    Denied,
    Lookalike,
    Null,
    WithoutOrigin,
}

impl Kind {
    pub(crate) const ALL: [Kind; 6] = [
        Kind::Exact,
        Kind::Pattern,
        Kind::Denied,
        Kind::Lookalike,
        Kind::Null,
        Kind::WithoutOrigin,
    ];
}

/// A request that a client will send.
pub(crate) struct Planned {
    pub(crate) area: &'static Area,
    pub(crate) resource: &'static Resource,
    /// The cache keeps each page, and the server ignores the number.
    page: u8,
    pub(crate) method: Method,
    pub(crate) kind: Kind,
    pub(crate) origin: Option<&'static str>,
    /// Whether the client has the newest version already.
    pub(crate) is_conditional: bool,
    accepts_gzip: bool,
}

impl Planned {
    pub(crate) fn is_allowed(&self) -> bool {
        matches!(self.kind, Kind::Exact | Kind::Pattern)
    }

    pub(crate) fn is_preflight(&self) -> bool {
        self.method == Method::OPTIONS
    }

    pub(crate) fn target(&self) -> String {
        format!("{}?page={}", self.resource.path, self.page)
    }

    pub(crate) fn request(&self) -> Request<Empty<Bytes>> {
        let mut request = Request::builder().method(self.method.clone()).uri(self.target());
        if let Some(origin) = self.origin {
            request = request.header(ORIGIN, origin);
        }
        if self.is_preflight() {
            request = request.header(ACCESS_CONTROL_REQUEST_METHOD, "PUT");
        }
        if self.is_conditional {
            request = request.header(IF_NONE_MATCH, VERSION);
        }
        if self.accepts_gzip {
            request = request.header(ACCEPT_ENCODING, "gzip");
        }
        request.body(Empty::new()).unwrap()
    }
}

static ORDERS: Area = Area {
    resources: &[
        Resource { path: "/orders", status: 200 },
        Resource { path: "/orders/1", status: 200 },
        Resource { path: "/orders/export", status: 200 },
        Resource { path: "/orders/archive", status: 200 },
        Resource { path: "/orders/missing", status: 404 },
        Resource { path: "/orders/broken", status: 500 },
    ],
    origins: [
        (
            Kind::Exact,
            &["https://app.example.com", "https://admin.example.com:8443", "https://shop.example"],
        ),
        (
            Kind::Pattern,
            &[
                "https://a.preview.example.com",
                "https://b.preview.example.com",
                "https://a.b.preview.example.com",
            ],
        ),
        (
            Kind::Denied,
            &["https://evil.example", "https://partner.example", "https://pr-1.example.com"],
        ),
        (
            Kind::Lookalike,
            &[
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.example",
                "https://evilapp.example.com",
                "https://preview.example.com",
                "https://evilpreview.example.com",
                "https://a.preview.example.com.evil.example",
            ],
        ),
        (Kind::Null, &["null"]),
    ],
    allows_credentials: true,
};

static CATALOG: Area = Area {
    resources: &[Resource { path: "/catalog", status: 200 }],
    origins: [
        (Kind::Exact, &["https://shop.example", "https://partner.example"]),
        (
            Kind::Pattern,
            &["https://pr-1.example.com", "https://pr-2.example.com", "https://pr-1-b.example.com"],
        ),
        (
            Kind::Denied,
            &["https://evil.example", "https://app.example.com", "https://a.preview.example.com"],
        ),
        (
            Kind::Lookalike,
            &[
                "http://shop.example",
                "https://shop.example.evil.example",
                "https://a.pr-1.example.com",
                "https://pr-1.evil.example",
                "https://pr.example.com",
            ],
        ),
        (Kind::Null, &["null"]),
    ],
    allows_credentials: false,
};

pub(crate) fn random(seed: u64, length: usize) -> Vec<Planned> {
    let mut random = Rng::with_seed(seed);
    (0..length).map(|_| planned(&mut random)).collect()
}

fn planned(random: &mut Rng) -> Planned {
    let area = *random.choice(&[&ORDERS, &ORDERS, &CATALOG]).unwrap();
    let resource = random.choice(area.resources).unwrap();
    let kind = *random.choice(&Kind::ALL).unwrap();
    let of_kind = area.origins.iter().find(|(other, _)| *other == kind);
    let origin = of_kind.map(|(_, origins)| *random.choice(*origins).unwrap());
    let method = match (random.u8(..8), origin) {
        // A preflight has an origin.
        (0, Some(_)) => Method::OPTIONS,
        (1, _) => Method::HEAD,
        _ => Method::GET,
    };
    Planned {
        area,
        resource,
        page: random.u8(1..=PAGES),
        method,
        kind,
        origin,
        is_conditional: random.bool(),
        accepts_gzip: random.bool(),
    }
}
