// Objects that come from a program, where a value need not be one of JSON.

import { JsonValueError } from "../errors.js";
import { _, chooseText } from "../i18n.js";
import type { Limits } from "../limits.js";
import type { Path } from "../schema/paths.js";
import type { Both } from "../schema/specification.js";
import { refuseValues } from "./bounds.js";
import { refuse } from "./refusal.js";

const SURROGATE = /\p{Surrogate}/u;
const KIND: Both = [
  "is of the JavaScript type {name}, for which JSON has nothing",
  "的JavaScript类型为{name}，JSON无法表示",
];

/**
 * Check that an object and all in it can be written as JSON; members that are undefined do not count.
 *
 * @throws JsonValueError at the first value or name that JSON has nothing for.
 * @throws Refusal if it nests deeper than the limit, or has more values.
 */
export function checkValues(value: object, limits: Limits): void {
  let count = 0;
  const check = (each: unknown, path: Path): void => {
    count += 1;
    if (count > limits.maxValues) throw refuseValues(limits);
    const reason = findReason(each);
    if (reason) throw new JsonValueError(path, reason);
    if (typeof each !== "object" || each === null) return;
    const inner = listParts(each);
    if (inner.length && path.length >= limits.maxDepth) {
      const message = _("the document is nested deeper than {limit}", { limit: limits.maxDepth });
      throw refuse("limit", message);
    }
    for (const [step, part] of inner) check(part, [...path, step]);
  };
  check(value, []);
}

function listParts(value: object): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((each: unknown, index) => [index, each]);
  return Object.entries(value).filter(([, each]) => each !== undefined);
}

/** Return why JSON has nothing for a value, but for what is in it. */
function findReason(value: unknown): string {
  if (typeof value === "string") {
    return SURROGATE.test(value) ? _("has half of a surrogate pair, which is no character") : "";
  }
  if (typeof value === "number") {
    return Number.isFinite(value) ? "" : _("is a number that JSON cannot represent");
  }
  if (typeof value === "boolean" || value === null || Array.isArray(value)) return "";
  if (!isPlain(value)) return chooseText(KIND).replace("{name}", nameType(value));
  return Object.keys(value as object).some((name) => SURROGATE.test(name))
    ? _("has a name with half of a surrogate pair, which is no character")
    : "";
}

/** Return whether a value is an object of no class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // The prototype of another window's objects is not this one's, but has none itself either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameType(value: unknown): string {
  return typeof value === "object" ? (value?.constructor.name ?? "Object") : typeof value;
}
