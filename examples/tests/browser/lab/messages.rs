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

/// Whoever reads the page has one of these messages before them.
#[test]
fn each_message_is_on_the_page_with_the_address_that_provokes_it() {
    let page = include_str!("../../../../cors-runtime/docs/blocked.md");
    for Message { fragment, says, cause, .. } in &MESSAGES {
        let (_, says) = says.split_once("blocked by CORS policy: ").unwrap_or(("", says));
        let (_, says) = says.split_once("access control check: ").unwrap_or(("", says));
        let (says, _) = says.split_once(" Have the server").unwrap_or((says, ""));
        let (says, _) = says.split_once(" The credentials mode").unwrap_or((says, ""));
        let (says, _) = says.split_once(", chrome-").unwrap_or((says, ""));
        let says = says
            .replace("Method patch", "Method PUT")
            .replace("field content-type", "field x-coupon")
            .replace(
                "http://localhost:4101, https://app.example.com",
                "http://localhost:4101, http://localhost:4101",
            );
        let (_, says) = says.split_once("/right. ").unwrap_or(("", &says));
        let says = says.split_once(" http://localhost:4101.").map_or(says, |(says, _)| says);
        assert!(page.contains(says), "{says}");
        assert!(page.contains(&format!("`http://localhost:4101/{fragment}`")), "{fragment}");
        if let Some(cause) = cause {
            assert!(page.contains(&format!("\n## `{cause}`\n")), "{cause}");
        }
    }
    for (_, _, says) in FROM_ELSEWHERE {
        assert!(page.contains(says), "{says}");
    }
}
