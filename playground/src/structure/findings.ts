// What engines and readers find, as one list with one finding for each mistake.

import type { Fault } from "../convert/faults";
import { type Path, key } from "../schema/paths";
import { type RecordShape, Scalar } from "../schema/shapes";
import type { Element } from "../parse/xml_elements";
import type { JsonObject } from "../parse/json";
import { KEYWORDS, rank } from "../explain/codes";
import { closest } from "../explain/suggest";
import { type Violation, violations } from "./stepwise";
import { trace } from "../schema/trace";

// Some of what an engine says follows from other findings and is left out.
const SPARE = 100;

/** A mistake before it is put into words. */
export interface Finding {
  readonly code: string;
  readonly path: Path;
  /** The JSON Schema keyword that it breaks; empty where it is no matter of schemas. */
  readonly keyword: string;
  readonly limit: number | null;
  /** For what is no matter of schemas, what is wrong, in a clause. */
  readonly reason: string;
  readonly element: Element | null;
  /** The name that was meant by a misspelt one. */
  readonly meant: string | null;
}

/**
 * Return one finding for each mistake in a record, or for more than so many of them.
 *
 * What follows from another mistake is left out.
 */
export function findings(
  value: JsonObject,
  faults: readonly Fault[],
  record: RecordShape,
  most: number,
): Finding[] {
  const told = faults.map((fault) => toldOf(fault, record));
  // Where the reader could not make out a value, the engine judges one that is none.
  const garbled = keys(told.filter(({ code }) => code === "mixed" || code === "type"));
  const found = judged(value, record, most).filter(({ path }) => !garbled.has(key(path)));
  // A number too large to be held is out of its range besides, and that is enough.
  const ranged = keys(found);
  const kept = told.filter(({ code, path }) => code !== "range" || !ranged.has(key(path)));
  return withoutMisspelt(toldOnce([...kept, ...found]));
}

/** Return the finding that a fault of the text is. */
export function toldOf(fault: Fault, record: RecordShape): Finding {
  const { code, path, reason, element } = fault;
  const { parent, member } = trace(record, path);
  // What JSON can have too is told in the same words, whichever syntax it is in.
  let keyword = code === "type" ? "type" : "";
  if (code === "unknown" && parent && !member) keyword = "additionalProperties";
  return { code, path, keyword, limit: null, reason, element, meant: null };
}

function keys(found: readonly Finding[]): Set<string> {
  return new Set(found.map(({ path }) => key(path)));
}

function judged(value: JsonObject, record: RecordShape, most: number): Finding[] {
  const first = new Map<string, Violation>();
  for (const violation of violations(record, value)) {
    const known = first.get(key(violation.path));
    if (!known || rank(violation.keyword) < rank(known.keyword)) {
      first.set(key(violation.path), violation);
    }
    if (first.size > most + SPARE) break;
  }
  return [...first.values()].map(({ keyword: broken, path, limit }) => {
    const { shape } = trace(record, path);
    const keyword =
      broken === "pattern" && shape instanceof Scalar && shape.format ? "format" : broken;
    const isVersion =
      path.at(-1) === "schemaVersion" && (keyword === "pattern" || keyword === "minLength");
    const code = isVersion ? "version" : (KEYWORDS[keyword] ?? "schema");
    return { code, path, keyword, limit, reason: "", element: null, meant: null };
  });
}

/** Return the findings but for those of values that no one can rely on. */
function toldOnce(found: readonly Finding[]): Finding[] {
  const strangers = keys(found.filter(({ keyword }) => keyword === "additionalProperties"));
  const repeated = keys(found.filter(({ code }) => code === "duplicate"));
  for (const each of strangers) repeated.delete(each);
  const seen = new Set<string>();
  return found.filter(({ code, path }) => {
    for (let end = 1; end < path.length; end += 1) {
      const around = key(path.slice(0, end));
      if (strangers.has(around) || repeated.has(around)) return false;
    }
    const here = key(path);
    if (repeated.has(here) && code !== "duplicate") return false;
    if (!strangers.has(here)) return true;
    if (code !== "unknown" || seen.has(here)) return false;
    seen.add(here);
    return true;
  });
}

/** Return the findings, those of a misspelt name and of the name that was meant as one. */
function withoutMisspelt(found: readonly Finding[]): Finding[] {
  const missing = new Map<string, string[]>();
  for (const { code, path } of found) {
    if (code !== "missing") continue;
    const around = key(path.slice(0, -1));
    missing.set(around, [...(missing.get(around) ?? []), String(path.at(-1))]);
  }
  const meant = new Map<string, string>();
  const excused = new Set<string>();
  for (const { code, path } of found) {
    const names = missing.get(key(path.slice(0, -1))) ?? [];
    const name = code === "unknown" ? closest(String(path.at(-1)), names) : null;
    if (name === null) continue;
    meant.set(key(path), name);
    excused.add(key([...path.slice(0, -1), name]));
    names.splice(names.indexOf(name), 1);
  }
  return found
    .filter(({ code, path }) => code !== "missing" || !excused.has(key(path)))
    .map((each) =>
      each.code === "unknown" ? { ...each, meant: meant.get(key(each.path)) ?? null } : each,
    );
}
