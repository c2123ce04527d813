/** Files: what a message carries, and how Teams asks before a bot's file is put into one's OneDrive. */

import { make } from "./dom.js";
import { locale, say } from "./texts.js";

const KINDS = {
  "application/vnd.microsoft.teams.file.download.info": chip,
  "application/vnd.microsoft.teams.card.file.info": chip,
  "application/vnd.microsoft.teams.card.file.consent": offer,
};

/** The file in an attachment as an element, if it carries one; `answer` takes "accept" or "decline". */
export function renderFile(attachment, answer) {
  return KINDS[attachment.contentType]?.(attachment, answer);
}

function chip({ name, contentUrl }) {
  const here = contentUrl?.startsWith(`${location.origin}/files/`);
  return make(here ? "a" : "span", { class: "file", href: here && contentUrl, download: here && name }, `📄 ${name}`);
}

function offer({ name, content }, answer) {
  const press = (action) => async ({ target }) => {
    const buttons = target.parentElement;
    buttons.hidden = true;
    buttons.hidden = await answer(action);
  };
  const [unit, bytes] = content.sizeInBytes < 1e6 ? ["kB", 1e3] : ["MB", 1e6];
  const size = (content.sizeInBytes / bytes).toLocaleString(locale(), { maximumFractionDigits: 1 });
  return make(
    "div",
    { class: "file-offer" },
    make("p", { class: "file" }, `📄 ${name} · ${size} ${unit}`),
    make("p", {}, content.description),
    make(
      "div",
      {},
      make("button", { type: "button", class: "primary", onclick: press("accept") }, say("accept")),
      make("button", { type: "button", class: "quiet", onclick: press("decline") }, say("decline")),
    ),
  );
}
