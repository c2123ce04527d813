/** One open conversation: its messages, its threads, and what is being written. */

import * as api from "./api.js";
import { renderCard } from "./cards.js";
import { byId, face, make, notice } from "./dom.js";
import { renderFile } from "./files.js";
import { markdown } from "./markdown.js";
import { openTask } from "./task.js";
import { locale, say } from "./texts.js";

const CARD = "application/vnd.microsoft.card.adaptive";
const TYPING_SECONDS = 10;

export class Thread {
  static open;

  constructor(line, me, view, botName) {
    Thread.open = this;
    Object.assign(this, { line, me, view, botName, at: 0, messages: new Map(), refreshed: new Set(), target: null });
    this.room = byId("messages");
    this.looked = new IntersectionObserver((seen) => this.look(seen), { root: this.room });
    this.room.replaceChildren();
    this.room.classList.toggle("channel", line.kind === "channel");
    this.box = byId("compose").elements.text;
    this.box.value = "";
    this.aim(null);
    this.head();
  }

  /** Takes in how the conversation stands in the list, and reads what is new. */
  async update(line, me) {
    Object.assign(this, { line, me });
    this.head();
    await this.read();
  }

  async read() {
    const query = { as: this.me.id, after: this.at };
    const told = await api.get(["conversations", this.line.id, "messages"], query);
    const first = this.at === 0;
    this.at = told.at;
    this.show(told.messages, first);
    this.typing(told.typing);
  }

  /** Takes in what a click or a message was answered with. */
  take(answer) {
    if (answer.conversation === this.line.id) this.show(answer.messages);
    const turn = answer.turns.at(-1);
    if (turn && turn.status === null) notice(say("noAnswer"));
    else if (turn && turn.status >= 400 && !answer.shown) notice(say("wrong"));
  }

  show(messages, first = false) {
    if (Thread.open !== this) return;
    const { scrollHeight, scrollTop, clientHeight } = this.room;
    const atEnd = first || scrollHeight - scrollTop - clientHeight < 120;
    for (const message of messages) this.place(message);
    this.hint();
    if (atEnd) this.room.scrollTop = this.room.scrollHeight;
  }

  place(message) {
    const known = this.messages.get(message.id);
    if (known && known.message.change >= message.change) return;
    const node = this.written(message);
    this.messages.set(message.id, { message, node });
    if (known) known.node.replaceWith(node);
    else if (this.line.kind === "channel") this.threadOf(message).append(node);
    else this.room.append(node);
    const before = node.previousElementSibling?.dataset.sender;
    node.classList.toggle("same", before === node.dataset.sender);
    if (message.refresh) this.looked.observe(node);
  }

  threadOf(message) {
    const known = this.room.querySelector(`.thread[data-thread="${message.thread}"] .thread-messages`);
    if (known) return known;
    const inside = make("div", { class: "thread-messages" });
    const reply = make("button", { type: "button", class: "quiet reply", onclick: () => this.aim({ reply: message.thread }) }, say("reply"));
    this.room.append(make("section", { class: "thread", "data-thread": message.thread }, inside, reply));
    return inside;
  }

  written(message) {
    const mine = message.from.id === this.me.id;
    const sender = message.from.id ?? "bot";
    const node = make("article", {
      class: `message ${mine ? "mine" : ""} ${message.from.bot ? "bot" : ""}`,
      "data-message": message.id,
      "data-sender": sender,
    });
    const content = message.deleted ? [make("p", { class: "gone" }, say("deleted"))] : this.content(message, node);
    const edited = message.revision > 1 && !message.deleted && !message.from.bot ? ` · ${say("edited")}` : "";
    const name = make("strong", {}, message.from.name);
    const about = make("header", {}, name, make("time", { datetime: message.sent }, moment(message.sent) + edited));
    const bubble = make("div", { class: message.card ? "bubble has-card" : "bubble" }, ...content);
    const side = make("div", { class: "side" }, about, bubble);
    if (mine && !message.deleted) bubble.append(this.tools(message));
    node.append(face(message.from.name, message.from.bot), side);
    return node;
  }

  content(message, node) {
    const text = message.text && said(message);
    const cards = (message.activity.attachments ?? []).filter((each) => each.contentType === CARD);
    const shown = cards.map((each, index) => {
      const json = index === 0 ? message.card : each.content;
      const act = (action) => this.press(message, node, action);
      return renderCard(json, { theme: this.view.theme, oldClient: this.view.old, act });
    });
    const answer = (action) => this.consent(message, action);
    const files = (message.activity.attachments ?? []).map((each) => renderFile(each, answer));
    return [text, ...shown, ...files].filter(Boolean);
  }

  tools(message) {
    const edit = () => this.aim({ edit: message });
    const remove = () => this.try(() => api.remove(["people", this.me.id, "messages", message.id], { conversation: this.line.id, locale: locale() }));
    return make(
      "div",
      { class: "tools" },
      make("button", { type: "button", class: "quiet", onclick: edit }, say("edit")),
      make("button", { type: "button", class: "quiet", onclick: remove }, say("remove")),
    );
  }

  async press(message, node, action) {
    node.classList.add("busy");
    node.querySelector(".problem")?.remove();
    try {
      const body = { conversation: this.line.id, message: message.id, action, theme: this.view.theme };
      const answer = await api.post(["people", this.me.id, "click"], body);
      this.take(answer);
      if (answer.shown?.kind === "task") openTask(answer.shown, this.me.id);
      if (answer.shown?.kind === "message" && answer.shown.text) notice(answer.shown.text);
      if (answer.shown?.kind === "error") this.problem(message, answer.shown.text);
    } catch (problem) {
      notice(problem.message);
    } finally {
      node.classList.remove("busy");
    }
  }

  problem(message, text) {
    console.warn(text);
    const side = this.messages.get(message.id).node.querySelector(".side");
    side.append(make("p", { class: "problem", role: "alert" }, say("wrong")));
  }

  /** Cards that came into view and are made anew for who looks: once for each time the bot changed them. */
  look(seen) {
    for (const { target } of seen.filter((each) => each.isIntersecting)) {
      this.looked.unobserve(target);
      const { message } = this.messages.get(target.dataset.message);
      const key = `${message.id}/${message.revision}`;
      if (message.refresh && !this.refreshed.has(key)) this.refresh(message);
      this.refreshed.add(key);
    }
  }

  async refresh(message) {
    const answer = await api.post(["people", this.me.id, "refresh"], { conversation: this.line.id, message: message.id });
    this.take(answer);
  }

  /** What the next message is: a new one, a reply in a thread (`reply`), or an edit (`edit`). */
  aim(target) {
    this.target = target;
    const bar = byId("replying");
    bar.hidden = !target;
    if (target) {
      const stop = make("button", { type: "button", class: "quiet", onclick: () => this.aim(null) }, say("stop"));
      bar.replaceChildren(say(target.edit ? "editing" : "replyingTo"), stop);
      this.box.focus();
    }
    if (target?.edit) this.box.value = target.edit.text.replace(/<\/?at>/g, (tag) => (tag === "<at>" ? "@" : ""));
    this.box.placeholder = say(target?.reply ? "writeReply" : "write");
  }

  mention() {
    if (!this.box.value.startsWith(`@${this.botName}`)) this.box.value = `@${this.botName} ${this.box.value}`;
    this.box.focus();
  }

  async send() {
    const text = this.box.value.trim().replace(`@${this.botName}`, `<at>${this.botName}</at>`);
    const target = this.target;
    if (!text) return;
    this.box.value = "";
    this.box.style.height = "auto";
    this.aim(null);
    const body = { conversation: this.line.id, text };
    this.room.scrollTop = this.room.scrollHeight;
    await this.try(() =>
      target?.edit
        ? api.put(["people", this.me.id, "messages", target.edit.id], body)
        : api.post(["people", this.me.id, "say"], { ...body, ...(target && { thread: target.reply }) }),
    );
  }

  /** Sends a file, with what is written in the box beside it. */
  sendFile(file) {
    const text = this.box.value.trim();
    this.box.value = "";
    return this.try(() => api.upload(["people", this.me.id, "files", file.name], { text, locale: locale() }, file));
  }

  /** Answers the offer of a file. */
  consent(message, action) {
    const body = { conversation: this.line.id, message: message.id, action };
    return this.try(() => api.post(["people", this.me.id, "consent"], body));
  }

  /** Does something that is answered with messages, and tells of what could not be done. */
  async try(action) {
    try {
      this.take(await action());
      return true;
    } catch (problem) {
      notice(problem.message);
      return false;
    }
  }

  head() {
    const { line } = this;
    byId("name").textContent = line.team ? `${line.team.name} › ${line.name}` : line.name;
    byId("face").replaceChildren(line.kind === "personal" ? face(line.name, true) : make("span", { class: "face sign" }, line.kind === "channel" ? "#" : "⁂"));
    byId("mention").hidden = line.kind === "personal";
    byId("attach").hidden = line.kind !== "personal";
    byId("compose").hidden = line.kind === "personal" && line.app !== "installed";
    byId("menu-list").replaceChildren(...this.choices());
    this.hint();
  }

  choices() {
    const installed = this.line.app === "installed";
    const own = this.line.kind === "personal";
    const item = (text, action) =>
      make("button", { type: "button", onclick: () => { byId("menu").open = false; this.try(action); } }, text);
    const app = item(say(installed ? "removeApp" : "addApp"), () => (installed ? this.removeApp() : this.addApp()));
    const where = ["people", this.me.id, "block"];
    const block = item(say(this.line.blocked ? "unblock" : "block"), () => (this.line.blocked ? api.remove(where) : api.put(where)));
    return own && installed ? [app, block] : [app];
  }

  appPath() {
    const { kind, team, id } = this.line;
    if (kind === "personal") return ["people", this.me.id, "app"];
    return kind === "channel" ? ["teams", team.id, "app"] : ["conversations", id, "app"];
  }

  addApp() {
    return api.put(this.appPath(), { by: this.me.id });
  }

  removeApp() {
    return api.remove(this.appPath(), { by: this.me.id, locale: locale() });
  }

  /** What stands below the messages when there is something to know about the app. */
  hint() {
    this.room.querySelector(".hint")?.remove();
    const { line } = this;
    const add = make("button", { type: "button", class: "primary", onclick: () => this.try(() => this.addApp()) }, say("addApp"));
    let hint = null;
    if (line.app !== "installed") hint = [say(line.kind === "personal" ? "welcome" : "addHere"), add];
    else if (line.blocked) hint = [say("blocked")];
    else if (this.messages.size === 0) hint = [say("nothing")];
    if (hint) this.room.append(make("div", { class: "hint" }, face(this.botName, true), make("p", {}, hint[0]), hint[1]));
  }

  typing(since) {
    this.room.querySelector(".typing")?.remove();
    clearTimeout(this.silence);
    const left = since ? TYPING_SECONDS * 1000 - (Date.now() - Date.parse(since)) : 0;
    if (left <= 0) return;
    this.room.append(make("p", { class: "typing" }, say("typing")));
    this.room.scrollTop = this.room.scrollHeight;
    this.silence = setTimeout(() => this.typing(null), left);
  }
}

/** A message's text: the bot's is markdown, a person's is plain with mentions. */
function said(message) {
  const text = make("div", { class: "text" });
  if (message.from.bot) {
    text.innerHTML = markdown(message.text);
    return text;
  }
  for (const piece of message.text.split(/(<at>.*?<\/at>)/)) {
    const mention = /^<at>(.*)<\/at>$/.exec(piece);
    text.append(mention ? make("span", { class: "mention" }, `@${mention[1]}`) : piece);
  }
  return text;
}

function moment(sent) {
  const then = new Date(sent);
  const today = then.toDateString() === new Date().toDateString();
  const day = today ? {} : { day: "numeric", month: "short" };
  return then.toLocaleString(locale(), { ...day, hour: "2-digit", minute: "2-digit" });
}
