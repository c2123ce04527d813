/** What is wrong with the cards on the page, as [number of the card, what, its words]. */
() => {
  const FAINTEST = 4.5;
  const found = [];
  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
  const linear = (part) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const isOpaque = ([, , , alpha = 1]) => alpha === 1;
  const isText = (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim();

  function behind(node) {
    const colour = parts(getComputedStyle(node).backgroundColor);
    return isOpaque(colour) ? colour : behind(node.parentElement);
  }

  function contrast(node) {
    const ink = parts(getComputedStyle(node).color);
    const [dark, bright] = [ink, behind(node)].map(luminance).sort((one, other) => one - other);
    return (bright + 0.05) / (dark + 0.05);
  }

  const isRead = (node) =>
    [...node.childNodes].some(isText) ? !node.closest("[disabled]") : node.matches("input[type=text], textarea, select");

  function wrongWith(node, { left, right }) {
    const { display, overflowY } = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    const mayScroll = node.matches("input, textarea, select") || display.startsWith("inline");
    return {
      "too wide": !mayScroll && node.scrollWidth > node.clientWidth + 1,
      clipped: !mayScroll && overflowY === "hidden" && node.scrollHeight > node.clientHeight + 1,
      "beyond its card": box.width > 0 && (box.left < left - 1 || box.right > right + 1),
      faint: isRead(node) && contrast(node) < FAINTEST,
    };
  }

  const room = document.getElementById("messages").getBoundingClientRect();
  for (const [number, article] of document.querySelectorAll("article").entries()) {
    const card = article.querySelector(".card");
    const tell = (node, wrong) => {
      const words = (node.innerText || node.className).slice(0, 60);
      for (const [what, is] of Object.entries(wrong)) if (is) found.push([number, what, words]);
    };
    const edges = card.getBoundingClientRect();
    tell(card, {
      "beyond the room": edges.left < room.left || edges.right > room.right,
      "warned of": card.querySelector(".card-warning") !== null,
      unfilled: /[{}]|\b(undefined|None|null|NaN)\b/.test(card.innerText),
    });
    for (const node of card.querySelectorAll("*")) tell(node, wrongWith(node, edges));
  }
  return found;
}
