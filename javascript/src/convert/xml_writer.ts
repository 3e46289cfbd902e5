// From JSON values to XML in canonical form, by the shapes.

import { ConversionError } from "../errors.js";
import { _ } from "../i18n.js";
import { type JsonObject, isObject } from "../parse/json.js";
import { strip } from "../parse/patterns.js";
import type { Part } from "../schema/paths.js";
import { type Kind, type Member, MAX_EXACT, ObjectType, type Shape } from "../schema/shapes.js";
import { NAMESPACE } from "../schema/specification.js";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/u;
// A carriage return as such would be read as a line feed.
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;",
  '"': "&quot;", "\t": "&#9;", "\n": "&#10;",
};

/** A JSON value that XML cannot express; its path is added on the way out. */
class InexpressibleError extends Error {
  constructor(
    readonly reason: string,
    readonly reversedPath: Part[] = [],
  ) {
    super(reason);
  }
}

const ON_ONE_LINE = Number.NEGATIVE_INFINITY; // the depth of everything, where nothing is indented

/**
 * Return a record as XML in canonical form, on one line or each element on one of its own.
 *
 * The record need not be valid.
 *
 * @throws ConversionError at the first part that XML cannot express.
 */
export function writeXml(value: JsonObject, record: ObjectType, indent: boolean): string {
  const depth = indent ? 0 : ON_ONE_LINE;
  try {
    const lines = wrap(String(record.recordType), ` xmlns="${NAMESPACE}"`, depth, () =>
      formatMembers(value, record, depth + 1),
    );
    return `${DECLARATION}\n${lines.join(indent ? "\n" : "")}\n`;
  } catch (error) {
    if (error instanceof InexpressibleError) throw new ConversionError(error.reversedPath.reverse(), error.reason);
    throw error;
  }
}

/** The content of an element: its attributes, as text, and the lines of its elements. */
interface Content {
  readonly attributes: string;
  readonly lines: readonly string[];
}

/** Return the lines of an element with elements in it. */
function wrap(name: string, namespace: string, depth: number, content: () => Content): string[] {
  const { attributes, lines } = content();
  const indent = indentation(depth);
  if (!lines.length) return [`${indent}<${name}${namespace}${attributes}/>`];
  return [`${indent}<${name}${namespace}${attributes}>`, ...lines, `${indent}</${name}>`];
}

function indentation(depth: number): string {
  return "  ".repeat(Math.max(0, depth));
}

/** Return the result of a step; an error that it throws gets the part added to its path. */
function atPart<T>(part: Part, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof InexpressibleError) error.reversedPath.push(part);
    throw error;
  }
}

function formatMembers(value: unknown, record: ObjectType, depth: number): Content {
  if (!isObject(value)) throw new InexpressibleError(_("an object is expected here"));
  let attributes = "";
  const lines: string[] = [];
  let last = -1;
  for (const [name, content] of Object.entries(value)) {
    const member = record.byName.get(name);
    if (!member) {
      checkOther(name, content, record);
      continue;
    }
    // Not in the order of the sequence.
    if (member.index < last) return formatMembers(sortMembers(value, record), record, depth);
    last = member.index;
    if (member.attribute) attributes += atPart(name, () => formatAttribute(name, content));
    else lines.push(...atPart(name, () => formatMember(member, content, depth)));
  }
  if (record.recordType !== null && !("recordType" in value)) {
    throw new InexpressibleError(_("is missing; XML needs it"), ["recordType"]);
  }
  return { attributes, lines };
}

function sortMembers(value: JsonObject, record: ObjectType): JsonObject {
  const index = ([name]: [string, unknown]): number => record.byName.get(name)?.index ?? -1;
  const entries = Object.entries(value).sort((one, other) => index(one) - index(other));
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as JsonObject;
}

function formatAttribute(name: string, value: unknown): string {
  return ` ${name}="${escape(checkText(value), /[&<>\r"\t\n]/g)}"`;
}

function checkOther(name: string, content: unknown, record: ObjectType): void {
  if (name !== "recordType" || record.recordType === null) {
    throw new InexpressibleError(_("is not a field of this record"), [name]);
  }
  if (content !== record.recordType) {
    throw new InexpressibleError(_("must be {name} here", { name: record.recordType }), [name]);
  }
}

function formatMember({ name, item, shape }: Member, value: unknown, depth: number): string[] {
  if (item === null) return formatValue(name, shape, value, depth);
  if (!Array.isArray(value)) throw new InexpressibleError(_("an array is expected here"));
  return wrap(name, "", depth, () => ({
    attributes: "",
    lines: value.flatMap((each, index) =>
      atPart(index, () => formatValue(item, shape, each, depth + 1)),
    ),
  }));
}

function formatValue(name: string, shape: Shape, value: unknown, depth: number): string[] {
  if (shape instanceof ObjectType) {
    return wrap(name, "", depth, () => formatMembers(value, shape, depth + 1));
  }
  const text = FORMATTERS[shape.kind](value);
  return [`${indentation(depth)}${text ? `<${name}>${text}</${name}>` : `<${name}/>`}`];
}

function checkText(value: unknown): string {
  if (typeof value !== "string") throw new InexpressibleError(_("a string is expected here"));
  const match = FORBIDDEN.exec(value);
  if (match) {
    const number = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    throw new InexpressibleError(_("has the character {name}, which XML cannot represent", { name: `U+${number}` }));
  }
  return value;
}

function escape(text: string, special: RegExp): string {
  return text.replace(special, (each) => ESCAPES[each] ?? each);
}

function string(value: unknown): string {
  return escape(checkText(value), /[&<>\r]/g);
}

function token(value: unknown): string {
  const text = string(value);
  if (strip(text) !== text) {
    // XML Schema removes white space around tokens.
    throw new InexpressibleError(_("has white space around it, which XML would drop"));
  }
  return text;
}

function integer(value: unknown): string {
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw new InexpressibleError(_("a whole number is expected here"));
  }
  if (Math.abs(value) > MAX_EXACT) throw new InexpressibleError(_("is too large to be represented exactly"));
  return String(value);
}

function boolean(value: unknown): string {
  if (typeof value !== "boolean") throw new InexpressibleError(_("true or false is expected here"));
  return String(value);
}

const FORMATTERS: Readonly<Record<Kind, (value: unknown) => string>> = {
  string,
  token,
  integer,
  boolean,
};
