// Dates and times in other forms than the specification's, and how it writes them.

import { strip } from "../parse/patterns.js";
import type { Scalar } from "../schema/shapes.js";

// What spreadsheets count days from, and the serial numbers of 1954 to 2119.
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const SERIALS = { first: 20_000, last: 80_000 };
const SERIAL = /^[0-9]{5}$/;
const LONGEST = 60; // characters
const DAY = 24 * 60 * 60 * 1000; // milliseconds
const YEAR_FIRST =
  /^([12][0-9]{3})(?:[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))/u;
const YEAR_LAST = /^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([12][0-9]{3})$/;
const TIME =
  /^([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(\.[0-9]{1,9})?)?[ ]?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?$/;

/** Return a date as the specification writes it; null if it is none, or could be several. */
export function rewriteDate(value: unknown): string | null {
  if (typeof value === "number") return Number.isInteger(value) ? serialDate(value) : null;
  if (typeof value !== "string") return null;
  const text = normalize(value);
  if (SERIAL.test(text)) return serialDate(Number(text));
  const match = YEAR_FIRST.exec(text);
  if (match) {
    const [year = 0, month = 0, day = 0] = match.slice(1).filter(Boolean).map(Number);
    const rest = text.slice(match[0].length);
    return !rest || TIME.test(stripMark(rest)) ? isoDate(year, month, day) : null;
  }
  const last = YEAR_LAST.exec(text);
  if (!last) return null;
  const [first = 0, second = 0, year = 0] = last.slice(1).map(Number);
  if (first > 12 || first === second) return isoDate(year, second, first);
  return second > 12 ? isoDate(year, first, second) : null;
}

/** Return whether a text is the serial number that a spreadsheet has for a day. */
export function isSerialDate(value: string): boolean {
  const text = normalize(value);
  return SERIAL.test(text) && serialDate(Number(text)) !== null;
}

/** Return whether a text is a date in which day and month cannot be told apart. */
export function isAmbiguousDate(value: string): boolean {
  return YEAR_LAST.test(normalize(value)) && rewriteDate(value) === null;
}

/** Return a date and time as the specification writes it, and whether it has an offset. */
export function rewriteDateTime(value: string): [string, boolean] | null {
  const text = normalize(value);
  const match = YEAR_FIRST.exec(text);
  const day = match && rewriteDate(text);
  if (!match || !day) return null;
  const time = TIME.exec(stripMark(text.slice(match[0].length)).toUpperCase());
  if (!time) return null;
  const [, hour = "", minute = "", second = "00", fraction = "", zone = ""] = time;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const decimals = fraction.replace(/\.?0*$/, "");
  const moment = `${day}T${hour.padStart(2, "0")}:${minute}:${second}${decimals}`;
  return [moment + rewriteOffset(zone), zone !== ""];
}

/**
 * Return a date and time with its offset as the specification spells it.
 *
 * Null if the value is no such text, if that would lose a part of it, or if it is so spelled.
 */
export function respellDateTime(value: unknown, { pattern }: Scalar): string | null {
  const rewritten = typeof value === "string" ? rewriteDateTime(value) : null;
  if (!rewritten || !rewritten[1] || rewritten[0] === value || pattern === null) return null;
  return new RegExp(pattern, "u").test(rewritten[0]) ? rewritten[0] : null;
}

function rewriteOffset(offset: string): string {
  if (offset === "" || offset === "Z") return offset;
  const hours = offset.slice(0, 3);
  const minutes = offset.slice(3).replace(":", "") || "00";
  return hours.slice(1) === "00" && minutes === "00" ? "Z" : `${hours}:${minutes}`;
}

function normalize(text: string): string {
  return strip([...text].slice(0, LONGEST).join("").normalize("NFKC"));
}

/** Return a time without the mark between it and its date. */
function stripMark(text: string): string {
  return text.replace(/^[Tt ]+/, "");
}

function serialDate(serial: number): string | null {
  if (serial < SERIALS.first || serial > SERIALS.last) return null;
  return new Date(SERIAL_EPOCH + serial * DAY).toISOString().slice(0, 10);
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}
