// The cause for which a text is not JSON, from the place where it departs from the grammar.

import { _ } from "../i18n.js";
import { type Cause, SPACES, countLine, findForeignMark, explainTruncation } from "./cause.js";
import { findUnclosed } from "./json_brackets.js";
import { BLANK, type Departure, STRING, closes, findDeparture } from "./json_departure.js";
import { explainString, explainQuote } from "./json_strings.js";
import { explainWord } from "./json_words.js";
import { matchAt } from "./patterns.js";

const START = /["{[0-9A-Za-z-]/;
const INDENTED = new RegExp(`[${SPACES}][${SPACES} \\t\\r\\n]*[{[]`, "y");
const MEMBER = new RegExp(`,${BLANK}${STRING}${BLANK}:`, "y");
const SECOND = /,[ \t\r\n]*[{[]/y;

/**
 * Return the first mistake for which a text is not JSON; null if it takes too long to find.
 *
 * Where a text can be explained in two ways, the first check that has an explanation decides.
 */
export function findJsonCause(text: string): Cause | null {
  const departure = findDeparture(text);
  if (departure === null) return null;
  for (const check of CHECKS) {
    const cause = check(departure);
    if (cause) return cause;
  }
  return explainUnknownJson(departure.at);
}

/** Return the cause where all that is known is the place from which a text is not JSON. */
export function explainUnknownJson(at: number): Cause {
  const message = _("this is not well-formed JSON: what stands here is not allowed here");
  const remedy = _("check this place and the characters before it");
  return { code: "syntax", at, message, remedy };
}

/** Return the character at the departure. */
const mark = ({ text, at }: Departure): string => text.charAt(at);

/** Explain a text that ends too early: with one bracket open, that bracket is the mistake. */
function explainEnd(departure: Departure): Cause | null {
  const { text, at, open, state } = departure;
  const last = open.at(-1);
  if (at < text.length || last === undefined) return null;
  if (state === "next" && open.length === 1) return explainOpenBracket(departure);
  const values = { bracket: text.charAt(last), line: countLine(text, last) };
  return explainTruncation(text, _("the document ends before the {bracket} in line {line} is closed", values));
}

function explainOpenBracket({ text, at: end, open }: Departure): Cause {
  const at = findUnclosed(text, end) ?? open.at(-1) ?? end;
  const bracket = text.charAt(at);
  const message = _("the {bracket} opened here is not closed", { bracket });
  const closing = bracket === "{" ? "}" : "]";
  const remedy = _("write {closing} where the object or list ends", { closing });
  return { code: "unclosed-bracket", at, message, remedy };
}

function findMark(departure: Departure): Cause | null {
  const { text, at, state } = departure;
  const isStart = "｛［＜".includes(mark(departure)) || matchAt(INDENTED, text, at);
  return state === "root" && !isStart ? null : findForeignMark(text, at);
}

function explainComment({ text, at }: Departure): Cause | null {
  if (!["#", "//", "/*"].some((start) => text.startsWith(start, at))) return null;
  const message = _("there is a comment here, which JSON does not allow");
  const remedy = _("remove it, or put it in a remark field of the record");
  return { code: "comment", at, message, remedy };
}

function explainSingleQuotes(departure: Departure): Cause | null {
  if (!/['`]/.test(mark(departure)) || departure.state === "root") return null;
  const message = _("a single quotation mark is used in place of a double one");
  const remedy = _('write the double quotation mark " on both sides');
  return { code: "single-quotes", at: departure.at, message, remedy };
}

function explainControlCharacter(departure: Departure): Cause | null {
  if (!mark(departure) || mark(departure) >= " ") return null;
  const message = _("there is a control character here, which JSON does not allow");
  return { code: "control-character", at: departure.at, message, remedy: _("remove it") };
}

function explainOtherFile({ text, at, state }: Departure): Cause | null {
  if (state !== "root") return null;
  if (text.slice(0, 4096).includes("<?xml")) {
    const message = _("there is something before the start of the document");
    const remedy = _("remove everything before it, and blank lines before <?xml");
    return { code: "text-before-start", at, message, remedy };
  }
  const message = _("this is neither JSON nor XML");
  const remedy = _("check that it is the right file: export the record as JSON or XML, a sheet as .xlsx");
  return { code: "file-type", at, message, remedy };
}

function explainTextAfterEnd(departure: Departure): Cause | null {
  const { text, at, state } = departure;
  if (state !== "end") return null;
  if (/[{[]/.test(mark(departure)) || matchAt(SECOND, text, at)) {
    const message = _("a second document begins here; a JSON file contains one");
    const remedy = _("write each document on a line of its own in a file with the suffix .ndjson");
    return { code: "several-documents", at, message, remedy };
  }
  const message = _("there is text after the end of the document");
  return { code: "text-after-end", at, message, remedy: _("remove everything after the end") };
}

/** Return whether the character at the departure closes the last bracket that is open. */
function closesLast(departure: Departure): boolean {
  return closes(departure.text.charAt(departure.open.at(-1) ?? departure.text.length), mark(departure));
}

function explainTrailingComma(departure: Departure): Cause | null {
  if (!["name", "item"].includes(departure.state) || !closesLast(departure)) return null;
  const message = _("there is a comma after the last entry");
  return { code: "trailing-comma", at: departure.before[0], message, remedy: _("remove this comma") };
}

/** Explain a bracket that is no match for the last one, or an object in place of a name. */
function explainBracket(departure: Departure): Cause | null {
  const { text, at, state } = departure;
  // A member of the object around an array.
  const inArray = state === "next" && text.charAt(departure.open.at(-1) ?? text.length) === "[";
  const isName = mark(departure) === ":" && inArray;
  if (isName || (state === "first item" && matchAt(MEMBER, text, at))) return explainOpenBracket(departure);
  const isOther = /[}\]]/.test(mark(departure)) && departure.open.length > 0 && !closesLast(departure);
  if (isOther || (/[{[]/.test(mark(departure)) && departure.state === "name")) {
    return explainOpenBracket(departure);
  }
  return null;
}

function explainMissingValue(departure: Departure): Cause | null {
  const { state, before } = departure;
  if (!/[,}]/.test(mark(departure)) || ["root", "next", "end"].includes(state)) return null;
  const at = state === "value" || state === "colon" ? before[1] : departure.at;
  const message = _("a value is missing here");
  const remedy = _("write the value, or remove the field or the comma that has none");
  return { code: "missing-value", at, message, remedy };
}

function explainMissingColon(departure: Departure): Cause | null {
  if (departure.state !== "colon" || !(mark(departure) === "=" || START.test(mark(departure)))) return null;
  const message = _("there is no colon between a name and its value");
  return { code: "missing-colon", at: departure.before[1], message, remedy: _("write a colon here") };
}

function explainMissingComma(departure: Departure): Cause | null {
  if (departure.state !== "next" || !(mark(departure) === ";" || START.test(mark(departure)))) return null;
  const message = _("there is no comma between two entries");
  return { code: "missing-comma", at: departure.before[1], message, remedy: _("write a comma here") };
}

const CHECKS: readonly ((departure: Departure) => Cause | null)[] = [
  explainEnd,
  explainQuote,
  findMark,
  explainComment,
  explainSingleQuotes,
  explainControlCharacter,
  explainString,
  explainOtherFile,
  explainTextAfterEnd,
  explainTrailingComma,
  explainBracket,
  explainMissingValue,
  explainWord,
  explainMissingColon,
  explainMissingComma,
];
