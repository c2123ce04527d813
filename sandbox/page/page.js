/** The page: who looks, at which conversation, and how; everything else follows from that. */

import * as api from "./api.js";
import { Thread } from "./conversation.js";
import { byId, face, make, notice } from "./dom.js";
import { wireFaults } from "./faults.js";
import { say, speak } from "./texts.js";
import { wireTask } from "./task.js";

const asked = new URLSearchParams(location.search);
const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";

const view = {
  person: asked.get("person"),
  conversation: asked.get("conversation"),
  theme: asked.get("theme") ?? system,
  lang: asked.get("lang") ?? "da",
  phone: asked.has("phone"),
  old: asked.has("old"),
};

let world;
let me;
let lines = [];
let thread;
let round = 0;
const read = new Map();

function remember() {
  const kept = Object.entries(view).filter(([, value]) => value);
  const query = new URLSearchParams(kept.map(([name, value]) => [name, value === true ? "1" : value]));
  history.replaceState(null, "", `?${query}`);
}

function dress() {
  document.documentElement.dataset.theme = view.theme;
  document.body.classList.toggle("phone", view.phone);
  speak(view.lang);
  const form = byId("switches");
  for (const name of ["theme", "lang", "person"]) form.elements[name].value = view[name];
  for (const name of ["phone", "old"]) form.elements[name].checked = view[name];
  remember();
}

function offerPeople() {
  const groups = world.organisations.map((organisation) => {
    const people = organisation.people.map((person) =>
      make("option", { value: person.id }, `${person.name} · ${say("roles")[person.role] ?? person.role}`),
    );
    return make("optgroup", { label: organisation.name }, ...people);
  });
  byId("switches").elements.person.replaceChildren(...groups);
  byId("switches").elements.person.value = view.person;
}

/** Opens a conversation named by its id or, in a link, by its name. */
function open(wanted) {
  const line = lines.find((each) => each.id === wanted) ?? lines.find((each) => each.name === wanted) ?? lines[0];
  thread = line && new Thread(line, me, view, organisation().bot?.name ?? "");
  view.conversation = line?.id ?? null;
  byId("window").dataset.view = "conversation";
  remember();
  return thread?.read();
}

function list() {
  const chats = lines.filter((line) => line.kind !== "channel").map(entry);
  const channels = lines.filter((line) => line.team);
  const teams = [...new Set(channels.map((line) => line.team.name))];
  const sections = teams.map((name) => section(name, channels.filter((line) => line.team.name === name).map(entry)));
  byId("conversations").replaceChildren(section(say("chats"), chats), ...sections);
  byId("me").replaceChildren(
    face(me.name, false),
    make("div", {}, make("strong", {}, me.name), make("span", {}, `${me.title} · ${organisation().name}`)),
  );
}

const organisation = () => world.organisations.find((each) => each.tenant_id === me.tenant_id);

const section = (title, entries) => make("section", {}, make("h2", {}, title), ...entries);

function entry(line) {
  const current = line.id === view.conversation;
  if (current) read.set(line.id, line.change);
  const fresh = !current && line.last?.from.bot && line.change > (read.get(line.id) ?? 0);
  const badge = line.kind === "personal" ? face(line.name, true) : make("span", { class: "face sign" }, line.kind === "channel" ? "#" : "⁂");
  const last = line.last && (line.last.deleted ? say("deleted") : plain(line.last));
  return make(
    "button",
    {
      type: "button",
      class: `entry ${line.kind} ${fresh ? "fresh" : ""}`,
      "aria-current": current ? "true" : false,
      "data-conversation": line.id,
      onclick: () => open(line.id).then(list),
    },
    badge,
    make("span", { class: "entry-text" }, make("strong", {}, line.name), last && make("span", {}, last)),
  );
}

const plain = (message) => (message.text || message.summary || "").replace(/<\/?at>/g, "").replace(/[*_]{1,2}/g, "");

async function follow() {
  const mine = ++round;
  let at = -1;
  while (mine === round) {
    try {
      const told = await api.get(["people", view.person], { after: at, wait: 25 });
      if (mine !== round) return;
      const first = at < 0;
      ({ at, person: me, conversations: lines } = told);
      if (first) {
        await open(view.conversation);
        for (const line of lines) read.set(line.id, line.change);
      } else {
        const line = lines.find((each) => each.id === view.conversation);
        if (line) await thread.update(line, me);
        else await open(null);
      }
      list();
    } catch (problem) {
      console.warn(problem);
      await new Promise((resume) => setTimeout(resume, 1500));
    }
  }
}

async function become(person) {
  const people = world.organisations.flatMap((organisation) => organisation.people);
  view.person = people.some((each) => each.id === person) ? person : people[0].id;
  dress();
  await follow();
}

function wireSwitches() {
  byId("switches").addEventListener("change", ({ target }) => {
    view[target.name] = target.type === "checkbox" ? target.checked : target.value;
    if (target.name === "person") {
      view.conversation = null;
      become(target.value);
      return;
    }
    dress();
    offerPeople();
    open(view.conversation).then(list);
  });
  byId("back").addEventListener("click", () => (byId("window").dataset.view = "list"));
}

byId("compose").addEventListener("submit", (event) => {
  event.preventDefault();
  thread.send();
});
byId("compose").elements.text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    thread.send();
  }
  if (event.key === "Escape") thread.aim(null);
});
byId("compose").elements.text.addEventListener("input", ({ target }) => {
  target.style.height = "auto";
  target.style.height = `${target.scrollHeight}px`;
});
byId("mention").addEventListener("click", () => thread.mention());
byId("attach").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", async ({ target }) => {
  const files = [...target.files];
  target.value = "";
  for (const file of files) await thread.sendFile(file);
});

wireSwitches();
wireTask(view, (answer) => thread.take(answer));
wireFaults();
speak(view.lang);
world = await api.get(["world"]);
offerPeople();
become(view.person).catch((problem) => notice(String(problem)));
