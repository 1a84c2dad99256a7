// A page at another origin, in a frame of the lab. It asks what the lab tells it to, and says what its
// script got. No module: a sandboxed frame could not load one, for that takes CORS.

const lab = document.documentElement.dataset.lab;

addEventListener("message", async ({ source, origin, data }) => {
  if (source !== parent || origin !== lab) {
    return;
  }
  parent.postMessage({ id: data.id, result: await perform(data.request) }, lab);
});

if (parent !== window) {
  parent.postMessage({ ready: true }, lab);
}

// What the script gets of a request:
//   outcome   "shared"; "blocked", the browser's network error; "thrown", an exception before that
//   status    of the response, if it is shared
//   readable  the names of the headers that the script can read, sorted
//   text      the body
//   error     what a script is told instead
async function perform(request) {
  const ask = request.by.startsWith("xhr") ? askByXhr : askByFetch;
  try {
    return await ask(request);
  } catch (error) {
    return { outcome: "thrown", readable: [], error: `${error.name}: ${error.message}` };
  }
}

async function askByFetch({ url, method, headers, body, credentials, by }) {
  const mode = by === "fetch-same-origin" ? "same-origin" : "cors";
  // In two steps, to tell an exception from a network error: both are a TypeError.
  const request = new Request(url, { method, headers, body: content(body), credentials, mode });
  try {
    const response = await fetch(request);
    const readable = [...response.headers.keys()].sort();
    return { outcome: "shared", status: response.status, readable, text: await response.text() };
  } catch (error) {
    return { outcome: "blocked", readable: [], error: `${error.name}: ${error.message}` };
  }
}

function askByXhr({ url, method, headers, body, credentials, by }) {
  const xhr = new XMLHttpRequest();
  xhr.open(method, by === "xhr-no-scheme" ? url.replace("http://", "") : url);
  xhr.withCredentials = credentials === "include";
  for (const [name, value] of headers) {
    xhr.setRequestHeader(name, value);
  }
  if (by === "xhr-upload") {
    xhr.upload.addEventListener("progress", () => {});
  }
  return new Promise((resolve) => {
    xhr.addEventListener("load", () => {
      const lines = xhr.getAllResponseHeaders().split("\r\n").filter((line) => line !== "");
      const readable = [...new Set(lines.map((line) => line.split(":")[0].toLowerCase()))].sort();
      resolve({ outcome: "shared", status: xhr.status, readable, text: xhr.responseText });
    });
    xhr.addEventListener("error", () => {
      resolve({ outcome: "blocked", readable: [], error: "an error event that says nothing" });
    });
    xhr.send(content(body));
  });
}

function content(body) {
  const [kind] = body.split(":", 1);
  const text = '{"order":1}';
  switch (kind) {
    case "text":
      return text;
    case "params":
      return new URLSearchParams({ order: "1" });
    case "form": {
      const form = new FormData();
      form.append("order", "1");
      return form;
    }
    case "buffer":
      return new TextEncoder().encode(text).buffer;
    case "blob":
      return new Blob([text], { type: body.slice("blob:".length) });
    default:
      return undefined;
  }
}
