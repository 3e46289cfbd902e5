// What a program can do about a violation of the structure: a JSON Patch (RFC 6902).

import { findClosest, findCodes, findMember } from "../explain/suggest.js";
import { isObject } from "../parse/json.js";
import type { Operation } from "../problems.js";
import { type Path, pointer } from "../schema/paths.js";
import { Scalar } from "../schema/shapes.js";
import { isAmbiguousDate, respellDateTime, rewriteDate } from "./dates.js";
import { type InvalidValue, isEmpty } from "./invalid_value.js";
import { findBoolean, findInteger, isIntegerText } from "./other_types.js";
import { findRepair } from "./repairs.js";
import { findBroken } from "./scalars.js";

type Operations = readonly Operation[];
type Meant = string | number | boolean | null;

/**
 * Return the operations that fix a violation of a keyword; none where only a person knows what to do.
 *
 * No value of a private field is in them.
 */
export function findFix(keyword: string, path: Path, invalid: InvalidValue): Operations {
  return FIXES[keyword]?.(path, invalid) ?? [];
}

/** Return the operation that gives the member at a path another name. */
export function renameMember(path: Path, name: string): Operations {
  return [{ op: "move", from: pointer(path), path: pointer([...path.slice(0, -1), name]) }];
}

function rename(path: Path, { name, holder, traced: { parent } }: InvalidValue): Operations {
  if (!parent || !isObject(holder)) return [];
  const absent = [...parent.byName.keys()].filter((each) => !Object.hasOwn(holder, each));
  const meant = findMember(name, parent, absent);
  return meant === null ? [] : renameMember(path, meant);
}

function replaceOrRemove(path: Path, { value, isPrivate, traced }: InvalidValue): Operations {
  const { member, shape } = traced;
  if (!member || !(shape instanceof Scalar)) return [];
  if (isEmpty(value)) {
    const isOptional = !member.isRequired && member.item === null;
    return isOptional ? [{ op: "remove", path: pointer(path) }] : [];
  }
  const meant = isPrivate ? null : findMeant(value, shape);
  return meant === null ? [] : [{ op: "replace", path: pointer(path), value: meant }];
}

/** Return the one value of a type that another value can only have meant; null without one. */
function findMeant(value: unknown, shape: Scalar): Meant {
  if (shape.kind === "boolean") {
    const text = findBoolean(value);
    return text === null ? null : text === "true";
  }
  if (shape.kind === "integer") {
    const number = isIntegerText(value) ? Number(value) : findInteger(value);
    return number !== null && !findBroken(shape, number) ? number : null;
  }
  if (typeof value === "boolean" || typeof value === "object") return null;
  if (shape.list !== null) return findCode(value, shape);
  const text = findText(value, shape);
  if (text === null || text === value) return null;
  const broken = findBroken(shape, text);
  // What a date or an amount is as such is a matter of its pattern; the calendar is not asked.
  return broken && !(broken.keyword === "format" && shape.matcher?.test(text)) ? null : text;
}

function findCode(value: unknown, shape: Scalar): string | null {
  if (typeof value !== "string") return null;
  const named = findCodes(shape, value);
  if (named.length) return named.length === 1 ? (named[0] ?? null) : null;
  return findClosest(value, shape.codeSet);
}

function findText(value: unknown, shape: Scalar): string | null {
  if (shape.format === "date-time") return respellDateTime(value, shape);
  if (shape.format === "date") {
    if (isAmbiguousDate(String(value))) return null;
    const day = rewriteDate(value);
    if (day !== null) return day;
  }
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
  return (typeof value === "string" ? findRepair(value, shape)?.[0] : null) ?? null;
}

const FIXES: Readonly<Record<string, (path: Path, invalid: InvalidValue) => Operations>> = {
  additionalProperties: rename,
  type: replaceOrRemove,
  enum: replaceOrRemove,
  minLength: replaceOrRemove,
  pattern: replaceOrRemove,
  format: replaceOrRemove,
};
