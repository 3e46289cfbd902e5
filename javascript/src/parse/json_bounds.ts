// Bounds on what a JSON text holds, kept before it is parsed.

import type { Limits } from "../limits.js";
import {
  LONGEST_TEXT,
  type Span,
  countMarks,
  findExcess,
  hasLongRun,
  invertSpans,
  isContent,
  longestContent,
  needsLook,
  refuseLength,
  refuseSize,
  refuseValues,
} from "./bounds.js";
import { latin1 } from "./bytes.js";
import type { Position } from "./json.js";

const CONTENT = /"content"[ \t\r\n]*:[ \t\r\n]*"/y;
const NAME = '"content"';
const OPENERS = ["{", "[", ","]; // before each value, or the name of one, but for the root
const BLANKS = /[ \t\n\r\f\v]*/y;
const COLON = /[ \t\n\r\f\v]*:[ \t\n\r\f\v]*/y;
const COMMA = /[ \t\n\r\f\v]*,?/y;
const OTHER = /[^ \t\n\r\f\v{}[\],:"]+/y;

/** A value with its name, up to where the next begins; or the end of an object or an array. */
interface Step {
  readonly name: Span | null;
  /** Null for an end. */
  readonly value: Span | null;
  readonly next: number;
}

/**
 * Check that a JSON text has no more values, and no longer ones, than any record.
 *
 * @throws Refusal if it has.
 */
export function checkJsonBounds(data: Uint8Array, limits: Limits): void {
  if (!needsLook(data, limits)) return;
  const text = latin1(data);
  const pieces = invertSpans(contents(text, limits), text.length);
  const excess = findExcess(pieces, limits);
  if (excess !== null) throw refuseSize(limits, "json", positionOf(text, excess));
  if (
    pieces.length > limits.maxValues ||
    hasMoreValues(text, pieces, limits) ||
    hasLongRun(text, pieces, '"') ||
    pieces.some(([start, end]) => text.slice(start, end).includes('\\"'))
  ) {
    checkValues(text, limits);
  }
}

/** Yield where the content of attachments is, no more of it than there may be values. */
function* contents(text: string, limits: Limits): Generator<Span> {
  let at = 0;
  for (let number = 0; number <= limits.maxValues; number += 1) {
    at = text.indexOf(NAME, at);
    if (at < 0) return;
    const start = matchEnd(CONTENT, text, at);
    at += NAME.length;
    if (start === null) continue;
    at = text.indexOf('"', start);
    if (at < 0) return;
    if (isContent(text, start, at)) yield [start, at];
  }
}

/** Return whether a text may have more values than it may; what is in its texts counts too. */
function hasMoreValues(text: string, pieces: readonly Span[], limits: Limits): boolean {
  const size = pieces.reduce((sum, [start, end]) => sum + end - start, 0);
  if (size <= 2 * limits.maxValues) return false; // `0,` is the shortest
  const counts = pieces.flatMap(([start, end]) =>
    OPENERS.map((mark) => countMarks(text.slice(start, end), mark)),
  );
  return counts.reduce((sum, count) => sum + count, 0) >= limits.maxValues;
}

/**
 * Check each value of a text, up to where it is malformed.
 *
 * @throws Refusal at the first that is too long, or one too many.
 */
function checkValues(text: string, limits: Limits): void {
  let count = 0;
  for (let step = readStep(text, 0); step; step = readStep(text, step.next)) {
    const { name, value } = step;
    if (!value) continue;
    count += 1;
    const [start, end] = value;
    if (count > limits.maxValues) throw refuseValues(limits, "json", positionOf(text, start));
    if (name && name[1] - name[0] > LONGEST_TEXT) {
      throw refuseLength("json", positionOf(text, name[0] - 1));
    }
    if (end - start <= LONGEST_TEXT + 2) continue;
    const isInContent = name !== null && text.slice(...name) === "content";
    const longest = isInContent ? longestContent(text, start, end) : LONGEST_TEXT;
    if (end - start > longest + 2) {
      throw refuseLength("json", positionOf(text, start), longest); // its quotation marks beside
    }
  }
}

/** Return the value at an offset, with its name; null where neither a value nor an end is. */
function readStep(text: string, from: number): Step | null {
  let at = matchEnd(BLANKS, text, from) ?? from;
  let name: Span | null = null;
  if (text.charAt(at) === '"') {
    const end = findStringEnd(text, at);
    const after = end === null ? null : matchEnd(COLON, text, end);
    if (end !== null && after !== null) {
      name = [at + 1, end - 1];
      at = after;
    }
  }
  const end = findValueEnd(text, at);
  if (end === null) return null;
  const value: Span | null = "}]".includes(text.charAt(at)) ? null : [at, end];
  return { name, value, next: matchEnd(COMMA, text, end) ?? end };
}

function findValueEnd(text: string, at: number): number | null {
  const first = text.charAt(at);
  if (first === '"') return findStringEnd(text, at);
  if (first && "{}[]".includes(first)) return at + 1;
  return matchEnd(OTHER, text, at);
}

/** Return the offset behind a string; null where it has no end. */
function findStringEnd(text: string, at: number): number | null {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charAt(end - 1 - escapes) === "\\") escapes += 1;
    if (escapes % 2 === 0) return end + 1;
  }
  return null;
}

function matchEnd(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Return the position of a byte of UTF-8. */
function positionOf(text: string, at: number): Position {
  const line = countMarks(text, "\n", 0, at) + 1;
  const before = text.slice(at > 0 ? text.lastIndexOf("\n", at - 1) + 1 : 0, at);
  return { line, column: before.replace(/[\x80-\xbf]+/g, "").length + 1 };
}
