// The violations of a record, from the reader of its syntax and from the schemas: one for each mistake.

import { findMember } from "../explain/suggest.js";
import type { JsonObject } from "../parse/json.js";
import { findValue, key, tracePath } from "../schema/paths.js";
import { type Member, type ObjectType, Scalar } from "../schema/shapes.js";
import type { Violation } from "../schema/violation.js";
import { respellDateTime } from "./dates.js";
import { findViolations } from "./stepwise.js";

// The problem code of each keyword. Of the keywords that one value violates, the first here is
// reported; the others follow from it.
const KEYWORDS: Readonly<Record<string, string>> = {
  required: "missing",
  additionalProperties: "unknown",
  type: "type",
  enum: "enum",
  format: "format",
  minLength: "length",
  maxLength: "length",
  pattern: "pattern",
  minimum: "range",
  maximum: "range",
  minItems: "count",
  maxItems: "count",
};
const ORDER = Object.keys(KEYWORDS);

/** Return the rank of a violation's keyword: of several at one place, the lowest is reported. */
function rank({ keyword = "" }: Violation): number {
  const index = ORDER.indexOf(keyword);
  return index < 0 ? ORDER.length : index;
}

// Some violations follow from others and are left out: so many more are collected.
const SPARE = 500;

/** What is wrong with the structure of a record. */
export interface Diagnosis {
  /** One for each mistake, or for more than are reported. */
  readonly violations: readonly Violation[];
  /** The record as a JSON value, as far as it could be read. */
  readonly value: JsonObject;
  /** Whether all mistakes are among the violations. */
  readonly complete: boolean;
}

/**
 * Return what is wrong with a record: each mistake, or more than `most` of them.
 *
 * What follows from another mistake is left out. `allRead` is whether the reader of its syntax has
 * reported all that it found.
 */
export function collectViolations(
  value: JsonObject,
  read: readonly Violation[],
  record: ObjectType,
  most: number,
  allRead = true,
): Diagnosis {
  const reported = read.map((violation) => classifyReported(violation, record));
  // Where the reader could not read a value, none has been validated.
  const unread = keys(reported.filter(({ code }) => code === "mixed" || code === "type"));
  const found = validate(value, record, most);
  const validated = found.filter(({ path }) => !unread.has(key(path)));
  // A number too large for a float is out of its range too, which is enough.
  const invalid = keys(validated);
  const kept = reported.filter(({ code, path }) => code !== "range" || !invalid.has(key(path)));
  const violations = mergeMisspelt(dropConsequences([...kept, ...validated]), record);
  const complete = allRead && violations.length <= most && found.length <= most + SPARE;
  return { violations, value, complete };
}

/** Return what a reader reports, with the keyword where JSON can have the same mistake. */
function classifyReported(violation: Violation, record: ObjectType): Violation {
  const { code, path } = violation;
  if (code === "type") return { ...violation, keyword: "type" };
  if (code !== "unknown") return violation;
  const { parent, member } = tracePath(record, path);
  return parent && !member ? { ...violation, keyword: "additionalProperties" } : violation;
}

function keys(violations: readonly Violation[]): Set<string> {
  return new Set(violations.map(({ path }) => key(path)));
}

/** Return what the schemas forbid, one violation for each path, with its code. */
function validate(value: JsonObject, record: ObjectType, most: number): Violation[] {
  const first = new Map<string, Violation>();
  for (const violation of findViolations(record, value)) {
    const known = first.get(key(violation.path));
    if (!known || rank(violation) < rank(known)) {
      first.set(key(violation.path), violation);
    }
    if (first.size > most + SPARE) break;
  }
  return [...first.values()].map((violation) => {
    const { path, keyword: own = "" } = violation;
    const { shape } = tracePath(record, path);
    const isFormat = shape instanceof Scalar && shape.format && own === "pattern";
    const keyword = isFormat ? "format" : own;
    const isVersion =
      path.at(-1) === "schemaVersion" && (keyword === "pattern" || keyword === "minLength");
    const code = isVersion ? "version" : (KEYWORDS[keyword] ?? "schema");
    const isRespelt =
      code === "format" &&
      shape instanceof Scalar &&
      shape.format === "date-time" &&
      respellDateTime(findValue(value, path), shape) !== null;
    return { ...violation, code: isRespelt ? "date-time-spelling" : code, keyword };
  });
}

/**
 * Return the violations without those that follow from others.
 *
 * Of a repeated name, a parser keeps one of the values, so none of them is reported; and the parts
 * of an unknown member are as unknown as itself.
 */
function dropConsequences(violations: readonly Violation[]): Violation[] {
  const unknown = keys(violations.filter(({ keyword }) => keyword === "additionalProperties"));
  const repeated = keys(violations.filter(({ code }) => code === "duplicate"));
  for (const each of unknown) repeated.delete(each);
  const seen = new Set<string>();
  return violations.filter(({ code, path }) => {
    for (let end = 1; end < path.length; end += 1) {
      const around = key(path.slice(0, end));
      if (unknown.has(around) || repeated.has(around)) return false;
    }
    const own = key(path);
    if (repeated.has(own) && code !== "duplicate") return false;
    if (!unknown.has(own)) return true;
    if (code !== "unknown" || seen.has(own)) return false;
    seen.add(own);
    return true;
  });
}

/** Return the violations, an unknown name and the missing one that was meant being one of them. */
function mergeMisspelt(violations: readonly Violation[], record: ObjectType): Violation[] {
  const missing = new Map<string, string[]>();
  for (const { code, path } of violations) {
    if (code !== "missing") continue;
    const parent = key(path.slice(0, -1));
    missing.set(parent, [...(missing.get(parent) ?? []), String(path.at(-1))]);
  }
  const meant = new Map<string, string>();
  const excused = new Set<string>();
  for (const { code, path } of violations) {
    const names = missing.get(key(path.slice(0, -1))) ?? [];
    if (code !== "unknown" || !names.length) continue;
    const name = String(path.at(-1));
    const member = findMeant(name, names, tracePath(record, path).parent);
    if (!member) continue;
    names.splice(names.indexOf(member.name), 1);
    excused.add(key([...path.slice(0, -1), member.name]));
    // Else it is an item outside its list.
    if (member.item !== name) meant.set(key(path), member.name);
  }
  return violations
    .filter(({ code, path }) => code !== "missing" || !excused.has(key(path)))
    .map((violation) => {
      const name = violation.code === "unknown" ? meant.get(key(violation.path)) : undefined;
      return name === undefined ? violation : { ...violation, meant: name };
    });
}

/** Return the one of some missing members that an unknown name was meant for. */
function findMeant(
  name: string,
  names: readonly string[],
  parent: ObjectType | null,
): Member | null {
  if (!parent) return null;
  const known = names.filter((each) => parent.byName.has(each)); // all but recordType
  const wrapper = known.find((each) => parent.byName.get(each)?.item === name);
  const meant = wrapper ?? findMember(name, parent, known);
  return meant === null ? null : (parent.byName.get(meant) ?? null);
}
