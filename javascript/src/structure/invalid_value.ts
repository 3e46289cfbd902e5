// A value that violates the structure, and what is known of its place.

import type { Trace } from "../schema/paths.js";

export interface InvalidValue {
  readonly value: unknown;
  /** The last name on its path. */
  readonly name: string;
  /** The object that has the value, if it is one. */
  readonly holder: unknown;
  readonly traced: Trace;
  /** Whether the value may not be shown. */
  readonly isPrivate: boolean;
}

/** Return whether a value is null, or a text of white space alone. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "string" && /^[ \t\n\r\u00a0\u3000]*$/.test(value);
}
