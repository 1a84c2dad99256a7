//! Messages as the table writes them: HTTP's own lines, with a notation for what an editor cannot
//! show. See the head of `tests/data/decisions.toml`.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};

/// What every handler of the table answers, wherever HTTP allows a body.
const HANDLERS_BODY: &str = "the handler's answer";

/// A request line without the version, header lines, and a body after an empty line.
pub(crate) fn request(text: &str) -> Request<Bytes> {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let (line, headers) = head.split_once('\n').unwrap_or((head, ""));
    let (method, target) = line.split_once(' ').expect("a method and a target");
    let mut request = Request::new(Bytes::from(body.to_owned()));
    *request.method_mut() = method.parse().expect("a method");
    *request.uri_mut() = target.parse().expect("a target");
    *request.headers_mut() = self::headers(headers);
    request
}

/// A status and header lines: what the handler answers to a request of `method`.
pub(crate) fn answer(text: &str, method: &Method) -> Response<Bytes> {
    let (status, headers) = text.split_once('\n').unwrap_or((text, ""));
    let status: StatusCode = status.parse().expect("a status");
    // RFC 9110 6.4.1: these answers have no content.
    let has_no_content = method == Method::HEAD
        || status.is_informational()
        || matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    let mut answer = Response::new(Bytes::from_static(if has_no_content {
        b""
    } else {
        HANDLERS_BODY.as_bytes()
    }));
    *answer.status_mut() = status;
    *answer.headers_mut() = self::headers(headers);
    answer
}

/// Header lines. One space after the colon is notation, all else is the value.
pub(crate) fn headers(text: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line:?} has no colon"));
        let name: HeaderName =
            name.parse().unwrap_or_else(|_| panic!("{name:?} is no header name"));
        headers.append(name, header_value(value.strip_prefix(' ').unwrap_or(value)));
    }
    headers
}

pub(crate) fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_maybe_shared(Bytes::from(bytes(text)))
        .unwrap_or_else(|_| panic!("{text:?} is no header value"))
}

/// `\xff` is one byte, `{3 of "ab"}` is `ababab`, everything else stands for itself.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some(escaped) = rest.strip_prefix("\\x") {
            let (digits, after) = escaped.split_at_checked(2).expect("two digits after \\x");
            bytes.push(u8::from_str_radix(digits, 16).expect("two hexadecimal digits after \\x"));
            rest = after;
        } else if let Some(repeated) = rest.strip_prefix('{') {
            let (count, after) = repeated.split_once(" of \"").expect("{count of \"text\"}");
            let (part, after) = after.split_once("\"}").expect("{count of \"text\"}");
            bytes.extend(self::bytes(part).repeat(count.parse().expect("a count")));
            rest = after;
        } else {
            let (character, after) = rest.split_at(next.len_utf8());
            bytes.extend(character.bytes());
            rest = after;
        }
    }
    bytes
}
