//! This library.

use crate::case::Case;
use crate::peers::Peer;

pub(super) fn middleware(case: &Case) -> Box<dyn Peer> {
    super::wrapped(case.requests(), &case.listed.policy.middleware())
}
