//! Header values that are lists, as the browser reads them.

use crate::answer::Answer;
use crate::mime::is_token;

/// The members of a list of tokens, all lines together; `Err` if one is no token.
/// <https://fetch.spec.whatwg.org/#extract-header-list-values>
pub(crate) fn tokens(answer: &Answer<'_>, name: &str) -> Result<Option<Vec<String>>, ()> {
    let Some(value) = answer.combined(name) else { return Ok(None) };
    let mut members = Vec::new();
    for member in value.split(|byte| *byte == b',') {
        let member = member.trim_ascii();
        if member.is_empty() {
            continue;
        }
        if !is_token(member) {
            return Err(());
        }
        members.push(String::from_utf8_lossy(member).into_owned());
    }
    Ok(Some(members))
}
