// JSON Patch (RFC 6902), as far as fixes use it: add, remove, replace, move.

import { ConversionError } from "../errors.js";
import { _ } from "../i18n.js";
import { type JsonObject, isObject } from "../parse/json.js";
import type { Operation } from "../problems.js";
import { type Part, type Path, findValue, parsePointer } from "../schema/paths.js";

type Holder = Record<Part, unknown> | unknown[];

/**
 * Return a value with an operation applied; the value given stays as it is.
 *
 * @throws ConversionError if the operation does not fit the value.
 */
export function patchValue(original: JsonObject, operation: Operation): JsonObject {
  const value = structuredClone(original) as JsonObject;
  const path = parsePointer(operation.path);
  switch (operation.op) {
    case "add":
      insert(value, path, operation.value);
      break;
    case "replace":
      remove(value, path);
      insert(value, path, operation.value);
      break;
    case "remove":
      remove(value, path);
      break;
    case "move":
      insert(value, path, remove(value, parsePointer(operation.from ?? "")));
  }
  return value;
}

function insert(value: JsonObject, path: Path, part: unknown): void {
  const [holder, last] = enter(value, path);
  const copy = structuredClone(part);
  if (Array.isArray(holder)) holder.splice(last === "-" ? holder.length : Number(last), 0, copy);
  else holder[last] = copy;
}

function remove(value: JsonObject, path: Path): unknown {
  const [holder, last] = enter(value, path);
  if (!Object.hasOwn(holder, last)) throw nothingAt(path);
  const part = (holder as Record<Part, unknown>)[last];
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return part;
}

/** Return the object or list that has the value at a path, and its name or index there. */
function enter(value: JsonObject, path: Path): [Holder, Part] {
  const holder = findValue(value, path.slice(0, -1));
  const last = path.at(-1);
  if (last === undefined || !(Array.isArray(holder) || isObject(holder))) throw nothingAt(path);
  return [holder as Holder, last];
}

function nothingAt(path: Path): ConversionError {
  return new ConversionError(path, _("a value is missing here"));
}
