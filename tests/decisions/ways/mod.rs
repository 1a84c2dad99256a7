//! The ways that a request can take to a policy, one file each.

mod actix_web;
mod core;
mod rocket;
mod tower;
mod wire;

use cors_decisions::{Lack, Way};

pub(crate) static WAYS: &[Way] = &[
    Way { name: "core", wire: false, lacks: &[], run: core::run },
    Way { name: "operator", wire: false, lacks: &[], run: core::run_with_operator },
    Way { name: "tower", wire: false, lacks: &[], run: tower::run },
    Way { name: "actix-web, in process", wire: false, lacks: &[], run: actix_web::in_process },
    Way { name: "hyper", wire: true, lacks: &[], run: wire::hyper },
    Way { name: "axum", wire: true, lacks: &[], run: wire::axum },
    Way {
        name: "actix-web",
        wire: true,
        lacks: &[Lack {
            of: |case| case.bytes() > 128 * 1024,
            why: "actix-web refuses more than 128 KiB of headers before anybody sees them",
        }],
        run: actix_web::served,
    },
    Way {
        name: "Rocket",
        wire: true,
        lacks: &[Lack {
            of: |case| !case.is_of_strings(),
            why: "Rocket drops headers that are not strings, and cannot answer with them",
        }],
        run: rocket::run,
    },
];
