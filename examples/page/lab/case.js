// A case in the form, in the page's address and as the server knows it.

export const standard = {
  origin: "http://localhost:4101",
  policy: "list-with-credentials",
  wiring: "right",
  method: "GET",
  headers: [],
  body: "none",
  credentials: "same-origin",
  by: "fetch",
};

// The address names what differs from the standard case: `#method=PUT&header=x-coupon: free`.
export function toFragment(kase) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(standard)) {
    if (name !== "headers" && kase[name] !== value) {
      parameters.set(name, kase[name]);
    }
  }
  for (const [name, value] of kase.headers) {
    parameters.append("header", `${name}: ${value}`);
  }
  // These are allowed in a fragment, and read better as themselves.
  const readable = { "%3A": ":", "%2F": "/", "%2C": ",", "%3B": ";", "%40": "@", "%3F": "?" };
  return `#${parameters}`.replace(/%(3A|2F|2C|3B|40|3F)/g, (escape) => readable[escape]);
}

export function fromFragment(fragment) {
  const parameters = new URLSearchParams(fragment.slice(1));
  const kase = { ...standard, headers: parameters.getAll("header").map(parseHeader) };
  for (const name of Object.keys(standard)) {
    if (name !== "headers" && parameters.has(name)) {
      kase[name] = parameters.get(name);
    }
  }
  return kase;
}

export function toForm(kase, form) {
  for (const name of Object.keys(standard)) {
    const value = kase[name];
    form.elements[name].value = name === "headers" ? value.map(formatHeader).join("\n") : value;
  }
}

export function fromForm(form) {
  const value = (name) => form.elements[name].value;
  const kase = Object.fromEntries(Object.keys(standard).map((name) => [name, value(name)]));
  kase.origin = kase.origin.trim();
  kase.method = kase.method.trim();
  kase.headers = kase.headers.split("\n").filter((line) => line.trim() !== "").map(parseHeader);
  return kase;
}

function formatHeader([name, value]) {
  return `${name}: ${value}`;
}

function parseHeader(line) {
  const [name, ...value] = line.split(":");
  return [name, value.join(":").replace(/^ /, "")];
}
