/** The sandbox's API. */

import { locale } from "./texts.js";

export class Refusal extends Error {}

async function ask(method, path, { query = {}, body } = {}) {
  const where = "/api/" + path.map(encodeURIComponent).join("/") + "?" + new URLSearchParams(query);
  const sent = body && JSON.stringify({ locale: locale(), ...body });
  const answer = await fetch(where, { method, body: sent, headers: { "Content-Type": "application/json" } });
  const told = await answer.json();
  if (!answer.ok) throw new Refusal(told.error);
  return told;
}

export const get = (path, query) => ask("GET", path, { query });
export const post = (path, body) => ask("POST", path, { body });
export const put = (path, body = {}) => ask("PUT", path, { body });
export const remove = (path, query) => ask("DELETE", path, { query });
