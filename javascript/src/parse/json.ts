// JSON text: decoded, parsed, and its lines and columns.

import { _ } from "../i18n.js";
import { formatNumber } from "../numbers.js";
import { countCharacters, startsWith } from "./bytes.js";
import { MOST_BYTES } from "./cause.js";
import { findJsonCause, explainUnknownJson } from "./json_causes.js";
import { type JsonObject, JsonSyntaxError, type Node, Parser } from "./json_parser.js";
import { isLikelyGbk } from "./likely_encoding.js";
import { type Refusal, refuse } from "./refusal.js";
import { findInvalid } from "./utf8.js";

export type { JsonObject, Node } from "./json_parser.js";

/** Return whether a JSON value is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const BOM = "\xef\xbb\xbf";

/** Return a document without a byte-order mark. */
export function withoutMark(data: Uint8Array): Uint8Array {
  return startsWith(data, BOM) ? data.subarray(BOM.length) : data;
}

/**
 * Return the text of a document without a byte-order mark.
 *
 * @throws Refusal if it is not UTF-8, or has another byte-order mark.
 */
export function decodeJson(data: Uint8Array): string {
  if (startsWith(data, BOM)) {
    const message = _("there are two byte-order marks before the document");
    const remedy = _("save the file as UTF-8 without a byte-order mark (BOM)");
    throw refuse("byte-order-mark", message, { syntax: "json", line: 1, column: 1, remedy });
  }
  const invalid = findInvalid(data);
  if (invalid) {
    const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(data.subarray(0, invalid.start));
    const number = formatNumber(invalid.start + 1);
    const message = isLikelyGbk(data)
      ? _("byte {number} is not UTF-8: the file is most likely in GBK or GB18030", { number })
      : _("byte {number} is not UTF-8, the only encoding that JSON may have", { number });
    const remedy = _("save the file as UTF-8");
    const position = positionAt(before, before.length);
    throw refuse("encoding", message, { syntax: "json", ...position, remedy });
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(data);
}

/** A place in a text, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Return a function from offsets to positions, which is fastest where the offsets ascend. */
export function makeLocator(text: string): (offset: number) => Position {
  let [line, column, last] = [1, 1, 0]; // of the last offset
  return (offset) => {
    if (offset < last) [line, column, last] = [1, 1, 0];
    for (let at = text.indexOf("\n", last); at >= 0 && at < offset; at = text.indexOf("\n", last)) {
      line += 1;
      column = 1;
      last = at + 1;
    }
    column += countCharacters(text, last, offset);
    last = offset;
    return { line, column };
  };
}

/** Return the position of one offset. */
export function positionAt(text: string, offset: number): Position {
  return makeLocator(text)(offset);
}

/**
 * Return the value of a JSON text.
 *
 * @throws Refusal if it is not JSON.
 */
export function parseJson(text: string): Node {
  try {
    return new Parser(text).document();
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw diagnose(text, error);
    throw error;
  }
}

function diagnose(text: string, error: JsonSyntaxError): Refusal {
  if (error.isTooDeep) {
    return refuse("limit", _("the document is nested too deeply"), { syntax: "json" });
  }
  const isSmall = new TextEncoder().encode(text).length <= MOST_BYTES;
  const known = isSmall ? findJsonCause(text) : null;
  const { code, at, message, remedy } = known ?? explainUnknownJson(error.at);
  return refuse(code, message, { syntax: "json", ...positionAt(text, at), remedy });
}
