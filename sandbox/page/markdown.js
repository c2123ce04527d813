/** The little markdown that Teams shows. All text is escaped first; only our own tags come out. */

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const ITEM = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)$/;

const escape = (text) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

function inline(escaped) {
  return escaped
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2" target="_blank" rel="noopener noreferrer">$1</a>')
    .replace(/\*\*(\S(?:.*?\S)?)\*\*/g, "<strong>$1</strong>")
    .replace(/(^|[^\w*])\*(\S(?:[^*]*?\S)?)\*(?![\w*])/g, "$1<em>$2</em>")
    .replace(/(^|[^\w])_(\S(?:[^_]*?\S)?)_(?!\w)/g, "$1<em>$2</em>")
    .replace(/\\([\\`*_{}[\]()#+\-.!~|])/g, "$1");
}

export function markdown(text) {
  const blocks = [];
  for (const line of text.split(/\r?\n/)) {
    const item = ITEM.exec(line);
    const kind = item ? (item[1] ? "ol" : "ul") : line.trim() ? "p" : null;
    const last = blocks.at(-1);
    const content = inline(escape(item ? item[2] : line));
    if (kind && last?.kind === kind) last.lines.push(content);
    else blocks.push({ kind, lines: [content], start: item?.[1] });
  }
  return blocks.filter((block) => block.kind).map(written).join("");
}

function written({ kind, lines, start }) {
  if (kind === "p") return `<p>${lines.join("<br>")}</p>`;
  const begins = start ? ` start="${Number(start)}"` : "";
  return `<${kind}${begins}>${lines.map((line) => `<li>${line}</li>`).join("")}</${kind}>`;
}
