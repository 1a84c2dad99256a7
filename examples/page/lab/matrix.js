// All cases in which the model and a browser have to agree.

import { engine, observe } from "./browser.js";

// More than a browser opens connections; the rest of the time is the frames'.
const atOnce = 12;

// What the model and the browser differ in, as sentences; none if they agree.
export function differences(prediction, observation) {
  if (prediction.outcome === "open") {
    return [];
  }
  const different = [];
  const compare = (what, predicted, observed) => {
    if (predicted !== observed) {
      different.push(`${what}: predicted ${predicted}, was ${observed}`);
    }
  };
  compare("outcome", prediction.outcome, observation.outcome);
  compare("preflight", prediction.preflight, observation.preflight);
  compare("readable headers", prediction.readable.join(" "), observation.readable.join(" "));
  return different;
}

// Runs the matrix, and calls `progress(done, all)` now and then. Returns a line for each case:
//   case, prediction, observation, different
// A difference that is known of the engine has its reason in `prediction.known`.
export async function runMatrix(api, progress) {
  const answer = await fetch(`/lab/matrix?engine=${engine()}`);
  const expected = await answer.json();
  const lines = [];
  let next = 0;
  const work = async () => {
    while (next < expected.length) {
      const { case: kase, prediction } = expected[next];
      next += 1;
      const observation = await observe(kase, api);
      lines.push({ case: kase, prediction, observation, different: differences(prediction, observation) });
      progress(lines.length, expected.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return lines;
}
