//! What Chromium says in its console, for each of its reasons, and what provokes it.

/// A message, the lab's address that provokes it, and whom to blame.
pub(super) struct Message {
    /// The fragment of the lab's address.
    pub(super) fragment: &'static str,
    /// Chromium's name of the reason, in its developer tools' protocol.
    pub(super) error: &'static str,
    /// What follows on "… has been blocked by CORS policy: "; or all of it, if it begins otherwise.
    pub(super) says: &'static str,
    /// The name of the cause, if it is the policy; `None` if something else gave the answer or the script
    /// asked for something that no server can allow.
    pub(super) cause: Option<&'static str>,
}

pub(super) static MESSAGES: [Message; 39] = [
    Message {
        fragment: "#origin=http://localhost:4102",
        error: "MissingAllowOriginHeader",
        says: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        cause: Some("origin_not_listed"),
    },
    Message {
        fragment: "#origin=http://localhost:4102&by=xhr",
        error: "MissingAllowOriginHeader",
        says: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        cause: Some("origin_not_listed"),
    },
    Message {
        fragment: "#origin=http://127.0.0.1:4101&method=PUT",
        error: "PreflightMissingAllowOriginHeader",
        says: "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        cause: Some("origin_not_listed"),
    },
    Message {
        fragment: "#origin=null",
        error: "MissingAllowOriginHeader",
        says: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        cause: Some("null_not_listed"),
    },
    Message {
        fragment: "#origin=null&method=PUT",
        error: "PreflightMissingAllowOriginHeader",
        says: "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        cause: Some("null_not_listed"),
    },
    Message {
        fragment: "#method=patch",
        error: "MethodDisallowedByPreflightResponse",
        says: "Method patch is not allowed by Access-Control-Allow-Methods in preflight response.",
        cause: Some("method_not_listed"),
    },
    Message {
        fragment: "#policy=minimal&method=PUT",
        error: "MethodDisallowedByPreflightResponse",
        says: "Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.",
        cause: Some("method_not_listed"),
    },
    Message {
        fragment: "#header=x-coupon: free",
        error: "HeaderDisallowedByPreflightResponse",
        says: "Request header field x-coupon is not allowed by Access-Control-Allow-Headers in preflight response.",
        cause: Some("header_not_listed"),
    },
    Message {
        fragment: "#policy=minimal&method=POST&body=text&header=content-type: application/json",
        error: "HeaderDisallowedByPreflightResponse",
        says: "Request header field content-type is not allowed by Access-Control-Allow-Headers in preflight response.",
        cause: Some("header_not_listed"),
    },
    Message {
        fragment: "#policy=list&credentials=include",
        error: "InvalidAllowCredentials",
        says: "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#policy=list&credentials=include&by=xhr",
        error: "InvalidAllowCredentials",
        says: "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'. The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#policy=list&credentials=include&method=PUT",
        error: "PreflightInvalidAllowCredentials",
        says: "Response to preflight request doesn't pass access control check: The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#policy=anyone&credentials=include",
        error: "WildcardOriginNotAllowed",
        says: "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#policy=anyone&credentials=include&by=xhr",
        error: "WildcardOriginNotAllowed",
        says: "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'. The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#policy=anyone&credentials=include&method=PUT",
        error: "PreflightWildcardOriginNotAllowed",
        says: "Response to preflight request doesn't pass access control check: The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
        cause: Some("credentials_not_allowed"),
    },
    Message {
        fragment: "#wiring=none",
        error: "MissingAllowOriginHeader",
        says: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        cause: None,
    },
    Message {
        fragment: "#wiring=none&method=PUT",
        error: "PreflightMissingAllowOriginHeader",
        says: "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        cause: None,
    },
    Message {
        fragment: "#wiring=login",
        error: "MissingAllowOriginHeader",
        says: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        cause: None,
    },
    Message {
        fragment: "#wiring=login&method=PUT&header=authorization: Bearer 1",
        error: "PreflightMissingAllowOriginHeader",
        says: "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        cause: None,
    },
    Message {
        fragment: "#wiring=redirect",
        error: "MissingAllowOriginHeader",
        says: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        cause: None,
    },
    Message {
        fragment: "#wiring=redirect&method=PUT",
        error: "PreflightDisallowedRedirect",
        says: "Response to preflight request doesn't pass access control check: Redirect is not allowed for a preflight request.",
        cause: None,
    },
    Message {
        fragment: "#wiring=moved",
        error: "MissingAllowOriginHeader",
        says: "Access to fetch at 'http://localhost:4100/lab/list-with-credentials/none' (redirected from 'http://localhost:4100/lab/list-with-credentials/moved') from origin 'http://localhost:4101' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        cause: None,
    },
    Message {
        fragment: "#wiring=moved-with-password",
        error: "RedirectContainsCredentials",
        says: "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
        cause: None,
    },
    Message {
        fragment: "#wiring=options-405&method=PUT",
        error: "PreflightInvalidStatus",
        says: "Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
        cause: None,
    },
    Message {
        fragment: "#wiring=doubled",
        error: "MultipleAllowOriginValues",
        says: "The 'Access-Control-Allow-Origin' header contains multiple values 'http://localhost:4101, http://localhost:4101', but only one is allowed. Have the server send the header with a valid value.",
        cause: None,
    },
    Message {
        fragment: "#wiring=doubled&method=PUT",
        error: "PreflightMultipleAllowOriginValues",
        says: "Response to preflight request doesn't pass access control check: The 'Access-Control-Allow-Origin' header contains multiple values 'http://localhost:4101, http://localhost:4101', but only one is allowed. Have the server send the header with a valid value.",
        cause: None,
    },
    Message {
        fragment: "#wiring=two-origins",
        error: "MultipleAllowOriginValues",
        says: "The 'Access-Control-Allow-Origin' header contains multiple values 'http://localhost:4101, https://app.example.com', but only one is allowed. Have the server send the header with a valid value.",
        cause: None,
    },
    Message {
        fragment: "#wiring=slash",
        error: "AllowOriginMismatch",
        says: "The 'Access-Control-Allow-Origin' header has a value 'http://localhost:4101/' that is not equal to the supplied origin. Have the server send the header with a valid value.",
        cause: None,
    },
    Message {
        fragment: "#wiring=slash&method=PUT",
        error: "PreflightAllowOriginMismatch",
        says: "Response to preflight request doesn't pass access control check: The 'Access-Control-Allow-Origin' header has a value 'http://localhost:4101/' that is not equal to the supplied origin. Have the server send the header with a valid value.",
        cause: None,
    },
    Message {
        fragment: "#wiring=one-for-all",
        error: "AllowOriginMismatch",
        says: "The 'Access-Control-Allow-Origin' header has a value 'https://app.example.com' that is not equal to the supplied origin. Have the server send the header with a valid value.",
        cause: None,
    },
    Message {
        fragment: "#wiring=no-scheme",
        error: "InvalidAllowOriginValue",
        says: "The 'Access-Control-Allow-Origin' header contains the invalid value 'app.example.com'. Have the server send the header with a valid value.",
        cause: None,
    },
    Message {
        fragment: "#wiring=no-scheme&method=PUT",
        error: "PreflightInvalidAllowOriginValue",
        says: "Response to preflight request doesn't pass access control check: The 'Access-Control-Allow-Origin' header contains the invalid value 'app.example.com'. Have the server send the header with a valid value.",
        cause: None,
    },
    Message {
        fragment: "#wiring=star-with-credentials&credentials=include",
        error: "WildcardOriginNotAllowed",
        says: "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
        cause: None,
    },
    Message {
        fragment: "#wiring=true-in-capitals&credentials=include",
        error: "InvalidAllowCredentials",
        says: "The value of the 'Access-Control-Allow-Credentials' header in the response is 'True' which must be 'true' when the request's credentials mode is 'include'.",
        cause: None,
    },
    Message {
        fragment: "#wiring=true-in-capitals&credentials=include&method=PUT",
        error: "PreflightInvalidAllowCredentials",
        says: "Response to preflight request doesn't pass access control check: The value of the 'Access-Control-Allow-Credentials' header in the response is 'True' which must be 'true' when the request's credentials mode is 'include'.",
        cause: None,
    },
    Message {
        fragment: "#wiring=bad-methods&method=PUT",
        error: "InvalidAllowMethodsPreflightResponse",
        says: "Cannot parse Access-Control-Allow-Methods response header field in preflight response.",
        cause: None,
    },
    Message {
        fragment: "#wiring=bad-headers&method=PUT",
        error: "InvalidAllowHeadersPreflightResponse",
        says: "Cannot parse Access-Control-Allow-Headers response header field in preflight response.",
        cause: None,
    },
    Message {
        fragment: "#by=xhr-no-scheme",
        error: "CorsDisabledScheme",
        says: "Access to XMLHttpRequest at 'localhost:4100/lab/list-with-credentials/right' from origin 'http://localhost:4101' has been blocked by CORS policy: Cross origin requests are only supported for protocol schemes: chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app.",
        cause: None,
    },
    Message {
        fragment: "#by=fetch-same-origin",
        error: "",
        says: "Fetch API cannot load http://localhost:4100/lab/list-with-credentials/right. Request mode is \"same-origin\" but the URL's origin is not same as the request origin http://localhost:4101.",
        cause: None,
    },
];

/// What a page that is not on this machine is told first, whatever the server answers: the policy is never
/// asked. <https://wicg.github.io/local-network-access/>
pub(super) static FROM_ELSEWHERE: [(&str, &str, &str); 2] = [
    (
        "https://app.example.com",
        "LocalNetworkAccessPermissionDenied",
        "Permission was denied for this request to access the `loopback` address space.",
    ),
    (
        "http://app.example.com",
        "InsecureLocalNetwork",
        "The request client is not a secure context and the resource is in more-private address space `loopback`.",
    ),
];

/// What Chromium puts before the reason why a preflight failed.
const PREFLIGHT: &str = "Response to preflight request doesn't pass access control check: ";

/// What it puts after a reason that is about credentials, for an `XMLHttpRequest`.
const XHR: &str = " The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.";

const PAGE: &str = include_str!("../../../../cors-runtime/docs/blocked.md");

/// Whoever reads the page has one of these messages before them.
#[test]
fn the_page_has_each_message_in_the_section_with_its_cause_and_its_address() {
    for Message { fragment, says, cause, .. } in &MESSAGES {
        let address = format!("`http://localhost:4101/{fragment}`");
        let sections: Vec<_> =
            PAGE.split("\n## ").filter(|section| section.contains(&address)).collect();
        assert_eq!(sections.len(), 1, "sections with {address}");
        let section = sections[0];
        let title = section.lines().next().unwrap();
        let named = title.strip_prefix('`').and_then(|title| title.strip_suffix('`'));
        assert_eq!(named, *cause, "{address}");

        let says = says.rsplit("blocked by CORS policy: ").next().unwrap();
        let reason = says.trim_start_matches(PREFLIGHT).trim_end_matches(XHR);
        assert!(section.contains(&format!("`{reason}`")), "{address}: {reason}");
        for around in [PREFLIGHT, XHR] {
            let is_missing = says.contains(around) && !section.contains(around.trim());
            assert!(!is_missing, "{address}: {around}");
        }
    }
    for (_, _, says) in FROM_ELSEWHERE {
        assert!(PAGE.contains(&format!("``{says}``")), "{says}");
    }
}

/// What is in no message was not tried.
#[test]
fn the_page_has_no_address_but_those_that_are_tried() {
    let addresses: Vec<_> = PAGE.split('`').filter(|code| code.contains(":4101/#")).collect();
    assert_eq!(addresses.len(), MESSAGES.len());
    for address in addresses {
        let is_tried =
            MESSAGES.iter().any(|message| address.ends_with(&format!("/{}", message.fragment)));
        assert!(is_tried, "{address}");
    }
}
