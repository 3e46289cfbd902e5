// The rules applied to records.

import type { JsonObject } from "../parse/json.js";
import type { Operation } from "../problems.js";
import type { Path } from "../schema/paths.js";
import { root } from "../schema/shapes.js";
import { type Check, DATES, RULES } from "./catalogue.js";
import { type Expression, type Variables, define, evaluate } from "./expressions.js";
import { findFix } from "./fixes.js";
import type { Settings } from "./settings.js";
import { type Scope, findScopes, findTargets, variableName } from "./targets.js";
import { AtLeast, UNKNOWN, isOpen, knownItems, makeSet } from "./unknown.js";
import { Work } from "./work.js";

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
  /** What a program can do to fix it. */
  readonly fix: readonly Operation[];
}

/** Return a violation of a rule that is checked in code. */
export function violate(rule: string, path: Path, message: string): RuleViolation {
  return { rule, check: null, path, values: {}, message, fix: [] };
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

/**
 * Yield each violation of a rule in a record, in the order of the record: of one with unknown parts,
 * the rules that are violated whatever these are. A record whose date is unknown may be given one.
 *
 * @throws WorkSpent if it takes more work than is allowed.
 */
export function* evaluateRules(
  record: string,
  value: JsonObject,
  settings: Settings,
  work = new Work(),
  undatedOn?: string,
): Generator<RuleViolation> {
  for (const scope of findScopes(root(record), value)) {
    yield* checkScope(scope, settings, work, undatedOn);
  }
}

function* checkScope(
  scope: Scope,
  settings: Settings,
  work: Work,
  undatedOn?: string,
): Generator<RuleViolation> {
  const name = String(scope.shape.recordType);
  const date = findDate(name, scope.value, work);
  const recordDate = date === UNKNOWN ? (undatedOn ?? date) : date;
  const listsOf = new Map<Check, Variables>();
  for (const { shape, path, value, around } of findTargets(scope)) {
    for (const { rule, check } of CHECKS.get(`${name} ${shape.name}`) ?? []) {
      work.spend(1);
      const params = settings.parameters[rule] ?? RULES[rule]?.parameters ?? {};
      const shared = { recordDate, today: settings.asOf, params };
      let lists = listsOf.get(check);
      if (!lists) {
        lists = makeSets(check, { [variableName(scope.shape)]: scope.value, ...shared }, work);
        listsOf.set(check, lists);
      }
      const known = { ...around, this: value, ...shared, ...lists };
      const values = runCheck(check, known, work);
      if (!values) continue;
      yield { rule, check, path, values, message: "", fix: findFix(check, path, known) };
    }
  }
}

/** Return the date of a record: UNKNOWN if it is; of a draft without one, "". */
export function findDate(record: string, value: unknown, work = new Work()): unknown {
  return evaluate(DATES[record] as Expression, { this: value }, work);
}

/** Return the lists that are made once for a record, as sets. */
function makeSets(check: Check, variables: Variables, work: Work): Variables {
  const names = Object.keys(check.lists ?? {});
  const all = define(check.lists, variables, work);
  return Object.fromEntries(
    names.map((name) => {
      const items = all[name];
      return [name, Array.isArray(items) ? makeSet(items) : items];
    }),
  );
}

/** Return the values for the message of a check that surely fails, or else null. */
function runCheck(check: Check, variables: Variables, work: Work): RuleViolation["values"] | null {
  if (check.when && evaluate(check.when, variables, work) !== true) return null;
  const all = define(check.let, variables, work);
  if (evaluate(check.assert, all, work) !== false) return null;
  const values = Object.entries(check.messageValues ?? {}).map(([name, list]) => {
    const short = name.replace(/^params\./, "");
    const value = short === name ? all[name] : (all["params"] as Variables)[short];
    return [short, [knownPart(value), list]] as const;
  });
  // Nothing is said that would have to name what is not known.
  return values.some(([, [value]]) => value === UNKNOWN) ? null : Object.fromEntries(values);
}

/** Return a value as far as a message can name it: of a list, the items that are known. */
function knownPart(value: unknown): unknown {
  if (value instanceof AtLeast) return UNKNOWN;
  if (!Array.isArray(value) || !isOpen(value)) return value;
  const known = knownItems(value);
  return known.length ? known : UNKNOWN;
}
