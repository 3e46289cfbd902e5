// Values that another type than their own has been written for.

import { strip } from "../parse/patterns.js";

const INTEGER = /^(?:0|-?[1-9][0-9]{0,14})$/;
const DIGITS = /^[+-]?[0-9]{1,15}$/;
const TRUE = new Set(["true", "t", "yes", "y", "1", "on", "是", "有", "对"]);
const FALSE = new Set(["false", "f", "no", "n", "0", "off", "否", "无", "没有"]);

/** Return whether a value is a text that is written like a whole number. */
export function isIntegerText(value: unknown): boolean {
  return typeof value === "string" && INTEGER.test(value);
}

/** Return the whole number that a text writes in another way; null if it writes none. */
export function findInteger(value: unknown): number | null {
  if (typeof value !== "string" || [...value].length > 40) return null;
  const text = value.normalize("NFKC").replace(/[ \t\n\r,_]/g, "");
  return DIGITS.test(text) ? Number(text) : null;
}

/** Return `true` or `false` where a text or a number means it; null if it means neither. */
export function findBoolean(value: unknown): string | null {
  if (typeof value !== "string" && !Number.isInteger(value)) return null;
  const text = strip([...String(value)].slice(0, 10).join("").normalize("NFKC")).toLowerCase();
  if (TRUE.has(text)) return "true";
  return FALSE.has(text) ? "false" : null;
}
