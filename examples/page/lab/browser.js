// What this browser really does with a case: a frame at the page's origin asks, and the API's journal
// tells what reached it.

// Whose reading of the standard this browser has.
export function engine() {
  const agent = navigator.userAgent;
  if (/Chrome\/|Chromium\//.test(agent)) {
    return "chromium";
  }
  if (agent.includes("Firefox/")) {
    return "gecko";
  }
  return agent.includes("AppleWebKit/") ? "webkit" : "standard";
}

// How long a frame may take to answer. All of it is on this machine.
const patience = 10_000;

const frames = new Map();
let requests = 0;

// Whether this browser can be a page at that origin: it has to be one of the page servers', which answer
// at every name that means this machine.
export function canBe(origin, origins) {
  if (origin === "null") {
    return true;
  }
  const ports = origins.map((known) => known.split(":")[2]);
  const [, host, port] = /^http:\/\/([a-z0-9.-]+):([0-9]+)$/.exec(origin) ?? [];
  const here = host === "localhost" || host === "127.0.0.1" || host?.endsWith(".localhost");
  return Boolean(here) && ports.includes(port);
}

// Returns what `perform` in frame.js does, and
//   arrivals   what reached the API
//   preflight  whether one of them is a preflight
export async function observe(kase, api) {
  const mark = crypto.randomUUID();
  const { policy, wiring, ...request } = kase;
  const url = `${api}/lab/${policy}/${wiring}?attempt=${mark}`;
  const frame = await frameAt(kase.origin);
  const result = await frame.ask({ ...request, url });
  const answer = await fetch(`/arrivals/${mark}`);
  const arrivals = await answer.json();
  return { ...result, arrivals, preflight: arrivals.some((arrival) => arrival.preflight) };
}

// Frames stay, because the next case is often of the same origin.
function frameAt(origin) {
  if (!frames.has(origin)) {
    const opened = open(origin);
    // One that could not be opened is tried again.
    opened.catch(() => frames.delete(origin));
    frames.set(origin, opened);
  }
  return frames.get(origin);
}

async function open(origin) {
  const opaque = origin === "null";
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = `A page at ${origin}`;
  if (opaque) {
    frame.setAttribute("sandbox", "allow-scripts");
  }
  frame.src = opaque ? "/lab/frame" : `${origin}/lab/frame`;
  const waiting = new Map();
  const ready = new Promise((resolve) => waiting.set("ready", resolve));
  addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === origin) {
      const { id, result } = event.data;
      const key = event.data.ready ? "ready" : id;
      waiting.get(key)?.(result);
      waiting.delete(key);
    }
  });
  document.body.append(frame);
  await inTime(ready, `no page answers at ${origin}`).catch((error) => {
    frame.remove();
    throw error;
  });
  return {
    ask(request) {
      requests += 1;
      const id = requests;
      const answered = new Promise((resolve) => waiting.set(id, resolve));
      // An opaque origin cannot be named. The request holds nothing that is secret.
      frame.contentWindow.postMessage({ id, request }, opaque ? "*" : origin);
      return inTime(answered, `the page at ${origin} does not answer`);
    },
  };
}

function inTime(promise, complaint) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
