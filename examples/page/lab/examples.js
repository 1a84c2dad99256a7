// Cases to start from. Their addresses can be linked as they are.

export const examples = [
  {
    title: "Let through",
    cases: [
      ["#", "A listed page reads"],
      ["#method=PUT&credentials=include&header=content-type: application/json", "It writes, with cookies"],
      ["#origin=http://pr-1.preview.localhost:4101&method=DELETE", "A page below the pattern"],
      ["#origin=null&policy=anyone&header=authorization: Bearer 1", "A sandboxed page, where anyone may"],
    ],
  },
  {
    title: "Blocked by the policy",
    cases: [
      ["#origin=http://localhost:4102", "Another port is another origin"],
      ["#origin=http://127.0.0.1:4101&method=PUT", "An address is not its name"],
      ["#origin=null", "A sandboxed page"],
      ["#method=patch", "patch is not PATCH"],
      ["#header=x-coupon: free", "A header that is not listed"],
      ["#policy=minimal&method=POST&body=text&header=content-type: application/json", "JSON, and no content-type listed"],
      ["#policy=list&credentials=include", "Cookies that are not allowed"],
      ["#policy=anyone&credentials=include", "* is not for credentials"],
      ["#origin=https://app.example.org&method=PUT", "A page on the web"],
    ],
  },
  {
    title: "Blocked by what is around it",
    cases: [
      ["#wiring=none", "No layer at all"],
      ["#wiring=doubled", "Allow-Origin twice"],
      ["#wiring=login&method=PUT", "A preflight that has to log in"],
      ["#wiring=redirect&method=PUT", "A preflight that is redirected"],
      ["#wiring=options-405&method=PUT", "OPTIONS is not allowed"],
      ["#wiring=star-with-credentials&credentials=include", "* with credentials"],
      ["#wiring=true-in-capitals&credentials=include", "True is not true"],
      ["#wiring=bad-headers&method=PUT", "Header names in quotes"],
      ["#by=xhr-no-scheme", "A URL without http://"],
    ],
  },
];
