// What engines and readers report, as one list with one finding for each mistake.

import type { Fault } from "../convert/faults";
import { KEYWORDS, rank } from "../explain/codes";
import { findClosest } from "../explain/suggest";
import type { JsonObject } from "../parse/json";
import type { Element } from "../parse/xml_elements";
import { type Path, key } from "../schema/paths";
import { type RecordShape, Scalar } from "../schema/shapes";
import { trace } from "../schema/trace";
import { type Violation, findViolations } from "./stepwise";

// Some violations follow from other findings and are left out: so many more are collected.
const SPARE = 100;

/** A mistake before it is put into words. */
export interface Finding {
  readonly code: string;
  readonly path: Path;
  /** The JSON Schema keyword that is violated; empty where it is none. */
  readonly keyword: string;
  readonly limit: number | null;
  /** Where no keyword is violated, what is wrong, in a clause. */
  readonly reason: string;
  readonly element: Element | null;
  /** The name that was meant by a misspelt one. */
  readonly meant: string | null;
}

/**
 * Return one finding for each mistake in a record, or for more than `most` of them.
 *
 * What follows from another mistake is left out.
 */
export function collectFindings(
  value: JsonObject,
  faults: readonly Fault[],
  record: RecordShape,
  most: number,
): Finding[] {
  const read = faults.map((fault) => toFinding(fault, record));
  // Where the reader could not read a value, the engine has validated none.
  const unreadable = keys(read.filter(({ code }) => code === "mixed" || code === "type"));
  const validated = validate(value, record, most).filter(({ path }) => !unreadable.has(key(path)));
  // A number too large for a float is out of its range too, which is enough.
  const invalid = keys(validated);
  const kept = read.filter(({ code, path }) => code !== "range" || !invalid.has(key(path)));
  return mergeMisspelt(dropConsequences([...kept, ...validated]));
}

/** Return a fault as a finding. */
export function toFinding(fault: Fault, record: RecordShape): Finding {
  const { code, path, reason, element } = fault;
  const { parent, member } = trace(record, path);
  // What is possible in JSON too has the same message in both syntaxes.
  let keyword = code === "type" ? "type" : "";
  if (code === "unknown" && parent && !member) keyword = "additionalProperties";
  return { code, path, keyword, limit: null, reason, element, meant: null };
}

function keys(findings: readonly Finding[]): Set<string> {
  return new Set(findings.map(({ path }) => key(path)));
}

/** Return the findings of the engine, one for each path. */
function validate(value: JsonObject, record: RecordShape, most: number): Finding[] {
  const first = new Map<string, Violation>();
  for (const violation of findViolations(record, value)) {
    const known = first.get(key(violation.path));
    if (!known || rank(violation.keyword) < rank(known.keyword)) {
      first.set(key(violation.path), violation);
    }
    if (first.size > most + SPARE) break;
  }
  return [...first.values()].map((violation) => {
    const { path, limit } = violation;
    const { shape } = trace(record, path);
    const isFormat = shape instanceof Scalar && shape.format && violation.keyword === "pattern";
    const keyword = isFormat ? "format" : violation.keyword;
    const isVersion =
      path.at(-1) === "schemaVersion" && (keyword === "pattern" || keyword === "minLength");
    const code = isVersion ? "version" : (KEYWORDS[keyword] ?? "schema");
    return { code, path, keyword, limit, reason: "", element: null, meant: null };
  });
}

/**
 * Return the findings without those that follow from others.
 *
 * Of a repeated name, a parser keeps one of the values, so none of them is reported; and the parts
 * of an unknown member are as unknown as itself.
 */
function dropConsequences(findings: readonly Finding[]): Finding[] {
  const unknown = keys(findings.filter(({ keyword }) => keyword === "additionalProperties"));
  const repeated = keys(findings.filter(({ code }) => code === "duplicate"));
  for (const each of unknown) repeated.delete(each);
  const seen = new Set<string>();
  return findings.filter(({ code, path }) => {
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

/** Return the findings, with a misspelt name and the missing one that was meant as one finding. */
function mergeMisspelt(findings: readonly Finding[]): Finding[] {
  const missing = new Map<string, string[]>();
  for (const { code, path } of findings) {
    if (code !== "missing") continue;
    const parent = key(path.slice(0, -1));
    missing.set(parent, [...(missing.get(parent) ?? []), String(path.at(-1))]);
  }
  const meant = new Map<string, string>();
  const merged = new Set<string>();
  for (const { code, path } of findings) {
    const names = missing.get(key(path.slice(0, -1))) ?? [];
    const name = code === "unknown" ? findClosest(String(path.at(-1)), names) : null;
    if (name === null) continue;
    meant.set(key(path), name);
    merged.add(key([...path.slice(0, -1), name]));
    names.splice(names.indexOf(name), 1);
  }
  return findings
    .filter(({ code, path }) => code !== "missing" || !merged.has(key(path)))
    .map((finding) => {
      if (finding.code !== "unknown") return finding;
      return { ...finding, meant: meant.get(key(finding.path)) ?? null };
    });
}
