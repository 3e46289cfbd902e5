// The cause for which a string of a JSON text is not one, or ends in the wrong place.

import { _ } from "../i18n.js";
import { type Cause, TYPOGRAPHIC, explainTruncation, explainTypographicQuotes } from "./cause.js";
import { BODY, type Departure } from "./json_departure.js";
import { matchAt, skip } from "./patterns.js";

const SURROGATE = /\\u[dD][89a-fA-F]/y;
const INSIDE = new RegExp(BODY, "y");
// What follows a line break that nobody meant to be in a text: the next member, or a bracket.
const RESUMED = /[ \t\r\n]*(?:["{}[\]]|$)/y;
// A quotation mark of another kind that ends a string.
const CLOSED = new RegExp(`[${TYPOGRAPHIC}](?=[ \\t]*(?:[,:}\\]]|$))`);
const CLOSED_INSIDE = new RegExp(`[${TYPOGRAPHIC}](?=[ \\t]*[,:}\\]])`);
// A string that goes on up to the start of the next string, and the rest of that one.
const SWALLOWED = /[,:{[][ \t\r\n]*$/;
const NEXT_STRING = /(?:[^"\\\n]|\\.)*"[ \t\r\n]*(?:[,:}\]]|$)/y;
// An escape, or a pair of them, that the end of the text cuts off.
const CUT = /(?:\\u[0-9a-fA-F]{4})?(?:\\u?[0-9a-fA-F]{0,3})?[ \t\r\n]*$/y;
const PART_OF_TEXT = /[\p{L}\p{N}\\_\-.<>/(（%*]/u;

/** Explain a string that does not end, or has a character that it must not have. */
export function explainString({ text, at, state }: Departure): Cause | null {
  if (text.charAt(at) !== '"' || ["colon", "next", "end"].includes(state)) return null;
  const end = skip(INSIDE, text, at + 1);
  if (end === text.length) return explainEnd(text, at);
  if (text.charAt(end) === "\\") return explainEscape(text, end);
  if ("\r\n".includes(text.charAt(end))) return explainLineBreak(text, at, end);
  const message = _("there is a control character in a text, such as a tab");
  const remedy = _("remove it, or write it as an escape: \\t for a tab");
  return { code: "control-character", at: end, message, remedy };
}

/** Explain a string that the end of the text ends. */
function explainEnd(text: string, at: number): Cause {
  const other = text.slice(at + 1).search(CLOSED);
  if (other >= 0) return explainTypographicQuotes(at + 1 + other);
  if (/[}\]][ \t\r\n]*$/.test(text.slice(-1000))) return explainOpenString(at);
  return explainTruncation(text, _("the document ends in the middle of a text"));
}

function explainOpenString(at: number): Cause {
  const message = _("the text that begins here has no closing quotation mark");
  return { code: "unclosed-string", at, message, remedy: _('write " where the text ends') };
}

function explainLineBreak(text: string, at: number, end: number): Cause {
  const other = text.slice(at + 1, end).search(CLOSED);
  if (other >= 0) return explainTypographicQuotes(at + 1 + other);
  if (matchAt(RESUMED, text, end)) return explainOpenString(at);
  const message = _("there is a line break in a text");
  const remedy = _("write \\n in place of the line break");
  return { code: "control-character", at: end, message, remedy };
}

function explainEscape(text: string, at: number): Cause {
  if (matchAt(CUT, text, at)) return explainTruncation(text, _("the document ends in the middle of a text"));
  if (matchAt(SURROGATE, text, at)) {
    const message = _("an escape in a text is half of a surrogate pair");
    return { code: "escape", at, message, remedy: _("write the character itself") };
  }
  const message = _("there is a backslash in a text that does not begin a valid escape");
  return { code: "escape", at, message, remedy: _("write \\\\ for a backslash") };
}

/**
 * Explain a quotation mark that ends a text too early or too late.
 *
 * Something that is no punctuation follows a string at once: either the mark is part of the text,
 * or the text before it was not closed and the mark begins the next one.
 */
export function explainQuote({ text, at, state, before: [start, end] }: Departure): Cause | null {
  if (!["colon", "next"].includes(state) || at !== end) return null;
  if (text.charAt(end - 1) !== '"' || "{}[],:;=".includes(text.charAt(end))) return null;
  const other = text.slice(start + 1, end - 1).search(CLOSED_INSIDE);
  if (other >= 0) return explainTypographicQuotes(start + 1 + other);
  const last = text.slice(Math.max(start + 1, end - 41), end - 1);
  if (SWALLOWED.test(last) && matchAt(NEXT_STRING, text, end)) return explainOpenString(start);
  const next = String.fromCodePoint(text.codePointAt(end) ?? 32);
  if (state === "colon" || !PART_OF_TEXT.test(next)) return null;
  const message = _("there is a quotation mark in the middle of a text");
  const remedy = _('write \\" for a quotation mark in a text');
  return { code: "unescaped", at: end - 1, message, remedy };
}
