/** The sandbox's API. */

import { locale } from "./texts.js";

export class Refusal extends Error {}

async function ask(method, path, { query = {}, body, file } = {}) {
  const where = "/api/" + path.map(encodeURIComponent).join("/") + "?" + new URLSearchParams(query);
  const sent = file ?? (body && JSON.stringify({ locale: locale(), ...body }));
  const type = file ? "application/octet-stream" : "application/json";
  const answer = await fetch(where, { method, body: sent, headers: { "Content-Type": type } });
  const told = await answer.json();
  if (!answer.ok) throw new Refusal(told.error);
  return told;
}

export const get = (path, query) => ask("GET", path, { query });
export const post = (path, body) => ask("POST", path, { body });
export const put = (path, body = {}) => ask("PUT", path, { body });
export const upload = (path, query, file) => ask("PUT", path, { query, file });
export const remove = (path, query) => ask("DELETE", path, { query });
