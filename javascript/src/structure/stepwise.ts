// All violations of a record, found object by object, so that a caller can stop at any time.

import { type JsonObject, isObject } from "../parse/json.js";
import type { Path } from "../schema/paths.js";
import { type Member, ObjectType, Scalar, type Shape, root } from "../schema/shapes.js";
import type { Violation } from "../schema/violation.js";
import { type Broken, findBroken } from "./scalars.js";

const TYPE: Broken = { keyword: "type", limit: null };

/** Return whether a value is a valid record. */
export function acceptsJson(record: string, value: JsonObject): boolean {
  return findViolations(root(record), value).next().done === true;
}

/** Yield the violations of a value, and then those of its parts. */
export function* findViolations(
  shape: Shape,
  value: unknown,
  path: Path = [],
): Generator<Violation> {
  if (shape instanceof Scalar || !isObject(value)) {
    const broken = shape instanceof Scalar ? findBroken(shape, value) : TYPE;
    if (broken) yield { ...broken, path };
    return;
  }
  for (const [name, broken] of ownViolations(shape, value)) yield { ...broken, path: [...path, name] };
  for (const name of Object.keys(value)) {
    const member = shape.byName.get(name);
    if (member) yield* findInside(member, value[name], path);
    else if (name !== "recordType" || shape.recordType === null) {
      yield { keyword: "additionalProperties", path: [...path, name], limit: null };
    }
  }
}

function* findInside(member: Member, value: unknown, path: Path): Generator<Violation> {
  const { item, name, shape } = member;
  if (item !== null) {
    if (!Array.isArray(value)) return;
    for (const [index, each] of value.entries()) {
      yield* findViolations(shape, each, [...path, name, index]);
    }
  } else if (shape instanceof ObjectType && isObject(value)) {
    yield* findViolations(shape, value, [...path, name]);
  }
}

type Own = readonly [name: string, broken: Broken];

/** Yield what is missing in an object, and what is wrong with its members, but not in their parts. */
function* ownViolations(shape: ObjectType, value: JsonObject): Generator<Own> {
  const isRecord = shape.recordType !== null;
  if (isRecord && !Object.hasOwn(value, "recordType")) yield ["recordType", MISSING];
  for (const { name, isRequired } of shape.members) {
    if (isRequired && !Object.hasOwn(value, name)) yield [name, MISSING];
  }
  if (isRecord && Object.hasOwn(value, "recordType")) {
    const given = value["recordType"];
    if (typeof given !== "string") yield ["recordType", TYPE];
    else if (given !== shape.recordType) yield ["recordType", { keyword: "enum", limit: null }];
  }
  for (const member of shape.members) {
    if (!Object.hasOwn(value, member.name)) continue;
    const broken = findBrokenMember(member, value[member.name]);
    if (broken) yield [member.name, broken];
  }
}

const MISSING: Broken = { keyword: "required", limit: null };

function findBrokenMember({ item, least, most, shape }: Member, value: unknown): Broken | null {
  if (item !== null) {
    if (!Array.isArray(value)) return TYPE;
    if (value.length < least) return { keyword: "minItems", limit: least };
    return value.length > most ? { keyword: "maxItems", limit: most } : null;
  }
  if (shape instanceof Scalar) return findBroken(shape, value);
  return isObject(value) ? null : TYPE;
}
