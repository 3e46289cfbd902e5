// The rules, as `swschema build` wrote them for this page.

import data from "../../data/rules.json";
import type { Severity } from "../problems";
import { specification } from "../schema/specification";
import type { Both } from "../schema/specification";
import type { Expression } from "./expressions";

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
