//! Requests as hyper makes them.

use bytes::BytesMut;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONNECTION, HOST, REFERER, USER_AGENT,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};

/// What a browser sends with every request.
static OF_BROWSER: [(HeaderName, &str); 10] = [
    (HOST, "api.example.com"),
    (CONNECTION, "keep-alive"),
    (USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    (ACCEPT, "*/*"),
    (ACCEPT_LANGUAGE, "en-US,en;q=0.5"),
    (ACCEPT_ENCODING, "gzip, deflate, br, zstd"),
    (REFERER, "https://app.example.com/"),
    (HeaderName::from_static("sec-fetch-dest"), "empty"),
    (HeaderName::from_static("sec-fetch-mode"), "cors"),
    (HeaderName::from_static("sec-fetch-site"), "same-site"),
];

/// A browser's request with these lines of its own. All values are slices of the one buffer that the
/// request was read into, so that cloning one counts its owners and copies nothing.
pub(crate) fn request(method: Method, lines: &[(HeaderName, &str)]) -> Request<()> {
    let lines = || OF_BROWSER.iter().chain(lines);
    let mut read = BytesMut::new();
    for (_, value) in lines() {
        read.extend_from_slice(value.as_bytes());
    }
    let mut read = read.freeze();
    let mut headers = HeaderMap::new();
    for (name, value) in lines() {
        let value = HeaderValue::from_maybe_shared(read.split_to(value.len()));
        headers.append(name, value.expect("bytes of a header"));
    }
    let mut request = Request::new(());
    *request.method_mut() = method;
    *request.uri_mut() = Uri::from_static("/orders/1");
    *request.headers_mut() = headers;
    request
}
