/** The task module: a card in a pop-up. */

import * as api from "./api.js";
import { renderCard } from "./cards.js";
import { byId, notice } from "./dom.js";
import { say } from "./texts.js";

const WIDTHS = { small: 400, medium: 600, large: 800 };

let view;
let tell;
let person;
let answered;

/** Makes the pop-up work; `told` takes in what its buttons are answered with. */
export function wireTask(how, told) {
  [view, tell] = [how, told];
  const dialog = byId("task");
  byId("task-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    if (!answered) api.remove(["people", person, "task"]);
  });
}

export function openTask(task, who) {
  person = who;
  const dialog = byId("task");
  answered = false;
  byId("task-title").textContent = task.title ?? "Guldkorn";
  dialog.style.setProperty("--width", `${WIDTHS[task.width] ?? (Number(task.width) || 600)}px`);
  problem(null);
  byId("task-body").replaceChildren(renderCard(task.card, { theme: view.theme, oldClient: true, act: press }));
  dialog.classList.toggle("phone", document.body.classList.contains("phone"));
  if (!dialog.open) dialog.showModal();
  byId("task-body").scrollTop = 0;
}

async function press(action) {
  const dialog = byId("task");
  dialog.classList.add("busy");
  try {
    const answer = await api.post(["people", person, "task"], { action, theme: view.theme });
    tell(answer);
    const { kind, text } = answer.shown;
    if (kind === "task") return openTask(answer.shown, person);
    if (kind === "error") return problem(say("wrong"));
    answered = true;
    dialog.close();
    if (kind === "message" && text) notice(text);
  } catch (refused) {
    problem(refused.message);
  } finally {
    dialog.classList.remove("busy");
  }
}

function problem(text) {
  byId("task-problem").hidden = !text;
  byId("task-problem").textContent = text ?? "";
}
