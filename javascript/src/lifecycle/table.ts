// The life cycle as `swschema build` wrote it, and the parameters that it takes from rules.

import data from "../data/life-cycle.json";
import { RULES } from "../rules/catalogue.js";
import { type Expression, type Variables, evaluate as evaluateWithin } from "../rules/expressions.js";
import type { Settings } from "../rules/settings.js";
import { Work } from "../rules/work.js";
import type { BilingualText } from "./status.js";

export const SINGLE = "SINGLE_WINDOW";
export const UNIFIED = "UNIFIED_CUSTOMS";

interface TransitionData {
  readonly from?: readonly string[];
  readonly to: string;
  readonly in: string;
  readonly trigger: BilingualText;
  readonly evidence?: Expression;
  readonly days?: Expression;
}

export interface StatusData {
  readonly in: string;
  readonly member?: string;
  readonly window?: string;
  readonly states: readonly (readonly [code: string, evidence: Expression])[];
}

export interface ItemData {
  readonly states: readonly string[];
  readonly window: string;
  readonly actor: string;
  readonly words: BilingualText;
  readonly scope?: string;
  readonly codes?: string;
  readonly concerns?: Expression;
  readonly each?: Expression;
  readonly when?: Expression;
  readonly missing?: Expression;
  /** Whether its expressions need other records than the registration. */
  readonly beyond?: boolean;
}

interface DeadlineData {
  readonly states: readonly string[];
  readonly window: string;
  readonly words: BilingualText;
  readonly days: Expression;
  readonly within?: number;
}

type ParameterData = { readonly rule: string; readonly parameter: string } | { readonly value: string };

interface LifeCycle {
  readonly parameters: Readonly<Record<string, ParameterData>>;
  readonly facts: readonly (readonly [record: string, name: string, is: Expression])[];
  readonly transitions: readonly TransitionData[];
  readonly statuses: readonly StatusData[];
  readonly next: readonly ItemData[];
  readonly deadlines: readonly DeadlineData[];
}

export const LIFE_CYCLE = data as unknown as LifeCycle;

/** Return what expressions take from rules: parameters, and the first days of checks. */
export function takeParameters({ parameters }: Settings): Variables {
  const taken = Object.entries(LIFE_CYCLE.parameters).map(([name, source]) => {
    if ("value" in source) return [name, source.value];
    const { rule, parameter } = source;
    return [name, (parameters[rule] ?? RULES[rule]?.parameters ?? {})[parameter]];
  });
  return Object.fromEntries(taken) as Variables;
}

/** Return the value of an expression over records that are known whole. */
export function evaluate(expression: Expression, known: Variables): unknown {
  return evaluateWithin(expression, known, new Work());
}
