//! Splitting a serialized origin into scheme, host and port.

use core::net::Ipv4Addr;

use crate::address;

/// The longest serialized origin of a web page, in bytes: `https://`, a domain of 253 octets with a
/// final dot, and `:65535`. A longer `Origin` is refused unread.
pub const MAX_WEB_ORIGIN_BYTES: usize = 8 + MAX_DOMAIN_BYTES + 1 + 6;

/// The longest domain, in bytes, without a final dot.
pub(crate) const MAX_DOMAIN_BYTES: usize = 253;

/// The longest label of a domain, in bytes.
pub(crate) const MAX_LABEL_BYTES: usize = 63;

/// A well-formed [serialized origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin),
/// split into its parts. `null` is none.
///
/// ```
/// # use cors_table::Origin;
/// let origin = Origin::parse(b"https://app.example.com:8443").unwrap();
/// assert_eq!((origin.scheme(), origin.host(), origin.port()), ("https", "app.example.com", Some(8443)));
/// assert_eq!(origin.as_str(), "https://app.example.com:8443");
///
/// // A browser leaves the default port out, so nobody sends this.
/// assert!(Origin::parse(b"https://app.example.com:443").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    text: &'a str,
    scheme: &'a str,
    host: &'a str,
    port: Option<u16>,
}

impl<'a> Origin<'a> {
    /// Splits `bytes`, if they are an origin that a browser can send.
    ///
    /// The scheme is in lower case. The host is an address as the URL Standard prints it, or non-empty labels of
    /// `a-z 0-9 _ -`, the last of which is not a number. The port is printed as the standard does. Browsers do accept
    /// further characters in hosts, but DNS resolves no such name. The work is bounded.
    #[must_use]
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        if bytes.len() > MAX_WEB_ORIGIN_BYTES {
            return None;
        }
        let text = core::str::from_utf8(bytes).ok()?;
        let (scheme, rest) = split_scheme(text)?;
        let (host, port) = split_port(scheme, rest.as_bytes())?;
        let is_web = default_port(scheme).is_some();
        if !(if is_web { is_web_host(host) } else { is_app_host(host) }) {
            return None;
        }
        // What is left of text that ends before a byte of ASCII is text.
        Some(Origin { text, scheme, host: rest.get(..host.len())?, port })
    }

    /// The scheme, such as `https`.
    #[must_use]
    pub const fn scheme(&self) -> &'a str {
        self.scheme
    }

    /// The host, such as `app.example.com`, `127.0.0.1` or `[::1]`.
    #[must_use]
    pub const fn host(&self) -> &'a str {
        self.host
    }

    /// The port, unless it is the scheme's default one, which browsers leave out.
    #[must_use]
    pub const fn port(&self) -> Option<u16> {
        self.port
    }

    /// The origin as it was sent.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// Whether its pages come over http, where whoever controls the network can speak as the page, and
    /// not from the machine that shows them.
    /// <https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>
    ///
    /// ```
    /// # use cors_table::Origin;
    /// assert!(Origin::parse(b"http://app.example.com").unwrap().is_insecure());
    /// assert!(!Origin::parse(b"http://localhost:3000").unwrap().is_insecure());
    /// ```
    #[must_use]
    pub fn is_insecure(&self) -> bool {
        self.scheme == "http" && !is_loopback(self.host)
    }
}

/// Whether pages of this host are served by the machine that shows them.
/// <https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let name = host.trim_end_matches('.');
    name == "localhost"
        || name.ends_with(".localhost")
        || host == "[::1]"
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

/// The port that a browser leaves out; only schemes of web pages have one.
/// <https://url.spec.whatwg.org/#default-port>
#[must_use]
pub(crate) fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    }
}

/// The scheme, in lower case, and what follows `://`.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    // Nearly all are one of two, for which nothing has to be searched.
    for web in ["https", "http"] {
        if let Some(rest) = text.strip_prefix(web).and_then(|rest| rest.strip_prefix("://")) {
            return Some((web, rest));
        }
    }
    text.split_once("://").filter(|(scheme, _)| is_scheme(scheme))
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|first: char| first.is_ascii_lowercase())
        && scheme.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'+' | b'-' | b'.'))
}

/// What stands before a port, and the port; `None` if what looks like one is none that a browser prints.
pub(crate) fn split_port<'r>(scheme: &str, rest: &'r [u8]) -> Option<(&'r [u8], Option<u16>)> {
    // Digits at the end are a port if a colon stands before them, which those of an IPv6 address keep
    // inside of brackets.
    match rest.iter().rposition(|byte| !byte.is_ascii_digit()) {
        Some(colon) if rest.get(colon) == Some(&b':') => {
            let (host, digits) = rest.split_at_checked(colon)?;
            Some((host, Some(parse_port(scheme, digits.strip_prefix(b":")?)?)))
        }
        _ => Some((rest, None)),
    }
}

/// Whether browsers send this as the host of a page: an address in their spelling, or a name that DNS could resolve.
/// <https://url.spec.whatwg.org/#concept-host-parser>
fn is_web_host(host: &[u8]) -> bool {
    if let Some(inside) = host.strip_prefix(b"[") {
        return inside.strip_suffix(b"]").is_some_and(address::is_ipv6);
    }
    if address::ends_in_number(host) {
        return address::is_ipv4(host);
    }
    let name = host.strip_suffix(b".").unwrap_or(host);
    name.len() <= MAX_DOMAIN_BYTES && are_labels(name)
}

/// Whether `name` is one or more labels that DNS could resolve, with dots between them.
pub(crate) fn are_labels(name: &[u8]) -> bool {
    // One pass: splitting into labels first takes several times as long.
    let mut length = 0;
    for byte in name {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' if length < MAX_LABEL_BYTES => length += 1,
            b'.' if length > 0 => length = 0,
            _ => return false,
        }
    }
    length > 0
}

/// Hosts of schemes that are not http(s) are identifiers chosen by an embedder, in either case.
pub(crate) fn is_app_host(host: &[u8]) -> bool {
    !host.is_empty()
        && host
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'))
}

/// A port in the only form in which browsers print one.
fn parse_port(scheme: &str, digits: &[u8]) -> Option<u16> {
    let canonical = digits.iter().all(u8::is_ascii_digit) && !digits.starts_with(b"0");
    let port = core::str::from_utf8(digits).ok()?.parse().ok().filter(|_| canonical)?;
    (Some(port) != default_port(scheme)).then_some(port)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::format;

    use super::{MAX_LABEL_BYTES, MAX_WEB_ORIGIN_BYTES, Origin, is_loopback};

    #[test]
    fn an_origin_is_split_where_its_parts_end() {
        for (text, scheme, host, port) in [
            ("https://app.example.com", "https", "app.example.com", None),
            ("https://app.example.com:8443", "https", "app.example.com", Some(8443)),
            ("http://localhost:3000", "http", "localhost", Some(3000)),
            ("http://127.0.0.1", "http", "127.0.0.1", None),
            ("http://127.0.0.1:1", "http", "127.0.0.1", Some(1)),
            ("http://[::1]", "http", "[::1]", None),
            ("http://[::1]:65535", "http", "[::1]", Some(65535)),
            ("https://example.com.", "https", "example.com.", None),
            ("httpsx://a", "httpsx", "a", None),
            ("app://42", "app", "42", None),
            ("app://42:80", "app", "42", Some(80)),
            ("moz-extension://B-1", "moz-extension", "B-1", None),
        ] {
            let origin = Origin::parse(text.as_bytes()).unwrap();
            assert_eq!((origin.scheme(), origin.host(), origin.port()), (scheme, host, port));
            assert_eq!(origin.as_str(), text);
        }
    }

    #[test]
    fn what_no_browser_writes_is_no_origin() {
        for text in [
            "",
            "null",
            "https",
            "https:",
            "https://",
            "https:/a.example",
            "://a.example",
            "1s://a",
            "HTTPS://a.example",
            "https://A.example",
            "https://a..example",
            "https://.example",
            "https://a.example:",
            "https://a.example:443",
            "http://a.example:80",
            "https://a.example:0",
            "https://a.example:08443",
            "https://a.example:65536",
            "https://a.example:8443/",
            "https://a.example:80:90",
            "https://a.example:8o",
            "https://a.example/",
            "https://user@a.example",
            "http://[::1",
            "http://::1",
            "http://[::1]x",
            "http://[::1]80",
            "http://[x]",
            "http://[::::]",
            "http://[0:0:0:0:0:0:0:1]",
            "http://[2001:DB8::1]",
            "http://[::ffff:1.2.3.4]",
            "http://1.2.3.4.5",
            "http://0x7f.1",
            "http://127.0.0.",
            "http://127.0.0.1.",
            "http://127.0.0.01",
            "http://2130706433",
            "http://host.123",
            "http://host.0xf",
            "http://[xx]",
            "http://[:]",
            "app://a:b",
            "a:b://c",
        ] {
            assert!(Origin::parse(text.as_bytes()).is_none(), "{text:?}");
        }
        assert!(Origin::parse(b"https://\xff.example").is_none());
    }

    #[test]
    fn the_longest_origin_is_read_and_none_that_is_longer() {
        // RFC 1035 2.3.4: 255 octets with the lengths of the labels and of the root, so 253 as text.
        let label = "a".repeat(MAX_LABEL_BYTES);
        let domain = [&*label, &label, &label, &"a".repeat(61)].join(".");
        assert_eq!(domain.len(), 253);
        let longest = format!("https://{domain}.:65535");
        assert_eq!(longest.len(), MAX_WEB_ORIGIN_BYTES);
        assert!(Origin::parse(longest.as_bytes()).is_some());
        for longer in [format!("https://{domain}a"), format!("https://a{domain}.:65535")] {
            assert!(Origin::parse(longer.as_bytes()).is_none(), "{longer}");
        }
        let app = format!("app://{}", "a".repeat(MAX_WEB_ORIGIN_BYTES - 6));
        assert!(Origin::parse(app.as_bytes()).is_some());
        assert!(Origin::parse(format!("{app}a").as_bytes()).is_none());
    }

    #[test]
    fn a_loopback_host_is_a_name_or_an_address_of_the_machine_itself() {
        for (host, expected) in [
            ("localhost", true),
            ("localhost.", true),
            ("app.localhost", true),
            ("app.localhost.", true),
            ("127.0.0.1", true),
            ("127.255.0.9", true),
            ("[::1]", true),
            ("mylocalhost", false),
            ("localhost.example.com", false),
            ("128.0.0.1", false),
            ("0.0.0.0", false),
            ("[::2]", false),
            // An IPv4-mapped address is not in 127.0.0.0/8 and not ::1/128, which is all that the standard names.
            ("[::ffff:7f00:1]", false),
        ] {
            assert_eq!(is_loopback(host), expected, "{host}");
        }
    }
}
