// The member or element that a problem is about, on one line, with personal data masked.

import type { Element } from "../parse/xml_elements.js";
import { type Path, tracePath } from "../schema/paths.js";
import { type ObjectType, Scalar } from "../schema/shapes.js";

const MASK = "•••";
const LONGEST = 60;
// White space as in Python.
const SPACE =
  /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const TOKEN = /[{}[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}[\],:"]+/y;

/** Return whether a path leads to or through a member that is private or unknown. */
export function isPrivate(path: Path, record: ObjectType): boolean {
  for (let end = 1; end <= path.length; end += 1) {
    const { member } = tracePath(record, path.slice(0, end));
    if (!member) return path[end - 1] !== "recordType";
    if (member.isPrivate) return true;
  }
  return false;
}

/**
 * Return whether a text at a path is not shown: what is private, and a text where an object or an
 * array belongs, in which anything may be.
 */
function isMasked(path: Path, record: ObjectType): boolean {
  if (isPrivate(path, record)) return true;
  return !(tracePath(record, path).shape instanceof Scalar) && path.at(-1) !== "recordType";
}

/** Return the member whose value is at an offset of a JSON text. */
export function jsonExcerpt(text: string, at: number, path: Path, record: ObjectType): string {
  TOKEN.lastIndex = at;
  let value = TOKEN.exec(text)?.[0] ?? "";
  if (value === "{" || value === "[") value = value === "{" ? "{…}" : "[…]";
  else if (isMasked(path, record)) value = MASK;
  const name = path.at(-1);
  return typeof name === "string" ? `"${cut(name)}": ${cut(value)}` : cut(value);
}

/** Return an element with its text. */
export function xmlExcerpt(element: Element, path: Path, record: ObjectType): string {
  let text = element.text.replace(SPACE, " ");
  if (element.children.length || !path.length) text = "…";
  else if (text && isMasked(path, record)) text = MASK;
  const tag = cut(element.name);
  return text ? `<${tag}>${cut(text)}</${tag}>` : `<${tag}/>`;
}

function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  const all = [...text.slice(0, 2 * LONGEST + 2)];
  return all.length <= LONGEST ? text : `${all.slice(0, LONGEST - 1).join("")}…`;
}
