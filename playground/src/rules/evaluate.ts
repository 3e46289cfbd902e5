// Where records break the rulebook.

import type { Path } from "../schema/paths";
import { RecordShape, type Shape, root } from "../schema/shapes";
import type { JsonObject } from "../parse/json";
import { type Check, DATES, RULES } from "./catalogue";
import { type Expression, type Known, evaluate } from "./expressions";

/** A rule that a record breaks. */
export interface Breach {
  readonly rule: string;
  /** The check that fails; null for one that is made in code. */
  readonly check: Check | null;
  /** Where the value stands that was checked. */
  readonly path: Path;
  /** What the rule's message tells, by name: a value, and the code list that it is from. */
  readonly told: Readonly<Record<string, readonly [unknown, string]>>;
  /** What is wrong, where code makes the check and not an expression. */
  readonly message: string;
}

interface Asked {
  readonly rule: string;
  readonly check: Check;
}

const byPlace = new Map<string, Asked[]>();
for (const [rule, { checks }] of Object.entries(RULES)) {
  for (const check of checks) {
    const place = `${check.in} ${check.each}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), { rule, check }]);
  }
}

/** Yield every rule that a structurally valid record breaks, in the order of the record. */
export function* breaches(record: string, value: JsonObject): Generator<Breach> {
  for (const [scope, path, inside] of scopes(root(record), value, [])) {
    const name = String(scope.recordType);
    const asOf = evaluate(DATES[name] as Expression, { this: inside });
    const made = new Map<Check, Known>();
    for (const found of values(scope, inside, path, {})) {
      for (const { rule, check } of byPlace.get(`${name} ${found.shape.name}`) ?? []) {
        const params = RULES[rule]?.parameters ?? {};
        const known = { ...found.around, this: found.value, asOf, params };
        let once = made.get(check);
        if (!once) {
          once = given(check.once, { [variable(scope)]: inside, asOf, params });
          made.set(check, once);
        }
        const told = failing(check, { ...known, ...once });
        if (told) yield { rule, check, path: found.path, told, message: "" };
      }
    }
  }
}

/** Return what a check tells where it fails, null where it holds. */
function failing(check: Check, known: Known): Breach["told"] | null {
  if (check.when && !evaluate(check.when, known)) return null;
  const all = given(check.let, known);
  if (evaluate(check.assert, all)) return null;
  const told = Object.entries(check.told ?? {}).map(([name, list]) => {
    const short = name.replace(/^params\./, "");
    const value = short === name ? all[name] : (all["params"] as Known)[short];
    return [short, [value, list]] as const;
  });
  return Object.fromEntries(told);
}

/** Return what is known, and values that are given names in turn. */
function given(named: Readonly<Record<string, Expression>> | undefined, known: Known): Known {
  return Object.entries(named ?? {}).reduce(
    (all, [name, expression]) => ({ ...all, [name]: evaluate(expression, all) }),
    known,
  );
}

function variable(record: RecordShape): string {
  return record.name.charAt(0).toLowerCase() + record.name.slice(1);
}

/** Return a value's parts with their paths: itself, or the items of a list. */
function items(value: unknown, path: Path, isList: boolean): (readonly [unknown, Path])[] {
  if (!isList) return [[value, path]];
  return (value as readonly unknown[]).map((each, index) => [each, [...path, index]] as const);
}

/** Yield a record and the whole records in it. */
function* scopes(
  shape: RecordShape,
  value: JsonObject,
  path: Path,
): Generator<readonly [RecordShape, Path, JsonObject]> {
  yield [shape, path, value];
  for (const { name, item, shape: inner } of shape.members) {
    if (!(inner instanceof RecordShape && inner.recordType) || !(name in value)) continue;
    for (const [each, at] of items(value[name], [...path, name], item !== null)) {
      yield* scopes(inner, each as JsonObject, at);
    }
  }
}

interface Found {
  readonly shape: Shape;
  readonly path: Path;
  readonly value: unknown;
  /** The records around it, by the names that they have in expressions. */
  readonly around: Known;
}

/** Yield each value in a record. */
function* values(shape: Shape, value: unknown, path: Path, outer: Known): Generator<Found> {
  const isRecord = shape instanceof RecordShape;
  const around = isRecord ? { ...outer, [variable(shape)]: value } : outer;
  yield { shape, path, value, around };
  if (!isRecord) return;
  const held = value as JsonObject;
  for (const member of shape.members) {
    if (!(member.name in held)) continue;
    const at = [...path, member.name];
    for (const [each, place] of items(held[member.name], at, member.item !== null)) {
      yield* values(member.shape, each, place, around);
    }
  }
}
