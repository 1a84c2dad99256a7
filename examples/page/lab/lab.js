// The lab's page: the form, the address, and what is shown for them.

import { canBe, engine, observe } from "./browser.js";
import { fromForm, fromFragment, toForm, toFragment } from "./case.js";
import { examples } from "./examples.js";
import { differences, runMatrix } from "./matrix.js";
import { agreement, disagreement, knownOf, option, optionGroup, trouble, view } from "./show.js";

const form = document.getElementById("form");
const told = document.getElementById("told");
const select = document.getElementById("examples");
const matrixButton = document.getElementById("run-matrix");

// The newest run is what is shown.
let running = 0;
let current = "";

const context = await ask("/lab/context");
fillIn();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  // Enter completes what is typed as well, which runs it already.
  const kase = fromForm(form);
  if (document.body.dataset.state !== "running" || toFragment(kase) !== current) {
    go(kase);
  }
});
// What is chosen runs at once; what is typed when it is complete.
form.addEventListener("change", ({ target }) => {
  if (target === select) {
    go(fromFragment(select.value));
  } else if (form.reportValidity()) {
    go(fromForm(form));
  }
});
form.elements.headers.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    form.requestSubmit();
  }
});
addEventListener("hashchange", () => go(fromFragment(location.hash)));
matrixButton.addEventListener("click", tryMatrix);
go(fromFragment(location.hash));

function fillIn() {
  document.getElementById("origins").replaceChildren(
    ...context.origins.map((origin) => option(origin)),
    option("https://app.example.com"),
  );
  form.elements.policy.replaceChildren(...context.policies.map(({ name, title }) => option(name, title)));
  const [right, ...wrong] = context.wirings.map(({ name, title }) => option(name, title));
  form.elements.wiring.replaceChildren(right, optionGroup("What not to do", wrong));
  const ofThis = (known) => known.engine === engine();
  const known = [
    ...knownOf("The model follows the standard, and this browser differs:", context.known.filter(ofThis)),
    ...knownOf("The standard leaves it open or says something else, and the model follows this browser:", context.followed.filter(ofThis)),
  ];
  const none = ["Nothing: the tests cover Chromium, Firefox and WebKit."];
  document.getElementById("known").replaceChildren(...(known.length === 0 ? none : known));
  for (const { title, cases } of examples) {
    const options = cases.map(([fragment, name]) => option(fragment, name));
    select.append(optionGroup(title, options));
  }
}

async function go(kase) {
  running += 1;
  const run = running;
  document.body.dataset.state = "running";
  toForm(kase, form);
  const fragment = toFragment(kase);
  current = fragment;
  // Not `location.hash`, which would come back as an event.
  history.replaceState(null, "", fragment);
  const example = [...select.options].find(({ value }) => value !== "" && toFragment(fromFragment(value)) === fragment);
  select.value = example?.value ?? "";
  try {
    const prediction = await ask("/predict", { engine: engine(), case: kase });
    const possible = canBe(kase.origin, context.origins);
    const observation = possible ? await observe(kase, context.api) : null;
    const different = observation === null ? [] : differences(prediction, observation);
    const policy = context.policies.find(({ name }) => name === kase.policy);
    if (run === running) {
      told.replaceChildren(...view({ case: kase, prediction, observation, different, policy }));
    }
  } catch (error) {
    if (run === running) {
      told.replaceChildren(trouble(error));
    }
  }
  if (run === running) {
    document.body.dataset.state = "done";
  }
}

async function tryMatrix() {
  const progress = document.querySelector("#matrix progress");
  const summary = document.getElementById("agreement");
  const list = document.getElementById("disagreements");
  matrixButton.disabled = true;
  progress.hidden = false;
  summary.replaceChildren();
  list.replaceChildren();
  const started = performance.now();
  try {
    const lines = await runMatrix(context.api, (done, all) => {
      progress.max = all;
      progress.value = done;
    });
    const seconds = (performance.now() - started) / 1000;
    summary.replaceChildren(agreement(lines, seconds));
    const different = lines.filter((line) => line.different.length > 0);
    // Those that nobody knows of come first.
    different.sort((one, other) => Number(one.prediction.known !== null) - Number(other.prediction.known !== null));
    list.replaceChildren(...different.map((line) => disagreement(line, toFragment(line.case))));
  } catch (error) {
    summary.replaceChildren(trouble(error));
  }
  progress.hidden = true;
  matrixButton.disabled = false;
}

async function ask(path, question) {
  const init = question && {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(question),
  };
  const answer = await fetch(path, init);
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
  return answer.json();
}
