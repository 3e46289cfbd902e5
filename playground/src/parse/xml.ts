// XML text: parsed by libxml2 without a network or entities, and read for places.

import { ParseOption, XmlDocument, XmlLibError } from "libxml2-wasm";

import { _ } from "../i18n";
import { characters } from "./bytes";
import { type Attribute, type Element, elementsOf, every } from "./xml_elements";
import type { Place } from "./json";
import type { Limits } from "../limits";
import { type Refusal, refuse } from "./refusal";
import { checkEncoding, checkEnd, decode, recoded } from "./xml_encoding";

/** A parsed document; it has to be disposed of, as it is not in the memory of JavaScript. */
export interface Tree {
  readonly data: Uint8Array;
  readonly document: XmlDocument;
  readonly root: Element;
  dispose(): void;
}

const INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
const HINTS = ["schemaLocation", "noNamespaceSchemaLocation"];
const BEFORE_DOCTYPE = /^(?:\s+|<\?[^]*?\?>|<!--[^]*?-->)*/;
const LINE_END = /\r\n?|\n/g;
// What is no start tag comes first, as it may have the look of one inside.
const MARKUP =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<\/[^>]*>|(<(?:[^"'>]|"[^"]*"|'[^']*')*>)/g;
const OPTIONS =
  ParseOption.XML_PARSE_NOCDATA |
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_COMPACT |
  ParseOption.XML_PARSE_BIG_LINES;
// This build of libxml2 tells its errors in words and without numbers.
const LIMITS = /too long|too big|[Dd]epth|size limit|Resource limit|Entity loop|entity loop/;
const ENCODINGS = /not proper UTF-8|[Ii]nvalid bytes|[Uu]nsupported encoding|input conversion/;

/** Return an XML document parsed, or throw a Refusal: nothing outside of the bytes is read. */
export function parseXml(data: Uint8Array): Tree {
  checkEncoding(data);
  const document = readDocument(data);
  try {
    refuseDoctype(data);
    return { data, document, root: elementsOf(document), dispose: () => document.dispose() };
  } catch (error) {
    document.dispose();
    throw error;
  }
}

function readDocument(data: Uint8Array): XmlDocument {
  try {
    const text = recoded(data);
    if (text === null) return XmlDocument.fromBuffer(data, { option: OPTIONS });
    const bytes = new TextEncoder().encode(text);
    return XmlDocument.fromBuffer(bytes, { option: OPTIONS, encoding: "utf-8" });
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    // Whatever else is wrong, such as entities without end, comes after the declaration.
    refuseDoctype(data);
    const first = error.details.find((each) => each.level >= 2);
    checkEnd(data, first?.line ?? 0);
    throw diagnosed(first?.message ?? error.message, first?.line ?? 0, first?.col ?? 0);
  }
}

function refuseDoctype(data: Uint8Array): void {
  const text = decode(data);
  const at = BEFORE_DOCTYPE.exec(text)?.[0].length ?? 0;
  if (!text.startsWith("<!DOCTYPE", at)) return;
  const words = _("a document type declaration (<!DOCTYPE …>) is not allowed: remove it");
  throw refuse("doctype", words, { syntax: "xml", ...placesIn(text, [at])[0] });
}

function diagnosed(message: string, line: number, column: number): Refusal {
  // libxml2 ends with the place, and names its own options.
  const reason = [", line ", ", use XML", ", try"].reduce(
    (words, end) => words.split(end)[0] ?? "",
    (message.split("\n")[0] ?? "").trimEnd(), // what follows is a piece of the document
  );
  const code = LIMITS.test(reason) ? "limit" : ENCODINGS.test(reason) ? "encoding" : "syntax";
  const said = {
    limit: "the document goes beyond the XML parser's bounds: {reason}",
    encoding: "the bytes do not fit the encoding, UTF-8 where none is declared: {reason}",
    syntax: "this is not well-formed XML: {reason}",
  };
  const words = _(said[code], { reason: code === "limit" ? bound(reason) : reason });
  return refuse(code, words, { syntax: "xml", line: line || null, column: column || null });
}

/** Return which of its bounds libxml2 means; what it says if that is not known. */
function bound(reason: string): string {
  if (reason.includes("Name too long")) return _("a name is longer than 50,000 bytes");
  if (reason.includes("depth")) return _("elements nest deeper than 256");
  if (/Buffer size|Text node too long|too big/.test(reason)) {
    return _("a text, a comment, or a tag with its attributes is longer than 10,000,000 bytes");
  }
  return reason;
}

/** Return whether an attribute only says where an XML Schema may be found. */
export function isHint({ name, namespace }: Attribute): boolean {
  return namespace === INSTANCE && HINTS.includes(name);
}

/** Return whether a document has an attribute of XML Schema instances that is no hint. */
export function hasInstanceAttributes(root: Element): boolean {
  for (const element of every(root)) {
    if (element.attributes.some((each) => each.namespace === INSTANCE && !isHint(each))) {
      return true;
    }
  }
  return false;
}

/** Check that elements do not nest deeper than the limit, or throw a Refusal. */
export function checkDepth(root: Element, limits: Limits): void {
  const deepest = (element: Element, depth: number): Element | null => {
    if (depth > limits.maxDepth) return element;
    for (const child of element.children) {
      const found = deepest(child, depth + 1);
      if (found) return found;
    }
    return null;
  };
  const found = deepest(root, 1);
  if (found) {
    const words = _("the document nests deeper than {limit}", { limit: limits.maxDepth });
    throw refuse("limit", words, { syntax: "xml", line: found.line });
  }
}

/** Return line and column of elements' start tags, by their index in the document. */
export function elementPlaces(data: Uint8Array, wanted: ReadonlySet<number>): Map<number, Place> {
  const text = decode(data);
  const numbers: number[] = [];
  const offsets: number[] = [];
  let index = 0;
  for (const match of text.matchAll(MARKUP)) {
    if (match[1] === undefined) continue;
    if (wanted.has(index)) {
      numbers.push(index);
      offsets.push(match.index);
    }
    index += 1;
    if (numbers.length === wanted.size) break;
  }
  const places = placesIn(text, offsets);
  return new Map(numbers.map((number, at) => [number, places[at] ?? { line: 1, column: 1 }]));
}

/** Return lines and columns, from 1, of offsets that ascend. */
function placesIn(text: string, offsets: readonly number[]): Place[] {
  const places: Place[] = [];
  let [line, column, last] = [1, 1, 0];
  const ends = text.matchAll(LINE_END);
  let next = ends.next();
  for (const offset of offsets) {
    while (!next.done && next.value.index + next.value[0].length <= offset) {
      line += 1;
      column = 1;
      last = next.value.index + next.value[0].length;
      next = ends.next();
    }
    column += characters(text, last, offset);
    last = offset;
    places.push({ line, column });
  }
  return places;
}
