/** The panel with faults on demand, and what the bot has lately asked of the connector. */

import * as api from "./api.js";
import { byId, make } from "./dom.js";
import { say } from "./texts.js";

const FAULTS = {
  throttle: { kind: "status", status: 429, retry_after: 2 },
  refuse: { kind: "status", status: 403, code: "MessageWritesBlocked" },
  fail: { kind: "status", status: 500 },
  slow: { kind: "slow", seconds: 5 },
  cut: { kind: "cut" },
  cutAfter: { kind: "cut_after" },
};
const OPERATIONS = ["create", "send", "reply", "update", "delete", "members", "member", "paged_members", "team", "channels", "download", "upload"];
const LATEST = 40;

export function wireFaults() {
  byId("open-faults").addEventListener("click", () => {
    const form = byId("fault-form");
    form.elements.what.replaceChildren(...Object.keys(FAULTS).map((name) => new Option(say(name), name)));
    form.elements.operation.replaceChildren(new Option(say("anything"), ""), ...OPERATIONS.map((name) => new Option(name, name)));
    byId("faults").showModal();
    watch();
  });
  byId("faults-close").addEventListener("click", () => byId("faults").close());
  byId("fault-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const { what, operation, times } = event.target.elements;
    await api.post(["faults"], { ...FAULTS[what.value], operation: operation.value || null, times: Number(times.value) });
    await waiting();
  });
}

async function watch() {
  let count = -1;
  while (byId("faults").open) {
    const told = await api.get(["calls"], { after: count, wait: count < 0 ? 0 : 10 });
    if (told.count !== count || count < 0) {
      const rows = told.calls.slice(-LATEST).reverse().map(row);
      byId("calls").prepend(...rows);
      while (byId("calls").childElementCount > LATEST) byId("calls").lastElementChild.remove();
    }
    count = told.count;
    await waiting();
  }
  byId("calls").replaceChildren();
}

async function waiting() {
  const { faults } = await api.get(["faults"]);
  byId("fault-list").replaceChildren(...faults.map((fault) => make(
    "li",
    {},
    `${fault.kind === "status" ? fault.status : say(fault.kind === "cut_after" ? "cutAfter" : fault.kind)} · ${fault.operation ?? say("anything")} · ${say("left", fault.times)}`,
    make("button", { type: "button", class: "quiet", onclick: () => api.remove(["faults", String(fault.number)]).then(waiting) }, say("release")),
  )));
}

const row = (call) => make(
  "tr",
  { class: call.fault || call.status >= 400 ? "bad" : "" },
  make("td", {}, call.at.slice(11, 19)),
  make("td", {}, call.operation),
  make("td", {}, call.conversation ?? ""),
  make("td", {}, String(call.status ?? "–")),
);
