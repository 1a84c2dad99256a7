//! The essence of a MIME type, as browsers read `Content-Type`. <https://mimesniff.spec.whatwg.org/#parsing-a-mime-type>

/// Type and subtype in lower case; `None` if that is no MIME type. Parameters do not matter here.
pub(crate) fn essence(value: &str) -> Option<String> {
    let value = value.trim_matches(is_http_whitespace);
    let (kind, rest) = value.split_once('/')?;
    let subtype = rest.split(';').next().unwrap_or_default().trim_end_matches(is_http_whitespace);
    let are_tokens = is_token(kind.as_bytes()) && is_token(subtype.as_bytes());
    are_tokens.then(|| format!("{kind}/{subtype}").to_ascii_lowercase())
}

/// The `Content-Type` that an `XMLHttpRequest` sends with a string, in place of the one that the script has set: a
/// charset that is not UTF-8 becomes UTF-8. `None` if nothing changes.
/// <https://xhr.spec.whatwg.org/#the-send()-method>
pub(crate) fn with_utf_8(value: &str) -> Option<String> {
    let essence = essence(value)?;
    let (_, parameters) = value.split_once(';')?;
    let mut parameters = parse_parameters(parameters);
    let (_, charset) = parameters.iter_mut().find(|(name, _)| name == "charset")?;
    if charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    "UTF-8".clone_into(charset);
    Some(parameters.iter().fold(essence, |all, (name, value)| {
        if is_token(value.as_bytes()) {
            return format!("{all};{name}={value}");
        }
        let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
        format!("{all};{name}=\"{escaped}\"")
    }))
}

/// Names in lower case; of parameters with the same name the first one counts.
fn parse_parameters(text: &str) -> Vec<(String, String)> {
    let mut parameters: Vec<(String, String)> = Vec::new();
    let mut rest = text.trim_end_matches(is_http_whitespace);
    while !rest.is_empty() {
        rest = rest.trim_start_matches(is_http_whitespace);
        let (name, after) = rest.split_at(rest.find([';', '=']).unwrap_or(rest.len()));
        let Some(after) = after.strip_prefix('=') else {
            rest = after.strip_prefix(';').unwrap_or_default();
            continue;
        };
        let (value, after) = parse_value(after);
        rest = after.split_once(';').map_or("", |(_, rest)| rest);
        let name = name.to_ascii_lowercase();
        let is_new = parameters.iter().all(|(other, _)| *other != name);
        if let Some(value) = value
            && is_new
            && is_token(name.as_bytes())
            && value
                .chars()
                .all(|character| matches!(character, '\t' | ' '..='~' | '\u{80}'..='\u{ff}'))
        {
            parameters.push((name, value));
        }
    }
    parameters
}

/// A parameter's value and what follows on it. Without quotes it may not be empty.
fn parse_value(text: &str) -> (Option<String>, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_at(text.find(';').unwrap_or(text.len()));
        let value = value.trim_end_matches(is_http_whitespace);
        return ((!value.is_empty()).then(|| value.to_owned()), rest);
    };
    // <https://fetch.spec.whatwg.org/#collect-an-http-quoted-string>
    let (mut value, mut characters) = (String::new(), quoted.chars());
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => value.push(characters.next().unwrap_or('\\')),
            _ => value.push(character),
        }
    }
    (Some(value), characters.as_str())
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
