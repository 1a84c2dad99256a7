//! What the pages have to show, line by line.

/// One line of the pages: the same request, and what becomes of it at each origin. `{order}` is the
/// order that the allowed page has made, and order 1 on the other one, which could make none.
pub(crate) struct Line {
    pub(crate) request: &'static str,
    pub(crate) allowed: Shown,
    pub(crate) other: Shown,
}

/// The line's other cells on one page, and why they have to be so.
pub(crate) struct Shown {
    pub(crate) preflight: &'static str,
    pub(crate) arrival: &'static str,
    pub(crate) response: &'static str,
    pub(crate) because: &'static str,
}

const KEPT: &str = "refused by the browser\n\
    The request reached the API, and the browser kept the response from the script.";
const PREFLIGHT_REFUSED: &str = "refused by the browser\n\
    The API refused the preflight, so the browser never sent the request.";
const NOT_COVERED: &str = "refused by the browser\n\
    The preflight’s answer lacks this method or header, so the browser never sent the request.";
const NO_SESSION: &str = "let through: status 401\n\
    x-request-id: <new>\n\
    {\"error\":\"no session; POST /session opens one\"}";
const NO_SESSION_FOR_THIS_ID: &str = "let through: status 401\n\
    x-request-id: from-the-page\n\
    {\"error\":\"no session; POST /session opens one\"}";

pub(crate) const LINES: [Line; 12] = [
    Line {
        request: "Read the orders\nGET /orders\ncredentials: omit",
        allowed: Shown {
            preflight: "none",
            arrival: "GET → 200\nwithout a cookie",
            response: "let through: status 200\n\
                x-request-id: <new>\n\
                [{\"id\":1,\"item\":\"chair\",\"quantity\":1},\
                {\"id\":2,\"item\":\"table\",\"quantity\":1},\
                {\"id\":3,\"item\":\"shelf\",\"quantity\":1}]",
            because: "a GET without further headers needs no preflight, and the response names this origin",
        },
        other: Shown {
            preflight: "none",
            arrival: "GET → 200\nwithout a cookie",
            response: KEPT,
            because: "the handler has run, and its response names no origin, so the CORS check fails",
        },
    },
    Line {
        request: "Open a session\nPOST /session\ncredentials: include",
        allowed: Shown {
            preflight: "none",
            arrival: "POST → 201\nwithout a cookie",
            response: "let through: status 201\nx-request-id: <new>\n{\"session\":\"open\"}",
            because: "a POST without a body is as free of preflights as a form, and Access-Control-Allow-Credentials is there",
        },
        other: Shown {
            preflight: "none",
            arrival: "POST → 201\nwithout a cookie",
            response: KEPT,
            because: "CORS keeps the response back, not the request: the session is open, only its cookie was not kept",
        },
    },
    Line {
        request: "Ask for the session\nGET /session\ncredentials: include",
        allowed: Shown {
            preflight: "none",
            arrival: "GET → 200\nwith the session cookie",
            response: "let through: status 200\nx-request-id: <new>\n{\"session\":\"open\"}",
            because: "the cookie was stored and is sent with credentials mode include, for all ports of localhost are one site",
        },
        other: Shown {
            preflight: "none",
            arrival: "GET → 401\nwithout a cookie",
            response: KEPT,
            because: "the browser holds the allowed page's cookie, and SameSite=Lax keeps it from a script of another site",
        },
    },
    Line {
        request: "Ask for it without credentials\nGET /session\ncredentials: omit",
        allowed: Shown {
            preflight: "none",
            arrival: "GET → 401\nwithout a cookie",
            response: NO_SESSION,
            because: "credentials mode omit sends no cookie, and the layer lets scripts read errors as well",
        },
        other: Shown {
            preflight: "none",
            arrival: "GET → 401\nwithout a cookie",
            response: KEPT,
            because: "an error is kept back like any other response",
        },
    },
    Line {
        request: "Make an order\nPOST /orders\ncredentials: include\ncontent-type: application/json",
        allowed: Shown {
            preflight: "OPTIONS → 204",
            arrival: "POST → 201\nwith the session cookie",
            response: "let through: status 201\nx-request-id: <new>\n{\"id\":4,\"item\":\"lamp\",\"quantity\":2}",
            because: "application/json is not a safelisted content type, and the policy allows content-type",
        },
        other: Shown {
            preflight: "OPTIONS → 403",
            arrival: "not sent",
            response: PREFLIGHT_REFUSED,
            because: "application/json needs a preflight, and the policy does not allow this origin",
        },
    },
    Line {
        request: "Make one without credentials\nPOST /orders\ncredentials: omit\ncontent-type: application/json",
        allowed: Shown {
            preflight: "OPTIONS → 204",
            arrival: "POST → 401\nwithout a cookie",
            response: NO_SESSION,
            because: "the credentials mode changes what the server knows, not what the script may ask",
        },
        other: Shown {
            preflight: "OPTIONS → 403",
            arrival: "not sent",
            response: PREFLIGHT_REFUSED,
            because: "an origin that is not allowed is not allowed without credentials either",
        },
    },
    Line {
        request: "Change the order, with a request id\n\
            PUT /orders/{order}\n\
            credentials: include\ncontent-type: application/json\nx-request-id: from-the-page",
        allowed: Shown {
            preflight: "OPTIONS → 204",
            arrival: "PUT → 200\nwith the session cookie",
            response: "let through: status 200\nx-request-id: from-the-page\n{\"id\":4,\"item\":\"lamp\",\"quantity\":3}",
            because: "the policy allows PUT and both headers, and exposes x-request-id",
        },
        other: Shown {
            preflight: "OPTIONS → 403",
            arrival: "not sent",
            response: PREFLIGHT_REFUSED,
            because: "PUT always needs a preflight",
        },
    },
    Line {
        request: "Change it without credentials\n\
            PUT /orders/{order}\n\
            credentials: omit\ncontent-type: application/json\nx-request-id: from-the-page",
        allowed: Shown {
            preflight: "OPTIONS → 204",
            arrival: "PUT → 401\nwithout a cookie",
            response: NO_SESSION_FOR_THIS_ID,
            because: "the request arrives without its cookie, and its error can be read with its exposed header",
        },
        other: Shown {
            preflight: "OPTIONS → 403",
            arrival: "not sent",
            response: PREFLIGHT_REFUSED,
            because: "PUT always needs a preflight, whatever the credentials mode",
        },
    },
    Line {
        request: "Change it, with a header that the policy lacks\n\
            PUT /orders/{order}\n\
            credentials: include\ncontent-type: application/json\nx-coupon: free",
        allowed: Shown {
            preflight: "OPTIONS → 204",
            arrival: "not sent",
            response: NOT_COVERED,
            because: "the policy answers every preflight of an allowed origin alike, and the browser does not find x-coupon in it",
        },
        other: Shown {
            preflight: "OPTIONS → 403",
            arrival: "not sent",
            response: PREFLIGHT_REFUSED,
            because: "the origin is refused before any header is looked at",
        },
    },
    Line {
        request: "Use a method that the policy lacks\n\
            PATCH /orders/{order}\n\
            credentials: include\ncontent-type: application/json",
        allowed: Shown {
            preflight: "OPTIONS → 204",
            arrival: "not sent",
            response: NOT_COVERED,
            because: "the browser does not find PATCH in the policy's methods",
        },
        other: Shown {
            preflight: "OPTIONS → 403",
            arrival: "not sent",
            response: PREFLIGHT_REFUSED,
            because: "the origin is refused before the method is looked at",
        },
    },
    Line {
        request: "Remove the order without credentials\nDELETE /orders/{order}\ncredentials: omit",
        allowed: Shown {
            preflight: "OPTIONS → 204",
            arrival: "DELETE → 401\nwithout a cookie",
            response: NO_SESSION,
            because: "the policy allows DELETE, and the API wants a session for it",
        },
        other: Shown {
            preflight: "OPTIONS → 403",
            arrival: "not sent",
            response: PREFLIGHT_REFUSED,
            because: "DELETE always needs a preflight",
        },
    },
    Line {
        request: "Remove the order\nDELETE /orders/{order}\ncredentials: include",
        allowed: Shown {
            preflight: "OPTIONS → 204",
            arrival: "DELETE → 204\nwith the session cookie",
            response: "let through: status 204\nx-request-id: <new>\n(no body)",
            because: "with the cookie the order is removed",
        },
        other: Shown {
            preflight: "OPTIONS → 403",
            arrival: "not sent",
            response: PREFLIGHT_REFUSED,
            because: "no order can be removed from an origin that is not allowed",
        },
    },
];
