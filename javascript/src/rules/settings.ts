// Settings of the rules that a caller may change.

import type { Severity } from "../problems.js";
import { RULES } from "./catalogue.js";
import { checkDate, todayInChina } from "./dates.js";

export type RuleSeverity = "error" | "warning" | "off";

/** How the rules are applied to a record. */
export interface RuleOptions {
  /** Whether rules are applied, or only the structure is checked; they are by default. */
  readonly rules?: boolean;
  /**
   * The day of checking, as YYYY-MM-DD, after which nothing is dated but what may lie ahead, such
   * as a deadline; by default today in China.
   */
  readonly asOf?: string;
  /** For some rules, another severity by id, or "off". */
  readonly severities?: Readonly<Record<string, RuleSeverity>>;
  /** For some rules, other values of parameters by id and name. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The same with all that is left out. */
export interface Settings {
  readonly rules: boolean;
  readonly asOf: string;
  readonly severities: Readonly<Record<string, Severity | "off">>;
  /** The parameters of the rules that have others than in the rulebook. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Return the settings that options ask for.
 *
 * @throws DateError if the day is none.
 */
export function makeSettings(options: RuleOptions): Settings {
  const { rules = true, asOf = todayInChina(), severities = {}, parameters = {} } = options;
  checkDate(asOf);
  const merged = Object.entries(parameters).map(([rule, own]) => [rule, mergeParameters(rule, own)]);
  return { rules, asOf, severities, parameters: Object.fromEntries(merged) as Settings["parameters"] };
}

/** Return a rule's parameters with other values; kinds that a map does not name keep what they have. */
function mergeParameters(
  rule: string,
  changed: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const own = RULES[rule]?.parameters ?? {};
  const merged = Object.entries(changed).map(([name, value]) => {
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
    return [name, isMap ? { ...(own[name] as object), ...value } : value];
  });
  return { ...own, ...Object.fromEntries(merged) };
}
