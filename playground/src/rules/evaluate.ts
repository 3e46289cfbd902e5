// The rules applied to records.

import type { JsonObject } from "../parse/json";
import type { Path } from "../schema/paths";
import { root } from "../schema/shapes";
import { type Check, DATES, RULES } from "./catalogue";
import { type Expression, type Variables, evaluate } from "./expressions";
import { type Scope, findScopes, findTargets, variableName } from "./targets";

/** A rule that a record violates. */
export interface RuleViolation {
  readonly rule: string;
  /** The check that fails; null for one that is made in code. */
  readonly check: Check | null;
  /** The path of the value that was checked. */
  readonly path: Path;
  /** By name, the values for the rule's message, each with the id of its code list, or "". */
  readonly values: Readonly<Record<string, readonly [unknown, string]>>;
  /** What is wrong, where the check is made in code. */
  readonly message: string;
}

/** Return a violation of a rule that is checked in code. */
export function violate(rule: string, path: Path, message: string): RuleViolation {
  return { rule, check: null, path, values: {}, message };
}

interface RuleCheck {
  readonly rule: string;
  readonly check: Check;
}

const CHECKS = new Map<string, RuleCheck[]>(); // by the scope and the type that they apply to
for (const [rule, { checks }] of Object.entries(RULES)) {
  for (const check of checks) {
    const target = `${check.scope} ${check.target}`;
    CHECKS.set(target, [...(CHECKS.get(target) ?? []), { rule, check }]);
  }
}

/** Yield each violation of a rule in a structurally valid record, in the order of the record. */
export function* evaluateRules(
  record: string,
  value: JsonObject,
  today: string,
): Generator<RuleViolation> {
  for (const scope of findScopes(root(record), value)) yield* checkScope(scope, today);
}

function* checkScope(scope: Scope, today: string): Generator<RuleViolation> {
  const name = String(scope.shape.recordType);
  const recordDate = evaluate(DATES[name] as Expression, { this: scope.value });
  const listsOf = new Map<Check, Variables>();
  for (const { shape, path, value, around } of findTargets(scope)) {
    for (const { rule, check } of CHECKS.get(`${name} ${shape.name}`) ?? []) {
      const shared = { recordDate, today, params: RULES[rule]?.parameters ?? {} };
      let lists = listsOf.get(check);
      if (!lists) {
        lists = define(check.lists, { [variableName(scope.shape)]: scope.value, ...shared });
        listsOf.set(check, lists);
      }
      const values = runCheck(check, { ...around, this: value, ...shared, ...lists });
      if (values) yield { rule, check, path, values, message: "" };
    }
  }
}

/** Return the values for the message of a check that fails, null where it holds. */
function runCheck(check: Check, variables: Variables): RuleViolation["values"] | null {
  if (check.when && !evaluate(check.when, variables)) return null;
  const all = define(check.let, variables);
  if (evaluate(check.assert, all)) return null;
  const values = Object.entries(check.messageValues ?? {}).map(([name, list]) => {
    const short = name.replace(/^params\./, "");
    const value = short === name ? all[name] : (all["params"] as Variables)[short];
    return [short, [value, list]] as const;
  });
  return Object.fromEntries(values);
}

/** Return variables with others defined, each by an expression that can name those before it. */
function define(
  expressions: Readonly<Record<string, Expression>> | undefined,
  variables: Variables,
): Variables {
  return Object.entries(expressions ?? {}).reduce(
    (all, [name, expression]) => ({ ...all, [name]: evaluate(expression, all) }),
    variables,
  );
}
