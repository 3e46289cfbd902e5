// The rules, as `swschema build` wrote them.

import data from "../data/rules.json";
import type { Severity } from "../problems.js";
import { type Both, specification } from "../schema/specification.js";
import type { Expression } from "./expressions.js";

export interface Check {
  /** The record type that it needs whole. */
  readonly scope: string;
  /** The type of what it checks. */
  readonly target: string;
  readonly lists?: Readonly<Record<string, Expression>>;
  readonly when?: Expression;
  readonly let?: Readonly<Record<string, Expression>>;
  readonly assert: Expression;
  readonly blames?: readonly string[];
  readonly severity?: Severity;
  readonly message?: Both;
  /** By name, the values in its message, each with the id of its code list, or "". */
  readonly messageValues?: Readonly<Record<string, string>>;
  readonly fix?: readonly Fix[];
}

/** An operation of a JSON Patch before its value is known; `each` is a list, with one for each item. */
export interface Fix {
  readonly op: "add" | "remove" | "replace";
  readonly path: string;
  readonly value?: Expression;
  readonly each?: Expression;
}

export interface Rule {
  readonly severity: Severity;
  readonly message: Both;
  readonly remedy: Both;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly checks: readonly Check[];
}

interface Catalogue {
  readonly dates: Readonly<Record<string, Expression>>;
  readonly rules: Readonly<Record<string, Rule>>;
  /** By list and code, the first and the last day on which a code is valid, or "". */
  readonly periods: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>>;
}

const catalogue = data as unknown as Catalogue;
export const RULES = catalogue.rules;
export const DATES = catalogue.dates;

/** Return the first and the last day of a code, "" for none; null if the list has no such code. */
export function validityPeriod(list: string, code: string): readonly [string, string] | null {
  if (!specification.codes[list]?.some(([each]) => each === code)) return null;
  return catalogue.periods[list]?.[code] ?? ["", ""];
}
