// Where a document is, as a URI reference.

import { replaceSurrogates } from "./characters.js";

declare const process: { cwd?(): string } | undefined; // there is none in browsers

/** Return the URI reference of a document: relative to the working directory if it is below. */
export function uriReference(name: string): string {
  const path = replaceSurrogates(name).replace(/^(?:\.\/)+(?=.)/, "");
  if (!path.startsWith("/")) return quote(path);
  const here = typeof process === "undefined" ? undefined : process.cwd?.();
  if (here !== undefined && path.startsWith(`${here}/`)) return quote(path.slice(here.length + 1));
  return `file://${quote(path)}`;
}

/** Return a path with everything but letters, digits, `_.-~` and slashes escaped. */
function quote(path: string): string {
  return path.split("/").map(escapePart).join("/");
}

function escapePart(part: string): string {
  const escape = (each: string): string => `%${each.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(part).replace(/[!'()*]/g, escape);
}
