// Records of which parts are not known, since they have structural problems.

import { isObject } from "../parse/json.js";
import { type Part, type Path, key } from "../schema/paths.js";
import type { Violation } from "../schema/violation.js";
import { UNKNOWN, isMarkedOpen, markOpen } from "./unknown.js";

// Codes of problems with the place of an element, whose value is clear.
const CLEAR = new Set(["order"]);

/** What is not known of a value: nothing is, or there may be more in it, or parts are not. */
interface Marks {
  unknown: boolean;
  open: boolean;
  readonly parts: Map<Part, Marks>;
}

/**
 * Return a record with its unsound parts marked. What has no problem in it is the same object.
 *
 * See swschema.rules.partial in Python.
 */
export function markUnsound(value: unknown, violations: readonly Violation[]): unknown {
  const marks = makeMarks();
  for (const violation of violations) {
    const { path, code, keyword } = violation;
    if (CLEAR.has(code ?? "")) continue;
    if (code === "unknown") {
      marksAt(marks, path.slice(0, -1)).open = true;
      // An element that is in the wrong place in this one.
      if (!keyword) marksAt(marks, path).open = true;
    } else if (keyword === "minItems") marksAt(marks, path).open = true;
    else marksAt(marks, path).unknown = true;
  }
  return apply(value, marks);
}

/**
 * Return a draft: whatever is absent is unknown, and each list may have other items.
 *
 * See swschema.rules.partial in Python.
 */
export function openDraft(value: unknown, violations: readonly Violation[]): unknown {
  return markUnsound(openAll(value), violations);
}

function openAll(value: unknown): unknown {
  if (Array.isArray(value)) return markOpen((value as readonly unknown[]).map(openAll));
  if (!isObject(value)) return value;
  return markOpen(
    Object.fromEntries(Object.entries(value).map(([name, each]) => [name, openAll(each)])),
  );
}

/** Return a function that tells whether a path is one of some places, or leads into one. */
export function makeInside(places: readonly Path[]): (path: Path) => boolean {
  const keys = new Set(places.map(key));
  return (path) => [...path, null].some((_part, end) => keys.has(key(path.slice(0, end))));
}

function makeMarks(): Marks {
  return { unknown: false, open: false, parts: new Map() };
}

function marksAt(marks: Marks, path: Path): Marks {
  return path.reduce((holder, part) => {
    const inner = holder.parts.get(part) ?? makeMarks();
    holder.parts.set(part, inner);
    return inner;
  }, marks);
}

function apply(value: unknown, marks: Marks): unknown {
  if (marks.unknown) return UNKNOWN;
  if (Array.isArray(value)) {
    const items: unknown[] = [...(value as readonly unknown[])];
    for (const [index, inner] of marks.parts) {
      if (typeof index === "number" && index < items.length) items[index] = apply(items[index], inner);
    }
    const isOpen = marks.open || isMarkedOpen(value) || items.includes(UNKNOWN);
    return isOpen ? markOpen(items) : items;
  }
  if (!isObject(value)) return UNKNOWN;
  const made: Record<string, unknown> = { ...value };
  for (const [name, inner] of marks.parts) made[name] = apply(value[name], inner);
  return marks.open || isMarkedOpen(value) ? markOpen(made) : made;
}
