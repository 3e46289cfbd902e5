// XML text: parsed by libxml2, without network or entities, and its lines and columns.

import { _ } from "../i18n.js";
import type { Limits } from "../limits.js";
import { parse } from "../xml/libxml2.js";
import { type Tree, XmlSyntaxError } from "../xml/tree.js";
import { countCharacters } from "./bytes.js";
import { type Cause, MOST_BYTES } from "./cause.js";
import type { Position } from "./json.js";
import { type Refusal, refuse } from "./refusal.js";
import { type Attribute, type Element, walk } from "./xml_elements.js";
import { findXmlCause } from "./xml_causes.js";
import { findWebPage } from "./xml_content.js";
import { checkDeclaration, checkEnd, decode, decodeForParser, explainEncoding } from "./xml_declaration.js";
import { explainUnknownXml } from "./xml_tags.js";

const INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
const SCHEMA_LOCATIONS = ["schemaLocation", "noNamespaceSchemaLocation"];
const BEFORE_DOCTYPE = /^(?:\s+|<\?[^]*?\?>|<!--[^]*?-->)*/;
const LINE_END = /\r\n?|\n/g;
/**
 * Markup: an end tag is its first group, a start tag its second one.
 *
 * What is no tag comes first, as its content can look like one.
 */
export const MARKUP =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|(<\/[^>]*>)|(<(?:[^"'>]|"[^"]*"|'[^']*')*>)/g;
// This build of libxml2 gives its errors as messages, without numbers.
const LIMITS = /too long|too big|[Dd]epth|size limit|Resource limit|Entity loop|entity loop/;
const ENCODINGS = /not proper UTF-8|[Ii]nvalid bytes|[Uu]nsupported encoding|input conversion/;

/**
 * Return an XML document parsed. Nothing outside its bytes is read.
 *
 * @throws Refusal if it is not well-formed, has a document type declaration, or exceeds the
 * parser's limits.
 */
export function parseXml(data: Uint8Array): Tree {
  checkDeclaration(data);
  const tree = readTree(data);
  try {
    refuseDoctype(data);
    return tree;
  } catch (error) {
    tree.dispose();
    throw error;
  }
}

function readTree(data: Uint8Array): Tree {
  try {
    const text = decodeForParser(data);
    if (text === null) return parse(data);
    return parse(new TextEncoder().encode(text), "utf-8");
  } catch (error) {
    if (!(error instanceof XmlSyntaxError)) throw error;
    // Anything else that is wrong, such as endless entities, follows from the declaration.
    refuseDoctype(data);
    checkEnd(data, error.line);
    throw diagnose(data, error.message, error.line, error.column);
  }
}

function refuseDoctype(data: Uint8Array): void {
  const text = decode(data);
  const at = BEFORE_DOCTYPE.exec(text)?.[0].length ?? 0;
  if (!text.startsWith("<!DOCTYPE", at)) return;
  const page = findWebPage(text);
  const message = _("a document type declaration (<!DOCTYPE …>) is not allowed");
  const remedy = _("remove everything from <!DOCTYPE to the > that closes it");
  throw refuseCause(page ? { ...page, at } : { code: "doctype", at, message, remedy }, text);
}

function diagnose(data: Uint8Array, error: string, line: number, column: number): Refusal {
  // libxml2's message ends with the position, and mentions its own options.
  const reason = [", line ", ", use XML", ", try"].reduce(
    (text, end) => text.split(end)[0] ?? "",
    (error.split("\n")[0] ?? "").trimEnd(), // the rest is a piece of the document
  );
  const place = { syntax: "xml", line: line || null, column: column || null } as const;
  if (LIMITS.test(reason)) {
    const values = { reason: explainLimit(reason) };
    const message = _("the document exceeds a limit of the XML parser: {reason}", values);
    return refuse("limit", message, place);
  }
  if (ENCODINGS.test(reason)) {
    const [message, remedy] = explainEncoding(data, reason.includes("nsupported"));
    return refuse("encoding", message, { ...place, remedy });
  }
  const text = decode(data);
  const cause = data.length <= MOST_BYTES ? findXmlCause(text) : null;
  if (cause) return refuseCause(cause, text);
  const { code, message, remedy } = explainUnknownXml(0);
  return refuse(code, message, { ...place, remedy });
}

function refuseCause({ code, message, at, remedy }: Cause, text: string): Refusal {
  return refuse(code, message, { syntax: "xml", ...positionsAt(text, [at])[0], remedy });
}

/** Return which limit of libxml2 a message is about; the message itself if that is not known. */
function explainLimit(reason: string): string {
  if (reason.includes("Name too long")) return _("a name is longer than 50,000 bytes");
  if (reason.includes("depth")) return _("elements are nested deeper than 256 levels");
  if (/Buffer size|Text node too long|too big/.test(reason)) {
    return _("a text, a comment, or a tag with its attributes is longer than 10,000,000 bytes");
  }
  return reason;
}

/** Return whether an attribute only tells editors where the XML Schema of a root element is. */
export function isLocationHint({ name, namespace }: Attribute, element: Element): boolean {
  return element.parent === null && namespace === INSTANCE && SCHEMA_LOCATIONS.includes(name);
}

/** Return whether a document has an attribute of XML Schema instances, such as `xsi:nil`. */
export function hasInstanceAttributes(root: Element): boolean {
  for (const element of walk(root)) {
    for (const each of element.attributes) {
      if (each.namespace === INSTANCE && !isLocationHint(each, element)) return true;
    }
  }
  return false;
}

/**
 * Check that elements are not nested deeper than the limit.
 *
 * @throws Refusal if they are.
 */
export function checkDepth(root: Element, limits: Limits): void {
  const findDeep = (element: Element, depth: number): Element | null => {
    if (depth > limits.maxDepth) return element;
    for (const child of element.children) {
      const deep = findDeep(child, depth + 1);
      if (deep) return deep;
    }
    return null;
  };
  const deep = findDeep(root, 1);
  if (deep) {
    const message = _("the document is nested deeper than {limit}", { limit: limits.maxDepth });
    throw refuse("limit", message, { syntax: "xml", line: deep.line });
  }
}

/** Return the positions of the start tags of elements, by their index in the document. */
export function elementPositions(data: Uint8Array, wanted: ReadonlySet<number>): Map<number, Position> {
  const text = decode(data);
  const numbers: number[] = [];
  const offsets: number[] = [];
  let index = 0;
  for (const match of text.matchAll(MARKUP)) {
    if (match[2] === undefined) continue;
    if (wanted.has(index)) {
      numbers.push(index);
      offsets.push(match.index);
    }
    index += 1;
    if (numbers.length === wanted.size) break;
  }
  const positions = positionsAt(text, offsets);
  return new Map(numbers.map((number, at) => [number, positions[at] ?? { line: 1, column: 1 }]));
}

/** Return the positions of offsets in ascending order. */
function positionsAt(text: string, offsets: readonly number[]): Position[] {
  const positions: Position[] = [];
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
    column += countCharacters(text, last, offset);
    last = offset;
    positions.push({ line, column });
  }
  return positions;
}
