// The values in a record that checks apply to, and what expressions can name there.

import type { JsonObject } from "../parse/json.js";
import type { Path } from "../schema/paths.js";
import { ObjectType, type Shape } from "../schema/shapes.js";
import type { Variables } from "./expressions.js";
import { UNKNOWN } from "./unknown.js";

/** A record that has a record type of its own. */
export interface Scope {
  readonly shape: ObjectType;
  readonly path: Path;
  readonly value: JsonObject;
}

/** A value in a scope. */
export interface Target {
  readonly shape: Shape;
  readonly path: Path;
  readonly value: unknown;
  /** The records around it, by the names that they have in expressions. */
  readonly around: Variables;
}

/** Yield a record and the records of other types in it. */
export function* findScopes(
  shape: ObjectType,
  value: JsonObject,
  path: Path = [],
): Generator<Scope> {
  yield { shape, path, value };
  for (const { name, item, shape: inner } of shape.members) {
    if (!(inner instanceof ObjectType && inner.recordType) || !(name in value)) continue;
    for (const [part, at] of splitItems(value[name], [...path, name], item !== null)) {
      yield* findScopes(inner, part as JsonObject, at);
    }
  }
}

/** Yield each value in a scope, in the order of the schema. */
export function findTargets({ shape, path, value }: Scope): Generator<Target> {
  return walk(shape, value, path, {});
}

function* walk(shape: Shape, value: unknown, path: Path, outer: Variables): Generator<Target> {
  const isRecord = shape instanceof ObjectType;
  const around = isRecord ? { ...outer, [variableName(shape)]: value } : outer;
  yield { shape, path, value, around };
  if (!isRecord) return;
  const record = value as JsonObject;
  for (const member of shape.members) {
    if (!(member.name in record)) continue;
    const at = [...path, member.name];
    for (const [part, place] of splitItems(record[member.name], at, member.item !== null)) {
      yield* walk(member.shape, part, place, around);
    }
  }
}

/** Return the name that a record has in expressions. */
export function variableName({ name }: ObjectType): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Return the known items of an array with their paths; of another known value, itself. */
export function splitItems(
  value: unknown,
  path: Path,
  isArray: boolean,
): (readonly [unknown, Path])[] {
  if (value === UNKNOWN) return [];
  if (!isArray) return [[value, path]];
  return (value as readonly unknown[])
    .map((item, index) => [item, [...path, index]] as const)
    .filter(([item]) => item !== UNKNOWN);
}
