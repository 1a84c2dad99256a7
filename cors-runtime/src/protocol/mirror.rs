//! `mirror`: the request's own lines in the answer to its preflight, shared and not copied.

use super::headers::{Line, Name, RequestHeaders};

/// How many `Access-Control-Request-Headers` lines are mirrored. Browsers send one; a gateway may split it into one a
/// name.
const MOST_LINES: usize = 16;

/// How many bytes of them are mirrored, all lines together.
const MOST_BYTES: usize = 8 * 1024;

/// The method that the preflight asks for.
pub(super) fn method<H: RequestHeaders>(headers: &H) -> Option<&H::Value> {
    match headers.line(Name::RequestMethod) {
        Line::One(method) => Some(method),
        Line::None | Line::Several => None,
    }
}

/// The lines with the names that it asks for. A request that asks for more than any browser does gets none of them, and
/// the browser refuses it.
pub(super) fn names<H: RequestHeaders>(headers: &H) -> impl Iterator<Item = &H::Value> {
    let lines = || headers.lines(Name::RequestHeaders);
    let bytes = lines().take(MOST_LINES).map(|line| line.as_ref().len());
    let is_usual = lines().nth(MOST_LINES).is_none() && bytes.sum::<usize>() <= MOST_BYTES;
    lines().filter(move |_| is_usual)
}
