// What a page tries, in this order. The two pages try the same.
//
// `{order}` is the order that the page has made, or order 1 as long as it could make none.

const json = { "content-type": "application/json" };
const lamp = JSON.stringify({ item: "lamp", quantity: 2 });
const lamps = JSON.stringify({ item: "lamp", quantity: 3 });

export const attempts = [
  {
    title: "Read the orders",
    method: "GET",
    path: "/orders",
    credentials: "omit",
  },
  {
    title: "Open a session",
    method: "POST",
    path: "/session",
    credentials: "include",
  },
  {
    title: "Ask for the session",
    method: "GET",
    path: "/session",
    credentials: "include",
  },
  {
    title: "Ask for it without credentials",
    method: "GET",
    path: "/session",
    credentials: "omit",
  },
  {
    title: "Make an order",
    method: "POST",
    path: "/orders",
    headers: json,
    body: lamp,
    credentials: "include",
  },
  {
    title: "Make one without credentials",
    method: "POST",
    path: "/orders",
    headers: json,
    body: lamp,
    credentials: "omit",
  },
  {
    title: "Change the order, with a request id",
    method: "PUT",
    path: "/orders/{order}",
    headers: { ...json, "x-request-id": "from-the-page" },
    body: lamps,
    credentials: "include",
  },
  {
    title: "Change it without credentials",
    method: "PUT",
    path: "/orders/{order}",
    headers: { ...json, "x-request-id": "from-the-page" },
    body: lamps,
    credentials: "omit",
  },
  {
    title: "Change it, with a header that the policy lacks",
    method: "PUT",
    path: "/orders/{order}",
    headers: { ...json, "x-coupon": "free" },
    body: lamps,
    credentials: "include",
  },
  {
    title: "Use a method that the policy lacks",
    method: "PATCH",
    path: "/orders/{order}",
    headers: json,
    body: lamps,
    credentials: "include",
  },
  {
    title: "Remove the order without credentials",
    method: "DELETE",
    path: "/orders/{order}",
    credentials: "omit",
  },
  {
    title: "Remove the order",
    method: "DELETE",
    path: "/orders/{order}",
    credentials: "include",
  },
];
