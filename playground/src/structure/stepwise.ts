// All violations of a record, found object by object, so that a caller can stop at any time.

import { validators } from "swschema:types";

import { isObject } from "../parse/json";
import type { Path } from "../schema/paths";
import { type Member, ObjectType, Scalar, type Shape } from "../schema/shapes";
import type { Violation } from "../schema/violation";

/** Yield the violations of a value, and then those of its parts. */
export function* findViolations(
  shape: Shape,
  value: unknown,
  path: Path = [],
): Generator<Violation> {
  if (shape instanceof Scalar || !isObject(value)) {
    yield* validate(shape.name, emptied(value), path);
    return;
  }
  const known = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(value)) {
    if (hasMember(shape, name)) known[name] = emptied(value[name]);
  }
  yield* validate(shape.name, known, path);
  for (const name of Object.keys(value)) {
    const member = shape.byName.get(name);
    if (member) yield* findInside(member, value[name], [...path, name]);
    else if (!hasMember(shape, name)) {
      yield { keyword: "additionalProperties", path: [...path, name], limit: null };
    }
  }
}

function* findInside({ item, shape }: Member, value: unknown, path: Path): Generator<Violation> {
  if (item !== null) {
    if (!Array.isArray(value)) return;
    for (const [index, each] of value.entries()) {
      yield* findViolations(shape, each, [...path, index]);
    }
  } else if (shape instanceof ObjectType && isObject(value)) {
    yield* findViolations(shape, value, path);
  }
}

function hasMember(shape: ObjectType, name: string): boolean {
  return shape.byName.has(name) || (name === "recordType" && shape.recordType !== null);
}

/** Return a value of the same kind and length, without its parts. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return new Array<null>(value.length).fill(null);
  return isObject(value) ? {} : value;
}

function* validate(type: string, value: unknown, path: Path): Generator<Violation> {
  const validator = validators[type];
  if (!validator || validator(value)) return;
  for (const { keyword, instancePath, params } of validator.errors ?? []) {
    const names = instancePath.split("/").slice(1); // the profile's names need no escape
    if (typeof params["missingProperty"] === "string") names.push(params["missingProperty"]);
    const limit = params["limit"];
    yield { keyword, path: [...path, ...names], limit: typeof limit === "number" ? limit : null };
  }
}
