/** Makes elements, shows notices. */

export const byId = (id) => document.getElementById(id);

/** `make("button", { class: "quiet", onclick: f }, "Send")`; text becomes text, never markup. */
export function make(tag, settings = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== false));
  return node;
}

export function notice(text) {
  const bar = byId("notice");
  bar.textContent = text;
  bar.classList.add("shown");
  clearTimeout(notice.timer);
  notice.timer = setTimeout(() => bar.classList.remove("shown"), 6000);
}

const COLOURS = ["#8764b8", "#0f6c7d", "#a4373a", "#3b6e22", "#8e562e", "#4f6bed", "#a33570", "#5c5f6a"];

export function face(name, isBot) {
  if (isBot) return make("img", { class: "face", src: "/page/guldkorn.svg", alt: "" });
  const words = name.split(" ");
  const initials = words[0][0] + (words.length > 1 ? words.at(-1)[0] : "");
  const number = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0);
  const colour = COLOURS[number % COLOURS.length];
  return make("span", { class: "face", style: `background:${colour}`, "aria-hidden": "true" }, initials);
}
