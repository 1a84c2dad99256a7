//! The essence of a MIME type, as browsers read `Content-Type`. <https://mimesniff.spec.whatwg.org/#parsing-a-mime-type>

/// Type and subtype in lower case; `None` if that is no MIME type. Parameters do not matter here.
pub(crate) fn essence(value: &str) -> Option<String> {
    let value = value.trim_matches(is_http_whitespace);
    let (kind, rest) = value.split_once('/')?;
    let subtype = rest.split(';').next().unwrap_or_default().trim_end_matches(is_http_whitespace);
    let are_tokens = is_token(kind.as_bytes()) && is_token(subtype.as_bytes());
    are_tokens.then(|| format!("{kind}/{subtype}").to_ascii_lowercase())
}

/// <https://fetch.spec.whatwg.org/#http-whitespace>
fn is_http_whitespace(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' ')
}

/// Whether methods and header names can be so: <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2>.
///
/// ```
/// assert!(cors_browser::is_token(b"x-request-id") && cors_browser::is_token(b"PUT"));
/// assert!(!cors_browser::is_token(b"x request") && !cors_browser::is_token(b""));
/// ```
#[must_use]
pub fn is_token(text: &[u8]) -> bool {
    let is_allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    !text.is_empty() && text.iter().all(is_allowed)
}
