// What is shown, as elements.

const words = {
  shared: "the script gets the response",
  blocked: "blocked",
  thrown: "an exception, nothing is sent",
  open: "a redirect, which the model does not follow",
};

// All that is told of a case.
export function view(run) {
  const { prediction, observation } = run;
  return [
    verdict(run),
    element(
      "div",
      "halves even",
      side("The model predicts", prediction.outcome, predicted(run)),
      observation === null
        ? side("This browser", "none", [["", "cannot be a page at this origin, so there is only the prediction."]])
        : side("This browser did", observation.outcome, observed(observation)),
    ),
    element("div", "halves", explanation(run), wire(run)),
  ];
}

function verdict({ case: kase, prediction, observation, different }) {
  if (different.length > 0) {
    const { known } = prediction;
    const title = known === null ? "The model and this browser disagree" : "A known difference";
    const lines = different.map((line) => element("p", "", sentence(line)));
    return element("div", "verdict odd", element("h2", "", title), ...lines, known === null ? "" : reason(known));
  }
  const { outcome } = observation ?? prediction;
  const style = outcome === "shared" ? "good" : "bad";
  const titles = { shared: "Let through", blocked: "Blocked", thrown: "Not sent", open: "Redirected" };
  const agreed = observation === null
    ? "That is the prediction: this browser cannot be a page at this origin."
    : prediction.outcome === "open"
      ? "The model says nothing of redirects."
      : "The model and this browser agree.";
  const why = prediction.why === null ? [] : [...withCode(sentence(prediction.why)), " "];
  return element(
    "div",
    `verdict ${style}`,
    element("h2", "", titles[outcome], element("code", "", `${kase.method} from ${kase.origin}`)),
    element("p", "", ...why, element("span", "quiet", agreed)),
  );
}

// Why an engine is known to differ.
function reason({ says, reference }) {
  const [url] = reference.split(" ");
  const link = element("a", "", "where that is known from");
  link.href = url;
  return element("p", "", ...withCode(says), " ", link);
}

function predicted({ prediction }) {
  const { kept } = prediction;
  return [
    ["outcome", words[prediction.outcome]],
    ["preflight", prediction.preflight ? "needed" : "not needed"],
    ...(kept === null ? [] : [["its answer is", kept === 0 ? "not kept" : `kept for ${kept} s`]]),
    ...readable(prediction),
  ];
}

function observed(observation) {
  const { outcome, status, text, error } = observation;
  // "Sent" alone would read as "passed".
  const answered = observation.arrivals.find(({ preflight }) => preflight)?.status;
  return [
    ["outcome", outcome === "shared" ? `${words.shared}: ${status}` : words[outcome]],
    ["preflight", observation.preflight ? `sent, and answered with ${answered}` : "not sent"],
    ...readable(observation),
    ...(outcome === "shared" ? [["body", element("code", "", text || "(empty)")]] : []),
    ...(error ? [["it is told", element("code", "", error)]] : []),
  ];
}

function readable({ outcome, readable }) {
  return outcome === "shared" ? [["can read", element("code", "", readable.join(", "))]] : [];
}

function side(title, outcome, rows) {
  const style = { shared: "good", blocked: "bad", thrown: "bad" }[outcome] ?? "";
  const list = element("dl", "");
  for (const [name, value] of rows) {
    if (name === "") {
      list.append(element("dd", "quiet", value));
    } else {
      list.append(element("dt", "", name), element("dd", name === "outcome" ? style : "", value));
    }
  }
  return element("section", "side", element("h2", "", title), list);
}

// What was on the wire; without a page at that origin, what would be.
function wire({ prediction, observation }) {
  const exchanges = observation?.arrivals ?? prediction.exchanges;
  if (exchanges.length === 0) {
    return element("section", "", element("h2", "", "On the wire"), element("p", "quiet", "Nothing."));
  }
  const title = observation === null ? "On the wire, by the model" : "On the wire";
  return element("section", "", element("h2", "", title), ...exchanges.map((exchange) => {
    const asked = prediction.exchanges.find(({ preflight }) => preflight === exchange.preflight);
    const foreign = asked?.instead;
    return element(
      "div",
      "exchange",
      element("h3", "", exchange.preflight ? "Preflight" : "Request"),
      lines(exchange.request),
      lines(exchange.answer),
      foreign ? notThePolicys(foreign) : "",
    );
  }));
}

function notThePolicys(lines) {
  const instead = lines.length === 0 ? "no CORS header" : lines.join("\n");
  return element(
    "div",
    "foreign",
    element("p", "", "This answer is not the policy’s: something in front of the layer gave it, or there is no layer. The policy’s would have:"),
    element("pre", "", instead),
  );
}

// What browsers and servers send with everything, and CORS does not care for.
const noise = /^(host|connection|user-agent|sec-|accept-encoding|referer|accept: \*\/\*$|accept-language: en-US|dnt|date|pragma: no-cache$|cache-control: no-cache$|content-length|cookie|upgrade-)/;
const decisive = /^(origin|access-control-[a-z-]+|vary): /;

function lines(all) {
  const kept = all.filter((line) => !noise.test(line));
  const pre = element("pre", "");
  for (const [index, line] of kept.entries()) {
    const style = index === 0 ? "first" : decisive.test(line) ? "decisive" : "quiet";
    pre.append(element("span", style, line), "\n");
  }
  pre.title = all.slice(kept.length === all.length ? 0 : 1).join("\n");
  return pre;
}

// What the library says, and the policy with the field that decides.
function explanation({ prediction, policy }) {
  const { explanation } = prediction;
  const { file, line, text } = policy;
  const cause = explanation?.cause;
  const says = explanation === null
    ? [element("p", "quiet", "Nothing reaches the policy.")]
    : [
      element("p", "", cause ? element("code", "cause", cause) : "The policy lets it through."),
      explained(explanation.text),
    ];
  return element(
    "section",
    "",
    element("h2", "", "Why, by the policy"),
    ...says,
    element("h3", "", `${file}:${line}`),
    source(text, explanation?.field),
  );
}

// The explanation's lines are `subject: text`, and go on with spaces in front. What the policy answers is
// on the wire already.
function explained(text) {
  const list = element("dl", "explained");
  let last = null;
  for (const line of text.split("\n")) {
    const [, subject, said] = /^([a-z]+): +(.*)$/.exec(line) ?? [];
    if (subject) {
      last = element("dd", "", ...withCode(said));
      if (subject !== "answer" && subject !== "policy") {
        list.append(element("dt", "", subject), last);
      }
    } else {
      last?.append("\n", ...withCode(line.trimStart()));
    }
  }
  return list;
}

function source(text, field) {
  const pre = element("pre", "");
  let marked = false;
  for (const line of text.split("\n")) {
    if (/^ {4}[a-z_#]/.test(line)) {
      marked = field && line.startsWith(`    ${field}:`);
    }
    const ends = line === "};";
    pre.append(element("span", marked && !ends ? "marked" : "", line), "\n");
  }
  return pre;
}

// How much of the matrix agrees.
export function agreement(lines, seconds) {
  const isWrong = ({ different, prediction }) => different.length > 0 && prediction.known === null;
  const wrong = lines.filter(isWrong).length;
  const known = lines.filter(({ different }) => different.length > 0).length - wrong;
  const number = (count) => count.toLocaleString("en");
  const text = wrong === 0 ? `${number(lines.length)} cases, no disagreement` : `${number(wrong)} of ${number(lines.length)} cases disagree`;
  return element(
    "span",
    "",
    element("strong", wrong === 0 ? "good" : "bad", text),
    `${known === 0 ? "" : `, ${known} known differences`}, in ${seconds.toFixed(1)} s.`,
  );
}

export function disagreement({ case: kase, different, prediction }, fragment) {
  const link = element("a", "", `${kase.method} from ${kase.origin}, ${kase.policy}, ${kase.credentials}`);
  link.href = fragment;
  const text = prediction.known?.says ?? different.join("; ");
  return element("li", "", link, element("span", "quiet", ...withCode(text)));
}

// What is known of an engine, with a case for each sentence.
export function knownOf(title, all) {
  if (all.length === 0) {
    return [];
  }
  const items = all.map(({ says, reference, example }) => {
    const [url] = reference.split(" ");
    const link = (href, text) => Object.assign(element("a", "", text), { href });
    return element("li", "", ...withCode(says), " ", link(example, "try it"), ", ", link(url, "source"));
  });
  return [element("p", "quiet", title), element("ul", "", ...items)];
}

export function trouble(error) {
  return element("p", "bad", `The lab cannot do that: ${error.message}`);
}

export function option(value, text = "") {
  const option = document.createElement("option");
  option.value = value;
  option.textContent = text;
  return option;
}

export function optionGroup(label, options) {
  const group = document.createElement("optgroup");
  group.label = label;
  group.append(...options);
  return group;
}

// What stands between backquotes is code.
function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? element("code", "", part) : part));
}

function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function element(name, style, ...children) {
  const element = document.createElement(name);
  if (style !== "") {
    element.className = style;
  }
  element.append(...children);
  return element;
}
