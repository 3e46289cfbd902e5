// JSON values to XML in canonical form, by the shapes.

import { _ } from "../i18n";
import type { Part } from "../schema/paths";
import { type Kind, type Member, MOST_EXACT, RecordShape, type Shape } from "../schema/shapes";
import { type JsonObject, isObject } from "../parse/json";
import { NAMESPACE } from "../schema/specification";
import { ConversionError } from "./faults";
import { stripped } from "./xml_reader";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/u;
// A bare carriage return would come back as a line feed.
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;",
  '"': "&quot;", "\t": "&#9;", "\n": "&#10;",
};

/** A JSON value that XML cannot say; it learns its path on the way out. */
class Misfit extends Error {
  constructor(
    readonly reason: string,
    readonly way: Part[] = [],
  ) {
    super(reason);
  }
}

/**
 * Return a record as XML in canonical form, each element on a line of its own.
 *
 * It need not be valid, but every part of it must have a place in XML: a ConversionError is thrown
 * at the first that would not come back.
 */
export function writeXml(value: JsonObject, record: RecordShape): string {
  try {
    const lines = around(String(record.recordType), ` xmlns="${NAMESPACE}"`, 0, () =>
      members(value, record, 1),
    );
    return `${[DECLARATION, ...lines].join("\n")}\n`;
  } catch (error) {
    if (error instanceof Misfit) throw new ConversionError(error.way.reverse(), error.reason);
    throw error;
  }
}

/** What stands in an element: its attributes, as text, and the lines of its elements. */
interface Content {
  readonly head: string;
  readonly lines: readonly string[];
}

/** Return the lines of an element with others in it. */
function around(name: string, namespace: string, depth: number, content: () => Content): string[] {
  const { head, lines } = content();
  const indent = "  ".repeat(depth);
  if (!lines.length) return [`${indent}<${name}${namespace}${head}/>`];
  return [`${indent}<${name}${namespace}${head}>`, ...lines, `${indent}</${name}>`];
}

/** Return what a step gives, adding the way to it to whatever it throws. */
function within<T>(part: Part, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof Misfit) error.way.push(part);
    throw error;
  }
}

function members(value: unknown, record: RecordShape, depth: number): Content {
  if (!isObject(value)) throw new Misfit(_("an object is expected here"));
  let head = "";
  const lines: string[] = [];
  let last = -1;
  for (const [name, content] of Object.entries(value)) {
    const member = record.byName.get(name);
    if (!member) {
      checkStranger(name, content, record);
      continue;
    }
    // In another order than the sequence.
    if (member.index < last) return members(sorted(value, record), record, depth);
    last = member.index;
    if (member.attribute) head += within(name, () => attribute(name, content));
    else lines.push(...within(name, () => written(member, content, depth)));
  }
  if (record.recordType !== null && !("recordType" in value)) {
    throw new Misfit(_("is missing, and XML would say it"), ["recordType"]);
  }
  return { head, lines };
}

function sorted(value: JsonObject, record: RecordShape): JsonObject {
  const index = ([name]: [string, unknown]): number => record.byName.get(name)?.index ?? -1;
  const entries = Object.entries(value).sort((one, other) => index(one) - index(other));
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as JsonObject;
}

function attribute(name: string, value: unknown): string {
  return ` ${name}="${escaped(checked(value), /[&<>\r"\t\n]/g)}"`;
}

function checkStranger(name: string, content: unknown, record: RecordShape): void {
  if (name !== "recordType" || record.recordType === null) {
    throw new Misfit(_("has no place in this record"), [name]);
  }
  if (content !== record.recordType) {
    throw new Misfit(_("must be {name} here", { name: record.recordType }), [name]);
  }
}

function written({ name, item, shape }: Member, value: unknown, depth: number): string[] {
  if (item === null) return valueLines(name, shape, value, depth);
  if (!Array.isArray(value)) throw new Misfit(_("an array is expected here"));
  return around(name, "", depth, () => ({
    head: "",
    lines: value.flatMap((each, index) =>
      within(index, () => valueLines(item, shape, each, depth + 1)),
    ),
  }));
}

function valueLines(name: string, shape: Shape, value: unknown, depth: number): string[] {
  if (shape instanceof RecordShape) {
    return around(name, "", depth, () => members(value, shape, depth + 1));
  }
  const text = SPELL[shape.kind](value);
  return [`${"  ".repeat(depth)}${text ? `<${name}>${text}</${name}>` : `<${name}/>`}`];
}

function checked(value: unknown): string {
  if (typeof value !== "string") throw new Misfit(_("a string is expected here"));
  const match = FORBIDDEN.exec(value);
  if (match) {
    const number = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    throw new Misfit(_("has the character {name}, which XML cannot carry", { name: `U+${number}` }));
  }
  return value;
}

function escaped(text: string, special: RegExp): string {
  return text.replace(special, (each) => ESCAPES[each] ?? each);
}

function string(value: unknown): string {
  return escaped(checked(value), /[&<>\r]/g);
}

function token(value: unknown): string {
  const text = string(value);
  if (stripped(text) !== text) {
    // XML Schema folds white space around these.
    throw new Misfit(_("has white space around it, which XML would drop"));
  }
  return text;
}

function integer(value: unknown): string {
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw new Misfit(_("a whole number is expected here"));
  }
  if (Math.abs(value) > MOST_EXACT) throw new Misfit(_("is too large to be held exactly"));
  return String(value);
}

function boolean(value: unknown): string {
  if (typeof value !== "boolean") throw new Misfit(_("true or false is expected here"));
  return String(value);
}

const SPELL: Readonly<Record<Kind, (value: unknown) => string>> = {
  string,
  token,
  integer,
  boolean,
};
