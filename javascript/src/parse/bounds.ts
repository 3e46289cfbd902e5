// Bounds on what a document holds, so that nothing takes more than its size allows: see
// swschema.parse.bounds in Python. Offsets are those of bytes, and texts here are in Latin-1.

import { _ } from "../i18n.js";
import type { Limits } from "../limits.js";
import { formatNumber } from "../numbers.js";
import type { Syntax } from "../problems.js";
import type { Position } from "./json.js";
import { type Refusal, refuse } from "./refusal.js";

// Bytes of a text, a name, a number, a tag or a comment as it is written. 4,000 characters are never
// more, not even those that take two escapes each.
export const LONGEST_TEXT = 65_536;
const LONGEST_CONTENT = 10_000_000; // bytes; the XML parser takes no more in one piece
const MOST_BESIDES = 16 * 1024 * 1024; // bytes beside the content of attachments
const PART_BESIDES = 4; // or this part of the largest size, where that is more

const NOT_ASCII = /[^\x00-\x7f]/;

/** Where a piece of a document starts and ends. */
export type Span = readonly [start: number, end: number];

/** Return whether a document is large enough to exceed one of its bounds. */
export function needsLook(data: Uint8Array, limits: Limits): boolean {
  return data.length > Math.min(LONGEST_TEXT, limits.maxValues);
}

function mostBesides(limits: Limits): number {
  return Math.max(MOST_BESIDES, Math.floor(limits.maxBytes / PART_BESIDES));
}

/** Return whether a piece can be the content of an attachment, by its length and characters. */
export function isContent(text: string, start: number, end: number): boolean {
  return end - start <= LONGEST_CONTENT && !NOT_ASCII.test(text.slice(start, end));
}

/** Return how many bytes a piece may have where the content of an attachment stands. */
export function longestContent(text: string, start: number, end: number): number {
  return NOT_ASCII.test(text.slice(start, end)) ? LONGEST_TEXT : LONGEST_CONTENT;
}

/** Return where pieces of a document become more than is allowed beside content; null if they do not. */
export function findExcess(pieces: readonly Span[], limits: Limits): number | null {
  let left = mostBesides(limits);
  for (const [start, end] of pieces) {
    if (end - start > left) return start + left;
    left -= end - start;
  }
  return null;
}

/** Return whether some piece has more bytes in a row without a mark than a text may have. */
export function hasLongRun(text: string, pieces: readonly Span[], mark: string): boolean {
  return pieces.some(([start, end]) => {
    let at = start;
    while (end - at > LONGEST_TEXT) {
      const last = text.slice(at, at + LONGEST_TEXT).lastIndexOf(mark);
      if (last < 0) return true;
      at += last + 1;
    }
    return false;
  });
}

/** Return what is between spans that come in order, up to a size. */
export function invertSpans(spans: Iterable<Span>, size: number): Span[] {
  const pieces: Span[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    pieces.push([at, start]);
    at = end;
  }
  return [...pieces, [at, size]];
}

/** Return how often a mark is in a text, in a part of it. */
export function countMarks(text: string, mark: string, start = 0, end = text.length): number {
  let count = 0;
  for (let at = text.indexOf(mark, start); at >= 0 && at < end; at = text.indexOf(mark, at + mark.length)) {
    count += 1;
  }
  return count;
}

/** Return the refusal of a document that is too large but for its attachments. */
export function refuseSize(limits: Limits, syntax: Syntax, place: Position): Refusal {
  const limit = formatNumber(mostBesides(limits));
  const message = _("the document is larger than {limit} bytes without the content of attachments", {
    limit,
  });
  return refuse("limit", message, { syntax, ...place });
}

/** Return the refusal of a document with too many values. */
export function refuseValues(
  limits: Limits,
  syntax: Syntax | null = null,
  place: Position | null = null,
): Refusal {
  const limit = formatNumber(limits.maxValues);
  const message = _("the document has more than {limit} values", { limit });
  return refuse("limit", message, { syntax, ...place });
}

/** Return the refusal of a document with a text, a name or markup that is too long. */
export function refuseLength(syntax: Syntax, place: Position, longest = LONGEST_TEXT): Refusal {
  const limit = formatNumber(longest);
  const message = _("what begins here is longer than {limit} bytes", { limit });
  return refuse("limit", message, { syntax, ...place });
}
