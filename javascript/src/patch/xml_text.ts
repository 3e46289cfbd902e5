// A change at one place of an XML text, which leaves all else as it is written.

import type { XmlDocument } from "../parse/document.js";
import { MARKUP } from "../parse/xml.js";
import { decode } from "../parse/xml_declaration.js";
import type { Element } from "../parse/xml_elements.js";
import type { Operation } from "../problems.js";
import { elementAt, pathOf } from "../schema/elements.js";
import { type Path, key, parsePointer } from "../schema/paths.js";
import { root } from "../schema/shapes.js";

const NAME = /^<\/?(?:[^\s:/>]+:)?([^\s/>]+)/;

/** Where the tags of an element are in a text: offsets of their beginnings and ends. */
interface Span {
  readonly start: number;
  readonly startEnd: number;
  /** That of the start tag where the element has no end tag of its own. */
  readonly end: number;
  readonly endEnd: number;
}

/**
 * Return the text of a document with one operation applied at its place.
 *
 * Null where that changes more than the text of an element, its name, or whether it is there.
 */
export function patchText(document: XmlDocument, operation: Operation): string | null {
  const text = decode(document.data);
  const path = parsePointer(operation.op === "move" ? (operation.from ?? "") : operation.path);
  const element = findElement(document, path);
  if (!element?.parent) return null;
  const span = findSpan(text, element.index);
  if (!span) return null;
  switch (operation.op) {
    case "replace":
      return replaceText(text, span, element, operation.value);
    case "remove":
      return removeElement(text, span);
    case "move":
      return renameElement(text, span, String(parsePointer(operation.path).at(-1)));
    default:
      return null;
  }
}

/** Return the element at a path itself, and none around it. */
function findElement({ tree, recordType }: XmlDocument, path: Path): Element | null {
  const record = root(recordType);
  const found = elementAt(tree.root, path, record);
  if (key(pathOf(found, record)) === key(path)) return found;
  const holder = elementAt(tree.root, path.slice(0, -1), record);
  return holder.children.find(({ name }) => name === path.at(-1)) ?? null; // unknown to the schema
}

function findSpan(text: string, wanted: number): Span | null {
  const open: { index: number; start: number; startEnd: number }[] = [];
  let index = 0;
  for (const { 0: tag, 1: end, 2: start, index: at } of text.matchAll(MARKUP)) {
    if (start) {
      const own = { index, start: at, startEnd: at + tag.length };
      index += 1;
      if (!tag.endsWith("/>")) open.push(own);
      else if (own.index === wanted) return { ...own, end: at, endEnd: own.startEnd };
    } else if (end) {
      const own = open.pop();
      if (own?.index === wanted) return { ...own, end: at, endEnd: at + tag.length };
    }
  }
  return null;
}

function replaceText(text: string, span: Span, element: Element, value: unknown): string | null {
  if (element.children.length || typeof value === "object") return null;
  const written = escapeText(String(value));
  if (span.end > span.start) return text.slice(0, span.startEnd) + written + text.slice(span.end);
  const tag = text.slice(span.start, span.startEnd);
  const name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? "";
  const opened = tag.replace(/\s*\/>$/, ">");
  return `${text.slice(0, span.start)}${opened}${written}</${name}>${text.slice(span.startEnd)}`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Remove an element, with its line where it has one of its own. */
function removeElement(text: string, { start, endEnd }: Span): string {
  const before = text.slice(0, start).replace(/\r?\n?[ \t]*$/, "");
  return before + text.slice(endEnd);
}

function renameElement(text: string, { start, startEnd, end, endEnd }: Span, name: string): string {
  const rename = (tag: string): string => tag.replace(NAME, (all, old: string) => all.slice(0, -old.length) + name);
  const startTag = rename(text.slice(start, startEnd));
  if (end === start) return text.slice(0, start) + startTag + text.slice(startEnd);
  const endTag = rename(text.slice(end, endEnd));
  return text.slice(0, start) + startTag + text.slice(startEnd, end) + endTag + text.slice(endEnd);
}
