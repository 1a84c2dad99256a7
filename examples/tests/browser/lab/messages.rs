//! What the engines say in their consoles, for each reason to block a request, and what provokes it.

/// A message, the lab's address that provokes it, and its cause.
pub(super) struct Message {
    /// The fragment of the lab's address.
    pub(super) fragment: &'static str,
    /// The text after "… has been blocked by CORS policy: ", or the whole text if it begins otherwise.
    pub(super) chromium: &'static str,
    /// The text after "… disallows reading the remote resource at …. ", or the whole text if it begins otherwise.
    pub(super) firefox: &'static str,
    /// The first of its lines, without the level.
    pub(super) webkit: &'static str,
    /// The name of the cause, if it is the policy. `None` if something else gave the answer, or if the script
    /// asked for something that no server can allow.
    pub(super) cause: Option<&'static str>,
}

/// Names that are more than 8 KiB together, which `mirror` does not mirror.
macro_rules! long_name {
    ($letter:literal) => {
        concat!(
            "x-",
            $letter,
            "-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        )
    };
}
macro_rules! long_headers {
    ($($letter:literal)+) => {
        concat!("#policy=mirror", $("&header=", long_name!($letter), ": 1"),+)
    };
}
/// This address is too long for a page. Which of its headers a message names depends on the engine, so the table of
/// messages has `x-…`.
pub(super) const TOO_MANY: &str = long_headers!("a" "b" "c" "d" "e" "f" "g" "h" "i" "j" "k" "l" "m" "n" "o" "p" "q" "r" "s" "t" "u" "v" "w" "x" "y" "z");

pub(super) static MESSAGES: [Message; 43] = [
    Message {
        fragment: "#origin=http://localhost:4102",
        chromium: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.",
        webkit: "Origin http://localhost:4102 is not allowed by Access-Control-Allow-Origin. Status code: 200",
        cause: Some("origin_not_listed"),
    },
    Message {
        fragment: "#origin=http://localhost:4102&by=xhr",
        chromium: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.",
        webkit: "Origin http://localhost:4102 is not allowed by Access-Control-Allow-Origin. Status code: 200",
        cause: Some("origin_not_listed"),
    },
    Message {
        fragment: "#origin=http://127.0.0.1:4101&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 403.",
        webkit: "Preflight response is not successful. Status code: 403",
        cause: Some("origin_not_listed"),
    },
    Message {
        fragment: "#origin=null",
        chromium: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.",
        webkit: "Origin null is not allowed by Access-Control-Allow-Origin. Status code: 200",
        cause: Some("null_not_listed"),
    },
    Message {
        fragment: "#origin=null&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 403.",
        webkit: "Preflight response is not successful. Status code: 403",
        cause: Some("null_not_listed"),
    },
    Message {
        fragment: "#method=patch",
        chromium: "Method patch is not allowed by Access-Control-Allow-Methods in preflight response.",
        firefox: "(Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).",
        webkit: "Method patch is not allowed by Access-Control-Allow-Methods.",
        cause: Some("method_not_listed"),
    },
    Message {
        fragment: "#policy=minimal&method=PUT",
        chromium: "Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.",
        firefox: "(Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).",
        webkit: "Method PUT is not allowed by Access-Control-Allow-Methods.",
        cause: Some("method_not_listed"),
    },
    Message {
        fragment: "#header=x-coupon: free",
        chromium: "Request header field x-coupon is not allowed by Access-Control-Allow-Headers in preflight response.",
        firefox: "(Reason: header ‘x-coupon’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).",
        webkit: "Request header field x-coupon is not allowed by Access-Control-Allow-Headers.",
        cause: Some("header_not_listed"),
    },
    Message {
        fragment: "#policy=minimal&method=POST&body=text&header=content-type: application/json",
        chromium: "Request header field content-type is not allowed by Access-Control-Allow-Headers in preflight response.",
        firefox: "(Reason: header ‘content-type’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).",
        webkit: "Request header field Content-Type is not allowed by Access-Control-Allow-Headers.",
        cause: Some("header_not_listed"),
    },
    Message {
        fragment: "#policy=list&credentials=include",
        chromium: "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.",
        firefox: "(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).",
        webkit: "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#policy=list&credentials=include&by=xhr",
        chromium: "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'. The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.",
        firefox: "(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).",
        webkit: "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#policy=list&credentials=include&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.",
        firefox: "(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).",
        webkit: "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#policy=anyone&credentials=include",
        chromium: "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
        firefox: "(Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).",
        webkit: "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#policy=anyone&credentials=include&by=xhr",
        chromium: "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'. The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.",
        firefox: "(Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).",
        webkit: "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#policy=anyone&credentials=include&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
        firefox: "(Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).",
        webkit: "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#wiring=none",
        chromium: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.",
        webkit: "Origin http://localhost:4101 is not allowed by Access-Control-Allow-Origin. Status code: 200",
        cause: None,
    },
    Message {
        fragment: "#wiring=none&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.",
        webkit: "Origin http://localhost:4101 is not allowed by Access-Control-Allow-Origin. Status code: 200",
        cause: None,
    },
    Message {
        fragment: "#wiring=login",
        chromium: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 401.",
        webkit: "Origin http://localhost:4101 is not allowed by Access-Control-Allow-Origin. Status code: 401",
        cause: None,
    },
    Message {
        fragment: "#wiring=login&method=PUT&header=authorization: Bearer 1",
        chromium: "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 401.",
        webkit: "Preflight response is not successful. Status code: 401",
        cause: None,
    },
    Message {
        fragment: "#wiring=bad-gateway",
        chromium: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 502.",
        webkit: "Origin http://localhost:4101 is not allowed by Access-Control-Allow-Origin. Status code: 502",
        cause: None,
    },
    Message {
        fragment: "#wiring=bad-gateway&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 502.",
        webkit: "Preflight response is not successful. Status code: 502",
        cause: None,
    },
    Message {
        fragment: "#wiring=redirect",
        chromium: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 308.",
        webkit: "Cross-origin redirection to http://localhost:4100/lab/list-with-credentials/right denied by Cross-Origin Resource Sharing policy: Origin http://localhost:4101 is not allowed by Access-Control-Allow-Origin. Status code: 308",
        cause: None,
    },
    Message {
        fragment: "#wiring=redirect&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: Redirect is not allowed for a preflight request.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 308.",
        webkit: "Preflight response is not successful. Status code: 308",
        cause: None,
    },
    Message {
        fragment: "#wiring=moved",
        chromium: "Access to fetch at 'http://localhost:4100/lab/list-with-credentials/none' (redirected from 'http://localhost:4100/lab/list-with-credentials/moved') from origin 'http://localhost:4101' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at http://localhost:4100/lab/list-with-credentials/none. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.",
        webkit: "Origin http://localhost:4101 is not allowed by Access-Control-Allow-Origin. Status code: 200",
        cause: None,
    },
    Message {
        fragment: "#wiring=moved-with-password",
        chromium: "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
        firefox: "(Reason: CORS request did not succeed). Status code: (null).",
        webkit: "Cross-origin redirection to http://localhost:4100/lab/list-with-credentials/right denied by Cross-Origin Resource Sharing policy: redirection URL http://user:password@localhost:4100/lab/list-with-credentials/right has credentials",
        cause: None,
    },
    Message {
        fragment: "#wiring=options-405&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
        firefox: "(Reason: CORS preflight response did not succeed). Status code: 405.",
        webkit: "Preflight response is not successful. Status code: 405",
        cause: None,
    },
    Message {
        fragment: "#wiring=doubled",
        chromium: "The 'Access-Control-Allow-Origin' header contains multiple values 'http://localhost:4101, http://localhost:4101', but only one is allowed. Have the server send the header with a valid value.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘http://localhost:4101, http://localhost:4101’).",
        webkit: "Access-Control-Allow-Origin cannot contain more than one origin.",
        cause: None,
    },
    Message {
        fragment: "#wiring=doubled&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: The 'Access-Control-Allow-Origin' header contains multiple values 'http://localhost:4101, http://localhost:4101', but only one is allowed. Have the server send the header with a valid value.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘http://localhost:4101, http://localhost:4101’).",
        webkit: "Access-Control-Allow-Origin cannot contain more than one origin.",
        cause: None,
    },
    Message {
        fragment: "#wiring=two-origins",
        chromium: "The 'Access-Control-Allow-Origin' header contains multiple values 'http://localhost:4101, https://app.example.com', but only one is allowed. Have the server send the header with a valid value.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘http://localhost:4101, https://app.example.com’).",
        webkit: "Access-Control-Allow-Origin cannot contain more than one origin.",
        cause: None,
    },
    Message {
        fragment: "#wiring=slash",
        chromium: "The 'Access-Control-Allow-Origin' header has a value 'http://localhost:4101/' that is not equal to the supplied origin. Have the server send the header with a valid value.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘http://localhost:4101/’).",
        webkit: "Origin http://localhost:4101 is not allowed by Access-Control-Allow-Origin. Status code: 200",
        cause: None,
    },
    Message {
        fragment: "#wiring=slash&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: The 'Access-Control-Allow-Origin' header has a value 'http://localhost:4101/' that is not equal to the supplied origin. Have the server send the header with a valid value.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘http://localhost:4101/’).",
        webkit: "Origin http://localhost:4101 is not allowed by Access-Control-Allow-Origin. Status code: 204",
        cause: None,
    },
    Message {
        fragment: "#wiring=one-for-all",
        chromium: "The 'Access-Control-Allow-Origin' header has a value 'https://app.example.com' that is not equal to the supplied origin. Have the server send the header with a valid value.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://app.example.com’).",
        webkit: "Origin http://localhost:4101 is not allowed by Access-Control-Allow-Origin. Status code: 200",
        cause: None,
    },
    Message {
        fragment: "#wiring=no-scheme",
        chromium: "The 'Access-Control-Allow-Origin' header contains the invalid value 'app.example.com'. Have the server send the header with a valid value.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘app.example.com’).",
        webkit: "Origin http://localhost:4101 is not allowed by Access-Control-Allow-Origin. Status code: 200",
        cause: None,
    },
    Message {
        fragment: "#wiring=no-scheme&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: The 'Access-Control-Allow-Origin' header contains the invalid value 'app.example.com'. Have the server send the header with a valid value.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘app.example.com’).",
        webkit: "Origin http://localhost:4101 is not allowed by Access-Control-Allow-Origin. Status code: 204",
        cause: None,
    },
    Message {
        fragment: "#wiring=star-with-credentials&credentials=include",
        chromium: "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
        firefox: "(Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).",
        webkit: "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.",
        cause: None,
    },
    Message {
        fragment: "#wiring=true-in-capitals&credentials=include",
        chromium: "The value of the 'Access-Control-Allow-Credentials' header in the response is 'True' which must be 'true' when the request's credentials mode is 'include'.",
        firefox: "(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).",
        webkit: "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".",
        cause: None,
    },
    Message {
        fragment: "#wiring=true-in-capitals&credentials=include&method=PUT",
        chromium: "Response to preflight request doesn't pass access control check: The value of the 'Access-Control-Allow-Credentials' header in the response is 'True' which must be 'true' when the request's credentials mode is 'include'.",
        firefox: "(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).",
        webkit: "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".",
        cause: None,
    },
    Message {
        fragment: "#wiring=bad-methods&method=PUT",
        chromium: "Cannot parse Access-Control-Allow-Methods response header field in preflight response.",
        firefox: "(Reason: invalid token ‘GET POST PUT PATCH DELETE’ in CORS header ‘Access-Control-Allow-Methods’).",
        webkit: "Header Access-Control-Allow-Methods has an invalid value: GET POST PUT PATCH DELETE",
        cause: None,
    },
    Message {
        fragment: "#wiring=bad-headers&method=PUT",
        chromium: "Cannot parse Access-Control-Allow-Headers response header field in preflight response.",
        firefox: "(Reason: invalid token ‘\"content-type\"’ in CORS header ‘Access-Control-Allow-Headers’).",
        webkit: "Header Access-Control-Allow-Headers has an invalid value: \"content-type\", \"x-request-id\"",
        cause: None,
    },
    Message {
        fragment: "#by=xhr-no-scheme",
        chromium: "Access to XMLHttpRequest at 'localhost:4100/lab/list-with-credentials/right' from origin 'http://localhost:4101' has been blocked by CORS policy: Cross origin requests are only supported for protocol schemes: chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app.",
        firefox: "(Reason: CORS request not http).",
        webkit: "Cross origin requests are only supported for HTTP.",
        cause: None,
    },
    Message {
        fragment: "#by=fetch-same-origin",
        chromium: "Fetch API cannot load http://localhost:4100/lab/list-with-credentials/right. Request mode is \"same-origin\" but the URL's origin is not same as the request origin http://localhost:4101.",
        firefox: "Security Error: Content at http://localhost:4101/lab/frame may not load data from http://localhost:4100/lab/list-with-credentials/right.",
        webkit: "Fetch API cannot load http://localhost:4100/lab/list-with-credentials/right.",
        cause: None,
    },
    // Nothing is blocked: Firefox warns.
    Message {
        fragment: "#policy=bare-star&header=authorization: Bearer 1",
        chromium: "",
        firefox: "Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at http://localhost:4100/lab/bare-star/right soon. (Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include the `Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`).",
        webkit: "",
        cause: Some("authorization_not_listed"),
    },
    Message {
        fragment: TOO_MANY,
        chromium: "Request header field x-… is not allowed by Access-Control-Allow-Headers in preflight response.",
        firefox: "(Reason: header ‘x-…’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).",
        webkit: "Request header field x-… is not allowed by Access-Control-Allow-Headers.",
        cause: Some("too_many_headers"),
    },
];

/// What a page that is not on this machine is told first, whatever the server answers: the policy is never
/// asked. <https://wicg.github.io/local-network-access/>
pub(super) static FROM_ELSEWHERE: [(&str, &str); 2] = [
    (
        "https://app.example.com",
        "Permission was denied for this request to access the `loopback` address space.",
    ),
    (
        "http://app.example.com",
        "The request client is not a secure context and the resource is in more-private address space `loopback`.",
    ),
];

/// The beginning of what Firefox says while it asks the user to permit the same.
pub(super) const FIREFOX_ASKS: &str = "Local Network Access permission required: top-level site ";

/// What Chromium puts before the reason why a preflight failed.
const PREFLIGHT: &str = "Response to preflight request doesn't pass access control check: ";

/// What it puts after a reason that is about credentials, for an `XMLHttpRequest`.
const XHR: &str = " The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.";

const PAGE: &str = include_str!("../../../../cors-runtime/docs/blocked.md");

/// A section of the page, with its heading.
struct Section {
    title: &'static str,
    text: &'static str,
}

impl Section {
    fn all() -> impl Iterator<Item = Section> {
        PAGE.split("\n## ").skip(1).map(|text| {
            let title = text.lines().next().unwrap();
            // The next heading of the level above ends it.
            Section { title, text: text.split("\n# ").next().unwrap() }
        })
    }

    /// As rustdoc and GitHub make it from the heading.
    fn anchor(&self) -> String {
        let kept =
            self.title.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    }

    fn of(message: &Message) -> Section {
        let address = format!("`http://localhost:4101/{}`", message.fragment);
        let is_it = |section: &Section| {
            if message.fragment == TOO_MANY {
                section.title == "`too_many_headers`"
            } else {
                section.text.contains(&address)
            }
        };
        let mut sections = Section::all().filter(is_it);
        let section = sections.next().unwrap_or_else(|| panic!("no section has {address}"));
        assert!(sections.next().is_none(), "two sections have {address}");
        section
    }
}

/// The anchors that a text links to.
fn links(text: &str) -> Vec<&str> {
    text.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

/// The patterns of each row of the index, and its links.
fn index() -> Vec<(Vec<&'static str>, Vec<&'static str>)> {
    let (_, index) = PAGE.split_once("\n# Find your message\n").unwrap();
    let rows = index.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    rows.take_while(|line| line.starts_with('|'))
        .map(|row| {
            let (patterns, read) = row.trim_start_matches('|').split_once('|').unwrap();
            (patterns.split('`').skip(1).step_by(2).collect(), links(read))
        })
        .collect()
}

/// `…` stands for any text. The parts of a pattern have to come in their order.
fn fits(pattern: &str, line: &str) -> bool {
    let mut parts = pattern.split('…');
    let first = parts.next().unwrap_or_default();
    let after = |text: &'_ str, part: &str| text.split_once(part).map(|(_, rest)| rest.to_owned());
    after(line, first)
        .and_then(|rest| parts.try_fold(rest, |rest, part| after(&rest, part)))
        .is_some()
}

/// The messages of all engines, each with its case. A message that says nothing does not count.
fn lines() -> impl Iterator<Item = (&'static Message, &'static str)> {
    let all = MESSAGES.iter().flat_map(|message| {
        [message.chromium, message.firefox, message.webkit].map(|line| (message, line))
    });
    all.filter(|(_, line)| !line.is_empty())
}

/// Somebody who reads the page has one of these messages before them.
#[test]
fn each_message_leads_from_the_index_to_its_section() {
    let index = index();
    let sections: Vec<_> = Section::all().collect();
    for (message, line) in lines() {
        let row =
            index.iter().find(|(patterns, _)| patterns.iter().any(|pattern| fits(pattern, line)));
        let (_, places) = row.unwrap_or_else(|| panic!("the index lacks {line}"));
        // One place: a section, or a table of candidates. A frequent cause may come before the table.
        assert!((1..=2).contains(&places.len()), "{line}: {places:?}");
        let section = Section::of(message).anchor();
        let leads = places.iter().any(|place| {
            let table = sections.iter().find(|section| section.anchor() == **place);
            let table = table.unwrap_or_else(|| panic!("no section is #{place}"));
            *place == section || links(table.text).contains(&&*section)
        });
        assert!(leads, "{line}: {places:?} do not lead to {section}");
    }
}

/// Safari says no more of an origin that is not listed.
#[test]
fn the_status_403_of_a_preflight_leads_to_the_origin_first() {
    let line = "Preflight response is not successful. Status code: 403";
    assert!(lines().any(|(message, of)| of == line && message.cause == Some("origin_not_listed")));
    let index = index();
    let (_, places) = index
        .iter()
        .find(|(patterns, _)| patterns.iter().any(|pattern| fits(pattern, line)))
        .unwrap();
    assert_eq!(places[0], "origin_not_listed");
}

/// A row that no message reaches would only be in the way, unless its messages are not in the table.
#[test]
fn each_row_of_the_index_is_the_first_for_a_message() {
    // Tried by hand, or provoked in another test.
    const OTHERS: [&str; 2] = ["local-network-access", "other-errors"];
    let index = index();
    for (number, (patterns, places)) in index.iter().enumerate() {
        let is_first = |line: &str| {
            let row = index
                .iter()
                .position(|(patterns, _)| patterns.iter().any(|pattern| fits(pattern, line)));
            row == Some(number)
        };
        let is_used = lines().any(|(_, line)| is_first(line));
        assert!(is_used || OTHERS.contains(&places[0]), "{patterns:?}");
    }
}

#[test]
fn each_link_of_the_page_leads_somewhere() {
    let anchors: Vec<_> = Section::all().map(|section| section.anchor()).collect();
    for link in links(PAGE) {
        assert!(link == "other-errors" || anchors.iter().any(|anchor| anchor == link), "{link}");
    }
}

#[test]
fn each_section_has_its_messages_and_its_cause() {
    for message in &MESSAGES {
        let Message { fragment, cause, chromium, firefox, webkit } = message;
        let section = Section::of(message);
        let named = section.title.strip_prefix('`').and_then(|title| title.strip_suffix('`'));
        assert_eq!(named, *cause, "{fragment}");

        let says = chromium.rsplit("blocked by CORS policy: ").next().unwrap();
        let reason = says.trim_start_matches(PREFLIGHT).trim_end_matches(XHR);
        for around in [PREFLIGHT, XHR] {
            let is_missing = says.contains(around) && !section.text.contains(around.trim());
            assert!(!is_missing, "{fragment}: {around}");
        }
        let firefox = match firefox.split_once("(Reason: ") {
            Some((_, rest)) => rest.split_once(").").unwrap().0,
            None => firefox,
        };
        // The status of an answer that is not refused for its status differs from case to case.
        let webkit =
            webkit.trim_end_matches(" Status code: 200").trim_end_matches(" Status code: 204");
        for text in [reason, firefox, webkit] {
            assert!(section.text.contains(text), "{fragment}: {text}");
        }
    }
    for (_, says) in FROM_ELSEWHERE {
        assert!(PAGE.contains(&format!("``{says}``")), "{says}");
    }
    assert!(PAGE.contains(FIREFOX_ASKS));
    let elsewhere = FROM_ELSEWHERE.map(|(_, says)| says).into_iter().chain([FIREFOX_ASKS]);
    let index = index();
    for line in elsewhere {
        let row =
            index.iter().find(|(patterns, _)| patterns.iter().any(|pattern| fits(pattern, line)));
        assert_eq!(row.unwrap().1, ["local-network-access"], "{line}");
    }
}

#[test]
fn the_page_has_only_addresses_that_are_tried() {
    let addresses: Vec<_> = PAGE.split('`').filter(|code| code.contains(":4101/#")).collect();
    // One is too long for it.
    assert_eq!(addresses.len(), MESSAGES.len() - 1);
    for address in addresses {
        let is_tried =
            MESSAGES.iter().any(|message| address.ends_with(&format!("/{}", message.fragment)));
        assert!(is_tried, "{address}");
    }
}
