// The page: what it is, and one line for each attempt.

import { attempts } from "./attempts.js";
import { observe, refusal } from "./observe.js";

const again = document.getElementById("again");
const lines = document.getElementById("lines");

again.addEventListener("click", () => tryAll());
tryAll();

async function tryAll() {
  again.disabled = true;
  document.body.dataset.state = "trying";
  lines.replaceChildren();
  try {
    const answer = await fetch("/orders/context");
    const context = await answer.json();
    introduce(context);
    let order = 1;
    for (const attempt of attempts) {
      const asked = { ...attempt, path: attempt.path.replace("{order}", order) };
      const observation = await observe(context.api, asked);
      lines.append(line(asked, observation));
      if (attempt.path === "/orders" && observation.response?.status === 201) {
        order = JSON.parse(observation.response.body).id;
      }
    }
    document.body.dataset.state = "done";
  } catch (error) {
    lines.append(row(cell(text("bad", `This page’s own server does not answer: ${error.message}`))));
    document.body.dataset.state = "failed";
  }
  again.disabled = false;
}

function introduce({ api, pages, policy }) {
  document.getElementById("origin").textContent = location.origin;
  const verb = policy.allowsThisPage ? "allows" : "does not allow";
  document.getElementById("policy").replaceChildren(
    "The policy in ",
    element("code", "", `${policy.file}:${policy.line}`),
    " ",
    element("strong", policy.allowsThisPage ? "good" : "bad", verb),
    ` this origin to call ${api}.`,
  );
  const elsewhere = document.getElementById("elsewhere");
  const other = pages.find((page) => page !== location.origin);
  elsewhere.href = `${other}/orders`;
  elsewhere.textContent = `The same page at ${other}`;
}

function line(attempt, observation) {
  return row(
    cell(
      element("strong", "", attempt.title),
      element("code", "", `${attempt.method} ${attempt.path}`),
      ...details(attempt).map((detail) => text("quiet", detail)),
    ),
    preflightCell(observation.preflight),
    arrivalCell(observation.arrival),
    responseCell(observation),
  );
}

function details({ credentials, headers }) {
  const fields = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  return [`credentials: ${credentials}`, ...fields];
}

function preflightCell(preflight) {
  if (preflight === null) {
    return cell(text("quiet", "none"));
  }
  return cell(text("", `${preflight.method} → ${preflight.status}`));
}

function arrivalCell(arrival) {
  if (arrival === null) {
    return cell(text("quiet", "not sent"));
  }
  return cell(
    text("", `${arrival.method} → ${arrival.status}`),
    text("quiet", arrival.sessionCookie ? "with the session cookie" : "without a cookie"),
  );
}

function responseCell(observation) {
  const { response } = observation;
  if (response === null) {
    return cell(text("bad", "refused by the browser"), text("quiet", refusal(observation)));
  }
  return cell(
    text("good", `let through: status ${response.status}`),
    text("quiet", `x-request-id: ${response.requestId ?? "hidden"}`),
    element("code", "", response.body === "" ? "(no body)" : response.body),
  );
}

function row(...cells) {
  const row = document.createElement("tr");
  row.append(...cells);
  return row;
}

function cell(...children) {
  const cell = document.createElement("td");
  cell.append(...children);
  return cell;
}

function text(style, content) {
  return element("span", style, content);
}

function element(name, style, content) {
  const element = document.createElement(name);
  element.className = style;
  element.textContent = content;
  return element;
}
