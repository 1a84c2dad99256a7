//! The ways that a request can take to a policy, one file each.

mod core;
mod tower;
mod wire;

use cors_decisions::Way;

pub(crate) static WAYS: &[Way] = &[
    Way { name: "core", wire: false, lacks: &[], run: core::run },
    Way { name: "runtime-origins", wire: false, lacks: &[], run: core::run_with_list },
    Way { name: "tower", wire: false, lacks: &[], run: tower::run },
    Way { name: "hyper", wire: true, lacks: &[], run: wire::hyper },
    Way { name: "axum", wire: true, lacks: &[], run: wire::axum },
];
