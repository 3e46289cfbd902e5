// JSON text: decoded, parsed, and searched for places.

import { _ } from "../i18n";
import { formatNumber } from "../numbers";
import { characters, startsWith } from "./bytes";
import { Fault, type JsonObject, type Node, Parser } from "./json_parser";
import { type Refusal, refuse } from "./refusal";
import { firstFault } from "./utf8";

export type { JsonObject, Node } from "./json_parser";

const NO_NUMBER = /-?(NaN|Infinity)/;

/** Return whether a JSON value is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Return the text of a document, or throw a Refusal for what is no UTF-8. */
export function decodeJson(data: Uint8Array): string {
  if (startsWith(data, "\xef\xbb\xbf")) {
    const words = _(
      "the document starts with a byte-order mark, which JSON forbids (RFC 8259, 8.1): save it as UTF-8 without one",
    );
    throw refuse("encoding", words, { syntax: "json", line: 1, column: 1 });
  }
  const fault = firstFault(data);
  if (fault) {
    const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(data.subarray(0, fault[0]));
    const words = _(
      "byte {number} is not UTF-8, the only encoding that JSON may have: convert the document",
      { number: formatNumber(fault[0] + 1) },
    );
    throw refuse("encoding", words, { syntax: "json", ...placeIn(before, before.length) });
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(data);
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Return what gives line and column, from 1, of offsets from 0; quickest where they ascend. */
export function lines(text: string): (offset: number) => Place {
  let [line, column, last] = [1, 1, 0]; // of the place that was asked for before
  return (offset) => {
    if (offset < last) [line, column, last] = [1, 1, 0];
    for (let at = text.indexOf("\n", last); at >= 0 && at < offset; at = text.indexOf("\n", last)) {
      line += 1;
      column = 1;
      last = at + 1;
    }
    column += characters(text, last, offset);
    last = offset;
    return { line, column };
  };
}

/** Return line and column, from 1, of one offset from 0. */
export function placeIn(text: string, offset: number): Place {
  return lines(text)(offset);
}

/** Return the value of a JSON text, or throw a Refusal for what is no JSON. */
export function parseJson(text: string): Node {
  try {
    return new Parser(text).document();
  } catch (error) {
    if (error instanceof Fault) throw diagnosed(text, error);
    throw error;
  }
}

function diagnosed(text: string, error: Fault): Refusal {
  if (error.message.includes("depth")) {
    return refuse("limit", _("the document nests too deep"), { syntax: "json" });
  }
  let reason = error.message;
  const match = NO_NUMBER.exec(text.slice(Math.max(error.at - 1, 0), error.at + 8));
  if (match) reason = _("{text} is no JSON number", { text: match[0] });
  const words = _("this is not well-formed JSON: {reason}", { reason });
  return refuse("syntax", words, { syntax: "json", ...placeIn(text, error.at) });
}
