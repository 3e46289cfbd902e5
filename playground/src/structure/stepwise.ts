// All violations of a record, part by part: whoever has heard enough can stop.

import { judges } from "swschema:parts";

import type { Path } from "../schema/paths";
import { type Member, RecordShape, Scalar, type Shape } from "../schema/shapes";
import { isObject } from "../parse/json";

/** What ajv says of a JSON value, in terms of JSON Schema. */
export interface Violation {
  readonly keyword: string;
  /** A missing or an unknown member is pointed to itself, not its object. */
  readonly path: Path;
  readonly limit: number | null;
}

/** Yield what is wrong with a value and then with its parts. */
export function* violations(shape: Shape, value: unknown, path: Path = []): Generator<Violation> {
  if (shape instanceof Scalar || !isObject(value)) {
    yield* told(shape.name, hollow(value), path);
    return;
  }
  const known = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(value)) if (knows(shape, name)) known[name] = hollow(value[name]);
  yield* told(shape.name, known, path);
  for (const name of Object.keys(value)) {
    const member = shape.byName.get(name);
    if (member) yield* inside(member, value[name], [...path, name]);
    else if (!knows(shape, name)) {
      yield { keyword: "additionalProperties", path: [...path, name], limit: null };
    }
  }
}

function* inside({ item, shape }: Member, value: unknown, path: Path): Generator<Violation> {
  if (item !== null) {
    if (!Array.isArray(value)) return;
    for (const [index, each] of value.entries()) yield* violations(shape, each, [...path, index]);
  } else if (shape instanceof RecordShape && isObject(value)) {
    yield* violations(shape, value, path);
  }
}

function knows(shape: RecordShape, name: string): boolean {
  return shape.byName.has(name) || (name === "recordType" && shape.recordType !== null);
}

/** Return a value without what is in it, but of the same kind and length. */
function hollow(value: unknown): unknown {
  if (Array.isArray(value)) return new Array<null>(value.length).fill(null);
  return isObject(value) ? {} : value;
}

function* told(type: string, value: unknown, path: Path): Generator<Violation> {
  const judge = judges[type];
  if (!judge || judge(value)) return;
  for (const { keyword, instancePath, params } of judge.errors ?? []) {
    const names = instancePath.split("/").slice(1); // the profile's names need no escape
    if (typeof params["missingProperty"] === "string") names.push(params["missingProperty"]);
    const limit = params["limit"];
    yield { keyword, path: [...path, ...names], limit: typeof limit === "number" ? limit : null };
  }
}
