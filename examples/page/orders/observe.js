// Makes one request to the API and finds out what became of it on either side.

// Returns
//   response   what the script got: { status, requestId, body }, or null if the browser refused it
//   preflight  what reached the API before the request: { status, … }, or null
//   arrival    the request itself at the API: { method, status, sessionCookie }, or null
export async function observe(api, attempt) {
  const mark = crypto.randomUUID();
  const url = new URL(attempt.path, api);
  url.searchParams.set("attempt", mark);
  const response = await read(url, attempt);
  const answer = await fetch(`/arrivals/${mark}`);
  const arrivals = await answer.json();
  return {
    response,
    preflight: arrivals.find((arrival) => arrival.preflight) ?? null,
    arrival: arrivals.find((arrival) => !arrival.preflight) ?? null,
  };
}

async function read(url, { method, headers, body, credentials }) {
  try {
    const response = await fetch(url, { method, headers, body, credentials });
    return {
      status: response.status,
      requestId: response.headers.get("x-request-id"),
      body: await response.text(),
    };
  } catch {
    // Always the same TypeError: a script is not told why, the browser's console is.
    return null;
  }
}

// Why a script got no response, in one sentence, from what reached the API.
export function refusal({ preflight, arrival }) {
  if (arrival !== null) {
    return "The request reached the API, and the browser kept the response from the script.";
  }
  if (preflight === null) {
    return "The browser sent nothing to the API.";
  }
  if (preflight.status < 200 || preflight.status > 299) {
    return "The API refused the preflight, so the browser never sent the request.";
  }
  return "The preflight’s answer lacks this method or header, so the browser never sent the request.";
}
