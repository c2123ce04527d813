/** Adaptive Cards as Teams shows them, in its three themes. */

import { make } from "./dom.js";
import { markdown } from "./markdown.js";
import { say } from "./texts.js";

const MOST_ACTIONS = 6;
const FONT = '"Segoe UI", "Selawik", "Liberation Sans", system-ui, -apple-system, "Noto Sans", sans-serif';

const PALETTES = {
  light: {
    default: "#242424", subtle: "#616161", accent: "#5b5fc7", good: "#237b4b", warning: "#8a5a00", attention: "#c4314b",
    background: "#ffffff", emphasis: "#f5f5f5", tints: { accent: "#e8ebfa", good: "#e7f2da", warning: "#fbf6d9", attention: "#fcf4f6" },
    line: "#e0e0e0",
  },
  dark: {
    default: "#ffffff", subtle: "#adadad", accent: "#9ea2ff", good: "#92c353", warning: "#f8d22a", attention: "#f97386",
    background: "#292929", emphasis: "#333333", tints: { accent: "#2f2f4a", good: "#263a1e", warning: "#463100", attention: "#3e1f25" },
    line: "#474747",
  },
  contrast: {
    default: "#ffffff", subtle: "#ffffff", accent: "#ffff01", good: "#3ff23f", warning: "#ffff01", attention: "#ff8080",
    background: "#000000", emphasis: "#000000", tints: { accent: "#000000", good: "#000000", warning: "#000000", attention: "#000000" },
    line: "#ffffff",
  },
};

function hostConfig(theme) {
  const palette = PALETTES[theme];
  const pair = (colour, subtle = colour) => ({ default: colour, subtle });
  const foregroundColors = {
    default: pair(palette.default, palette.subtle),
    dark: pair(palette.default, palette.subtle),
    light: pair(palette.subtle),
    accent: pair(palette.accent),
    good: pair(palette.good),
    warning: pair(palette.warning),
    attention: pair(palette.attention),
  };
  const style = (backgroundColor) => ({ backgroundColor, foregroundColors, borderColor: palette.line });
  return new AdaptiveCards.HostConfig({
    fontFamily: FONT,
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.line },
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    imageSizes: { small: 32, medium: 52, large: 100 },
    containerStyles: {
      default: style(palette.background),
      emphasis: style(palette.emphasis),
      accent: style(palette.tints.accent),
      good: style(palette.tints.good),
      warning: style(palette.tints.warning),
      attention: style(palette.tints.attention),
    },
    actions: {
      maxActions: MOST_ACTIONS, spacing: "default", buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left",
      allowTitleToWrap: true, showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
    },
    inputs: {
      label: {
        inputSpacing: "small",
        requiredInputs: { weight: "default", color: "default", suffix: " *", suffixColor: "attention" },
        optionalInputs: { weight: "default", color: "default" },
      },
      errorMessage: { color: "attention", spacing: "small", weight: "default" },
    },
    factSet: {
      title: { color: "default", weight: "bolder", wrap: true, maxWidth: 180 },
      value: { color: "default", weight: "default", wrap: true },
      spacing: 12,
    },
    textStyles: { heading: { size: "large", weight: "bolder", color: "default" } },
    textBlock: { headingLevel: 2 },
  });
}

function contextFor(oldClient) {
  const context = new AdaptiveCards.SerializationContext();
  if (oldClient) {
    const known = new AdaptiveCards.CardObjectRegistry();
    AdaptiveCards.GlobalRegistry.populateWithDefaultActions(known);
    known.unregister("Action.Execute");
    context.setActionRegistry(known);
  }
  return context;
}

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown(text);
  result.didProcess = true;
};

/** The card as an element; `act` gets what a pressed button sends: `{type, verb, id, data}`. */
export function renderCard(json, { theme, oldClient, act }) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostConfig(theme);
  // Whom a search in Teams would find, only Teams knows: a field for people shows the choices it carries.
  card.hostConfig.inputs.allowDynamicallyFilteredChoiceSet = false;
  card.onExecuteAction = (action) => {
    const type = action.getJsonTypeName();
    if (type === "Action.OpenUrl") window.open(action.url, "_blank", "noopener");
    if (type !== "Action.Execute" && type !== "Action.Submit") return;
    act({ type, verb: action.verb, id: action.id, data: action.data, associatedInputs: "none" });
  };
  card.parse(json, contextFor(oldClient));
  const shown = card.render();
  const warnings = [];
  if (!shown) warnings.push(say("badCard"));
  for (const count of actionCounts(json)) if (count > MOST_ACTIONS) warnings.push(say("tooMany", count));
  const strips = warnings.map((warning) => make("p", { class: "card-warning", role: "alert" }, warning));
  return make("div", { class: "card" }, shown, ...strips);
}

/** How many buttons each row of buttons in the card has. */
function actionCounts(part) {
  if (Array.isArray(part)) return part.flatMap(actionCounts);
  if (!part || typeof part !== "object") return [];
  const own = Array.isArray(part.actions) ? [part.actions.length] : [];
  return [...own, ...Object.values(part).flatMap(actionCounts)];
}
