// Whether a value is one of a scalar type.

import { countCharacters } from "../parse/bytes.js";
import type { Scalar } from "../schema/shapes.js";

/** The JSON Schema keyword that a value violates, and its limit where it has one. */
export interface Broken {
  readonly keyword: string;
  readonly limit: number | null;
}

/** Return the keyword that a value violates; of several, the one from which the others follow. */
export function findBroken(shape: Scalar, value: unknown): Broken | null {
  const { kind, minimum, maximum } = shape;
  if (kind === "boolean") return typeof value === "boolean" ? null : broken("type");
  if (kind === "integer") {
    if (typeof value !== "number" || !Number.isInteger(value)) return broken("type");
    if (value < minimum) return broken("minimum", minimum);
    return value > maximum ? broken("maximum", maximum) : null;
  }
  return typeof value === "string" ? findBrokenText(shape, value) : broken("type");
}

function broken(keyword: string, limit: number | null = null): Broken {
  return { keyword, limit };
}

function findBrokenText(shape: Scalar, value: string): Broken | null {
  if (shape.list !== null) return shape.codeSet.has(value) ? null : broken("enum");
  const matches = shape.matcher?.test(value) ?? true;
  if (shape.format !== null) return matches && isDay(shape, value) ? null : broken("format");
  const { minLength, maxLength } = shape;
  const length = countCharacters(value, 0, value.length);
  if (length < minLength) return broken("minLength", minLength);
  if (length > maxLength) return broken("maxLength", maxLength);
  return matches ? null : broken("pattern");
}

/** Return whether a date that matches its pattern is in the calendar, as 30 February is not. */
function isDay({ format }: Scalar, value: string): boolean {
  if (format === "decimal") return true;
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.getUTCDate() === Number(value.slice(8, 10));
}
