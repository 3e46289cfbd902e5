// The rulebook as `swschema build` wrote it for this page.

import data from "../../data/rules.json";

import { specification } from "../schema/specification";
import type { Both } from "../schema/specification";
import type { Severity } from "../problems";
import type { Expression } from "./expressions";

export interface Check {
  readonly in: string;
  readonly each: string;
  readonly once?: Readonly<Record<string, Expression>>;
  readonly when?: Expression;
  readonly let?: Readonly<Record<string, Expression>>;
  readonly assert: Expression;
  readonly blames?: readonly string[];
  readonly severity?: Severity;
  readonly message?: Both;
  /** What its message tells, and the code list that it is from, or nothing. */
  readonly told?: Readonly<Record<string, string>>;
}

export interface Rule {
  readonly severity: Severity;
  readonly message: Both;
  readonly remedy: Both;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly checks: readonly Check[];
}

interface Book {
  readonly dates: Readonly<Record<string, Expression>>;
  readonly rules: Readonly<Record<string, Rule>>;
  readonly dated: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>>;
}

const book = data as unknown as Book;
export const RULES = book.rules;
export const DATES = book.dates;

/** Return the first and the last day of a code, "" for none; null if the list has no such code. */
export function dated(list: string, code: string): readonly [string, string] | null {
  if (!specification.codes[list]?.some(([each]) => each === code)) return null;
  return book.dated[list]?.[code] ?? ["", ""];
}
